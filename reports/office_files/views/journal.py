"""The journal as a file: a workbook, a Word file, JSON."""

import json
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from associations.journal.forms import JournalFilter
from associations.journal.rules import note
from associations.models import JournalEntry
from associations.offices.queries import Request
from associations.vocabulary import JournalAction
from reports.office_files.docx.journal import journal_word
from reports.office_files.views.answers import DOCX, file_answer
from reports.office_files.xlsx.book import XLSX
from reports.office_files.xlsx.journal import journal_workbook

MOST_ROWS: Final = 20_000
# Word opens longer tables slowly.
MOST_ROWS_IN_WORD: Final = 3_000


@require_GET
def journal_xlsx(request: Request) -> HttpResponse:
    """What the page of the journal shows by the same filters, the newest 20,000 entries."""
    entries, _found = _chosen(request, "Excel", MOST_ROWS)
    return file_answer(journal_workbook(entries), XLSX, "Журнал.xlsx")


@require_GET
def journal_docx(request: Request) -> HttpResponse:
    """The same as a Word file, the newest 3,000 entries."""
    entries, found = _chosen(request, "Word", MOST_ROWS_IN_WORD)
    about = f"Составлено {timezone.localtime():%d.%m.%Y в %H:%M}. Записей: {len(entries)}"
    about += f", новые из {found}." if found > len(entries) else "."
    return file_answer(journal_word(entries, about), DOCX, "Журнал.docx")


@require_GET
def journal_json(request: Request) -> HttpResponse:
    """The same as JSON with the hashes of the entries, the newest 20,000 of them."""
    entries, found = _chosen(request, "JSON", MOST_ROWS)
    values = {
        "format": "plans-portal/journal",
        "made_at": timezone.now().isoformat(),
        "found": found,
        "entries": [_values(entry) for entry in entries],
    }
    data = json.dumps(values, ensure_ascii=False, indent=1).encode()
    return file_answer(data, "application/json", "Журнал.json")


def _chosen(request: Request, kind: str, most: int) -> tuple[list[JournalEntry], int]:
    """The newest entries that the filters leave, and how many there are; the journal tells of it.

    PermissionDenied for those who read only what concerns themselves.
    """
    actor = request.actor
    if not (actor.staff_institution_ids or actor.is_superuser):
        raise PermissionDenied("Журнал выгружает методист института.")
    found = JournalFilter(request.GET, JournalEntry.objects.visible_to(actor)).qs
    entries, count = list(found[:most]), found.count()
    words = f"Выгружен журнал ({kind}), записей: {len(entries)}."
    institution_id = next(iter(actor.staff_institution_ids), None)
    note(action=JournalAction.EXPORT, words=words, institution_id=institution_id, by=actor)
    return entries, count


def _values(entry: JournalEntry) -> dict[str, Any]:
    return {
        "id": entry.pk,
        "at": entry.at.isoformat(),
        "action": entry.action,
        "action_words": entry.get_action_display(),
        "words": entry.words,
        "by": entry.by_id,
        "by_name": entry.by_name,
        "about": entry.about_id,
        "before": entry.before,
        "after": entry.after,
        "ip": entry.ip,
        "user_agent": entry.user_agent,
        "previous": entry.previous,
        "hash": entry.hash,
    }
