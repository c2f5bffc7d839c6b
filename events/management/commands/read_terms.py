"""Reads the terms of a TSV file and writes the same columns with kinds and dates."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.core.management.base import BaseCommand, CommandError

from events.plan.period import Period
from events.terms import Span, read

if TYPE_CHECKING:
    from argparse import ArgumentParser

GIVEN: Final = ("phrase", "period_start", "period_end", "month")
READ: Final = ("kind", "starts", "ends")


def columns_of(phrase: str, period: Period | None, month: int | None) -> tuple[str, str, str]:
    """Kind, starts and ends as the file writes them: spans joined by «;», empty if unknown."""
    term = read(phrase, period, month)
    return term.kind, _joined(term.spans, 0), _joined(term.spans, 1)


def _joined(spans: tuple[Span, ...], side: int) -> str:
    days = [(span.starts, span.ends)[side] for span in spans]
    return ";".join(day.isoformat() if day else "" for day in days) if any(days) else ""


def read_row(row: dict[str, str]) -> tuple[str, str, str]:
    """The three columns for a row of the file; ValueError when its period makes no sense."""
    starts, ends = row.get("period_start", "").strip(), row.get("period_end", "").strip()
    period = (
        Period.recognise(date.fromisoformat(starts), date.fromisoformat(ends))
        if starts and ends
        else None
    )
    month = row.get("month", "").strip()
    return columns_of(row["phrase"], period, int(month) if month else None)


def rows_of(text: str) -> list[dict[str, str]]:
    """The rows of a TSV by their headings; quotes mean nothing there."""
    lines = [line for line in text.lstrip("\ufeff").split("\n") if line.strip()]
    if not lines:
        return []
    headings = lines[0].rstrip("\r").split("\t")
    return [dict(zip(headings, line.rstrip("\r").split("\t"), strict=False)) for line in lines[1:]]


class Command(BaseCommand):
    """`manage.py read_terms FILE.tsv`: phrases in, kinds and dates out."""

    # It needs neither the database nor the pages.
    requires_system_checks: tuple[str, ...] = ()
    help = "Читает сроки из TSV и выводит те же столбцы с понятым видом и датами."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One file with the columns phrase, period_start, period_end, month."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: object, **options: Any) -> None:
        """Writes the table to standard output."""
        path: Path = options["file"]
        try:
            rows = rows_of(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            message = f"Не удалось прочитать файл {path}: {error}"
            raise CommandError(message) from error
        self.stdout.write("\t".join((*GIVEN, *READ)))
        for number, row in enumerate(rows, start=2):
            if "phrase" not in row:
                message = "В первой строке файла нет столбца phrase."
                raise CommandError(message)
            try:
                understood = read_row(row)
            except ValueError as error:
                message = f"Строка {number}: {error}"
                raise CommandError(message) from error
            self.stdout.write("\t".join((*(row.get(name, "") for name in GIVEN), *understood)))
