"""Turns tables where months cross kinds of work into ordinary rows with a term."""

import re
from dataclasses import dataclass, replace
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition.column_contents import share
from reports.recognition.flat_table import FlatTable, TableBuilder, one_line
from reports.recognition.heading_words import PERIOD, TICK, role_of
from reports.recognition.phrases import MONTH_ALONE
from reports.sources.source_document import SourceCell, SourceTable

EMPTY: Final = "Графы, в которых ничего не стоит, опущены: {names}."
MONTHS: Final = "Таблица по месяцам прочитана строками, месяц стал сроком: сверьте её с файлом."
_LONGEST_PERIOD_NAME: Final = 25
_SEVERAL: Final = 2
# An event has more letters than a date.
_LETTERS_OF_DATE: Final = 8
# Headings of columns that say more about the event of their row.
_ARE_NO_KINDS: Final = frozenset({ColumnRole.RESPONSIBLE, ColumnRole.TERM, ColumnRole.NUMBER})
# «Организационная работа», «Работа с молодыми педагогами»: columns of events of one kind.
_KIND_OF_WORK: Final = re.compile(
    r"(?:[а-яё-]+(?:ая|ое|ие|ые)\s+(?:и\s+[а-яё-]+(?:ая|ое)\s+)?"
    r"(?:работа|деятельность|сопровождение|поддержка|обеспечение|мероприятия)"
    r"|работа\s+с|повышение\s+квалификации|контроль|мониторинг|аттестация)\b",
    re.IGNORECASE,
)


def transpose_months(table: SourceTable) -> FlatTable | None:
    """Give the table with a row for each event; None where months do not cross kinds of work."""
    if table.columns < 3 or len(table.rows) < 3:  # noqa: PLR2004 - no matrix is smaller
        return None
    matrix = _months_across(table) or _months_down(table)
    if matrix is None:
        return None
    empty = (EMPTY.format(names=", ".join(matrix.empty)),) if matrix.empty else ()
    return FlatTable(matrix.flat(), (MONTHS, *empty))


def _is_period_name(text: str) -> bool:
    return len(text) <= _LONGEST_PERIOD_NAME and PERIOD.search(text) is not None


@dataclass(slots=True)
class _Matrix:
    """A table of months and kinds of work, with events where they cross.

    `head` is the row of headings. `months` gives the heading of each column of a period; it is
    empty where the first column holds the periods. `event_heading` and `term_heading` are the
    headings of the new columns.
    """

    table: SourceTable
    head: int
    months: dict[int, str]
    event_heading: str = "Мероприятие"
    term_heading: str = "Срок"

    @property
    def empty(self) -> list[str]:
        """The headings of columns that hold no event."""
        headings = [cell.line for cell in self.table.rows[self.head]]
        over = self.months or dict(enumerate(headings[1:], 1))
        return [
            name
            for at, name in over.items()
            if not any(
                cell.column <= at < cell.column + cell.colspan and cell.text.strip()
                for row in self.table.rows[self.head + 1 :]
                for cell in row
                if cell.colspan < self.table.columns
            )
        ]

    def flat(self) -> SourceTable:
        """Give a row for each event: the other cells of its row, the event, its term."""
        return self._by_columns() if self.months else self._by_rows()

    def _by_columns(self) -> SourceTable:
        others = [at for at in range(self.table.columns) if at not in self.months]
        before = [at for at in others if at < min(self.months)]
        after = [at for at in others if at > min(self.months)]
        event_column = len(before)
        place = {at: n for n, at in enumerate(before)}
        place.update({at: n for n, at in enumerate(after, event_column + 2)})
        head = [self._heading(at) for at in others]
        head[event_column:event_column] = [self.event_heading, self.term_heading]
        made = TableBuilder([(heading, 1) for heading in head])
        for row in self.table.rows[self.head + 1 :]:
            if len(row) == 1 and row[0].colspan == self.table.columns:
                made.band(row[0].blocks)
                continue
            events = [cell for cell in row if cell.column in self.months and cell.text.strip()]
            begins, height = len(made.rows), max(len(events), 1)
            rows: list[list[SourceCell]] = [[] for _ in range(height)]
            rows[0] += [
                replace(cell, row=begins, column=place[cell.column], rowspan=height, colspan=1)
                for cell in row
                if cell.column in place
            ]
            for n, cell in enumerate(events):
                for column, blocks in enumerate((cell.blocks, one_line(self._term(cell)))):
                    rows[n].append(SourceCell(begins + n, event_column + column, blocks=blocks))
            made.rows += (tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)
        return made.table()

    def _heading(self, column: int) -> str:
        levels = (self.table.at(row, column) for row in range(self.head + 1))
        return " ".join(dict.fromkeys(cell.line for cell in levels if cell)).strip()

    def _term(self, event: SourceCell) -> str:
        """Give the months that the cell covers."""
        reach = range(event.column, event.column + event.colspan)
        names = [self.months[at] for at in reach if at in self.months]
        return names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"

    def _by_rows(self) -> SourceTable:
        headings = [cell.line for cell in self.table.rows[self.head]]
        names = ("Направление", self.event_heading, headings[0] or self.term_heading)
        made = TableBuilder([(name, 1) for name in names])
        for row in self.table.rows[self.head + 1 :]:
            if len(row) == 1:
                made.band(row[0].blocks)
                continue
            for cell in [cell for cell in row[1:] if cell.text.strip()] or [row[-1]]:
                made.row([one_line(headings[cell.column]), cell.blocks, row[0].blocks])
        return made.table()


def _months_across(table: SourceTable) -> _Matrix | None:
    head = next(
        (at for at in (0, 1) if sum(_is_period_name(c.line) for c in table.rows[at]) > 1), None
    )
    if head is None:
        return None
    months = {c.column: c.line for c in table.rows[head] if _is_period_name(c.line)}
    over = [cell for cell in table.rows[0] if cell.column in months] if head else []
    beside = [at for at in range(table.columns) if at not in months]
    named = [role_of(cell.line) for at in beside if (cell := table.at(head, at))]
    if not beside or ColumnRole.TERM in named or len(over) > 1:
        return None
    events = [c for row in table.rows[head + 1 :] for c in row if c.column in months]
    has_tall = any(cell.rowspan > 1 for row in table.rows[head + 1 :] for cell in row)
    if has_tall or not _holds_events(events):
        return None
    event_heading = "Содержание" if ColumnRole.EVENT in named else "Мероприятие"
    return _Matrix(table, head, months, event_heading, (over[0].line if over else "") or "Срок")


def _months_down(table: SourceTable) -> _Matrix | None:
    head, *rows = table.rows
    whole = [row for row in rows if len(row) == table.columns]
    named = [role_of(cell.line) for cell in head]
    if (
        len(head) != table.columns
        or len(whole) < _SEVERAL
        or named[0] not in (ColumnRole.TERM, None)
        or not _ARE_NO_KINDS.isdisjoint(named[1:])
    ):
        return None
    kinds = [bool(_KIND_OF_WORK.match(cell.line)) for cell in head[1:]]
    # Without a word over the months, each other heading is one of the councils or kinds.
    councils = not head[0].line and all(
        cell.line and (kind or not role)
        for cell, kind, role in zip(head[1:], kinds, named[1:], strict=True)
    )
    months = all(MONTH_ALONE.match(row[0].line) for row in whole)
    others = [cell for row in rows if len(row) != table.columns for cell in row]
    if not months or any(cell.colspan < table.columns for cell in others):
        return None
    events = [cell for row in whole for cell in row[1:]]
    several = councils or sum(kinds) >= _SEVERAL
    return _Matrix(table, 0, {}) if several and _holds_events(events) else None


def _holds_events(cells: list[SourceCell]) -> bool:
    """Whether most of the cells that are not empty hold words, not ticks or bare dates."""
    texts = [cell.line for cell in cells if cell.line]
    return share(texts, _has_words) > 1 / 2


def _has_words(text: str) -> bool:
    return not TICK.match(text) and sum(map(str.isalpha, text)) > _LETTERS_OF_DATE
