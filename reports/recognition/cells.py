"""Turns the cells of one row into the fields of an event: lead-in, agenda, sub-events, people."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import takewhile
from typing import Any, Literal

from events import terms
from events.plan.content import AgendaItemContent, EventContent
from events.plan.roles import TEXT_ROLES, ColumnRole
from events.terms.dated_lists import dated_list
from reports.recognition import people
from reports.recognition.corrections import ColumnUse
from reports.recognition.flat_table import one_line
from reports.recognition.phrases import (
    AGENDA_HEAD,
    AGENDA_WORD,
    BULLET,
    ENUMERATED,
    MEETING,
    MONTH,
    MONTH_ALONE,
    NEXT_ITEM,
    fold_blanks,
    inline_items,
    is_term,
    split_number,
)
from reports.recognition.words import word_counts
from reports.sources.source_document import SourceCell, SourceParagraph

LEAD_IN_LENGTH = 300
# A list has at least two items.
LEAST = 2
MONTHS_ALONE = re.compile(rf"(?:{MONTH}\s*)+", re.IGNORECASE)

# The punctuation that ends an item of a list; the stop of an abbreviation is none.
ITEM_END = re.compile(r"(?:;|(?<=[\w»)]{3})\.)$")

BARE_NUMBER = re.compile(r"\d[\d\s.,–-]*(?:чел\.?|%)?")

# The use of a cell's column; "more" is a description, "speaker" a speaker at a meeting for which
# another person is responsible.
CellUse = ColumnUse | Literal["more", "speaker"]

# A line of a cell: the marker that Word makes (number or bullet), and the text.
Line = tuple[str, str]


def read_event(cells: Mapping[CellUse, SourceCell], known: frozenset[str]) -> EventContent:
    """Give the event of a row, without its number; `known` are names of organisations."""
    event = _title(cells[ColumnRole.EVENT]) if ColumnRole.EVENT in cells else EventContent()
    texts: dict[str, Any] = {
        role.value: fold_blanks(cells[role].text) for role in TEXT_ROLES if role in cells
    }
    event = replace(event, **texts)
    if ColumnRole.RESPONSIBLE in cells:
        people_in_cell = people.split_responsible(cells[ColumnRole.RESPONSIBLE].text, known)
        event = replace(event, responsible=people_in_cell)
    if "agenda" in cells:
        questions = _questions(cells["agenda"])
        meeting = event.meeting or bool(questions)
        event = replace(event, meeting=meeting, agenda=(*event.agenda, *questions))
    if "speaker" in cells:
        speakers = people.split_responsible(cells["speaker"].text, known)
        with_speakers = with_speaker(replace(event, responsible=speakers))
        event = replace(with_speakers, responsible=(*with_speakers.responsible, *event.responsible))
    if "more" in cells:
        event = replace(event, description=fold_blanks(cells["more"].text))
    if ColumnRole.TERM not in cells:
        event = _with_own_term(event)
    return _aligned(event)


def _with_own_term(event: EventContent) -> EventContent:
    """Take the month on the last line of a meeting as its term, where no column has terms."""
    *title, last = event.title.splitlines() or [""]
    if not event.meeting or not title or not MONTH_ALONE.match(last):
        return event
    return replace(event, title="\n".join(title), term=last)


def with_speaker(event: EventContent) -> EventContent:
    """Make the responsible the speakers of the agenda, if there is one for each item."""
    speakers = [responsible.text for responsible in event.responsible]
    if len(event.agenda) == 1 and speakers:
        speakers = [", ".join(speakers)]
    if not speakers or len(event.agenda) != len(speakers):
        return event
    pairs = zip(event.agenda, speakers, strict=True)
    agenda = tuple(replace(item, speaker=speaker) for item, speaker in pairs)
    return replace(event, agenda=agenda, responsible=())


def has_own_speaker(cells: Mapping[CellUse, SourceCell]) -> bool:
    """Whether each agenda item has its own row, with its own speaker."""
    event, speaker = cells.get(ColumnRole.EVENT), cells.get(ColumnRole.RESPONSIBLE)
    if event is None or speaker is None or "agenda" not in cells:
        return False
    return speaker.rowspan < event.rowspan


def with_place(cells: dict[CellUse, SourceCell]) -> dict[CellUse, SourceCell]:
    """Move the lines under the terms into a cell of places, if none of them is a term."""
    term = cells.get(ColumnRole.TERM)
    if term is None or ColumnRole.PLACE in cells:
        return cells
    when = tuple(takewhile(lambda line: is_term(line.text), term.visible))
    where = term.visible[len(when) :]
    if not when or not where or any(is_term(line.text) for line in where):
        return cells
    return {
        **cells,
        ColumnRole.TERM: replace(term, blocks=when),
        ColumnRole.PLACE: replace(term, blocks=where),
    }


def removed_list_numbers(cells: Mapping[CellUse, SourceCell], event: EventContent) -> list[str]:
    """Give the numbers of list items that were removed: the paper prints its own."""
    uses: tuple[CellUse, ...] = (ColumnRole.EVENT, "agenda")
    source = word_counts(cells[use].text for use in uses if use in cells)
    parts = [event.lead_in, event.title, *(item.text for item in event.agenda)]
    parts += [text for part in event.events for text in (part.title, part.term)]
    source.subtract(word_counts(parts))
    most = max(len(event.agenda), len(event.events))
    return [number for number in map(str, range(1, most + 1)) if source[number] > 0]


def is_unaligned(event: EventContent) -> bool:
    """Whether a list has several terms, but not one for each item."""
    return len(_listed(event.title)[1]) >= LEAST and len(terms_of(event.term)) >= LEAST


def has_term_for_each_line(event: EventContent) -> bool:
    """Whether the title has one line for each of several terms: each may be an event."""
    lines = len(event.title.splitlines())
    return lines >= LEAST and lines == len(terms_of(event.term))


def _questions(cell: SourceCell) -> tuple[AgendaItemContent, ...]:
    """Give the agenda of a cell of questions: numbered, with dashes, or one on each line."""
    lines = _lines(cell.visible)
    if len(lines) == 1 and (typed := inline_items(lines[0][1]))[1]:
        return tuple(AgendaItemContent(text) for text in (typed[0], *typed[1]) if text)
    plain = list(takewhile(lambda line: not _is_item(line), lines))
    items = agenda_items(lines[len(plain) :], bullets=True)
    return (*(AgendaItemContent(text) for _, text in plain), *items)


def _title(cell: SourceCell) -> EventContent:
    lead_in, lines = _without_lead_in(cell)
    if not lines:
        return EventContent(lead_in=lead_in)
    if agenda := _agenda(lead_in, lines):
        head, items = agenda
        if not head:
            # «Заседание № 1» in bold with its questions below.
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


def _without_lead_in(cell: SourceCell) -> tuple[str, list[Line]]:
    """Give the bold words that open a cell of plain text, and the other lines."""
    paragraphs = cell.visible
    if not paragraphs or cell.bold or not paragraphs[0].runs[0].bold:
        return "", _lines(paragraphs)
    lead = ""
    rest: list[SourceParagraph] = list(paragraphs)
    while rest and rest[0].bold:
        lead += f" {rest.pop(0).full_text}"
    first = rest[0]
    runs = list(first.runs)
    bold = list(takewhile(lambda run: run.bold or not run.text.strip(), runs))
    words_of_lead = "".join(run.text for run in bold)
    # A number in bold begins the text, a stop that is not bold ends the lead-in.
    if any(map(str.isalpha, words_of_lead)):
        del runs[: len(bold)]
        plain = runs[0].text.lstrip(".:;,")
        lead += f" {words_of_lead}{runs[0].text.removesuffix(plain)}"
        runs[0] = replace(runs[0], text=plain)
    lead = " ".join(lead.split())
    lines = _lines([replace(first, runs=tuple(runs)), *rest[1:]])
    if len(lead) > LEAD_IN_LENGTH or (lines and _is_item(lines[0]) and not MEETING.match(lead)):
        # Bold words above a list are the title.
        return "", _lines(paragraphs)
    return lead, lines


def _lines(paragraphs: Iterable[SourceParagraph]) -> list[Line]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        texts = fold_blanks(paragraph.text).splitlines()
        items = [item for line in texts for item in _items(line)]
        lines += [(paragraph.marker if at == 0 else "", item) for at, item in enumerate(items)]
    return lines


def _items(line: str) -> list[str]:
    """Split a line with several dashed items: «Срезы: - первый; - второй»."""
    if BULLET.match(line):
        return NEXT_ITEM.split(line)
    head, colon, rest = line.partition(": ")
    items = NEXT_ITEM.split(rest) if BULLET.match(rest) else []
    return [head + colon.rstrip(), *items] if len(items) >= LEAST else [line]


def _is_item(line: Line) -> bool:
    marker, text = line
    return bool(marker or BULLET.match(text) or ENUMERATED.match(text))


def _agenda(lead_in: str, lines: list[Line]) -> tuple[str, tuple[AgendaItemContent, ...]] | None:
    """Give the title of a meeting and its agenda; None where there is none."""
    begins = next((i for i, line in enumerate(lines) if _is_item(line)), len(lines))
    head = [text for _, text in lines[:begins]]
    if not AGENDA_HEAD.search(" ".join([lead_in, *head[:1]])):
        return None
    if begins == len(lines):
        return _agenda_without_marks(lead_in, head)
    items = agenda_items(lines[begins:], bullets=_speaks_of_questions(lead_in, head))
    return ("\n".join(head), items) if items else None


def _speaks_of_questions(lead_in: str, head: list[str]) -> bool:
    """Whether a list with dashes under these words is an agenda."""
    meets = MEETING.match(" ".join([lead_in, *head]).strip())
    return bool(meets or (head and AGENDA_WORD.match(head[-1])))


def _agenda_without_marks(
    lead_in: str, lines: list[str]
) -> tuple[str, tuple[AgendaItemContent, ...]] | None:
    """Give an agenda typed in one line, or with one item on each line under «Вопросы:»."""
    for number, line in enumerate(lines):
        words, items = inline_items(line)
        if items and MEETING.match(lead_in or lines[0]):
            title = [*lines[:number], *([words] if words else [])]
            agenda = tuple(AgendaItemContent(text) for text in [*items, *lines[number + 1 :]])
            return "\n".join(title), agenda
    over = next((i for i, line in enumerate(lines) if AGENDA_WORD.fullmatch(line)), len(lines))
    under = lines[over + 1 :]
    return ("\n".join(lines[: over + 1]), tuple(map(AgendaItemContent, under))) if under else None


def agenda_items(lines: list[Line], *, bullets: bool = False) -> tuple[AgendaItemContent, ...]:
    """Give the agenda in these lines; a line without a number continues the item above it.

    With `bullets`, a dash begins an item where no line is numbered.
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
    """Give each item of the list its own term, where there are as many terms as items."""
    head, items = _listed(event.title)
    lines = event.term.splitlines()
    # Of as many lines as items some may be no terms: «по согласованию».
    whole = len(lines) == len(items) and sum(map(_is_read, lines)) * 2 > len(lines)
    own = lines if whole else terms_of(event.term)
    if len(own) < LEAST or len(items) != len(own) or event.agenda or event.events:
        return event
    parts = tuple(
        EventContent(title=ITEM_END.sub("", BULLET.sub("", split_number(item)[1])), term=term)
        for item, term in zip(items, own, strict=True)
    )
    return replace(event, title=head, term="", events=parts)


def _listed(title: str) -> tuple[str, list[str]]:
    """Give the words above a list, and its items; lines under «…:» are items too."""
    lines = title.splitlines()
    starts = [number for number, line in enumerate(lines) if _is_item(("", line))]
    if not starts:
        return (lines[0], lines[1:]) if lines and lines[0].endswith(":") else (title, [])
    ends = [*starts[1:], len(lines)]
    items = ["\n".join(lines[number:end]) for number, end in zip(starts, ends, strict=True)]
    return "\n".join(lines[: starts[0]]), items


def _is_read(line: str) -> bool:
    return is_term(line) or terms.read(line).kind != terms.TermKind.UNKNOWN


def terms_of(text: str) -> list[str]:
    """Give the terms on the lines of a cell, or its months; empty if a line is no term."""
    lines = text.splitlines()
    if len(lines) == 1 and MONTHS_ALONE.fullmatch(text):
        lines = text.split()
    return lines if len(lines) >= LEAST and all(map(_is_read, lines)) else []


def term_from_two_cells(begins: SourceCell, ends: SourceCell) -> tuple[SourceCell, str]:
    """Join the beginning and the end of a term from two columns.

    The second value is the text that both have, if they are equal.
    """
    first, last = fold_blanks(begins.text), fold_blanks(ends.text)
    same = last if first == last else ""
    words = first if same else " – ".join(filter(None, (first, last)))
    row = max(begins.row, ends.row)
    return replace(begins, row=row, blocks=one_line(words)), same


def joined_cell(
    first: SourceCell, second: SourceCell, use: CellUse, headings: Sequence[str]
) -> SourceCell:
    """Join the cells of two columns with one use: «12 мая» and «10.00», people and partners.

    A bare number gets the heading of its column before it.
    """
    row = max(first.row, second.row)
    if use != ColumnRole.TERM:
        parts = [_explained(*pair) for pair in zip((first, second), headings, strict=True)]
        return replace(first, row=row, blocks=(*parts[0].blocks, *parts[1].blocks))
    words = " ".join(filter(None, (fold_blanks(first.text), fold_blanks(second.text))))
    return replace(first, row=row, blocks=one_line(words))


def _explained(cell: SourceCell, heading: str) -> SourceCell:
    if not heading or not BARE_NUMBER.fullmatch(cell.line):
        return cell
    return replace(cell, blocks=one_line(f"{heading.rstrip(':')}: {cell.line}"))


def with_continuation(event: EventContent, more: EventContent) -> EventContent:
    """Add the continuation of a row to it: text on a new line, list items at the end."""
    if more.lead_in and (event.title or event.agenda):
        # Bold words of the continuation belong after the title, not before it.
        more = replace(more, lead_in="", title=f"{more.lead_in} {more.title}".strip())
    if event.agenda and more.title[:1].islower():
        *before, last = event.agenda
        event = replace(event, agenda=(*before, replace(last, text=f"{last.text}\n{more.title}")))
        more = replace(more, title="")
    values: dict[str, Any] = {}
    for name in (field.name for field in fields(EventContent)):
        value, added = getattr(event, name), getattr(more, name)
        if name == ColumnRole.RESPONSIBLE:
            values[name] = people.join_responsible(value, added)
        elif isinstance(value, tuple):
            values[name] = value + added
        elif isinstance(value, str):
            values[name] = f"{value}\n{added}".strip()
    return replace(event, **values)
