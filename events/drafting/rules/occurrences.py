"""Keeps the dates of an event in step with its term: the words, what was chosen, the period.

What the words mean is read in `events.terms`; here it is only written down, and what hasn't
changed keeps its row, so that later marks may hang on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import transaction

from events.models import Event, Occurrence, Plan, Section
from events.plan.dated_rows import inherited_month
from events.plan.period import Period
from events.terms import Days, choice_of, days_of, term_of


def month_of_section(section: Section) -> int | None:
    """The month that the section, or one above it, is (a query for each section above)."""
    return inherited_month(_headings(section))


def refresh_occurrences(events: Iterable[Event], period: Period) -> int:
    """Write what the terms of saved events mean; answers how many events changed.

    A choice that the words no longer offer is dropped. The number of queries doesn't grow.
    """
    events = list(events)
    months = _months(events)
    kept: defaultdict[int, dict[Days, int]] = defaultdict(dict)
    for one in Occurrence.objects.filter(event__in=events):
        kept[one.event_id][one.starts, one.ends] = one.pk
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
    return len(changed | {one.event_id for one in new} | {pk for pk in kept if kept[pk]})


@transaction.atomic
def refresh_plan(plan: Plan) -> int:
    """Read all terms of a plan anew, as after the grammar has learned more words.

    The plan's words, revision and history stay as they are.
    """
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    return refresh_occurrences(plan.events.all(), plan.period)


def _months(events: Iterable[Event]) -> dict[int, int | None]:
    """The month of each section of the events' plans, by its key (one query)."""
    plans = {event.plan_id for event in events}
    sections = {one.pk: one for one in Section.objects.filter(plan__in=plans)}
    for one in sections.values():
        one.parent = sections[one.parent_id] if one.parent_id else None
    return {pk: month_of_section(one) for pk, one in sections.items()}


def _headings(section: Section) -> Iterator[str]:
    """The section's heading, then those above it."""
    above: Section | None = section
    while above is not None:
        yield above.heading
        above = above.parent
