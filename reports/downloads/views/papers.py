"""Papers for download: a draft, the official document, the plan's canonical JSON."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from associations.actor import Actor
from associations.journal.rules import note
from associations.offices.queries import Request
from associations.vocabulary import JournalAction
from events.drafting.queries.stored_content import json_of, shown_plan
from events.models import Plan
from events.signoff.queries.verify import verify_edition
from plans_portal.lib.file_names import file_name
from reports.downloads.rules import stored_drafts
from reports.downloads.rules.copies import is_long, issued_of, print_draft
from reports.downloads.rules.jobs import ask_paper
from reports.issuing.queries import refused_issue_of
from reports.issuing.rules.issue import (
    NOT_AS_SIGNED,
    DamagedFile,
    NotIssued,
    issue_pdf,
    objection_to_issuing,
    read_issued,
)
from reports.paper import pdf
from reports.paper.document import agreement_sheet, edition_document
from reports.paper.shown import shown_to
from reports.tasks import start


@require_GET
def draft_pdf(request: Request, plan_id: int) -> HttpResponseBase:
    """The plan as a PDF marked «ПРОЕКТ»; a plan in force has its official document instead.

    A stored draft is given out again, and a long one is printed by a worker.
    """
    shown = shown_to(_plan(request, plan_id), request.actor)
    plan, edition = shown.plan, shown.edition
    if not shown.is_draft:
        return redirect("reports:official_pdf", plan.pk)
    key = stored_drafts.key_of(shown)
    if (unchanged := get_conditional_response(request, f'"{key}"')) is not None:
        return unchanged
    if (draft := stored_drafts.find(key)) is not None:
        return _stored_answer(draft, key)
    document = shown.document()
    if is_long(document):
        return _print_in_background(plan, request)
    copy = print_draft(plan, edition, document, key=key)
    name = file_name(copy.title, "pdf")
    return _answer(copy.data, "application/pdf", name, etag=key, attachment=False)


@require_GET
def official_pdf(request: Request, plan_id: int) -> HttpResponse:
    """The approved plan's issued document: the same bytes for everybody and for ever."""
    # Not what `_plan` reads: once printed, only the title of the edition is needed.
    plans = Plan.objects.visible_to(request.actor).select_related("official", "association")
    plan = get_object_or_404(plans.defer("official__content"), pk=plan_id)
    document = issued_of(plan)
    if document is None and plan.official and is_long(edition_document(plan.official)):
        return _print_in_background(shown_plan(plan, request.actor), request)
    try:
        document = document or issue_pdf(plan=plan, by=request.actor)
        data = read_issued(document)
    except ValidationError as refusal:
        raise PermissionDenied(refusal.messages[0]) from refusal
    except NotIssued as refusal:
        context = {"refusal": refusal, "plan": plan, "failure": refused_issue_of(plan)}
        return render(request, "reports/issuing/not_issued.html", context, status=409)
    except DamagedFile as refusal:
        return _damaged(request, refusal)
    name = file_name(plan.official.title_line if plan.official else "", "pdf")
    answer = _answer(data, "application/pdf", name, etag=document.sha256)
    answer = get_conditional_response(request, answer["ETag"], response=answer) or answer
    if answer.status_code == HTTPStatus.OK:
        note_download(plan, f"Скачан официальный документ: {name}.", by=request.actor)
    return answer


@require_GET
def agreement_pdf(request: Request, plan_id: int) -> HttpResponse:
    """The sheet of agreement of the edition in force: who agreed and approved it, and when."""
    plans = Plan.objects.visible_to(request.actor).select_related("official__plan__association")
    plan = get_object_or_404(plans, pk=plan_id)
    if plan.official is None:
        raise PermissionDenied(objection_to_issuing(plan))
    if verify_edition(plan.official):
        return _damaged(request, DamagedFile(NOT_AS_SIGNED))
    document = agreement_sheet(plan.official)
    name = file_name(document.file_title, "pdf")
    note_download(plan, f"Скачан лист согласования: {name}.", by=request.actor)
    return _answer(pdf.render(document), "application/pdf", name, attachment=False)


@require_GET
def plan_json(request: Request, plan_id: int) -> HttpResponse:
    """What the reader is shown of the plan, as canonical JSON."""
    shown = shown_to(_plan(request, plan_id), request.actor)
    name = file_name((shown.edition or shown.plan).title_line, "json")
    return _answer(json_of(shown.plan, shown.edition), "application/json", name)


def note_download(plan: Plan, words: str, *, by: Actor) -> None:
    """Tell the journal that somebody downloaded an official paper of the plan."""
    institution_id = plan.association.institution_id
    note(action=JournalAction.DOWNLOAD, words=words, institution_id=institution_id, by=by)


def _plan(request: Request, plan_id: int) -> Plan:
    # Without editions: most requests are for drafts, which have none, and the join takes time.
    plans = Plan.objects.visible_to(request.actor).select_related("association", "layout")
    return get_object_or_404(plans, pk=plan_id)


def _damaged(request: Request, refusal: DamagedFile) -> HttpResponse:
    return render(request, "damaged.html", {"refusal": refusal}, status=500)


def _print_in_background(plan: Plan, request: Request) -> HttpResponse:
    """Lead to the page of the print job; asking again leads to the same job."""
    try:
        job, is_new = ask_paper(plan=plan, by=request.actor)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("reports:print_job_list")
    if is_new:
        start(job)
    return redirect(job)


def _stored_answer(draft: stored_drafts.OpenDraft, key: str) -> FileResponse:
    response = FileResponse(draft.file, content_type="application/pdf")
    response["Content-Length"] = str(draft.size)
    return _with_headers(response, file_name(draft.title, "pdf"), etag=key, attachment=False)


def _answer(
    data: bytes, content_type: str, name: str, *, etag: str = "", attachment: bool = True
) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    return _with_headers(response, name, etag=etag, attachment=attachment)


def _with_headers[R: HttpResponseBase](response: R, name: str, *, etag: str, attachment: bool) -> R:
    response["Content-Disposition"] = content_disposition_header(attachment, name) or ""
    # It may hold names of people: no proxy keeps it, and a browser asks again each time.
    response["Cache-Control"] = "private, no-cache"
    if etag:
        response["ETag"] = f'"{etag}"'
    return response
