"""Pasting a table into a plan: what becomes of each line first, then the insertion.

A script of the sheet asks with `HX-Request` and gets the preview as a fragment for its place, and
inserts with `Accept: application/json`; without scripts both are pages (`docs/architecture.md`).
"""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from associations.offices.queries import Request
from events.drafting.models.plan import new_uid
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.paste_rows import objection_to_place
from events.drafting.views.fetch import part_of, plan_to_draft
from events.history.rules import added_rows
from events.models import Change, Plan, Section
from events.plan.vocabulary import SectionKind
from plans_portal.lib.answers import wants_json
from reports.imports.forms import PasteForm
from reports.imports.queries.paste_preview import preview_of
from reports.imports.rules.drafts import sentence_of
from reports.imports.rules.paste import add_rows, read_pasted
from reports.imports.views.wizard import own_session, unless_discarded
from reports.sources.source_document import SourceError

PREVIEW = "reports/imports/_paste_preview.html"


@require_http_methods(["GET", "POST"])
def rows_paste(request: Request, pk: int, uid: str = "") -> HttpResponse:
    """Ask for a table whose rows go into a section, last or `?after=` a row; then show it.

    Without a section they go into the last one, and into a new one where the plan has no tables.
    """
    plan = plan_to_draft(request, pk)
    section, section_uid = _place(plan, uid)
    objection = objection_to_drafting(plan, request.actor) or objection_to_place(plan, section_uid)
    if objection:
        return _refusal(request, plan, objection)
    words = request.POST or request.GET
    after = part_of(plan.events.filter(section=section, parent=None), words.get("after"))
    form = PasteForm(request.POST or None)
    if form.is_valid():
        try:
            made, reading = read_pasted(
                plan=plan,
                section_uid=section_uid,
                after_uid=after.uid if after else "",
                markup=form.cleaned_data["markup"],
                text=form.cleaned_data["text"],
                by=request.actor,
            )
        except SourceError as error:
            form.add_error("text", str(error))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            if not request.htmx:
                return redirect(made)
            directory = responsible_directory(plan.association, request.actor)
            context = {
                "import_session": made,
                "preview": preview_of(reading, made, read_content(plan), directory),
                "section": section,
                "after": after,
            }
            return render(request, PREVIEW, context)
    if request.htmx:
        sentences = [text for errors in form.errors.values() for text in errors]
        return _refusal(request, plan, " ".join(map(str, sentences)))
    context = {"form": form, "plan": plan, "section": section, "after": after}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reports/imports/paste_rows.html", context, status=status)


@require_POST
@unless_discarded
def import_session_rows(request: Request, key: str) -> HttpResponse:
    """Put the rows into the plan, and go to the first of them (a script gets JSON)."""
    one = own_session(request, key)
    if one.plan is None or not one.section_uid:
        return redirect(one)
    plan = plan_to_draft(request, one.plan.pk)
    try:
        change = add_rows(import_session=one, by=request.actor)
    except ValidationError as refusal:
        if wants_json(request):
            code = getattr(refusal, "code", "") or "wrong"
            errors = {"__all__": [sentence_of(refusal)]}
            return JsonResponse({"code": code, "errors": errors}, status=422)
        messages.error(request, sentence_of(refusal))
        return redirect(one)
    undo = reverse("events:change_undo", args=[plan.pk, change.pk])
    if wants_json(request):
        return JsonResponse(_answer(plan, change, undo))
    messages.success(request, change.words, extra_tags=undo)
    return redirect(f"{plan.get_absolute_url()}#at-{change.event_uid}")


def _place(plan: Plan, uid: str) -> tuple[Section | None, str]:
    """The section where rows go, and its uid; a uid alone where it is still to be made."""
    tables = plan.sections.filter(kind=SectionKind.TABLE)
    if uid:
        return part_of(tables, uid), uid
    last = tables.filter(parent=None).order_by("order").last() or tables.order_by("order").last()
    return last, last.uid if last else new_uid()


def _refusal(request: Request, plan: Plan, sentence: str) -> HttpResponse:
    if request.htmx:
        context = {"refusal": sentence}
        return render(request, PREVIEW, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.error(request, sentence)
    return redirect(plan)


def _answer(plan: Plan, change: Change, undo: str) -> dict[str, object]:
    plan.refresh_from_db(fields=["revision"])
    return {
        "revision": plan.revision,
        "undo": undo,
        "words": change.words,
        "uids": added_rows(change),
    }
