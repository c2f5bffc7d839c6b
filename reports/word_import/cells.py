"""Turns the cells of one row into the fields of an event: lead-in, agenda, sub-events, people.

It knows what stands inside a cell; it refuses to know rows around it and sections.
"""

from dataclasses import replace

from events.content import AgendaItemContent, ColumnRole, EventContent
from reports.word_file import Cell, Paragraph

from . import people
from .phrases import (
    AGENDA_HEAD,
    BULLET,
    DATED_ITEM,
    ENUMERATED,
    MEETING,
    NEXT_ITEM,
    is_term,
    split_number,
    tidy,
)

LEAD_IN_LENGTH = 300


def read_event(cells: dict[ColumnRole, Cell], known: frozenset[str]) -> EventContent:
    """The event of a row, from the cells that belong to it, without its number."""
    event = _title(cells["event"]) if "event" in cells else EventContent()
    fields = {
        role: tidy(cell.text)
        for role, cell in cells.items()
        if role not in ("number", "event", "responsible")
    }
    responsible = people.split(cells["responsible"].text, known) if "responsible" in cells else ()
    return replace(event, **fields, responsible=responsible)  # type: ignore[arg-type]


def _title(cell: Cell) -> EventContent:
    lead_in, lines = _without_lead_in(cell)
    if not lines:
        return EventContent(lead_in=lead_in)
    agenda = _agenda(lines)
    if agenda is not None:
        return EventContent(meeting=True, lead_in=lead_in, title=lines[0][1], agenda=agenda)
    parts = _dated_parts(lines)
    if parts is not None:
        return EventContent(lead_in=lead_in, title=lines[0][1], events=parts)
    title = "\n".join(f"{marker} {text}" if marker else text for marker, text in lines)
    return EventContent(meeting=MEETING.match(title) is not None, lead_in=lead_in, title=title)


def _without_lead_in(cell: Cell) -> tuple[str, list[tuple[str, str]]]:
    """The bold words that open a cell of plain text, and the cell's lines (marker, text)."""
    told = [p for p in cell.paragraphs if p.text.strip()]
    if not told or all(p.bold for p in told) or not told[0].runs[0].bold:
        return "", _lines(told)
    lead = ""
    rest: list[Paragraph] = list(told)
    while rest and rest[0].bold:
        lead += f" {rest.pop(0).full_text}"
    first = rest[0]
    bold = 0
    while bold < len(first.runs) and (first.runs[bold].bold or not first.runs[bold].text.strip()):
        lead += first.runs[bold].text
        bold += 1
    lead = " ".join(lead.split())
    if len(lead) > LEAD_IN_LENGTH:
        return "", _lines(told)
    return lead, _lines([replace(first, runs=first.runs[bold:]), *rest[1:]])


def _lines(paragraphs: list[Paragraph]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for paragraph in paragraphs:
        marker = paragraph.marker
        for line in tidy(paragraph.text).splitlines():
            for item in NEXT_ITEM.split(line) if BULLET.match(line) else [line]:
                lines.append((marker, item))
                marker = ""
    return lines


def _agenda(lines: list[tuple[str, str]]) -> tuple[AgendaItemContent, ...] | None:
    """Numbered lines under a line about a meeting; lines without a number go on with an item."""
    head_marker, head = lines[0]
    if head_marker or ENUMERATED.match(head) or not AGENDA_HEAD.search(head) or len(lines) < 2:  # noqa: PLR2004
        return None
    items: list[str] = []
    for marker, text in lines[1:]:
        number, words = (marker, text) if marker else split_number(text)
        if number and number[:1].isdigit():
            items.append(words)
        elif items:
            items[-1] += f"\n{text}"
        else:
            return None
    return tuple(AgendaItemContent(text) for text in items)


def _dated_parts(lines: list[tuple[str, str]]) -> tuple[EventContent, ...] | None:
    """Items «title (date);» under a line that ends with a colon; None where one isn't such."""
    if len(lines) < 2 or not lines[0][1].endswith(":"):  # noqa: PLR2004
        return None
    parts = []
    for _, text in lines[1:]:
        match = DATED_ITEM.match(split_number(text)[1])
        if match is None or not is_term(match["term"]):
            return None
        title = BULLET.sub("", match["title"])
        parts.append(EventContent(title=title, term=match["term"].strip()))
    return tuple(parts)
