"""What waits for a person to decide, as the desk lists it, and what only staff can record."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from associations.actor import Actor, Standing
from associations.models import Institution
from associations.vocabulary import AssociationKind
from associations.working_days.queries import own_days_of
from events.access import standing_for
from events.models import Look, Plan, Step
from events.plan.clock import Clock, due_day
from events.plan.vocabulary import DECISIONS
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.pending_steps import pending_for, pending_in, steps_waiting_for
from events.signoff.queries.plan_state import decider_of, with_deciders

ON_PAGE: Final = 25
_QUEUED: Final = (
    "plan",
    "plan__status_since",
    "working_days",
    "used_days",
    "plan__association__institution",
    "plan__association__kind",
    "plan__association__name",
    "plan__title",
    "plan__period_start",
    "plan__period_end",
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan with the step that waits, as what the person decides on it, and its term.

    `standing` is None for a signature on paper. `is_read`: the person has opened this edition.
    """

    plan: Plan
    step: Step
    clock: Clock
    standing: Standing | None = None
    is_read: bool = False


def waiting_for(actor: Actor, only: Collection[int] | None = None) -> list[Waiting]:
    """What waits for the actor now, or which of the plans `only` do; the overdue first.

    4 queries, whatever the number of plans; then the longest waiting stands first.
    """
    plans = Plan.objects.visible_to(actor)
    if only is not None:
        plans = plans.filter(pk__in=only)
    opened = Look.objects.filter(
        plan=OuterRef("pk"), user=actor.user_id, edition=OuterRef("edition")
    )
    waiting = [
        Waiting(
            plan,
            step,
            _clock(plan, step, actor),
            standing_for(step, actor),
            is_read=getattr(plan, "is_read", False),
        )
        for plan, step in pending_for(plans.annotate(is_read=Exists(opened)), actor)
    ]
    return overdue_first(waiting)


def paper_seats(actor: Actor) -> list[Waiting]:
    """The signatures on paper whose turn has come, for the institution's staff; overdue first.

    4 queries, none for others.
    """
    staff = actor.staff_institution_ids
    if not staff:
        return []
    on_paper = Step.objects.filter(office=None, verb__in=DECISIONS, stage=F("plan__stage"))
    plans = Plan.objects.filter(
        association__institution_id__in=staff, pk__in=on_paper.values("plan"), removed_at=None
    )
    waiting = [
        Waiting(plan, step, _clock(plan, step, actor))
        for plan, steps in pending_in(plans)
        for step in steps
        if step.office_id is None
    ]
    return overdue_first(waiting)


@dataclass(frozen=True, slots=True)
class Late:
    """Who decides late in the portal, and which plans they keep; those that wait longest first."""

    who: str
    plans: tuple[Waiting, ...]


def late_deciders(actor: Actor) -> list[Late]:
    """Whose decisions are overdue in the institution, for its staff; who keeps most comes first.

    At most 7 queries, none for others.
    """
    staff = actor.staff_institution_ids
    if not staff:
        return []
    plans = Plan.objects.not_removed().filter(association__institution_id__in=staff)
    waiting = (
        Waiting(plan, step, _clock(plan, step, actor))
        for plan, steps in pending_in(plans)
        for step in steps
        if step.office_id
    )
    late = {one.step.pk: one for one in waiting if one.clock.is_overdue}
    kept: dict[str, list[Waiting]] = {}
    known = {step.pk: step for step in with_deciders(Step.objects.filter(pk__in=late))}
    for pk, one in late.items():
        kept.setdefault(decider_of(known[pk], actor.on), []).append(one)
    found = [Late(who, tuple(plans)) for who, plans in kept.items()]
    return sorted(found, key=lambda one: -len(one.plans))


def overdue_first(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Those whose term has ended before the others; else in the order in which they came."""
    return sorted(waiting, key=lambda one: not one.clock.is_overdue)


@dataclass(frozen=True, slots=True)
class Queued:
    """A plan in a person's queue: as much as orders and narrows a long one."""

    plan_id: int
    is_overdue: bool
    kind: str
    named: str


def queued_for(actor: Actor) -> list[Queued]:
    """The plans of `waiting_for` in the same order, without reading each (at most 3 queries)."""
    steps = steps_waiting_for(actor).order_by("plan__status_since", "plan", "-order")
    # Of two steps of one plan the first one counts.
    rows = {row[0]: row for row in steps.values_list(*_QUEUED)}
    institutions = Institution.objects.filter(pk__in={row[4] for row in rows.values()})
    known = {one.pk: one for one in institutions.prefetch_related("own_days")}
    own = {pk: own_days_of(one) for pk, one in known.items()}
    found = []
    for plan_id, since, term, used, at, kind, *names in rows.values():
        began = timezone.localtime(since).date()
        due = due_day(began, term=term or known[at].step_working_days, used=used, own=own[at])
        words = _folded(" ".join((AssociationKind(kind).label, *map(str, names))))
        found.append(Queued(plan_id, actor.on > due, kind, words))
    return sorted(found, key=lambda one: not one.is_overdue)


def count_overdue(queue: Iterable[Queued]) -> int:
    """Of how many the term has ended."""
    return sum(one.is_overdue for one in queue)


def narrowed(
    queue: Iterable[Queued], *, text: str = "", kind: str = "", overdue: bool = False
) -> list[Queued]:
    """Those with all the words in the association's name or the title, of a kind, overdue."""
    words = _folded(text).split()
    return [
        one
        for one in queue
        if not kind or one.kind == kind
        if not overdue or one.is_overdue
        if all(word in one.named for word in words)
    ]


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _clock(plan: Plan, step: Step, actor: Actor) -> Clock:
    return clocks_of(plan, (step,), on=actor.on)[step.pk]
