"""The words of a cell as lines: paragraphs, items of a list, questions of an agenda, sub-events."""

from dataclasses import dataclass, field, replace

from events.plan.content import ColumnContent, EventContent
from events.plan.roles import ColumnRole, place_in_term_column

# What an author types before an item of a list, and how it is drawn: a hyphen as a dash.
_ITEM_MARKS = {"- ": "–", "– ": "–", "— ": "—", "• ": "•"}
# What has no column is still printed, with its name, in the cell of the event.
_NAMED_IN_EVENT = tuple(
    role for role in ColumnRole if role not in (ColumnRole.NUMBER, ColumnRole.EVENT)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a cell: `lead` is its bold beginning, `mark` its number or dash."""

    text: str
    lead: str = ""
    mark: str = ""
    # The field of the row that it shows, where that is not the column's own.
    field: str = field(default="", compare=False)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.mark)


def event_lines(event: EventContent) -> tuple[Line, ...]:
    """The cell of an event: lead-in and title, description, agenda, sub-events as a list."""
    lines = list(paragraphs(event.title) + paragraphs(event.description, "description"))
    if event.lead_in:
        first = lines.pop(0) if lines and not lines[0].mark else Line("")
        lines.insert(0, replace(first, lead=event.lead_in))
    for position, item in enumerate(event.agenda, 1):
        speaker = f" ({item.speaker})" if item.speaker else ""
        lines.append(Line(f"{item.text}{speaker}", "", f"{position}.", "agenda"))
    last = len(event.events)
    for position, part in enumerate(event.events, 1):
        words = sub_event_words(part) + ("." if position == last else ";")
        lines.append(Line(words, "", "–", "events"))
    return tuple(lines)


def paragraphs(text: str, of: str = "") -> tuple[Line, ...]:
    """Split a field (`of`) into its paragraphs; one that begins with a mark is a list item."""
    lines = []
    for raw in text.splitlines():
        words = raw.strip()
        if not words:
            continue
        mark = next((m for m in _ITEM_MARKS if words.startswith(m)), "")
        lines.append(Line(words[len(mark) :].strip(), "", _ITEM_MARKS.get(mark, ""), of))
    return tuple(lines)


def drawn_text(text: str) -> str:
    """The words of a field as they are drawn: a line for each paragraph, with its mark."""
    return "\n".join(f"{line.mark} {line.text}".lstrip() for line in paragraphs(text))


def without_column(
    columns: tuple[ColumnContent, ...], event: EventContent, *, merged: bool
) -> tuple[Line, ...]:
    """What the event has and no column shows, as named lines, so that no word is lost."""
    roles = {column.role for column in columns}
    if merged:  # the section's heading is in the direction cell
        roles.discard(ColumnRole.DIRECTION)
    if place_in_term_column(columns):
        roles.add(ColumnRole.PLACE)
    lines: list[Line] = []
    for role in _NAMED_IN_EVENT:
        if role in roles:
            continue
        if role == ColumnRole.RESPONSIBLE:
            text = ", ".join(person.text for person in event.responsible)
        else:
            text = " ".join(getattr(event, role).split())
        if text:
            lines.append(Line(f"{role.name_in_cell}: {text}", field=role))
    return tuple(lines)


def sub_event_words(event: EventContent) -> str:
    """A sub-event in one line: «Турнир (5 мая), актовый зал»."""
    lead = f"{event.lead_in} " if event.lead_in else ""
    words = [f"{lead}{' '.join(event.title.split())}".rstrip(".;")]
    if event.term:
        words.append(f"({event.term})")
    text = " ".join(words)
    extra = [event.description, event.place, *(person.text for person in event.responsible)]
    return ", ".join([text, *(" ".join(part.split()) for part in extra if part)])
