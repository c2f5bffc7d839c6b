"""Page of a plan's history: changes, editions, signatures."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from associations.actor import Actor
from associations.offices.queries import Request
from events.access import reads_draft, takes_part
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.undo import UNDO_DAYS, undone_changes
from events.drafting.views.fetch import plan_to_read
from events.history.forms import HistoryFilterForm
from events.history.queries.folding import Fold, entries_of, folded
from events.history.rules import objection_to_naming
from events.history.views.fields import FieldChange, FieldReader
from events.models import Change, Plan
from events.signoff.queries.edition_status import edition_statuses

ON_PAGE: Final = 50
# Rules that change the status and record no content of the plan: who only decides is told these.
TRANSITIONS: Final = (
    "send_plan",
    "recall_plan",
    "sign_plan",
    "return_plan",
    "reject_plan",
    "withdraw_decision",
    "approve_plan",
    "revise_plan",
    "discard_revision",
    "repeal_plan",
)
_ADDED: Final = {"Изменена": "Добавлена", "Изменён": "Добавлен"}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of the page: one change, or the edits of one person in one part in one sitting."""

    changes: Sequence[Change]
    fields: Sequence[FieldChange]
    version: str = ""
    # Those of its changes that one press takes back: none where nobody may.
    undoable: Sequence[Change] = ()
    # The changes one by one, newest first, of the line for which that was asked.
    single: Sequence["HistoryLine"] = ()

    @property
    def last(self) -> Change:
        """The newest change: who, when, and the row."""
        return self.changes[-1]

    @property
    def is_folded(self) -> bool:
        """Whether there are several."""
        return len(self.changes) > 1

    @property
    def edition(self) -> int:
        """The number of the edition that it sent; 0 where it did something else."""
        return (self.last.after or {}).get("edition", 0) if self.last.action == "send_plan" else 0

    @property
    def undo(self) -> Change:
        """The newest change that one press takes back."""
        return self.undoable[-1]

    @property
    def undone_with(self) -> Sequence[Change]:
        """The others that it takes back."""
        return self.undoable[:-1]

    @property
    def words(self) -> str:
        """What was done, and of several edits how many and from when to when."""
        words, first = self.last.words, self.changes[0]
        if not self.is_folded:
            return words
        if first.action.startswith("add_"):
            verb, _, rest = words.partition(" ")
            words = f"{_ADDED.get(verb, verb)} {rest}"
        began, ended = (timezone.localtime(one.at) for one in (first, self.last))
        times = (
            f"{began:%H:%M}–{ended:%H:%M}"
            if f"{began:%H%M}" != f"{ended:%H%M}"
            else f"{ended:%H:%M}"
        )
        return f"{words.removesuffix('.')} ({_edits(len(self.changes))}, {times})."


@require_safe
def plan_history(request: Request, pk: int) -> HttpResponse:
    """Changes, newest first, and editions with their signatures.

    Readers who take no part in the plan see only the editions.
    """
    plan = plan_to_read(request, pk)
    changes = visible_changes(plan, request.actor)
    # A name is of the authors' words.
    tells_names = reads_draft(plan, request.actor)
    form = HistoryFilterForm(request.GET, changes=changes, tells_names=tells_names)
    entries = entries_of(changes, form.wanted)
    found = [line for line in folded(entries) if line.is_wanted]
    page = Paginator(found, ON_PAGE).get_page(request.GET.get("page"))
    is_participant = takes_part(plan, request.actor)
    editions = plan.editions.select_related("repeal").prefetch_related("signatures")
    statuses = edition_statuses(plan, editions)
    # Other readers of the institution see editions up to the one in force.
    shown = [one for one in editions if is_participant or one.number <= plan.edition_number]
    context = {
        "plan": plan,
        "form": form,
        "page": page,
        "lines": _lines(request, plan, page, tells_names=tells_names),
        "editions": [(one, statuses[one.pk]) for one in reversed(shown)],
        "is_participant": is_participant,
        "may_name": objection_to_naming(plan, request.actor) is None,
        "newest": entries[-1].pk if entries else None,
    }
    return render(request, "events/history/plan_history.html", context)


def visible_changes(plan: Plan, actor: Actor) -> QuerySet[Change]:
    """The changes this reader may see.

    What was typed between two sendings stays with those who read drafts, also once it was sent:
    those who only decide are told the transitions, and what differs between editions.
    """
    if reads_draft(plan, actor):
        return plan.changes.all()
    if not takes_part(plan, actor):
        return plan.changes.none()
    return plan.changes.filter(action__in=TRANSITIONS)


def _lines(
    request: Request, plan: Plan, page: Iterable[Fold], *, tells_names: bool
) -> list[HistoryLine]:
    """The lines of a page with their words: one query for all changes on it."""
    changes = plan.changes.in_bulk([entry.pk for fold in page for entry in fold.entries])
    may_be_undone = _undoable(request, plan, changes.values())
    reader = FieldReader(changes.values())
    apart = request.GET.get("apart")

    def line_of(of_line: Sequence[Change], fold: Fold | None = None) -> HistoryLine:
        left = [one for one in of_line if one.pk in may_be_undone]
        is_apart = fold is not None and len(of_line) > 1 and str(fold.last.pk) == apart
        return HistoryLine(
            of_line,
            reader.fields_of(of_line),
            version=fold.last.version if fold and tells_names else "",
            undoable=left if reader.differ(left) else (),
            single=[line_of([one]) for one in reversed(of_line)] if is_apart else (),
        )

    return [line_of([changes[entry.pk] for entry in fold.entries], fold) for fold in page]


def _undoable(request: Request, plan: Plan, changes: Iterable[Change]) -> set[int]:
    """Keys of the actions that this reader may still undo."""
    recent = timezone.now() - dt.timedelta(days=UNDO_DAYS)
    found = {one.pk for one in changes if one.patch is not None and one.at > recent}
    if not found or objection_to_drafting(plan, request.actor) is not None:
        return set()
    return found - undone_changes(plan)


def _edits(count: int) -> str:
    """«6 правок»."""
    ones, teens = count % 10, count % 100 // 10 == 1
    if ones == 1 and not teens:
        return f"{count} правка"
    return f"{count} {'правки' if ones in (2, 3, 4) and not teens else 'правок'}"
