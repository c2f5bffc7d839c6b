"""The fields of a plan's parts as the texts that are compared and shown when a file is brought."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from events.drafting.queries.cells import CELL_FIELDS, content_of_row, text_of_cell, with_cell
from events.drafting.queries.responsible_names import ResponsibleDirectory
from events.drafting.queries.row_values import AgendaItemValues, EventValues, ResponsibleValues
from events.plan.cell_lines import sub_event_words
from events.plan.content import EventContent, SectionContent
from events.plan.roles import texts_of
from reports.office_files.docx.pieces import without_signs

type Texts = dict[str, str]

# Of a row; a meaning that was chosen for a term is in no file.
FIELDS: Final = (*(name for name in CELL_FIELDS if name != "term_choice"), "events")
SECTION_FIELDS: Final = ("heading", "lead_in", "paragraphs")
_SHORT: Final = 160


def text_of(event: EventContent, name: str) -> str:
    """The text of a field of a row, as it is typed."""
    if name == "events":
        return "\n".join(sub_event_words(part).rstrip(";.") for part in event.events)
    return text_of_cell(_values(event), name)


def words_of_line(line: str) -> str:
    """The words of a line, without what cannot be seen."""
    return " ".join(without_signs(line).split())


def plain(text: str) -> str:
    """The words of a text line by line, for comparison."""
    return "\n".join(filter(None, map(words_of_line, text.split("\n"))))


def differing_texts(was: EventContent, now: EventContent) -> Iterator[tuple[str, str]]:
    """The fields of a row that have other words now, each with its new text."""
    for name in FIELDS:
        text = text_of(now, name)
        if plain(text) != plain(text_of(was, name)):
            yield name, text


def section_text(section: SectionContent, name: str) -> str:
    """The text of a field of a section."""
    if name == "paragraphs":
        return "\n".join(section.paragraphs)
    return str(getattr(section, name))


def title_of(event: EventContent) -> str:
    """A row in one line."""
    return shortened(f"{event.lead_in} {event.title or event.direction or event.description}")


def shortened(text: str) -> str:
    """The beginning of a text in one line."""
    words = " ".join(text.split())
    return words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…"


def with_texts(event: EventContent, texts: Mapping[str, str]) -> EventContent:
    """The row with other texts in these fields."""
    values, parts = _values(event), event.events
    for name, text in texts.items():
        if name != "events":
            values = with_cell(values, name, text, ResponsibleDirectory)
            continue
        lines = filter(None, map(str.strip, text.split("\n")))
        parts = tuple(EventContent(title=line) for line in lines)
    return content_of_row(event.uid, values, parts)


def without_uids(event: EventContent) -> EventContent:
    """The row and its parts as new ones."""
    return replace(event, uid="", events=tuple(map(without_uids, event.events)))


def _values(event: EventContent) -> EventValues:
    return EventValues(
        is_meeting=event.meeting,
        number=event.number,
        same_number=event.same_number,
        term_choice=event.term_choice,
        **texts_of(event),
        responsible=tuple(ResponsibleValues(one.text, one.who) for one in event.responsible),
        agenda=tuple(AgendaItemValues(one.text, one.speaker) for one in event.agenda),
    )
