"""Papers for download: a draft, the official document, the plan's canonical JSON.

Views fetch what the actor may see, ask for the bytes and answer; they decide nothing.
"""

import hashlib
import re
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.access import Request
from events.content import canonical_bytes
from events.models import Plan
from events.reading import is_shown_as_sent, shown_content
from reports import pdf
from reports.document import edition_document
from reports.issue import DamagedFile, issue_pdf, read_issued

# What a file's name may not hold on some system, and marks that turn text round.
_UNFIT: Final = re.compile(r"[\x00-\x1f\x7f<>:\"/\\|?*\u200b-\u200f\u202a-\u202e\u2060-\u2069]+")
_LONGEST_NAME: Final = 120


@require_GET
def draft_pdf(request: Request, plan_id: int) -> HttpResponse:
    """The plan as a PDF marked «ПРОЕКТ»; an approved plan has its official document instead."""
    plan = _plan(request, plan_id)
    if plan.status == Plan.Status.APPROVED:
        return redirect("reports:official_pdf", plan.pk)
    # Who reads only what was sent gets the last edition, whoever has the plan now.
    as_sent = plan.edition if is_shown_as_sent(plan, request.actor) else None
    document = edition_document(as_sent) if as_sent else pdf.document_to_show(plan)
    html = pdf.to_html(document)
    etag = hashlib.sha256(f"{pdf.RENDERER}{html}".encode()).hexdigest()
    unchanged = get_conditional_response(request, f'"{etag}"')
    if unchanged is not None:
        return unchanged
    name = file_name(document.file_title, "pdf")
    return _answer(pdf.print_html(html), "application/pdf", name, etag=etag, attachment=False)


@require_GET
def official_pdf(request: Request, plan_id: int) -> HttpResponse:
    """The approved plan's issued document, byte for byte the same for everybody and for ever."""
    # Not what `_plan` reads: once printed, nothing of the edition is needed.
    plan = get_object_or_404(Plan.objects.visible_to(request.actor), pk=plan_id)
    try:
        document = issue_pdf(plan=plan, by=request.actor)
        data = read_issued(document)
    except ValidationError as refusal:
        raise PermissionDenied(refusal.messages[0]) from refusal
    except DamagedFile as refusal:
        return render(request, "reports/damaged.html", {"refusal": refusal}, status=500)
    name = file_name(plan.title_line, "pdf")
    answer = _answer(data, "application/pdf", name, etag=document.sha256)
    return get_conditional_response(request, answer["ETag"], response=answer) or answer


@require_GET
def plan_json(request: Request, plan_id: int) -> HttpResponse:
    """What the reader is shown of the plan, in its canonical JSON: the edition once it was sent."""
    plan = _plan(request, plan_id)
    content = shown_content(plan, request.actor)
    name = file_name(" ".join(content.title), "json")
    return _answer(canonical_bytes(content), "application/json", name)


def file_name(title: str, suffix: str) -> str:
    """A readable file name that every system takes: «План работы … на 2026 год.pdf»."""
    clean = " ".join(_UNFIT.sub(" ", title).split()).strip(" .")
    if len(clean) > _LONGEST_NAME:
        clean = clean[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" .,") + "…"
    return f"{clean or 'План'}.{suffix}"


def _plan(request: Request, plan_id: int) -> Plan:
    plans = Plan.objects.visible_to(request.actor)
    return get_object_or_404(
        plans.select_related("association", "layout", "edition__plan"), pk=plan_id
    )


def _answer(
    data: bytes, content_type: str, name: str, *, etag: str = "", attachment: bool = True
) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(attachment, name) or ""
    # It may hold names of people: no proxy keeps it, and a browser asks again each time.
    response["Cache-Control"] = "private, no-cache"
    if etag:
        response["ETag"] = f'"{etag}"'
    return response
