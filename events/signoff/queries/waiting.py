"""What waits for a person to decide, as the desk lists it, and what only staff can record."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, F, OuterRef

from associations.actor import Actor, Standing
from events.access import standing_for
from events.models import Look, Plan, Step
from events.plan.clock import Clock
from events.plan.vocabulary import DECISIONS
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.pending_steps import pending_for, pending_in

ON_PAGE: Final = 25


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


def overdue_first(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Those whose term has ended before the others; else in the order in which they came."""
    return sorted(waiting, key=lambda one: not one.clock.is_overdue)


def count_overdue(waiting: Iterable[Waiting]) -> int:
    """Of how many the term has ended."""
    return sum(one.clock.is_overdue for one in waiting)


def narrowed(
    waiting: Iterable[Waiting], *, text: str = "", kind: str = "", overdue: bool = False
) -> list[Waiting]:
    """Those with all the words in the association's name or the title, of a kind, overdue."""
    words = _folded(text).split()
    return [
        one
        for one in waiting
        if not kind or one.plan.association.kind == kind
        if not overdue or one.clock.is_overdue
        if all(word in _named(one.plan) for word in words)
    ]


def _named(plan: Plan) -> str:
    association = plan.association
    names = (association.get_kind_display(), association.name, plan.title_line, plan.period.label())
    return _folded(" ".join(names))


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")


def _clock(plan: Plan, step: Step, actor: Actor) -> Clock:
    return clocks_of(plan, (step,), on=actor.on)[step.pk]
