"""Finds several dated events in one cell, and makes sub-events or rows of them.

There is no repair where a word would move to another place.
"""

from collections.abc import Iterator
from dataclasses import replace

from events.checks.finding import Finding, Repair, ReplaceEvent
from events.checks.survey import RowContext, Survey, quoted_start
from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from events.terms.dated_lists import DatedList, dated_list, days_named
from events.terms.meaning import TermKind

SPLIT = "Разнести по вложенным мероприятиям"
SPREAD = "Вынести в отдельные строки под тем же номером"
LEAST = 2
# Terms that name no day: the only days are those in the cell.
_NO_DAY = frozenset({TermKind.ALL_PERIOD, TermKind.ON_DEMAND, TermKind.UNKNOWN, TermKind.RECURRING})
# «Ежеквартально» agrees with four days under it; «в течение года» says nothing of them.
_VAGUE = _NO_DAY - {TermKind.RECURRING}
# What belongs to one row only; the rest is copied to all rows made of the cell.
_OWN = frozenset({ColumnRole.NUMBER, ColumnRole.EVENT, ColumnRole.TERM, ColumnRole.NOTE})


def dated_events(plan: Survey) -> Iterator[Finding]:
    """Rows that hold several events, each with its own day (seed 003, rows 9–11)."""
    for placed in plan.rows:
        if placed.event.events:
            yield from _in_parts(placed)
        else:
            yield from _in_words(plan, placed)


def _in_words(plan: Survey, placed: RowContext) -> Iterator[Finding]:
    event = placed.event
    for where in ("title", "description"):
        listed = dated_list(_text(event, where), plan.period)
        if listed:
            yield _several(placed, len(listed.parts), where, _split(event, where, listed))
            return
        count = days_named(getattr(event, where), plan.period)
        if count > LEAST and placed.term.kind in _NO_DAY:
            yield _several(placed, count, where, None)
            return


def _text(event: EventContent, where: str) -> str:
    if where == "title":
        return event.title
    opens = event.title.rstrip().endswith(":")
    return f"{event.title}\n{event.description}" if opens else event.description


def _several(placed: RowContext, count: int, where: str, repair: Repair | None) -> Finding:
    text = f"в одной ячейке несколько мероприятий со своими датами ({count})."
    return placed.finding("dated_events", text, where, repair=repair)


def _split(event: EventContent, where: str, listed: DatedList) -> Repair | None:
    """The same words as parts of the row; None where words after the list would come before it."""
    follows = event.agenda or (where == "title" and event.description.strip())
    if not event.uid or follows:
        return None
    parts = tuple(EventContent(title=part.title, term=part.term) for part in listed.parts)
    if where == "title":
        whole = replace(event, title=listed.head, events=parts)
    else:
        own = "" if event.title.rstrip().endswith(":") else listed.head
        whole = replace(event, description=own, events=parts)
    return Repair(SPLIT, (ReplaceEvent(event.uid, (whole,)),), settles=True)


def _in_parts(placed: RowContext) -> Iterator[Finding]:
    event = placed.event
    days = {" ".join(part.term.split()) for part in event.events if part.term.strip()}
    if len(days) < LEAST or placed.term.kind not in _VAGUE or not event.term.strip():
        return
    text = (
        f"в одной ячейке несколько мероприятий со своими датами ({len(days)}), "
        f"а в графе срока — «{quoted_start(event.term)}»."
    )
    repair = Repair(SPREAD, (ReplaceEvent(event.uid, _spread(event)),)) if event.uid else None
    yield placed.finding("dated_events", text, "events", repair=repair)


def _spread(event: EventContent) -> tuple[EventContent, ...]:
    """The row and its parts as rows under its number; what belongs to all is copied to each."""
    shared = [role.value for role in ColumnRole if role not in _OWN]
    rows = tuple(
        replace(
            part,
            same_number=True,
            **{name: getattr(part, name) or getattr(event, name) for name in shared},
        )
        for part in event.events
    )
    return (replace(event, events=()), *rows)
