"""Rows of editions in force, for readers who may not see the draft that changes them.

They are unsaved objects made from frozen content; see `PlanQuerySet.being_changed_for`.
"""

from collections.abc import Iterable, Iterator

from events.drafting.models.plan import PlanQuerySet
from events.drafting.queries.school_year import dated_periods
from events.drafting.queries.stored_content import edition_content
from events.models import Event, Occurrence, Plan
from events.plan.content import EventContent
from events.plan.dated_rows import placed_sections
from events.plan.period import Period
from events.terms import days_of, term_of

type OfficialRow = tuple[Event, tuple[Occurrence, ...]]


def rows_in_force(plans: PlanQuerySet) -> list[OfficialRow]:
    """The rows and their sub-events, in order (2 queries); their plans become "approved"."""
    rows: list[OfficialRow] = []
    found = [plan for plan in plans.select_related("association", "official") if plan.official]
    periods = dated_periods(found) if found else {}
    for plan in found:
        if plan.official is None:
            continue
        plan.status = Plan.Status.APPROVED
        content = edition_content(plan.official)
        for place in placed_sections(content):
            rows += _official_rows(plan, periods[plan.pk], place.section.events, None, place.month)
    return rows


def _official_rows(
    plan: Plan,
    period: Period,
    events: Iterable[EventContent],
    parent: Event | None,
    month: int | None,
) -> Iterator[OfficialRow]:
    for one in events:
        term = term_of(one.term, one.term_choice, period, month)
        event = Event(
            plan=plan,
            parent=parent,
            uid=one.uid,
            is_meeting=one.meeting,
            lead_in=one.lead_in,
            title=one.title,
            description=one.description,
            direction=one.direction,
            term=one.term,
            term_kind=term.kind,
        )
        days = days_of(term, period)
        yield event, tuple(Occurrence(event=event, starts=day, ends=end) for day, end in days)
        yield from _official_rows(plan, period, one.events, event, month)
