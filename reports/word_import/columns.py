"""Finds the head of a plan's table and the role of each column, by its heading and its contents.

It knows the vocabulary of headings; it refuses to know what rows mean.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType
from typing import Final

from events.content import ColumnContent, ColumnRole
from reports.word_file import Table

from . import people
from .corrections import ColumnUse
from .model import BY_HAND, ColumnFound
from .phrases import NUMBER, is_term, tidy

# The word that stands first in a heading decides: «Срок проведения мероприятия» is a term.
VOCABULARY: tuple[tuple[ColumnRole, str], ...] = (
    ("number", r"№|\bn\b|\bп/п|\bномер\b"),
    ("responsible", r"ответствен|исполнител|организатор|\bкто\b|ведущ|докладчик|координатор"),
    ("term", r"\bсрок|\bдат[аы]\b|период|месяц|\bкогда\b|\bвремя\b|график|\bквартал"),
    ("place", r"\bмест[оа]\b|площадк|где провод"),
    ("result", r"результат|\bитог|\bвыход|\bпродукт|показател|отчетны"),
    ("audience", r"участник|аудитори|категори|контингент|слушател|целев[аы][яе]"),
    ("note", r"примечан|отметк|комментар"),
    ("form", r"\bформ[аы]\b|формат"),
    ("direction", r"направлени|\bраздел|\bмодул|\bблок|вид[ы]? деятельност"),
    (
        "event",
        r"мероприят|наименован|содержани|\bтем[аы]\b|\bработ|\bназвани|\bвопрос|повестк|\bдел[оа]\b",
    ),
)
SPARE: tuple[ColumnRole, ...] = ("note", "form", "audience", "result", "place")
HEAD_WITHIN = 5
LEAST_WIDTH = 8
# How far a heading alone is believed.
SURE = 0.9
# Letters that a cell of events has at the least, taken all together.
SENTENCE = 9
BEGINS = re.compile(r"начал|\bс$|\bот$")
ENDS = re.compile(r"оконч|\bкон[еч]|заверш|\bпо$|\bдо$")
MAIN_ROLES = frozenset({"event", "direction"})


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a table beside itself.

    `page` is the width of the text on paper in mm, `columns` and `head` (a row) are what somebody
    said of it; `usual` are the columns of the plan that it is pasted into.
    """

    page: int
    columns: Mapping[int, ColumnUse] = MappingProxyType({})
    head: int | None = None
    usual: tuple[ColumnContent, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a plan's table: roles and headings by column, and where rows begin."""

    columns: tuple[ColumnContent, ...]
    found: tuple[ColumnFound, ...]
    first_row: int
    # Columns that say the end of what the term's column begins.
    ends: frozenset[int] = frozenset()
    # Columns that somebody said are no part of the plan.
    left: frozenset[int] = frozenset()
    # The row of headings; -1 where there is none.
    row: int = -1

    @property
    def printed(self) -> tuple[ColumnContent, ...]:
        """The columns that the plan will have: beginning and end of a term are one."""
        off = self.ends | self.left
        return tuple(one for at, one in enumerate(self.columns) if at not in off)

    @property
    def said_twice(self) -> tuple[str, ...]:
        """Words of headings that the heading of a joined column says once."""
        pairs = [(self.found[at - 1].heading, self.found[at].heading) for at in self.ends]
        return tuple(word for pair in pairs for word in _shared(*pair))

    def role(self, column: int) -> ColumnRole:
        """The role of this column."""
        return self.columns[column].role

    def column_of(self, role: ColumnRole) -> int | None:
        """The first column of this role; None where there is none."""
        for at, column in enumerate(self.columns):
            if column.role == role and at not in self.left:
                return at
        return None


def find_head(table: Table, number: int, told: Told) -> Head | None:
    """The head of this table, None if the table is no plan; `number` counts tables from 1."""
    if told.head is not None:
        first = told.head + _depth(table, told.head)
        return _head(table, number, told.head, first, told)
    best: tuple[int, int] | None = None
    for row in range(min(HEAD_WITHIN, len(table.rows))):
        roles = [_by_heading(heading) for heading in _headings(table, row)]
        known = {role for role in roles if role}
        speaks = known & MAIN_ROLES or ("term" in known and _has_words(table, row, roles))
        if speaks and len(known) > 1:
            best = (row, len(known)) if best is None or len(known) > best[1] else best
    if best is None:
        return None
    first = max(best[0] + _depth(table, best[0]), table.header_rows)
    return _head(table, number, best[0], first, told)


def head_by_contents(table: Table, number: int, told: Told) -> Head:
    """The columns of a table that has no head and is a plan for certain: somebody says so."""
    return _head(table, number, -1, 0, told)


def find_bare_head(table: Table, number: int, told: Told) -> Head | None:
    """The columns of a table that has no head, by their contents; None if it is no plan."""
    if len(table.rows) < 2 or table.columns < 2:  # noqa: PLR2004 - no table to tell columns by
        return None
    contents = [_contents(table, 0, at) for at in range(table.columns)]
    if not any(_share(texts, is_term) > 2 / 3 for texts in contents):
        return None
    if not any(_wordy(texts) for texts in contents):
        return None
    return head_by_contents(table, number, told)


def _has_words(table: Table, row: int, roles: list[ColumnRole | None]) -> bool:
    """Whether a column with a strange heading holds sentences: what is planned stands there."""
    return any(
        role is None and _wordy(_contents(table, row + 1, at)) for at, role in enumerate(roles)
    )


def _wordy(texts: list[str]) -> bool:
    told = [text for text in texts if not is_term(text)]
    return len(told) * 2 > len(texts) and sum(map(len, texts)) >= SENTENCE * len(texts)


def _depth(table: Table, row: int) -> int:
    """How many rows the head takes that begins in this row: two where a wide cell is parted."""
    begun = table.rows[row]
    tall = max((cell.rowspan for cell in begun), default=1)
    parted = any(1 < cell.colspan < table.columns for cell in begun)
    if tall > 1 and (parted or len(begun) == table.columns):
        return min(tall, HEAD_WITHIN)
    if not parted or row + 1 >= len(table.rows):
        return 1
    below = [cell for cell in table.rows[row + 1] if cell.text.strip()]
    above = [table.at(row, cell.column) for cell in below]
    return 2 if below and all(one is not None and one.colspan > 1 for one in above) else 1


def _headings(table: Table, row: int) -> list[str]:
    depth = _depth(table, row)
    headings = []
    for column in range(table.columns):
        told: list[str] = []
        for level in range(row, row + depth):
            cell = table.at(level, column)
            # A cell across the table, or the only row's wide one, is no heading of a column.
            if cell is None or cell.colspan == table.columns or (depth == 1 and cell.colspan > 1):
                continue
            text = " ".join(cell.text.split())
            if text and text not in told:
                told.append(text)
        headings.append(" ".join(told))
    return headings


def _by_heading(heading: str) -> ColumnRole | None:
    text = heading.casefold().replace("ё", "е")
    best: tuple[int, ColumnRole] | None = None
    for role, pattern in VOCABULARY:
        match = re.search(pattern, text)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), role)
    return best[1] if best else None


type _Read = tuple[ColumnUse, float, str]
USUAL: Final = 0.7


def _head(table: Table, number: int, row: int, first: int, told: Told) -> Head:
    headings = _headings(table, row) if row >= 0 else [""] * table.columns
    widths = _widths(table, told.page)
    contents = [_contents(table, first, at) for at in range(table.columns)]
    roles = _roles(headings, contents, told, has_head=row >= 0)
    columns: list[ColumnContent] = []
    found: list[ColumnFound] = []
    begins: int | None = None
    ends: set[int] = set()
    for at, heading in enumerate(headings):
        use, sure, reason = roles[at]
        role: ColumnRole = "term" if use == "until" else "note" if use == "left" else use
        columns.append(ColumnContent(role, heading, widths[at]))
        found.append(ColumnFound(number, heading, use, sure, reason))
        if use == "term":
            begins = at
        elif use == "until" and begins is not None:
            ends.add(at)
            columns[begins] = _joined(columns[begins], columns[at])
    left = frozenset(at for at, one in enumerate(roles) if one[0] == "left")
    return Head(tuple(columns), tuple(found), first, frozenset(ends), left, row)


def _roles(
    headings: list[str], contents: list[list[str]], told: Told, *, has_head: bool
) -> list[_Read]:
    """What each column is: as somebody said, by its heading, by its place, by its contents."""
    said: dict[int, _Read] = {
        at: (use, 1.0, BY_HAND) for at, use in told.columns.items() if at < len(headings)
    }
    taken: set[ColumnUse] = {use for use, _, _ in said.values()}
    if not has_head and _stand_as_usual(told.usual, contents):
        for at, column in enumerate(told.usual):
            if at not in said and column.role not in taken:
                said[at] = (column.role, USUAL, "по порядку граф плана")
                taken.add(column.role)
    roles: list[_Read | None] = [said.get(at) for at in range(len(headings))]
    for at, heading in enumerate(headings):
        role = _by_heading(heading)
        if role is None or role in taken or roles[at]:
            continue
        taken.add(role)
        roles[at] = (role, SURE, f"заголовок «{heading}»")
    _take_place_for_term(roles, taken, headings, contents)
    read: list[_Read] = []
    for at, heading in enumerate(headings):
        one = roles[at]
        if at and read[at - 1][0] == "term" and at not in said and _ends_term(
            headings[at - 1], heading
        ):  # fmt: skip
            read.append(("until", 0.8, "конец срока из соседней графы"))
            continue
        use, sure, reason = one or _by_contents(contents[at], taken)
        taken.add(use)
        if one and sure == SURE and _agrees(use, contents[at]):
            sure, reason = 1.0, f"{reason} и содержимое графы"
        read.append((use, sure, reason))
    return read


def _stand_as_usual(usual: tuple[ColumnContent, ...], contents: list[list[str]]) -> bool:
    """Whether a table without a head may have these columns: none looks like another one."""
    if len(usual) != len(contents):
        return False
    for column, texts in zip(usual, contents, strict=True):
        looks = next((role for role, sign in SIGNS.items() if _share(texts, sign) > 2 / 3), None)
        if looks not in (None, column.role):
            return False
    return True


def _take_place_for_term(
    roles: list[_Read | None],
    taken: set[ColumnUse],
    headings: list[str],
    contents: list[list[str]],
) -> None:
    """Read a column of places as terms where it holds the only terms of the table."""
    if "term" in taken or any(not r and _share(contents[at], is_term) > 2 / 3
                              for at, r in enumerate(roles)):  # fmt: skip
        return
    for at, one in enumerate(roles):
        if one and one[:2] == ("place", SURE) and _share(contents[at], is_term) > 2 / 3:
            roles[at] = ("term", 0.6, f"в графе «{headings[at]}» стоят сроки")
            taken.add("term")


def _ends_term(begins: str, ends: str) -> bool:
    return bool(BEGINS.search(begins.casefold()) and ENDS.search(ends.casefold()))


def _shared(one: str, other: str) -> list[str]:
    """The words that both begin with."""
    pairs = zip(one.split(), other.split(), strict=False)
    return [first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _joined(begins: ColumnContent, ends: ColumnContent) -> ColumnContent:
    """One column of both: what their headings share is said once."""
    more = ends.heading.split()[len(_shared(begins.heading, ends.heading)) :]
    heading = f"{begins.heading} – {' '.join(more)}"
    return ColumnContent("term", heading, begins.width + ends.width)


def _widths(table: Table, page: int) -> list[int]:
    """Widths of the columns in mm that fill the page, in the file's proportions."""
    given = [max(width, 1) for width in table.widths[: table.columns]]
    if len(given) < table.columns:
        given = [1] * table.columns
    return [max(LEAST_WIDTH, round(page * width / sum(given))) for width in given]


def _contents(table: Table, first: int, column: int) -> list[str]:
    texts = []
    for row in range(first, len(table.rows)):
        cell = table.at(row, column)
        if cell is not None and cell.colspan == 1 and cell.row == row and cell.text.strip():
            texts.append(tidy(cell.text))
    return texts


SIGNS: dict[ColumnUse, Callable[[str], bool]] = {
    "number": lambda text: NUMBER.match(text) is not None,
    "term": is_term,
    "responsible": lambda text: all(one.who != "words" for one in people.split(text, frozenset())),
}


def _agrees(role: ColumnUse, texts: list[str]) -> bool:
    sign = SIGNS.get(role)
    return sign is not None and _share(texts, sign) > 1 / 2


def _share(texts: list[str], sign: Callable[[str], bool]) -> float:
    return sum(sign(text) for text in texts) / len(texts) if texts else 0.0


def _by_contents(texts: list[str], taken: set[ColumnUse]) -> _Read:
    for role, sign in SIGNS.items():
        if role not in taken and _share(texts, sign) > 2 / 3:
            return role, 0.6, "по содержимому графы"
    if "event" not in taken:
        return "event", 0.4, "графа без понятного заголовка"
    spare: ColumnRole = next((role for role in SPARE if role not in taken), "note")
    return spare, 0.3, "графа без понятного заголовка"
