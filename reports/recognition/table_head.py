"""Finds the head of a plan's table, of one level or two, and what the plan prints of it.

It knows where heads stand and which columns become one; it refuses to know what rows mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import takewhile
from types import MappingProxyType

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from reports.recognition.column_roles import share, uses_of, wordy
from reports.recognition.corrections import ColumnUse
from reports.recognition.heading_words import (
    OF_DEEDS,
    OF_PEOPLE,
    OF_SPEAKERS,
    comparable_heading,
    names,
    role_of,
)
from reports.recognition.phrases import is_term, tidy
from reports.recognition.result import PRINTED_AS, ColumnFound
from reports.recognition.stamps import begins_stamp
from reports.sources.source_document import Table

HEAD_WITHIN = 5
LEAST_WIDTH = 8
MAIN_ROLES = frozenset({ColumnRole.EVENT, ColumnRole.DIRECTION})


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
    """The head of a plan's table: the use and the heading of each column, and where rows begin.

    Several columns may share a role: the plan has one column of them, under both headings.
    """

    columns: tuple[ColumnContent, ...]
    found: tuple[ColumnFound, ...]
    first_row: int
    uses: tuple[ColumnUse, ...]
    # The row of headings; -1 where there is none.
    row: int

    @property
    def printed(self) -> tuple[ColumnContent, ...]:
        """The columns that the plan will have: those that share a role are one."""
        made: dict[ColumnRole, ColumnContent] = {}
        marks = list(self.marks)
        for at, plain_column in enumerate(self.columns):
            column = plain_column
            # Of the columns of marks the first stands for all.
            if self.uses[at] == "left" or at in marks[1:]:
                continue
            if at in marks:
                shared = column.heading.removesuffix(self.marks[at]).strip()
                width = sum(self.columns[one].width for one in marks)
                column = ColumnContent(ColumnRole.TERM, shared or "Срок", width)
            before = made.get(column.role)
            if before is None:
                made[column.role] = column
            elif self.uses[at] == "until":
                made[column.role] = _until(before, column)
            else:
                made[column.role] = _joined(before, column)
        return tuple(made.values())

    @property
    def said_twice(self) -> tuple[str, ...]:
        """Words of headings that the heading of a joined column says once."""
        ends = [at for at, use in enumerate(self.uses) if use == "until" and at]
        pairs = [(self.columns[at - 1].heading, self.columns[at].heading) for at in ends]
        marks = [self.columns[at].heading for at in self.marks if self.found]
        return (*(word for pair in pairs for word in _shared(*pair)), *marks)

    @property
    def marks(self) -> dict[int, str]:
        """What a mark in each column of marks means: its heading without what all of them share."""
        found = [at for at, use in enumerate(self.uses) if use == "mark"]
        if not found:
            return {}
        first, last = self.columns[found[0]].heading, self.columns[found[-1]].heading
        shared = len(_shared(first, last)) if len(found) > 1 else 0
        return {at: " ".join(self.columns[at].heading.split()[shared:]) for at in found}

    @property
    def speakers(self) -> list[int]:
        """The columns of those who speak at meetings, where another one says who answers."""
        people = [at for at, use in enumerate(self.uses) if use == ColumnRole.RESPONSIBLE]
        found = [
            at for at in people if OF_SPEAKERS.search(comparable_heading(self.columns[at].heading))
        ]
        return found if "agenda" in self.uses and len(found) < len(people) else []

    def column_of(self, role: ColumnRole) -> int | None:
        """The first column of this role; None where there is none."""
        for at, column in enumerate(self.columns):
            if column.role == role and self.uses[at] != "left":
                return at
        return None


def find_head(table: Table, number: int, told: Told) -> Head | None:
    """The head of this table, None if the table is no plan; `number` counts tables from 1."""
    if told.head is not None:
        first = told.head + _depth(table, told.head)
        return _head(table, number, told.head, first, told)
    best: tuple[int, int] | None = None
    for row in range(min(HEAD_WITHIN, len(table.rows))):
        headings = _headings(table, row)
        if any(begins_stamp(heading) for heading in headings):
            continue
        roles = [role_of(heading) for heading in headings]
        known = {role for role in roles if role}
        speaks = known & MAIN_ROLES or any(names(heading, ColumnRole.EVENT) for heading in headings)
        speaks = speaks or (ColumnRole.TERM in known and _has_words(table, row, roles))
        if speaks and len(known) > 1:
            best = (row, len(known)) if best is None or len(known) > best[1] else best
    if best is None:
        return None
    first = max(best[0] + _depth(table, best[0]), table.header_rows)
    if is_counted(table, first):
        first += 1
    head = _head(table, number, best[0], first, told)
    return None if _lists_people(head) else head


def is_counted(table: Table, row: int) -> bool:
    """Whether a row only counts the columns from 1 on."""
    if row >= len(table.rows):
        return False
    said = [cell.text.strip() for cell in table.rows[row]]
    return len(said) > 2 and said == [str(i) for i in range(1, len(said) + 1)]  # noqa: PLR2004


def is_head_again(table: Table, head: Head, row: int) -> bool:
    """Whether a row says the same as a row of the head, as heads repeated on each page do."""
    texts = _texts(table, row)
    levels = range(head.row, head.first_row) if head.row >= 0 else ()
    if any(texts == _texts(table, level) for level in levels):
        return any(texts)
    return texts == [column.heading.casefold() for column in head.columns]


def _texts(table: Table, row: int) -> list[str]:
    return [cell.line.casefold() for cell in table.rows[row]]


def _lists_people(head: Head) -> bool:
    """Whether the table says who teaches what, for it names people, no terms and no deeds."""
    if any(use == ColumnRole.TERM for use in head.uses):
        return False
    headings = [comparable_heading(column.heading) for column in head.columns]
    if any(OF_DEEDS.search(heading) for heading in headings):
        return False
    return any(OF_PEOPLE.search(heading) for heading in headings)


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
            # A cell across the table heads no column, the only row's wide one the first of its own.
            if cell is None or cell.colspan == table.columns:
                continue
            if depth == 1 and cell.column < column:
                continue
            if cell.line and cell.line not in told:
                told.append(cell.line)
        headings.append(" ".join(told))
    return headings


def _head(table: Table, number: int, row: int, first: int, told: Told) -> Head:
    headings = _headings(table, row) if row >= 0 else [""] * table.columns
    widths = _widths(table, told.page)
    contents = [_contents(table, first, at) for at in range(table.columns)]
    read = uses_of(headings, contents, told.columns, told.usual if row < 0 else ())
    columns = tuple(
        ColumnContent(_role(use), heading, width)
        for (use, _, _), heading, width in zip(read, headings, widths, strict=True)
    )
    found = tuple(
        ColumnFound(number, heading, use, sure, reason)
        for (use, sure, reason), heading in zip(read, headings, strict=True)
    )
    return Head(columns, found, first, tuple(use for use, _, _ in read), row)


def _role(use: ColumnUse) -> ColumnRole:
    """The role under which the plan prints a column of this use."""
    if use == "until" or use == "mark" or use == "agenda" or use == "left":  # noqa: PLR1714
        return PRINTED_AS.get(use, ColumnRole.NOTE)
    return use


def _shared(one: str, other: str) -> list[str]:
    """The words that both begin with."""
    pairs = zip(one.split(), other.split(), strict=False)
    return [first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _until(begins: ColumnContent, ends: ColumnContent) -> ColumnContent:
    """One column of both: what their headings share is said once."""
    more = ends.heading.split()[len(_shared(begins.heading, ends.heading)) :]
    heading = f"{begins.heading} – {' '.join(more)}"
    return ColumnContent(ColumnRole.TERM, heading, begins.width + ends.width)


def _joined(one: ColumnContent, other: ColumnContent) -> ColumnContent:
    """One column of two that share a role, under the headings of both."""
    more = other.heading
    if more[1:2].islower():
        more = more[:1].lower() + more[1:]
    heading = ", ".join(filter(None, (one.heading, more)))
    return ColumnContent(one.role, heading, one.width + other.width)


def _widths(table: Table, page: int) -> list[int]:
    """Widths of the columns in mm that fill the page, in the file's proportions."""
    given = [max(width, 1) for width in table.widths[: table.columns]]
    if len(given) < table.columns:
        given = [1] * table.columns
    return [max(LEAST_WIDTH, round(page * width / sum(given))) for width in given]


def _contents(table: Table, first: int, column: int) -> list[str]:
    return [text for cell in table.below(first, column) if (text := tidy(cell.text))]
