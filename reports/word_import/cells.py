"""Turns the cells of one row into the fields of an event: lead-in, agenda, sub-events, people.

It knows what stands inside a cell; it refuses to know rows around it and sections.
"""

import re
from dataclasses import replace

from events.content import AgendaItemContent, ColumnRole, EventContent
from events.subevents import dated_list
from reports.word_file import Cell, Paragraph

from . import people
from .phrases import (
    AGENDA_HEAD,
    AGENDA_WORD,
    BULLET,
    ENUMERATED,
    MEETING,
    MONTH,
    NEXT_ITEM,
    inline_items,
    is_term,
    split_number,
    tidy,
)

LEAD_IN_LENGTH = 300
# A list has two items at least.
LEAST = 2
MONTHS_ALONE = re.compile(rf"(?:{MONTH}\s*)+", re.IGNORECASE)

# One line of a cell: the mark that Word makes itself, and its words.
Line = tuple[str, str]


def read_event(cells: dict[ColumnRole, Cell], known: frozenset[str]) -> EventContent:
    """The event of a row, from the cells that belong to it, without its number."""
    event = _title(cells["event"]) if "event" in cells else EventContent()
    fields = {
        role: tidy(cell.text)
        for role, cell in cells.items()
        if role not in ("number", "event", "responsible")
    }
    responsible = people.split(cells["responsible"].text, known) if "responsible" in cells else ()
    event = replace(event, **fields, responsible=responsible)  # type: ignore[arg-type]
    return _aligned(event)


def _title(cell: Cell) -> EventContent:
    lead_in, lines = _without_lead_in(cell)
    if not lines:
        return EventContent(lead_in=lead_in)
    agenda = _agenda(lead_in, lines)
    if agenda is not None:
        head, items = agenda
        if not head:
            # «Заседание № 1» in bold and its questions under it.
            lead_in, head = "", lead_in
        return EventContent(meeting=True, lead_in=lead_in, title=head, agenda=items)
    title = "\n".join(f"{marker} {text}" if marker else text for marker, text in lines)
    dated = dated_list(title)
    if dated is not None:
        parts = tuple(
            EventContent(title=split_number(part.title)[1], term=part.term) for part in dated.parts
        )
        return EventContent(lead_in=lead_in, title=dated.head, events=parts)
    meeting = MEETING.match(title) or MEETING.match(lead_in)
    return EventContent(meeting=meeting is not None, lead_in=lead_in, title=title)


def _without_lead_in(cell: Cell) -> tuple[str, list[Line]]:
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
    lines = _lines([replace(first, runs=first.runs[bold:]), *rest[1:]])
    if len(lead) > LEAD_IN_LENGTH or (lines and _is_item(lines[0]) and not MEETING.match(lead)):
        # Bold words over a list are the title itself.
        return "", _lines(told)
    return lead, lines


def _lines(paragraphs: list[Paragraph]) -> list[Line]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        marker = paragraph.marker
        for line in tidy(paragraph.text).splitlines():
            for item in NEXT_ITEM.split(line) if BULLET.match(line) else [line]:
                lines.append((marker, item))
                marker = ""
    return lines


def _is_item(line: Line) -> bool:
    marker, text = line
    return bool(marker or BULLET.match(text) or ENUMERATED.match(text))


def _agenda(lead_in: str, lines: list[Line]) -> tuple[str, tuple[AgendaItemContent, ...]] | None:
    """The words over the questions of a meeting, and the questions; None where there are none."""
    begins = next((i for i, line in enumerate(lines) if _is_item(line)), len(lines))
    head = [text for _, text in lines[:begins]]
    if not AGENDA_HEAD.search(" ".join([lead_in, *head[:1]])):
        return None
    if begins == len(lines):
        return _agenda_without_marks(lead_in, head)
    items = agenda_items(lines[begins:], bullets=_speaks_of_questions(lead_in, head))
    return ("\n".join(head), items) if items else None


def _speaks_of_questions(lead_in: str, head: list[str]) -> bool:
    """Whether a list under these words is an agenda though it has dashes for numbers."""
    return bool(MEETING.match(" ".join([lead_in, *head]).strip()) or AGENDA_WORD.match(head[-1])
                if head else MEETING.match(lead_in))  # fmt: skip


def _agenda_without_marks(
    lead_in: str, lines: list[str]
) -> tuple[str, tuple[AgendaItemContent, ...]] | None:
    """Questions that were typed into one line, or stand one a line under «Вопросы:»."""
    for at, line in enumerate(lines):
        words, items = inline_items(line)
        if items and MEETING.match(lead_in or lines[0]):
            told = [*lines[:at], *([words] if words else [])]
            more = tuple(AgendaItemContent(text) for text in [*items, *lines[at + 1 :]])
            return "\n".join(told), more
    over = next((i for i, line in enumerate(lines) if AGENDA_WORD.fullmatch(line)), len(lines))
    under = lines[over + 1 :]
    return ("\n".join(lines[: over + 1]), tuple(map(AgendaItemContent, under))) if under else None


def agenda_items(lines: list[Line], *, bullets: bool = False) -> tuple[AgendaItemContent, ...]:
    """The questions of these lines; a line without a number goes on with the one above it.

    With `bullets` dashes begin a question where nothing is numbered.
    """
    items: list[str] = []
    numbered = any(_number(line)[:1].isdigit() for line in lines)
    for line in lines:
        marker, text = line
        number = _number(line)
        if number[:1].isdigit():
            items.append(text if marker else split_number(text)[1])
        elif not numbered and bullets and _is_item(line):
            items.append(BULLET.sub("", text))
        elif items:
            items[-1] += f"\n{text}"
        else:
            return ()
    return tuple(AgendaItemContent(text) for text in items)


def _number(line: Line) -> str:
    return line[0] or split_number(line[1])[0]


def _aligned(event: EventContent) -> EventContent:
    """Give each item of the event's list its own term where as many terms stand beside it."""
    terms = terms_of(event.term)
    head, *items = event.title.splitlines() or [""]
    if len(terms) < LEAST or len(items) != len(terms) or event.agenda or event.events:
        return event
    told = [(BULLET.sub("", split_number(item)[1]), item) for item in items]
    if not head.endswith(":") and not all(words != item for words, item in told):
        return event
    parts = tuple(
        EventContent(title=words.rstrip(";"), term=term)
        for (words, _), term in zip(told, terms, strict=True)
    )
    return replace(event, title=head, term="", events=parts)


def terms_of(text: str) -> list[str]:
    """The terms that stand in one cell one a line, or month by month; nothing if any is no term."""
    lines = text.splitlines()
    if len(lines) == 1 and MONTHS_ALONE.fullmatch(text):
        lines = text.split()
    return lines if len(lines) >= LEAST and all(is_term(line) for line in lines) else []
