"""A layout's specimen as a PDF."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.offices.queries import Request
from events.layouts.queries.sample import sample_content
from events.layouts.queries.values import layout_values
from events.layouts.views.layout import layout_to_read
from events.models import Plan
from plans_portal.lib.file_names import file_name
from reports.paper import pdf
from reports.paper.document import build_document


@require_GET
def layout_pdf(request: Request, pk: int) -> HttpResponse:
    """A sample plan by the layout as it is now, marked «ПРОЕКТ»."""
    layout = layout_to_read(request, pk)
    content = sample_content(layout_values(layout), request.actor.on)
    document = build_document(content, status=Plan.Status.DRAFT)
    answer = HttpResponse(pdf.render(document), content_type="application/pdf")
    name = file_name(f"Образец. {layout.name}", "pdf")
    answer["Content-Disposition"] = content_disposition_header(False, name) or ""
    return answer
