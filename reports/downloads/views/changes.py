"""What changed in a plan, as a working paper."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.offices.queries import Request
from events.drafting.views.fetch import plan_to_read
from events.history.views.changes import changes_of
from plans_portal.lib.file_names import file_name
from reports.paper import pdf


@require_GET
def changes_pdf(request: Request, plan_id: int) -> HttpResponse:
    """The page of changes as a PDF, with the same words in its address; marked as no document."""
    plan = plan_to_read(request, plan_id)
    changes = changes_of(request, plan)
    title = f"Изменения. {plan.title_line}"
    made_at = timezone.localtime()
    context = {"plan": plan, "changes": changes, "title": title, "made_at": made_at}
    data = pdf.print_html(render_to_string("reports/paper/changes.html", context))
    response = HttpResponse(data, content_type="application/pdf")
    name = file_name(title, "pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or ""
    # It holds names of people: no proxy keeps it, and a browser asks again each time.
    response["Cache-Control"] = "private, no-cache"
    return response
