"""From which plans of an association the next may be begun, and which years have a plan already."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from associations.actor import Actor
from associations.models import Association
from events.models import Plan
from events.plan.period import Period, PeriodKind, academic_to_plan, calendar_to_plan

# A plan is made for so many years ahead at most.
YEARS_AHEAD: Final = 2
_YEARS: Final = (PeriodKind.CALENDAR, PeriodKind.ACADEMIC)


@dataclass(frozen=True, slots=True)
class Beginning:
    """A year to be planned: the plans it has already, else those of the year before it."""

    period: Period
    made: tuple[Plan, ...] = ()
    sources: tuple[Plan, ...] = ()


def year_to_plan(kind: str, on: dt.date) -> Period:
    """The year of this kind that is planned on the day."""
    return academic_to_plan(on) if kind == PeriodKind.ACADEMIC else calendar_to_plan(on)


def beginnings(association: Association, actor: Actor) -> list[Beginning]:
    """The years for which a plan may be begun from another year's (1 query).

    Where the plans of the year are approved already, the year after it is offered too.
    """
    plans = Plan.objects.visible_to(actor).filter(association=association, period_kind__in=_YEARS)
    plans = plans.select_related("layout", "official").order_by("-period_start", "-pk")
    offered = []
    known = list(plans)
    for kind in _YEARS:
        of_kind = [plan for plan in known if plan.period_kind == kind]
        period = year_to_plan(kind, actor.on)
        while of_kind and period.starts.year <= actor.on.year + YEARS_AHEAD:
            made, sources = _of_year(of_kind, period.starts.year)
            if made or sources:
                offered.append(Beginning(period, made, sources))
            if not made or any(plan.status != Plan.Status.APPROVED for plan in made):
                break
            period = period.next()
    return offered


def plans_of_year(association: Association, period: Period, actor: Actor) -> list[Plan]:
    """The plans that the association has for the year already (1 query)."""
    plans = Plan.objects.visible_to(actor).filter(
        association=association, period_kind=period.kind, period_start__year=period.starts.year
    )
    return list(plans.select_related("layout").order_by("pk"))


def free_year(association: Association, kind: str, actor: Actor) -> Period:
    """The first year from the one planned now that has no plan (1 query)."""
    plans = Plan.objects.not_removed().filter(association=association, period_kind=kind)
    taken = set(plans.values_list("period_start__year", flat=True))
    period = year_to_plan(kind, actor.on)
    while period.starts.year in taken and period.starts.year < actor.on.year + YEARS_AHEAD:
        period = period.next()
    return period


def _of_year(plans: list[Plan], year: int) -> tuple[tuple[Plan, ...], tuple[Plan, ...]]:
    """The plans of the year, else those of the nearest year before it."""
    made = tuple(plan for plan in plans if plan.period_start.year == year)
    before = {plan.period_start.year for plan in plans if plan.period_start.year < year}
    if made or not before:
        return made, ()
    last = max(before)
    return (), tuple(plan for plan in plans if plan.period_start.year == last)
