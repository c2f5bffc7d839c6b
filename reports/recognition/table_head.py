"""Finds the head of a plan's table, of one level or two, and the columns it gives the plan."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from types import MappingProxyType
from typing import Final

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from reports.recognition.column_contents import SURE_TESTS, has_sentences, is_readable_term, share
from reports.recognition.column_roles import column_uses, usual_columns
from reports.recognition.corrections import ColumnUse
from reports.recognition.heading_words import (
    OF_EVENTS,
    OF_PEOPLE,
    OF_SPEAKERS,
    comparable_heading,
    mentions_role,
    role_of,
)
from reports.recognition.phrases import fold_blanks, is_term, split_number
from reports.recognition.result import CHOSEN_BY_PERSON, PRINTED_AS, ColumnFound
from reports.recognition.stamps import begins_stamp
from reports.sources.source_document import SourceTable

HEAD_WITHIN = 5
LEAST_WIDTH = 8
# A row of headings has so many of the roles of the head above in their places.
LEAST_ALIKE = 2
# A heading has no more words; a row with several sentences is no head.
MOST_WORDS, MOST_OF_ITEM = 12, 4
MAIN_ROLES = frozenset({ColumnRole.EVENT, ColumnRole.DIRECTION})
# The heading of a column of numbers, which no row has: «№», «№ п/п», «N».
_NUMBER_HEADING: Final = re.compile(r"(?=.)(?:№|n|номер)?\s*(?:п\s?/\s?п)?\.?")
# So many of the other cells of a column tell what it holds.
_SAMPLE: Final = 30
# What tells a row of a plan, by the role of its column.
_ROW_TESTS: Final = {role: SURE_TESTS[role] for role in (ColumnRole.NUMBER, ColumnRole.TERM)}


@dataclass(frozen=True, slots=True)
class TableHints:
    """What is known about a table besides its cells.

    `page` is the width of the text on paper in mm. `columns` (uses by column) and `head` (a row)
    are decisions of the importing person; `usual` are the columns of the plan pasted into.
    """

    page: int
    columns: Mapping[int, ColumnUse] = MappingProxyType({})
    head: int | None = None
    usual: tuple[ColumnContent, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a plan's table: the use and the heading of each column, and where rows begin.

    The plan has one column for several columns of one role, with both headings.
    """

    columns: tuple[ColumnContent, ...]
    found: tuple[ColumnFound, ...]
    first_row: int
    uses: tuple[ColumnUse, ...]
    # The row of headings; -1 if there is none.
    row: int

    @property
    def titles(self) -> list[tuple[ColumnRole, str]]:
        """The role and the heading of each column."""
        return [(column.role, column.heading) for column in self.columns]

    @property
    def printed(self) -> tuple[ColumnContent, ...]:
        """The columns of the plan; columns that share a role become one."""
        made: dict[ColumnRole, ColumnContent] = {}
        marks = list(self.marks)
        for index, plain_column in enumerate(self.columns):
            column = plain_column
            # The first of the columns of marks is used for all of them.
            if self.uses[index] == "left" or index in marks[1:]:
                continue
            if index in marks:
                shared = column.heading.removesuffix(self.marks[index]).strip()
                width = sum(self.columns[mark].width for mark in marks)
                column = ColumnContent(ColumnRole.TERM, shared or "Срок", width)
            before = made.get(column.role)
            join = _joined_term if self.uses[index] == "until" else _joined
            made[column.role] = join(before, column) if before else column
        return tuple(made.values())

    @property
    def repeated_words(self) -> tuple[str, ...]:
        """Words that several headings share and the joined heading has once."""
        ends = [index for index, use in enumerate(self.uses) if use == "until" and index]
        pairs = [(self.columns[index - 1].heading, self.columns[index].heading) for index in ends]
        marks = [self.columns[index].heading for index in self.marks if self.found]
        return (*(word for pair in pairs for word in _shared_beginning(*pair)), *marks)

    @property
    def marks(self) -> dict[int, str]:
        """The meaning of a mark, by column: its heading without the words that all share."""
        marked = [index for index, use in enumerate(self.uses) if use == "mark"]
        if not marked:
            return {}
        first, last = self.columns[marked[0]].heading, self.columns[marked[-1]].heading
        shared = len(_shared_beginning(first, last)) if len(marked) > 1 else 0
        return {index: " ".join(self.columns[index].heading.split()[shared:]) for index in marked}

    @property
    def speakers(self) -> list[int]:
        """The columns of speakers at meetings, if another column has the responsible."""
        people = [index for index, use in enumerate(self.uses) if use == ColumnRole.RESPONSIBLE]
        names = {index: comparable_heading(self.columns[index].heading) for index in people}
        speakers = [index for index in people if OF_SPEAKERS.search(names[index])]
        return speakers if "agenda" in self.uses and len(speakers) < len(people) else []

    def column_of(self, role: ColumnRole) -> int | None:
        """Return the first column of a role; None if there is none."""
        for index, column in enumerate(self.columns):
            if column.role == role and self.uses[index] != "left":
                return index
        return None


def find_head(table: SourceTable, number: int, hints: TableHints) -> Head | None:
    """Return the head of a table, None if it is not a plan's; `number` counts tables from 1."""
    if hints.head is not None:
        first = hints.head + _depth(table, hints.head)
        return _head(table, number, hints.head, first, hints)
    best: tuple[int, int] | None = None
    rows_above = False
    for row in range(min(HEAD_WITHIN, len(table.rows))):
        headings = _headings(table, row)
        if sum(map(_is_sentence, headings)) >= LEAST_ALIKE or any(map(begins_stamp, headings)):
            continue
        if is_plan_row(table, row, hints.usual):
            rows_above = rows_above or best is None
            continue
        roles = [role_of(heading) for heading in headings]
        known = {role for role in roles if role}
        speaks = known & MAIN_ROLES or any(
            mentions_role(heading, ColumnRole.EVENT) for heading in headings
        )
        speaks = speaks or (ColumnRole.TERM in known and _has_words(table, row, roles))
        if speaks and len(known) > 1:
            best = (row, len(known)) if best is None or len(known) > best[1] else best
    if best is None:
        return None
    first = max(best[0] + _depth(table, best[0]), table.header_rows)
    if is_counted(table, first):
        first += 1
    if rows_above:
        # Rows stand above the head: they are read too, and the head is left out in its place.
        first = 0
    head = _head(table, number, best[0], first, hints)
    return None if _lists_people(head) else head


def _is_sentence(heading: str) -> bool:
    """Whether the words are too many for a heading, with a number or without."""
    most = MOST_OF_ITEM if split_number(heading)[0] else MOST_WORDS
    return len(heading.split()) > most


def is_counted(table: SourceTable, row: int) -> bool:
    """Whether a row has only the numbers of the columns, from 1 on."""
    if row >= len(table.rows):
        return False
    texts = [cell.text.strip() for cell in table.rows[row]]
    return len(texts) > 2 and texts == [str(i) for i in range(1, len(texts) + 1)]  # noqa: PLR2004


def is_plan_row(table: SourceTable, row: int, usual: tuple[ColumnContent, ...] = ()) -> bool:
    """Whether a row has a number in the column of numbers, or a readable term in that of terms.

    Such a row is never a head, whatever its words. `usual` are the columns of the plan pasted into:
    they say what a column holds where the table has the same; else the other cells of it do.
    """
    begun = [cell for cell in table.rows[row] if cell.colspan == 1 and cell.line]
    if any(_NUMBER_HEADING.fullmatch(comparable_heading(cell.line)) for cell in begun):
        return False
    roles = [column.role for column in usual_columns(usual, table.columns)]
    return any(
        test(cell.line)
        and (role == roles[cell.column] if roles else _holds(table, row, cell.column, test))
        for cell in begun
        for role, test in _ROW_TESTS.items()
    )


def _holds(table: SourceTable, row: int, column: int, test: Callable[[str], bool]) -> bool:
    """Whether half of the other cells of a column pass the test."""
    others = (cell.line for cell in table.below(0, column) if cell.row != row and cell.line)
    return share(list(islice(others, _SAMPLE)), test) >= 1 / 2


def head_again(table: SourceTable, head: Head, row: int) -> Head | None:
    """Return the head for the rows under this one if it is a head again; None if it is not.

    Its words are those of the head, as on each page of a printed table, or all its cells are
    headings of columns; then the rows under it may have columns of their own.
    """
    texts = _texts(table, row)
    levels = range(head.row, head.first_row) if head.row >= 0 else ()
    same = any(texts == _texts(table, level) for level in levels) and any(texts)
    if same or texts == [column.heading.casefold() for column in head.columns]:
        return head
    roles = [role_of(text) for text in texts]
    alike = sum(role == column.role for role, column in zip(roles, head.columns, strict=False))
    if len(roles) != table.columns or not all(roles) or alike < LEAST_ALIKE:
        return None
    if is_plan_row(table, row) or any(is_readable_term(text) for text in texts):
        return None
    page = sum(column.width for column in head.columns)
    by_hand = {at: one.role for at, one in enumerate(head.found) if one.reason == CHOSEN_BY_PERSON}
    again = _head(table, 0, row, row + 1, TableHints(page, by_hand))
    return replace(again, found=head.found) if again.uses != head.uses else head


def _texts(table: SourceTable, row: int) -> list[str]:
    return [cell.line.casefold() for cell in table.rows[row]]


def _lists_people(head: Head) -> bool:
    """Whether a table lists people: it has a column of people, none of terms or events."""
    headings = [comparable_heading(column.heading) for column in head.columns]
    is_plan = ColumnRole.TERM in head.uses or any(map(OF_EVENTS.search, headings))
    return not is_plan and any(map(OF_PEOPLE.search, headings))


def head_by_contents(table: SourceTable, number: int, hints: TableHints) -> Head:
    """Return the columns of a table without a head that is certainly a plan's."""
    return _head(table, number, -1, 0, hints)


def find_bare_head(table: SourceTable, number: int, hints: TableHints) -> Head | None:
    """Return the columns of a table without a head by their contents; None if not a plan's."""
    if len(table.rows) < 2 or table.columns < 2:  # noqa: PLR2004 - too small to recognise columns
        return None
    contents = [_contents(table, 0, column) for column in range(table.columns)]
    if not any(share(texts, is_term) > 2 / 3 for texts in contents):
        return None
    if not any(has_sentences(texts) for texts in contents):
        return None
    return head_by_contents(table, number, hints)


def _has_words(table: SourceTable, row: int, roles: list[ColumnRole | None]) -> bool:
    """Whether a column with an unknown heading has sentences, which may be the events."""
    return any(
        role is None and has_sentences(_contents(table, row + 1, column))
        for column, role in enumerate(roles)
    )


def _depth(table: SourceTable, row: int) -> int:
    """Return how many rows the head has; two if cells under a wide cell divide it."""
    begun = table.rows[row]
    tall = max((cell.rowspan for cell in begun), default=1)
    parted = any(1 < cell.colspan < table.columns for cell in begun)
    if tall > 1 and (parted or len(begun) == table.columns):
        return min(tall, HEAD_WITHIN)
    if not parted or row + 1 >= len(table.rows):
        return 1
    below = [cell for cell in table.rows[row + 1] if cell.text.strip()]
    above = [table.at(row, cell.column) for cell in below]
    return 2 if below and all(cell is not None and cell.colspan > 1 for cell in above) else 1


def _headings(table: SourceTable, row: int) -> list[str]:
    depth = _depth(table, row)
    headings = []
    for column in range(table.columns):
        texts: list[str] = []
        for level in range(row, row + depth):
            cell = table.at(level, column)
            # A cell across the table is no heading; in a head of one row, a wide cell is the
            # heading of its first column.
            if cell is None or cell.colspan == table.columns:
                continue
            if depth == 1 and cell.column < column:
                continue
            if cell.line and cell.line not in texts:
                texts.append(cell.line)
        headings.append(" ".join(texts))
    return headings


def _head(table: SourceTable, number: int, row: int, first: int, hints: TableHints) -> Head:
    headings = _headings(table, row) if row >= 0 else [""] * table.columns
    widths = _widths(table, hints.page)
    contents = [_contents(table, first, column) for column in range(table.columns)]
    read = column_uses(headings, contents, hints.columns, hints.usual if row < 0 else ())
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
    """Return the role of the plan's column for a use."""
    return use if isinstance(use, ColumnRole) else PRINTED_AS.get(use, ColumnRole.NOTE)


def _shared_beginning(left: str, right: str) -> list[str]:
    """Return the words with which both texts begin."""
    pairs = zip(left.split(), right.split(), strict=False)
    return [first for first, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]


def _joined_term(begins: ColumnContent, ends: ColumnContent) -> ColumnContent:
    """Join the columns of two ends of a term; words that both headings share are printed once."""
    more = ends.heading.split()[len(_shared_beginning(begins.heading, ends.heading)) :]
    heading = f"{begins.heading} – {' '.join(more)}"
    return ColumnContent(ColumnRole.TERM, heading, begins.width + ends.width)


def _joined(left: ColumnContent, right: ColumnContent) -> ColumnContent:
    """Join two columns of one role under both headings."""
    more = right.heading
    if more[1:2].islower():
        more = more[:1].lower() + more[1:]
    heading = ", ".join(filter(None, (left.heading, more)))
    return ColumnContent(left.role, heading, left.width + right.width)


def _widths(table: SourceTable, page: int) -> list[int]:
    """Return the widths of the columns in mm, in the proportions of the file."""
    given = [max(width, 1) for width in table.widths[: table.columns]]
    if len(given) < table.columns:
        given = [1] * table.columns
    return [max(LEAST_WIDTH, round(page * width / sum(given))) for width in given]


def _contents(table: SourceTable, first: int, column: int) -> list[str]:
    return [text for cell in table.below(first, column) if (text := fold_blanks(cell.text))]
