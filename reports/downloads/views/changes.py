"""What changed in a plan, as a working paper."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.offices.queries import Request
from events.drafting.views.fetch import plan_to_read
from events.history.views.changes import changes_of
from plans_portal.lib.file_names import file_name
from reports.paper import pdf

_TOO_LONG: Final = (
    "Для одного PDF здесь слишком много строк. Выберите «Только изменённые» или более позднюю "
    "редакцию; страницу можно и напечатать из браузера."
)


@require_GET
def changes_pdf(request: Request, plan_id: int) -> HttpResponse:
    """The page of changes as a PDF, with the same words in its address; marked as no document."""
    plan = plan_to_read(request, plan_id)
    changes = changes_of(request, plan)
    if sum(len(part.rows) for part in changes.sections) > settings.PRINT_ROWS_AT_ONCE:
        messages.warning(request, _TOO_LONG)
        page = reverse("events:plan_changes", args=[plan.pk])
        return redirect(f"{page}?{request.GET.urlencode()}")
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
