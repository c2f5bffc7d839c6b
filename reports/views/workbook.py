"""A plan as a workbook, for download.

The view fetches what the actor may see, asks for the bytes and answers.
"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.access import Request
from events.models import Plan
from reports.file_names import file_name
from reports.sheet_out.plan import plan_xlsx as workbook_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def plan_xlsx(request: Request, plan_id: int) -> HttpResponse:
    """What the reader is shown of the plan, as a workbook: the edition once it was sent."""
    plans = Plan.objects.visible_to(request.actor)
    plans = plans.select_related("association", "layout", "edition", "official")
    plan = get_object_or_404(plans, pk=plan_id)
    book = workbook_of(plan, request.actor)
    response = HttpResponse(book.data, content_type=XLSX)
    name = file_name(book.title, "xlsx")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    # It may hold names of people: no proxy keeps it, and a browser asks again each time.
    response["Cache-Control"] = "private, no-cache"
    return response
