"""The journal as a file."""

from typing import Final

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from associations.journal.forms import JournalFilter
from associations.journal.rules import note
from associations.models import JournalEntry
from associations.offices.queries import Request
from associations.vocabulary import JournalAction
from reports.office_files.views.answers import file_answer
from reports.office_files.xlsx.book import XLSX
from reports.office_files.xlsx.journal import journal_workbook

MOST_ROWS: Final = 20_000


@require_GET
def journal_xlsx(request: Request) -> HttpResponse:
    """What the page of the journal shows by the same filters, the newest 20,000 entries."""
    if not (request.actor.staff_institution_ids or request.actor.is_superuser):
        raise PermissionDenied("Журнал выгружает методист института.")
    found = JournalFilter(request.GET, JournalEntry.objects.visible_to(request.actor))
    data = journal_workbook(found.qs[:MOST_ROWS])
    institution_id = next(iter(request.actor.staff_institution_ids), None)
    words = "Выгружен журнал."
    note(action=JournalAction.EXPORT, words=words, institution_id=institution_id, by=request.actor)
    return file_answer(data, XLSX, "Журнал.xlsx")
