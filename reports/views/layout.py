"""A layout's specimen as a PDF: what plans made by it will look like on paper."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.access import Request
from events.layouts.sample import sample_content
from events.layouts.values import values_of
from events.models import Plan
from events.views.layout import layout_to_read
from reports import pdf
from reports.document import document_of
from reports.file_names import file_name


@require_GET
def layout_pdf(request: Request, pk: int) -> HttpResponse:
    """The portal's own words on the layout as it is written now, marked «ПРОЕКТ»."""
    layout = layout_to_read(request, pk)
    content = sample_content(values_of(layout), request.actor.on)
    document = document_of(content, status=Plan.Status.DRAFT)
    answer = HttpResponse(pdf.render(document), content_type="application/pdf")
    name = file_name(f"Образец. {layout.name}", "pdf")
    answer["Content-Disposition"] = content_disposition_header(False, name) or ""
    return answer
