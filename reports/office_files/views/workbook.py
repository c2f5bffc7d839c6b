"""A plan as a workbook and as a Word file, for download.

The views fetch what the actor may see, ask for the bytes and answer.
"""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.offices.queries import Request
from events.models import Plan
from plans_portal.lib.file_names import file_name
from reports.office_files.docx.checked import checked_word
from reports.office_files.xlsx.book import XLSX
from reports.office_files.xlsx.plan import plan_xlsx as workbook_of
from reports.paper.shown import shown_to

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def plan_xlsx(request: Request, plan_id: int) -> HttpResponse:
    """What the reader is shown of the plan, as a workbook: the edition once it was sent."""
    book = workbook_of(_plan(request, plan_id), request.actor)
    return _answer(book.data, XLSX, file_name(book.title, "xlsx"))


@require_GET
def plan_docx(request: Request, plan_id: int) -> HttpResponse:
    """What the reader is shown of the plan, as a Word file to go on editing."""
    document = shown_to(_plan(request, plan_id), request.actor).document()
    try:
        data = checked_word(document)
    except ValidationError as refusal:
        context = {"refusal": refusal.messages[0]}
        return render(request, "reports/downloads/damaged.html", context, status=500)
    return _answer(data, DOCX, file_name(document.file_title, "docx"))


def _plan(request: Request, plan_id: int) -> Plan:
    plans = Plan.objects.visible_to(request.actor)
    related = ("association", "layout", "edition__plan", "official__plan")
    return get_object_or_404(plans.select_related(*related), pk=plan_id)


def _answer(data: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    # It may hold names of people: no proxy keeps it, and a browser asks again each time.
    response["Cache-Control"] = "private, no-cache"
    return response
