"""The protocol of a signature as a PDF."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.journal.rules import note
from associations.offices.queries import Request
from associations.vocabulary import JournalAction
from events.models import Plan
from events.signoff.queries.evidence import objection_to_evidence
from plans_portal.lib.file_names import file_name
from reports.issuing.protocol import protocol_of, signature_with_evidence
from reports.paper import pdf


@require_GET
def signature_protocol(request: Request, plan_id: int, key: uuid.UUID) -> HttpResponse:
    """Make the protocol of a signature on a plan; the journal tells that it was made."""
    plans = Plan.objects.visible_to(request.actor).select_related("association__institution")
    plan = get_object_or_404(plans, pk=plan_id)
    signature = signature_with_evidence(plan, key)
    if signature is None:
        raise Http404
    if objection := objection_to_evidence(plan, signature, request.actor):
        raise PermissionDenied(objection)
    protocol = protocol_of(signature, by=request.actor)
    html = render_to_string("reports/paper/protocol.html", {"protocol": protocol})
    data = pdf.print_html(html, *protocol.attached)
    note(
        action=JournalAction.DOWNLOAD,
        words=f"Составлен протокол подписи: {signature}, {signature.edition.title_line},"
        f" редакция {signature.edition.number}. {protocol.verdict}.",
        institution_id=plan.association.institution_id,
        about_id=signature.user_id,
        by=request.actor,
    )
    response = HttpResponse(data, content_type="application/pdf")
    name = file_name(protocol.title, "pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or ""
    # It holds personal data: no proxy keeps it, and a browser asks again each time.
    response["Cache-Control"] = "private, no-cache"
    return response
