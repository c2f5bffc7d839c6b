"""What the views of this room share: finding the plan, and answering with a file."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from associations.offices.queries import Request
from events.models import Plan

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def visible_plan(request: Request, plan_id: int) -> Plan:
    """The plan, if the actor may see it.

    Raises:
        Http404: there is no such plan, or it is not visible.

    """
    plans = Plan.objects.visible_to(request.actor)
    related = ("association", "layout", "edition__plan", "official__plan")
    return get_object_or_404(plans.select_related(*related), pk=plan_id)


def file_answer(
    data: bytes, content_type: str, name: str, *, attachment: bool = True
) -> HttpResponse:
    """Answer with a file of that name, to be saved or, without `attachment`, shown."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(attachment, name) or ""
    # It may hold personal data: no proxy may keep it, and a browser asks again each time.
    response["Cache-Control"] = "private, no-cache"
    return response
