"""Stores the dates that the terms of events mean; dates that did not change keep their row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from events.drafting.queries.school_year import dated_period, names_school_days
from events.models import Event, Occurrence, Plan, Section
from events.plan.dated_rows import inherited_month
from events.plan.period import Period
from events.terms import Days, choice_of, days_of, term_of


def month_of_section(section: Section) -> int | None:
    """The month that the headings of the section or of its parents name (a query a parent)."""
    return inherited_month(_headings(section))


def refresh_occurrences(events: Iterable[Event], period: Period) -> int:
    """Store what the terms of saved events mean; return the number of changed events.

    They are of one plan. A chosen meaning that the term no longer has is dropped. The number of
    queries is constant.
    """
    events = list(events)
    months = _months(events)
    if any(names_school_days(event.term) for event in events):
        period = dated_period(events[0].plan)
    kept: defaultdict[int, dict[Days, int]] = defaultdict(dict)
    for occurrence in Occurrence.objects.filter(event__in=events):
        kept[occurrence.event_id][occurrence.starts, occurrence.ends] = occurrence.pk
    changed: set[int] = set()
    new: list[Occurrence] = []
    for event in events:
        month = months.get(event.section_id)
        choice = choice_of(event.term, event.term_choice, period, month)
        term = term_of(event.term, choice, period, month)
        if (event.term_kind, event.term_choice) != (term.kind, choice):
            event.term_kind, event.term_choice = term.kind, choice
            changed.add(event.pk)
        for starts, ends in days_of(term, period):
            if kept[event.pk].pop((starts, ends), None) is None:
                new.append(Occurrence(event=event, starts=starts, ends=ends))
    gone = [pk for rows in kept.values() for pk in rows.values()]
    touched = [event for event in events if event.pk in changed]
    Event.objects.bulk_update(touched, ["term_kind", "term_choice"])
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create(new)
    return len(changed | {date.event_id for date in new} | {pk for pk in kept if kept[pk]})


@transaction.atomic
def refresh_plan(plan: Plan) -> int:
    """Read all terms of a plan again, for instance after the grammar has changed.

    The plan's content, revision and history do not change.
    """
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    return refresh_occurrences(plan.events.all(), plan.period)


def _months(events: Iterable[Event]) -> dict[int, int | None]:
    """The month of each section of the events' plans, by primary key (1 query)."""
    plans = {event.plan_id for event in events}
    sections = {section.pk: section for section in Section.objects.filter(plan__in=plans)}
    for section in sections.values():
        section.parent = sections[section.parent_id] if section.parent_id else None
    return {pk: month_of_section(section) for pk, section in sections.items()}


def _headings(section: Section) -> Iterator[str]:
    """The section's heading, then those of its parents."""
    current: Section | None = section
    while current is not None:
        yield current.heading
        current = current.parent
