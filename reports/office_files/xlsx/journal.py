"""The journal of an institution as a workbook."""

from collections.abc import Iterable
from typing import Final

from django.utils import timezone

from associations.models import JournalEntry
from reports.office_files.xlsx.book import BookProperties, Column, Record, WorkbookTable, write_book

_COLUMNS: Final = (
    Column("Когда", 20, centred=True),
    Column("Кто", 28),
    Column("Вид", 28),
    Column("Что сделано", 70),
    Column("Было и стало", 60),
    Column("Адрес", 18),
)


def journal_workbook(entries: Iterable[JournalEntry]) -> bytes:
    """The entries in the given order, one a row."""
    table = WorkbookTable("Журнал", _COLUMNS, [_record(entry) for entry in entries])
    return write_book(BookProperties("Журнал", at=timezone.now()), [table])


def _record(entry: JournalEntry) -> Record:
    values = "\n".join(f"{name}: {was or '—'} → {now or '—'}" for name, was, now in entry.values)
    at = timezone.localtime(entry.at).strftime("%d.%m.%Y %H:%M:%S")
    return Record((at, entry.by_name, entry.get_action_display(), entry.words, values, entry.ip))
