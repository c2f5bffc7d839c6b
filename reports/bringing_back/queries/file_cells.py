"""What of a row differs in a file that was brought back, field by field.

A cell of a file may show several fields: a title with its description, its questions and what has
no column. Its lines are compared with those that were written, so each is known by its place.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Final

from events.drafting.queries.similar import likeness
from events.plan.cell_lines import Line
from events.plan.content import EventContent
from events.plan.outline import Cell
from events.plan.roles import ColumnRole
from events.plan.typed_numbers import own_number

type Place = tuple[str, int]
type Texts = dict[str, str]

EVENT: Final[Place] = (ColumnRole.EVENT.value, 1)

# Signs of typesetters and programs, which nobody has typed.
_UNSEEN: Final = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_ITEM: Final = "–"
_DASHES: Final = ("– ", "— ", "- ", "• ")
# Of 100: from here on a line is the same one with other words.
_ALIKE: Final = 50
# More pairs of lines, or of letters, are compared by their order alone.
_MOST_PAIRS: Final = 2_000
_MOST_LETTERS: Final = 100_000_000
_NAMES: Final = {role.name_in_cell: role.value for role in ColumnRole}
_LISTS: Final = ("agenda", "events")


def words_of_line(line: str) -> str:
    """The words of a line, without what cannot be seen."""
    return " ".join(line.translate(_UNSEEN).split())


def plain(text: str) -> str:
    """The words of a text line by line, for comparison."""
    return "\n".join(filter(None, map(words_of_line, text.split("\n"))))


def shown(cell: Cell) -> str:
    """A cell as a file writes it."""
    return "\n".join(_shown(line) for line in cell.lines)


@dataclass(frozen=True, slots=True)
class Written:
    """A row as a file was written, with the cells that show its own fields, by column.

    `automatic` is the number that the plan gives it by itself, `number` the one that it has;
    `commas`: the responsible stand in one line; `section` and `parent` are uids.
    """

    event: EventContent
    section: str
    cells: Mapping[Place, Cell]
    automatic: str = ""
    commas: bool = False
    parent: str = ""
    number: str = ""
    # What the file says of the row in columns that are none of its fields.
    said: Mapping[Place, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What the cell of the event says, in one line."""
        cell = self.cells.get(EVENT)
        return " ".join(shown(cell).split()) if cell else ""

    @property
    def people(self) -> tuple[str, ...]:
        """Its responsible."""
        return tuple(words_of_line(one.text) for one in self.event.responsible)


def changed_fields(row: Written, cell: Cell, text: str) -> Texts:
    """The fields of the row that another text of its cell changes, each with its new text."""
    if cell.of_section or not cell.rows:
        return {}
    if cell.role == ColumnRole.NUMBER:
        return _changed_number(cell, text, row.automatic)
    now = plain(text).split("\n") if text.strip() else []
    was = [words_of_line(_shown(line)) for line in cell.lines]
    if list(map(_compared, was)) == list(map(_compared, now)):
        return {}
    before = _gathered(row, cell, [(line, _shown(line)) for line in cell.lines])
    after = _gathered(row, cell, list(_told(cell.lines, was, now)))
    names = {**before, **after}
    return {
        name: after.get(name, "")
        for name in names
        if plain(after.get(name, "")) != plain(before.get(name, ""))
    }


def own_field(role: str) -> str:
    """The field of a row that a column of the role shows."""
    return "title" if role == ColumnRole.EVENT else str(role)


def _changed_number(cell: Cell, text: str, automatic: str) -> Texts:
    was, now = shown(cell), words_of_line(text)
    if was.rstrip(".") == now.rstrip("."):
        return {}
    # Whoever adds a row counts those below it again: so does the plan.
    own = own_number(now, automatic)
    return {"number": own} if own or was.rstrip(".") != automatic.rstrip(".") else {}


def _shown(line: Line) -> str:
    return " ".join(filter(None, (line.mark, line.lead, line.text)))


def _compared(line: str) -> str:
    """A line by which it is found again: the end of a list item follows from its place."""
    dash = next((one for one in _DASHES if line.startswith(one)), "")
    return line.removeprefix(dash).rstrip(";. ") if dash else line


def _told(
    lines: Sequence[Line], was: Sequence[str], now: Sequence[str]
) -> Iterator[tuple[Line | None, str]]:
    """Each line of the file with the one that it was; None for a new one."""
    matcher = SequenceMatcher(
        None, list(map(_compared, was)), list(map(_compared, now)), autojunk=False
    )
    for kind, old, old_end, new, new_end in matcher.get_opcodes():
        if kind == "equal":
            # With its own spaces.
            yield from ((line, _shown(line)) for line in lines[old:old_end])
        else:
            yield from _paired(lines[old:old_end], was[old:old_end], now[new:new_end])


def _paired(
    lines: Sequence[Line], was: Sequence[str], now: Sequence[str]
) -> Iterator[tuple[Line | None, str]]:
    """The lines in order: each is the next old one where there are as many, or the first alike."""
    letters = sum(map(len, was)) * sum(map(len, now))
    is_much = len(lines) * len(now) > _MOST_PAIRS or letters > _MOST_LETTERS
    in_order = is_much or len(lines) == len(now)
    at = 0
    for position, text in enumerate(now):
        if in_order:
            found = position if position < len(lines) else None
        else:
            alike = range(at, len(lines))
            found = next((n for n in alike if likeness(was[n], text) >= _ALIKE), None)
        if found is None:
            yield None, text
        else:
            yield lines[found], text
            at = found + 1


def _gathered(row: Written, cell: Cell, told: Sequence[tuple[Line | None, str]]) -> Texts:
    """The texts of the fields that these lines make."""
    own = own_field(cell.role)
    fields: dict[str, list[str]] = {own: []}
    at = own
    for line, text in told:
        if line is None:
            at, words = _field_of_new(text, at, own)
            fields.setdefault(at, []).append(words)
            continue
        at = line.field or own
        words = _without_mark(line, text)
        if line.lead:
            lead, words = _split_lead(line, words)
            fields["lead_in"] = [lead]
        if words or not line.lead:
            fields.setdefault(at, []).append(words)
    role = ColumnRole.RESPONSIBLE.value
    if role in fields and (row.commas or own != role):
        fields[role] = split_people(", ".join(fields[role]), row.people)
    return {name: "\n".join(texts) for name, texts in fields.items()}


def _field_of_new(text: str, above: str, own: str) -> tuple[str, str]:
    """Where a line belongs that was added under one of the field `above`, and its words."""
    name, colon, words = text.partition(": ")
    if colon and own == "title" and name in _NAMES:
        return _NAMES[name], words
    if above in _LISTS:
        return above, text
    return (above if above in (own, "title", "description") else own), text


def _without_mark(line: Line, text: str) -> str:
    """The words of a line as they are typed into its field."""
    if line.mark == _ITEM:
        dash = next((one for one in _DASHES if text.startswith(one)), "")
        words = text.removeprefix(dash)
        if line.field == "events":
            return words.rstrip(";. ")
        # What is no list of its own keeps the dash as its first character.
        return f"{_ITEM} {words}" if dash else words
    words = text.removeprefix(line.mark).lstrip() if line.mark else text
    name = next((one for one, role in _NAMES.items() if role == line.field), "")
    return words.replace(f"{name}: ", "", 1) if name else words


def _split_lead(line: Line, words: str) -> tuple[str, str]:
    """The bold beginning of a line and the rest, by the one of the two that stayed."""
    lead, text = words_of_line(line.lead), words_of_line(line.text)
    folded = words_of_line(words)
    if folded == lead or folded.startswith(f"{lead} "):
        return line.lead, folded.removeprefix(lead).strip()
    if text and folded.endswith(f" {text}"):
        return folded.removesuffix(text).strip(), line.text
    return "", folded


def split_people(text: str, people: Sequence[str]) -> list[str]:
    """The responsible who stand in one line; `people` are those who stood there.

    A comma may be part of one: «Иванова И. И., методист».
    """
    found: list[str] = []
    left, rest = list(people), text
    for person in people:
        before, is_there, after = rest.partition(person)
        is_whole = before[-2:] in ("", ", ") and after[:2] in ("", ", ")
        if not is_there or not is_whole:
            continue
        gone = left.index(person)
        found += _strangers(before, gone)
        found.append(person)
        left, rest = left[gone + 1 :], after
    return found + _strangers(rest, len(left))


def _strangers(text: str, gone: int) -> list[str]:
    """Whoever stands between known people; where one of these is gone, it is that one changed."""
    text = text.strip(", ")
    return [text] if gone == 1 and text else list(filter(None, text.split(", ")))
