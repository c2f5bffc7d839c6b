"""Queries of «Мой стол»: upcoming events, and associations that have not sent their plan."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When

from associations.actor import Actor
from associations.models import Association
from associations.vocabulary import OWN
from events.drafting.models.plan import PlanQuerySet
from events.drafting.queries.route import asked_in_words
from events.models import Deviation, Occurrence, Plan, Remark
from events.plan.period import Period, academic_to_plan, calendar_to_plan
from events.remarks.queries.remarks import unsettled_in
from events.signoff.queries.plan_state import decided_before, given_back_by
from events.terms.meaning import TermKind

# Kinds of term that name no day.
_WITHOUT_A_DAY = (TermKind.ALL_PERIOD, TermKind.ON_DEMAND, TermKind.UNKNOWN)
_GIVEN_BACK = (Plan.Status.RETURNED, Plan.Status.REJECTED)
_LONGEST = dt.timedelta(days=31)


def my_plans(actor: Actor) -> PlanQuerySet:
    """The plans of the associations in which the actor is chair, secretary or curator."""
    mine = actor.association_ids(OWN)
    return Plan.objects.visible_to(actor).filter(association_id__in=mine)


@dataclass(frozen=True, slots=True)
class Returned:
    """Who has returned or rejected a plan, and what its authors must do about it."""

    by: str
    at: dt.datetime
    remarks: tuple[Remark, ...]


def returned_first(plans: PlanQuerySet) -> PlanQuerySet:
    """The plans in their order, those that were returned or rejected before the others."""
    is_returned = When(status__in=_GIVEN_BACK, then=Value(0))
    first = Case(is_returned, default=Value(1), output_field=IntegerField())
    return plans.order_by(first, "-period_start", "association__name")


def returns_of(plans: Iterable[Plan], actor: Actor) -> dict[int, Returned]:
    """Who gave back which of the plans, loaded by `with_steps`, by their keys (1 query)."""
    returned = [plan for plan in plans if plan.status in _GIVEN_BACK and plan.edition]
    remarks = unsettled_in(returned, actor)
    found = {}
    for plan in returned:
        if last := given_back_by(decided_before(plan)):
            found[plan.pk] = Returned(last.name, last.at, tuple(remarks.get(plan.pk, ())))
    return found


def upcoming_events(actor: Actor, count: int) -> list[Occurrence]:
    """The next `count` dated events of the actor's associations; for staff, of the institution.

    Each event once; dates longer than a month are left out.
    """
    plans = Plan.objects.visible_to(actor)
    mine = Q(association_id__in=actor.association_ids(OWN))
    whole = Q(association__institution_id__in=actor.staff_institution_ids)
    dated = Occurrence.objects.filter(event__plan__in=plans.filter(mine | whole))
    dated = dated.filter(ends__gte=actor.on).exclude(event__term_kind__in=_WITHOUT_A_DAY)
    events: dict[int, Occurrence] = {}
    for one in dated.select_related("event__plan__association")[: count * 20]:
        is_short = one.starts is None or one.ends - one.starts <= _LONGEST
        if is_short and len(events) < count:
            events.setdefault(one.event_id, one)
    return list(events.values())


def deviations_to_settle(actor: Actor) -> list[tuple[Deviation, str]]:
    """Requests to deviate from the route that the actor may answer, each in words (1 query)."""
    asked = Deviation.objects.to_settle(actor).select_related("plan", "office__person")
    return [(one, asked_in_words(one)) for one in asked]


@dataclass(frozen=True, slots=True)
class MissingPlan:
    """An association whose plan for the period being planned has not been sent."""

    association: Association
    period: Period
    plan: Plan | None


def missing_plans(actor: Actor) -> list[MissingPlan]:
    """Associations that staff may have to remind (2 queries).

    The kind of year is that of the association's last plan, else the calendar year.
    """
    associations = Association.objects.filter(
        institution_id__in=actor.staff_institution_ids, is_active=True
    )
    years = {"academic": academic_to_plan(actor.on), "calendar": calendar_to_plan(actor.on)}
    plans = Plan.objects.not_removed()
    plans = plans.filter(association__in=associations, period_kind__in=years)
    last: dict[int, Plan] = {}
    for plan in plans.select_related("association").order_by("period_start", "pk"):
        last[plan.association_id] = plan
    missing = []
    for association in associations:
        latest = last.get(association.pk)
        period = years["calendar" if latest is None else latest.period_kind]
        is_new = latest is not None and latest.period_start >= period.starts
        present = latest if is_new else None
        if present is None or (present.is_open and not present.is_revised):
            missing.append(MissingPlan(association, present.period if present else period, present))
    return missing
