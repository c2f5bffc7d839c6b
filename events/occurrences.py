"""Keeps the dates of an event in step with the words of its term.

What the words mean is read in `events.terms`; here it is only written down.
"""

from collections.abc import Iterable

from events.models import Event, Occurrence
from events.period import Period
from events.terms import read


def read_term(event: Event, period: Period) -> list[Occurrence]:
    """Set the event's `term_kind` (unsaved) and return its occurrences, unsaved too."""
    term = read(event.term, period)
    event.term_kind = term.kind
    spans = term.instances or term.spans
    return [
        Occurrence(event=event, starts=span.starts, ends=span.ends)
        for span in spans
        if span.ends is not None
    ]


def refresh(events: Iterable[Event], period: Period) -> None:
    """Write the occurrences of saved events anew, and their term's kind."""
    events = list(events)
    found = [occurrence for event in events for occurrence in read_term(event, period)]
    Occurrence.objects.filter(event__in=events).delete()
    Event.objects.bulk_update(events, ["term_kind"])
    Occurrence.objects.bulk_create(found)
