"""Turns the cells of one row into the fields of an event: lead-in, agenda, sub-events, people.

It knows what stands inside a cell; it refuses to know rows around it and sections.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import takewhile
from typing import Any, Literal

from events.plan.content import AgendaItemContent, EventContent
from events.plan.roles import TEXT_ROLES, ColumnRole
from events.terms.subevents import dated_list
from reports.recognition import people
from reports.recognition.corrections import ColumnUse
from reports.recognition.phrases import (
    AGENDA_HEAD,
    AGENDA_WORD,
    BULLET,
    ENUMERATED,
    MEETING,
    MONTH,
    MONTH_ALONE,
    NEXT_ITEM,
    inline_items,
    is_term,
    split_number,
    tidy,
)
from reports.recognition.words import words
from reports.sources.source_document import Cell, Paragraph, Run

LEAD_IN_LENGTH = 300
# A list has two items at least.
LEAST = 2
MONTHS_ALONE = re.compile(rf"(?:{MONTH}\s*)+", re.IGNORECASE)

# The mark after an item of a list, but for that of an abbreviation.
STOP = re.compile(r"(?:;|(?<=[\w»)]{3})\.)$")

BARE_NUMBER = re.compile(r"\d[\d\s.,–-]*(?:чел\.?|%)?")

# What a cell is to its row: the use of its column, more words about the event, or who speaks at
# a meeting that somebody else answers for.
CellUse = ColumnUse | Literal["more", "speaker"]

# One line of a cell: the mark that Word makes itself, and its words.
Line = tuple[str, str]


def read_event(cells: Mapping[CellUse, Cell], known: frozenset[str]) -> EventContent:
    """The event of a row, from the cells that belong to it, without its number."""
    event = _title(cells[ColumnRole.EVENT]) if ColumnRole.EVENT in cells else EventContent()
    said: dict[str, Any] = {
        role.value: tidy(cells[role].text) for role in TEXT_ROLES if role in cells
    }
    responsible = (
        people.split(cells[ColumnRole.RESPONSIBLE].text, known)
        if ColumnRole.RESPONSIBLE in cells
        else ()
    )
    event = replace(event, **said, responsible=responsible)
    if "agenda" in cells:
        questions = _questions(cells["agenda"])
        meeting = event.meeting or bool(questions)
        event = replace(event, meeting=meeting, agenda=(*event.agenda, *questions))
    if "speaker" in cells:
        speakers = people.split(cells["speaker"].text, known)
        said_by = with_speaker(replace(event, responsible=speakers))
        event = replace(said_by, responsible=(*said_by.responsible, *event.responsible))
    if "more" in cells:
        event = replace(event, description=tidy(cells["more"].text))
    if ColumnRole.TERM not in cells:
        event = _with_own_term(event)
    return _aligned(event)


def _with_own_term(event: EventContent) -> EventContent:
    """The meeting with the month that stands under its number, where no column has terms."""
    *title, last = event.title.splitlines() or [""]
    if not event.meeting or not title or not MONTH_ALONE.match(last):
        return event
    return replace(event, title="\n".join(title), term=last)


def with_speaker(event: EventContent) -> EventContent:
    """The questions with those who stand beside them as speakers, one for each question or all."""
    told = [one.text for one in event.responsible]
    if len(event.agenda) == 1 and told:
        told = [", ".join(told)]
    if not told or len(event.agenda) != len(told):
        return event
    agenda = tuple(replace(item, speaker=who) for item, who in zip(event.agenda, told, strict=True))
    return replace(event, agenda=agenda, responsible=())


def has_own_speaker(cells: Mapping[CellUse, Cell]) -> bool:
    """Whether each question of a meeting has a row of its own, and who speaks beside it."""
    event, said = cells.get(ColumnRole.EVENT), cells.get(ColumnRole.RESPONSIBLE)
    if event is None or said is None or "agenda" not in cells:
        return False
    return said.rowspan < event.rowspan


def with_place(cells: dict[CellUse, Cell]) -> dict[CellUse, Cell]:
    """The cells of a row whose terms have places on the lines under them, each in its own cell."""
    term = cells.get(ColumnRole.TERM)
    if term is None or ColumnRole.PLACE in cells:
        return cells
    when = tuple(takewhile(lambda one: is_term(one.text), term.visible))
    where = term.visible[len(when) :]
    if not when or not where or any(is_term(one.text) for one in where):
        return cells
    return {
        **cells,
        ColumnRole.TERM: replace(term, blocks=when),
        ColumnRole.PLACE: replace(term, blocks=where),
    }


def own_numbers(cells: Mapping[CellUse, Cell], event: EventContent) -> list[str]:
    """The numbers of lists that stood inside lines: the paper makes them itself."""
    source = Counter(
        one
        for use in (ColumnRole.EVENT, "agenda")
        if use in cells
        for one in words(cells[use].text)
    )
    parts = [event.lead_in, event.title, *(item.text for item in event.agenda)]
    for one in event.events:
        parts += [one.title, one.term]
    source.subtract(Counter(one for text in parts for one in words(text)))
    most = max(len(event.agenda), len(event.events))
    return [one for one in map(str, range(1, most + 1)) if source[one] > 0]


def is_unaligned(event: EventContent) -> bool:
    """Whether several terms stand beside a list that has not as many items."""
    return len(_listed(event.title)[1]) >= LEAST and len(terms_of(event.term)) >= LEAST


def is_in_lines(event: EventContent) -> bool:
    """Whether as many lines without marks stand beside the terms: each may be an event."""
    lines = len(event.title.splitlines())
    return lines >= LEAST and lines == len(terms_of(event.term))


def _questions(cell: Cell) -> tuple[AgendaItemContent, ...]:
    """The questions of a cell that holds nothing else: numbered, with dashes, or one a line."""
    lines = _lines(cell.visible)
    if len(lines) == 1:
        head, items = inline_items(lines[0][1])
        if items:
            return tuple(AgendaItemContent(text) for text in ([head] if head else []) + items)
    begins = next((i for i, line in enumerate(lines) if _is_item(line)), len(lines))
    plain = tuple(AgendaItemContent(text) for _, text in lines[:begins])
    return (*plain, *agenda_items(lines[begins:], bullets=True))


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
    told = cell.visible
    if not told or cell.bold or not told[0].runs[0].bold:
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


def _lines(paragraphs: Iterable[Paragraph]) -> list[Line]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        marker = paragraph.marker
        for line in tidy(paragraph.text).splitlines():
            for item in _items(line):
                lines.append((marker, item))
                marker = ""
    return lines


def _items(line: str) -> list[str]:
    """A line, or the items with dashes that were typed into it: «Срезы: - первый; - второй»."""
    if BULLET.match(line):
        return NEXT_ITEM.split(line)
    head, colon, rest = line.partition(": ")
    items = NEXT_ITEM.split(rest) if BULLET.match(rest) else []
    return [head + colon.rstrip(), *items] if len(items) >= LEAST else [line]


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
    meets = MEETING.match(" ".join([lead_in, *head]).strip())
    return bool(meets or (head and AGENDA_WORD.match(head[-1])))


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
    head, items = _listed(event.title)
    if len(terms) < LEAST or len(items) != len(terms) or event.agenda or event.events:
        return event
    parts = tuple(
        EventContent(title=STOP.sub("", BULLET.sub("", split_number(item)[1])), term=term)
        for item, term in zip(items, terms, strict=True)
    )
    return replace(event, title=head, term="", events=parts)


def _listed(title: str) -> tuple[str, list[str]]:
    """The words over a list, and its items; the lines under «…:» are items without marks too."""
    lines = title.splitlines()
    marked = [at for at, line in enumerate(lines) if _is_item(("", line))]
    if not marked:
        return (lines[0], lines[1:]) if lines and lines[0].endswith(":") else (title, [])
    ends = [*marked[1:], len(lines)]
    items = ["\n".join(lines[at:end]) for at, end in zip(marked, ends, strict=True)]
    return "\n".join(lines[: marked[0]]), items


def terms_of(text: str) -> list[str]:
    """The terms that stand in one cell one a line, or month by month; nothing if any is no term."""
    lines = text.splitlines()
    if len(lines) == 1 and MONTHS_ALONE.fullmatch(text):
        lines = text.split()
    return lines if len(lines) >= LEAST and all(is_term(line) for line in lines) else []


def until(begins: Cell, ends: Cell) -> tuple[Cell, str]:
    """The cell of a term whose beginning and end stand in two columns, and what both say."""
    first, last = tidy(begins.text), tidy(ends.text)
    same = last if first == last else ""
    words = first if same else " – ".join(filter(None, (first, last)))
    row = max(begins.row, ends.row)
    return replace(begins, row=row, blocks=(Paragraph((Run(words),)),)), same


def both(one: Cell, other: Cell, use: CellUse, headings: Sequence[str]) -> Cell:
    """The cell of two columns that share a use: «12 мая» and «10.00», people and their partners.

    A number that nothing explains is told with the heading of its column.
    """
    row = max(one.row, other.row)
    if use != ColumnRole.TERM:
        told = [_explained(*pair) for pair in zip((one, other), headings, strict=True)]
        return replace(one, row=row, blocks=(*told[0].blocks, *told[1].blocks))
    words = " ".join(filter(None, (tidy(one.text), tidy(other.text))))
    return replace(one, row=row, blocks=(Paragraph((Run(words),)),))


def _explained(cell: Cell, heading: str) -> Cell:
    if not heading or not BARE_NUMBER.fullmatch(cell.line):
        return cell
    return replace(cell, blocks=(Paragraph((Run(f"{heading.rstrip(':')}: {cell.line}"),)),))


def together(event: EventContent, more: EventContent) -> EventContent:
    """The row with all that its continuation says: words on a new line, lists gone on with."""
    if more.lead_in and (event.title or event.agenda):
        # Bold words of the continuation stand under the title, not over it.
        more = replace(more, lead_in="", title=f"{more.lead_in} {more.title}".strip())
    if event.agenda and more.title[:1].islower():
        *asked, last = event.agenda
        event = replace(event, agenda=(*asked, replace(last, text=f"{last.text}\n{more.title}")))
        more = replace(more, title="")
    values: dict[str, Any] = {}
    for one in fields(EventContent):
        said, added = getattr(event, one.name), getattr(more, one.name)
        if one.name == ColumnRole.RESPONSIBLE:
            values[one.name] = people.joined(said, added)
        elif isinstance(said, tuple):
            values[one.name] = said + added
        elif isinstance(said, str):
            values[one.name] = f"{said}\n{added}".strip()
    return replace(event, **values)
