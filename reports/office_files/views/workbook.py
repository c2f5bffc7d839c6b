"""Downloads of a plan as a workbook and as a Word file."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from associations.offices.queries import Request
from plans_portal.lib.file_names import file_name
from reports.office_files.docx.checked import checked_word
from reports.office_files.round_trip import stamp_of
from reports.office_files.views.answers import DOCX, file_answer, visible_plan
from reports.office_files.xlsx.book import XLSX
from reports.office_files.xlsx.plan import plan_xlsx as plan_workbook
from reports.paper.shown import shown_to


@require_GET
def plan_xlsx(request: Request, plan_id: int) -> HttpResponse:
    """What the reader may see of the plan, as a workbook."""
    book = plan_workbook(visible_plan(request, plan_id), request.actor)
    return file_answer(book.data, XLSX, file_name(book.title, "xlsx"))


@require_GET
def plan_docx(request: Request, plan_id: int) -> HttpResponse:
    """What the reader may see of the plan, as a Word file to edit."""
    plan = visible_plan(request, plan_id)
    document = shown_to(plan, request.actor).document()
    try:
        data = checked_word(document, stamp_of(plan))
    except ValidationError as refusal:
        context = {"refusal": refusal.messages[0]}
        return render(request, "damaged.html", context, status=500)
    return file_answer(data, DOCX, file_name(document.file_title, "docx"))
