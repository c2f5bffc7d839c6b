"""Finds the head of a plan's table, of one level or two, and the columns that the plan will have.

It knows where headings stand; what each column is it asks `uses`, and rows it refuses to know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from events.content import ColumnContent, ColumnRole
from reports.word_file import Table

from .corrections import ColumnUse
from .model import ColumnFound
from .phrases import is_term, tidy
from .uses import by_heading, share, uses_of, wordy

HEAD_WITHIN = 5
LEAST_WIDTH = 8
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
    # Columns of a month or a quarter, with the words that a mark in them stands for.
    marks: Mapping[int, str] = MappingProxyType({})
    # Columns that somebody said are no part of the plan.
    left: frozenset[int] = frozenset()
    # The row of headings; -1 where there is none.
    row: int = -1

    @property
    def printed(self) -> tuple[ColumnContent, ...]:
        """The columns that the plan will have: beginning and end of a term are one."""
        # Of the columns of marks the first stands for all.
        off = self.ends | self.left | set(list(self.marks)[1:])
        return tuple(one for at, one in enumerate(self.columns) if at not in off)

    @property
    def said_twice(self) -> tuple[str, ...]:
        """Words of headings that the heading of a joined column says once."""
        pairs = [(self.found[at - 1].heading, self.found[at].heading) for at in self.ends]
        marks = [self.found[at].heading for at in self.marks if self.found]
        return (*(word for pair in pairs for word in _shared(*pair)), *marks)

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
        roles = [by_heading(heading) for heading in _headings(table, row)]
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
    if not any(share(texts, is_term) > 2 / 3 for texts in contents):
        return None
    if not any(wordy(texts) for texts in contents):
        return None
    return head_by_contents(table, number, told)


def _has_words(table: Table, row: int, roles: list[ColumnRole | None]) -> bool:
    """Whether a column with a strange heading holds sentences: what is planned stands there."""
    return any(
        role is None and wordy(_contents(table, row + 1, at)) for at, role in enumerate(roles)
    )


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


def _head(table: Table, number: int, row: int, first: int, told: Told) -> Head:
    headings = _headings(table, row) if row >= 0 else [""] * table.columns
    widths = _widths(table, told.page)
    contents = [_contents(table, first, at) for at in range(table.columns)]
    usual = told.usual if row < 0 else ()
    roles = uses_of(headings, contents, told.columns, usual)
    columns: list[ColumnContent] = []
    found: list[ColumnFound] = []
    begins: int | None = None
    ends: set[int] = set()
    for at, heading in enumerate(headings):
        use, sure, reason = roles[at]
        role = _role(use)
        columns.append(ColumnContent(role, heading, widths[at]))
        found.append(ColumnFound(number, heading, use, sure, reason))
        if use == "term":
            begins = at
        elif use == "until" and begins is not None:
            ends.add(at)
            columns[begins] = _joined(columns[begins], columns[at])
    left = frozenset(at for at, one in enumerate(roles) if one[0] == "left")
    marks = _marks(headings, [at for at, one in enumerate(roles) if one[0] == "mark"])
    if marks:
        at = min(marks)
        shared = headings[at].removesuffix(marks[at]).strip()
        columns[at] = ColumnContent("term", shared or "Срок", sum(widths[one] for one in marks))
    return Head(tuple(columns), tuple(found), first, frozenset(ends), marks, left, row)


def _role(use: ColumnUse) -> ColumnRole:
    """How a use stands among the columns of the plan."""
    match use:
        case "until" | "mark":
            return "term"
        case "left":
            return "note"
        case _:
            return use


def _marks(headings: list[str], columns: list[int]) -> dict[int, str]:
    """What a mark in each of these columns means: its heading without what all of them share."""
    if not columns:
        return {}
    first, last = headings[columns[0]], headings[columns[-1]]
    shared = len(_shared(first, last)) if len(columns) > 1 else 0
    return {at: " ".join(headings[at].split()[shared:]) for at in columns}


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
