"""The rows of editions in force, with their dates, of plans whose present rows are being changed.

They are read from frozen words and never saved; who is shown them instead of the present rows is
told by `PlanQuerySet.being_changed_for`.
"""

from collections.abc import Iterable, Iterator

from events.drafting.models.plan import PlanQuerySet
from events.drafting.queries.stored_content import edition_content
from events.models import Event, Occurrence, Plan
from events.plan.content import EventContent
from events.plan.dated_rows import placed_sections
from events.terms import days_of, term_of

type OfficialRow = tuple[Event, tuple[Occurrence, ...]]


def rows_in_force(plans: PlanQuerySet) -> list[OfficialRow]:
    """The rows and their parts, in their order (1 query).

    Their plans say of themselves that they are approved, as their readers know them.
    """
    found: list[OfficialRow] = []
    for plan in plans.select_related("association", "official"):
        if plan.official is None:
            continue
        plan.status = Plan.Status.APPROVED
        content = edition_content(plan.official)
        for place in placed_sections(content):
            found += _of_events(plan, place.section.events, None, place.month)
    return found


def _of_events(
    plan: Plan, events: Iterable[EventContent], parent: Event | None, month: int | None
) -> Iterator[OfficialRow]:
    for one in events:
        term = term_of(one.term, one.term_choice, plan.period, month)
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
        days = days_of(term, plan.period)
        yield event, tuple(Occurrence(event=event, starts=day, ends=end) for day, end in days)
        yield from _of_events(plan, one.events, event, month)
