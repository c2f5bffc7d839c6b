"""Writes a plan to a file: its canonical JSON, its PDF, a Word file or a workbook."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.utils import timezone

from events.drafting.queries.stored_content import json_of
from events.models import Plan
from reports.issuing.rules.issue import DamagedFile, read_issued
from reports.models import IssuedDocument
from reports.office_files.docx.checked import checked_word
from reports.office_files.round_trip import stamp_of
from reports.office_files.xlsx.plan import present_xlsx
from reports.paper.pdf import render
from reports.paper.shown import as_it_stands

REFUSED = 2


def as_json(plan: Plan) -> bytes:
    """The canonical JSON of the edition once the plan was sent, else of its present rows."""
    return json_of(plan, None if plan.is_open else plan.edition) + b"\n"


def as_pdf(plan: Plan) -> bytes:
    """The official PDF where it was issued, else the plan's paper as it is now."""
    approved = plan.status == Plan.Status.APPROVED
    issued = IssuedDocument.objects.of_last_approval().filter(
        edition=plan.edition_id, kind=IssuedDocument.Kind.PDF
    )
    document = issued.first() if approved else None
    return (
        read_issued(document)
        if document
        else render(as_it_stands(plan, timezone.localdate()).document())
    )


def as_xlsx(plan: Plan) -> bytes:
    """The plan as a workbook: the edition once it was sent, else its present rows."""
    return present_xlsx(plan, timezone.localdate()).data


def as_docx(plan: Plan) -> bytes:
    """The plan as a Word file: the edition once it was sent, else its present rows."""
    document = as_it_stands(plan, timezone.localdate()).document()
    return checked_word(document, stamp_of(plan))


FORMATS: dict[str, Callable[[Plan], bytes]] = {
    "docx": as_docx,
    "json": as_json,
    "pdf": as_pdf,
    "xlsx": as_xlsx,
}


class Command(BaseCommand):
    """`export_plan ID --format pdf|docx|xlsx|json --output FILE`."""

    # They would import every page of the portal first, which takes as long as the paper.
    requires_system_checks = ()

    help = "Записывает план в файл: бумагу в PDF или DOCX, таблицу XLSX или содержание в JSON."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("plan", type=int, help="номер плана")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("--output", type=Path, required=True, help="куда записать")

    def handle(self, *, plan: int, output: Path, **options: Any) -> None:
        found = Plan.objects.select_related("association", "layout").filter(pk=plan).first()
        if found is None:
            self._refuse(f"Плана с номером {plan} нет.")
            return
        try:
            _write(output, FORMATS[options["format"]](found))
        except ValidationError as error:
            self._refuse(" ".join(error.messages))
        except DamagedFile as error:
            self._refuse(str(error))
        except OSError:
            self._refuse(f"Файл «{output}» не удалось записать: проверьте путь и права.")

    def _refuse(self, sentence: str) -> None:
        self.stderr.write(sentence)
        sys.exit(REFUSED)


def _write(output: Path, data: bytes) -> None:
    """Write whole or not at all: a reader never sees half a file."""
    handle, name = tempfile.mkstemp(dir=output.parent, prefix=f".{output.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(output)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
