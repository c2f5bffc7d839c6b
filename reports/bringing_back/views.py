"""Bringing a file back to its plan: the file first, then what becomes of it, then one button."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.views.conflict import FieldVersions, label_of
from events.drafting.views.fetch import plan_to_draft
from events.history.views.fields import FieldChange
from events.models import Event, Plan, Section
from events.plan.patch import PartKind
from reports.bringing_back.forms import OwnFileForm
from reports.bringing_back.queries.brought import file_of
from reports.bringing_back.queries.file_merge import FileMerge, LostRow, MergedPart, merge_file
from reports.bringing_back.rules import (
    bring_file,
    chosen,
    keep_file,
    objection_to_size,
    question,
)
from reports.imports.rules.drafts import sentence_of
from reports.imports.views.wizard import own_session, unless_discarded
from reports.models import ImportSession
from reports.sources.source_document import SourceError

_MODELS = {PartKind.ROW: Event, PartKind.SECTION: Section, PartKind.HEADING: Plan}
_PARTS = "Части мероприятия"
_UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Question:
    """A field that both have changed, and what was chosen before."""

    name: str
    versions: FieldVersions
    base: str
    answer: str


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part of the plan that the file changes: what is taken, and what is asked."""

    part: MergedPart
    taken: tuple[FieldChange, ...]
    asked: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row that one of the two has not any more, and what the other says in it."""

    row: LostRow
    name: str
    fields: tuple[FieldChange, ...]
    answer: str


@require_http_methods(["GET", "POST"])
def file_bring(request: Request, pk: int) -> HttpResponse:
    """Ask for a file that was taken from this plan."""
    plan = plan_to_draft(request, pk)
    form = OwnFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = keep_file(data=file.read(), name=file.name, plan=plan, by=request.actor)
        except SourceError as error:
            form.add_error("file", str(error))
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return redirect(kept or plan)
    context = {
        "plan": plan,
        "form": form,
        "objection": objection_to_drafting(plan, request.actor),
    }
    status = _UNPROCESSABLE if form.errors else HTTPStatus.OK
    return render(request, "reports/bringing_back/file_bring.html", context, status=status)


@require_http_methods(["GET", "POST"])
@unless_discarded
def file_brought(request: Request, key: str) -> HttpResponse:
    """What becomes of the file in its plan; POST does it."""
    one = own_session(request, key)
    if one.brought_to is None:
        return redirect(one)
    plan = plan_to_draft(request, one.brought_to.pk)
    if one.state == ImportSession.State.DONE and request.method == "GET":
        return render(request, "reports/bringing_back/file_brought.html", _done(one, plan))
    if request.method == "GET":
        return _page(request, one, plan)
    try:
        change = bring_file(
            import_session=one,
            choices=request.POST.dict(),
            seen=request.POST.get("seen", ""),
            by=request.actor,
        )
    except ValidationError as refusal:
        return _page(request, one, plan, sentence_of(refusal))
    messages.success(
        request, change.words, extra_tags=reverse("events:change_undo", args=[plan.pk, change.pk])
    )
    return redirect(plan)


def _done(one: ImportSession, plan: Plan) -> dict[str, object]:
    return {"import_session": one, "plan": plan, "is_done": True}


def _page(request: Request, one: ImportSession, plan: Plan, refusal: str = "") -> HttpResponse:
    # As it is now: the plan may have changed since the page was shown.
    plan.refresh_from_db(fields=["revision", "status", "removed_at"])
    merge = merge_file(file_of(one), read_content(plan))
    answers = request.POST.dict()
    context = {
        "import_session": one,
        "plan": plan,
        "merge": merge,
        "asked": [_shown(part, answers) for part in merge.changed if part.conflicts],
        "quiet": [_shown(part, answers) for part in merge.changed if not part.conflicts],
        "deleted": [_lost("deleted", row, answers, merge) for row in merge.deleted],
        "gone": [_lost("gone", row, answers, merge) for row in merge.gone],
        "objection": objection_to_drafting(plan, request.actor) or objection_to_size(merge),
        "refusal": refusal,
    }
    status = _UNPROCESSABLE if refusal else HTTPStatus.OK
    return render(request, "reports/bringing_back/file_brought.html", context, status=status)


def _shown(part: MergedPart, answers: dict[str, str]) -> PartShown:
    return PartShown(
        part,
        tuple(FieldChange(_label(part, f.name), f.ours, f.theirs) for f in part.taken),
        tuple(
            Question(
                name,
                FieldVersions(name, _label(part, f.name), f.ours, f.theirs),
                f.base,
                answers.get(name, ""),
            )
            for f in part.conflicts
            if (name := question(part, f.name))
        ),
    )


def _lost(kind: str, row: LostRow, answers: dict[str, str], merge: FileMerge) -> RowShown:
    name = f"{kind}-{row.uid}"
    fields = tuple(
        FieldChange(_PARTS if name == "events" else label_of(name, Event), "", text)
        for name, text in row.texts
        if text
    )
    answer = answers.get(name, "") if row.is_conflict else chosen(answers, name)
    return RowShown(row, name, fields if merge.has_base else (), answer)


def _label(part: MergedPart, name: str) -> str:
    return _PARTS if name == "events" else label_of(name, _MODELS[part.kind])
