"""The cells of a row as the texts that a person types in place, and back.

A text is as the sheet draws it, so the page knows it without asking: a line for each paragraph, for
each of the responsible, for each question of an agenda.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from events.drafting.queries.responsible_names import ResponsibleDirectory, names_in
from events.drafting.queries.row_values import AgendaItemValues, EventValues
from events.plan.cell_lines import drawn_text
from events.plan.content import AgendaItemContent, EventContent, ResponsibleContent
from events.plan.roles import TEXT_ROLES
from events.plan.typed_numbers import questions_in, without_typed_numbers
from events.plan.vocabulary import ResponsibleKind

# What of a row is edited as a text; a column of events shows the first three and the agenda.
CELL_FIELDS: Final = (
    "lead_in",
    "title",
    "description",
    "agenda",
    *(role.value for role in TEXT_ROLES),
    "responsible",
    "number",
    "term_choice",
)


def text_of_cell(values: EventValues, field: str) -> str:
    """The text of a field of a row, as it is typed."""
    if field == "responsible":
        return "\n".join(_one_line(person.text) for person in values.responsible)
    if field == "agenda":
        return "\n".join(map(_agenda_line, values.agenda))
    text = str(getattr(values, field))
    return text if field in ("number", "term_choice") else drawn_text(text)


def with_cell(
    values: EventValues, field: str, text: str, directory: Callable[[], ResponsibleDirectory]
) -> EventValues:
    """The values of the row with this text in the field.

    Lines that were there before keep whom they name; the `directory` is asked for new ones only.
    """
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    if field == "responsible":
        known = {_one_line(person.text): person for person in values.responsible}
        people = tuple(known.get(_one_line(line)) or directory().named(line) for line in lines)
        return replace(values, responsible=people)
    if field == "agenda":
        items = {_agenda_line(item): item for item in values.agenda}
        typed = without_typed_numbers(_one_line(one) for one in questions_in(text)).lines
        agenda = tuple(items.get(line) or _agenda_item(line) for line in typed)
        return replace(values, agenda=agenda, is_meeting=values.is_meeting or bool(agenda))
    changed: dict[str, str] = {field: _one_line(text) if field == "number" else text}
    return replace(values, **changed)  # type: ignore[arg-type]


def content_of_row(
    uid: str, values: EventValues, parts: tuple[EventContent, ...] = ()
) -> EventContent:
    """The row of these values as content, with its sub-events."""
    own = {name: value for name, value in values.own().items() if name != "is_meeting"}
    return EventContent(
        uid=uid,
        meeting=values.is_meeting,
        **own,
        responsible=tuple(
            ResponsibleContent(one.text, ResponsibleKind(one.kind)) for one in values.responsible
        ),
        agenda=tuple(AgendaItemContent(one.text, one.speaker) for one in values.agenda),
        events=parts,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _agenda_line(item: AgendaItemValues) -> str:
    """A question as it is printed, with its speaker in brackets."""
    speaker = f" ({item.speaker})" if item.speaker else ""
    return _one_line(f"{item.text}{speaker}")


def _agenda_item(line: str) -> AgendaItemValues:
    """A question; a person's name in brackets at its end is its speaker."""
    text, bracket, rest = line.removesuffix(")").rpartition(" (")
    if bracket and line.endswith(")") and names_in(rest):
        return AgendaItemValues(text, rest)
    return AgendaItemValues(line)
