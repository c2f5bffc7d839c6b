"""Turns tables that stand on their side: cards of meetings, and months side by side with deeds.

It knows where a table's head stands; it refuses to read rows, which others do once it lies flat.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition.column_roles import share
from reports.recognition.flat_table import Rows, line_of
from reports.recognition.heading_words import MARK, STRETCH, role_of
from reports.recognition.phrases import MONTH_ALONE, is_term
from reports.sources.source_document import Block, Cell, SourceDocument, Table

CARDS: Final = (
    "Заседания, описанные таблицами в две графы, прочитаны строками: сверьте их с файлом."
)
EMPTY: Final = "Графы, в которых ничего не стоит, опущены: {names}."
MONTHS: Final = "Таблица по месяцам прочитана строками, месяц стал сроком: сверьте её с файлом."
# What names a field of a card, or a stretch of time over a column, is short.
_LABEL: Final = re.compile(r"(?:[^\s:]{1,25}\s*){1,5}")
_STRETCH_NAME: Final = 25
# A card says so much at the least: what, when, and one thing more.
_FIELDS: Final = 3
_MOST_LABELS: Final = 2 / 3
# Months, and kinds of work, are at least two; in a deed there are more letters than in a date.
_SEVERAL: Final = 2
_A_WORD: Final = 8
# «Организационная работа», «Работа с молодыми педагогами»: deeds of one kind stand under it.
_KIND_OF_WORK: Final = re.compile(
    r"(?:[а-яё-]+(?:ая|ое|ие|ые)\s+(?:и\s+[а-яё-]+(?:ая|ое)\s+)?"
    r"(?:работа|деятельность|сопровождение|поддержка|обеспечение|мероприятия)"
    r"|работа\s+с|повышение\s+квалификации|контроль|мониторинг|аттестация)\b",
    re.IGNORECASE,
)


def turned(word: SourceDocument) -> SourceDocument:
    """The file with such tables laid flat and a sentence about it; the same one if none is."""
    blocks: list[Block] = []
    noticed = dict.fromkeys(word.noticed)
    for block in word.blocks:
        flat = block
        if isinstance(block, Table):
            if _is_card(block):
                flat = _flat_card(block)
                noticed[CARDS] = None
            elif (matrix := _matrix(block)) is not None:
                flat = matrix.flat()
                noticed[MONTHS] = None
                if matrix.empty:
                    noticed[EMPTY.format(names=", ".join(matrix.empty))] = None
        blocks.append(flat)
    same = all(one is other for one, other in zip(blocks, word.blocks, strict=True))
    return word if same else replace(word, blocks=tuple(blocks), noticed=tuple(noticed))


# --- Cards ----------------------------------------------------------------------------------


def _is_card(table: Table) -> bool:
    """Whether the first of two columns names fields: «Тема», «Дата проведения», «Ответственный»."""
    if table.columns != 2:  # noqa: PLR2004 - names and values
        return False
    rows = [(row[0], row[1]) for row in table.rows if len(row) > 1]
    if not rows or role_of(rows[0][1].line) in (ColumnRole.TERM, ColumnRole.RESPONSIBLE):
        return False
    labels = [_label(label) for label, _ in rows]
    roles = {role for one in labels if (role := _field(one))}
    if len(roles) < _FIELDS or not roles >= {ColumnRole.EVENT, ColumnRole.TERM}:
        return False
    named = share(labels, lambda one: _field(one) is not None)
    terms = [value.line for label, value in rows if role_of(_label(label)) == ColumnRole.TERM]
    return named >= _MOST_LABELS and all(is_term(one) for one in terms if one)


def _field(label: str) -> ColumnRole | None:
    return role_of(label) if _LABEL.fullmatch(label) else None


def _label(cell: Cell) -> str:
    return cell.line.rstrip(": ")


@dataclass(slots=True)
class _Record:
    """What one card says: the band over it, and the blocks of each field."""

    band: tuple[Block, ...] = ()
    fields: dict[str, tuple[Block, ...]] = field(default_factory=dict)


def _flat_card(table: Table) -> Table:
    """A head of the fields and a row for each card; wide cells stay rows over their cards."""
    records = list(_records(table))
    labels = list(dict.fromkeys(label for one in records for label in one.fields))
    made = Rows([(label, 1) for label in labels])
    for one in records:
        if one.band:
            made.band(one.band)
        if one.fields:
            made.row([one.fields.get(label, ()) for label in labels])
    return made.table()


def _records(table: Table) -> Iterator[_Record]:
    record = _Record()
    last = ""
    for row in table.rows:
        label, value = _label(row[0]), row[-1].blocks
        if len(row) == 1 and row[0].column == 0:
            if not label:
                continue
            if record.fields:
                yield record
                record = _Record()
            record.band += value
        elif (len(row) == 1 or not label) and last in record.fields:
            record.fields[last] += value
        else:
            if label in record.fields:
                yield record
                record = _Record()
            record.fields[label] = value
            last = label
    yield record


# --- Months -----------------------------------------------------------------------------------


def _is_stretch(text: str) -> bool:
    return len(text) <= _STRETCH_NAME and STRETCH.search(text) is not None


@dataclass(slots=True)
class _Matrix:
    """A table in which a column or a row of months and one of kinds of work meet in deeds.

    `head` is the row of headings; `months` are the columns of stretches, or none where the first
    column holds them; `deed` and `term` will head what stood in the cells and over them.
    """

    table: Table
    head: int
    months: dict[int, str]
    deed: str = "Мероприятие"
    term: str = "Срок"

    @property
    def empty(self) -> list[str]:
        """The headings over columns of deeds that hold none."""
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

    def flat(self) -> Table:
        """A row for each cell with a deed: what stood beside it, the deed, its term."""
        return self._by_columns() if self.months else self._by_rows()

    def _by_columns(self) -> Table:
        others = [at for at in range(self.table.columns) if at not in self.months]
        before = [at for at in others if at < min(self.months)]
        after = [at for at in others if at > min(self.months)]
        place = {at: n for n, at in enumerate(before)}
        place.update({at: n for n, at in enumerate(after, len(before) + 2)})
        deed = len(before)
        columns = len(others) + 2
        head = [Cell(0, n, 1, 1, line_of(self._heading(at))) for at, n in place.items()]
        names = [
            Cell(0, deed, 1, 1, line_of(self.deed)),
            Cell(0, deed + 1, 1, 1, line_of(self.term)),
        ]
        rows = [sorted([*names, *head], key=lambda cell: cell.column)]
        for at in range(self.head + 1, len(self.table.rows)):
            row = self.table.rows[at]
            if len(row) == 1 and row[0].colspan == self.table.columns:
                rows.append([Cell(len(rows), 0, 1, columns, row[0].blocks)])
                continue
            deeds = [cell for cell in row if cell.column in self.months and cell.text.strip()]
            begins, high = len(rows), max(len(deeds), 1)
            rows.extend([] for _ in range(high))
            for cell in row:
                if cell.column in place:
                    rows[begins].append(replace(cell, row=begins, column=place[cell.column],
                                                rowspan=high, colspan=1))  # fmt: skip
            for n, cell in enumerate(deeds):
                term = self._term(cell)
                rows[begins + n] += [Cell(begins + n, deed, 1, 1, cell.blocks),
                                     Cell(begins + n, deed + 1, 1, 1, line_of(term))]  # fmt: skip
        ordered = (tuple(sorted(row, key=lambda cell: cell.column)) for row in rows)
        return Table(tuple(ordered), columns, 1)

    def _heading(self, column: int) -> str:
        levels = (self.table.at(row, column) for row in range(self.head + 1))
        return " ".join(dict.fromkeys(cell.line for cell in levels if cell)).strip()

    def _term(self, deed: Cell) -> str:
        """The months that the cell reaches over."""
        reach = range(deed.column, deed.column + deed.colspan)
        names = [self.months[at] for at in reach if at in self.months]
        return names[0] if len(names) == 1 else f"{names[0]} – {names[-1]}"

    def _by_rows(self) -> Table:
        headings = [cell.line for cell in self.table.rows[self.head]]
        names = ("Направление", self.deed, headings[0] or self.term)
        made = Rows([(name, 1) for name in names])
        for row in self.table.rows[self.head + 1 :]:
            if len(row) == 1:
                made.band(row[0].blocks)
                continue
            for cell in [cell for cell in row[1:] if cell.text.strip()] or [row[-1]]:
                made.row([line_of(headings[cell.column]), cell.blocks, row[0].blocks])
        return made.table()


def _matrix(table: Table) -> _Matrix | None:
    """The table as a matrix of months; None for any other table."""
    if table.columns < 3 or len(table.rows) < 3:  # noqa: PLR2004 - no matrix is smaller
        return None
    return _months_across(table) or _months_down(table)


def _months_across(table: Table) -> _Matrix | None:
    head = next((at for at in (0, 1) if sum(_is_stretch(c.line) for c in table.rows[at]) > 1), None)
    if head is None:
        return None
    months = {c.column: c.line for c in table.rows[head] if _is_stretch(c.line)}
    over = [cell for cell in table.rows[0] if cell.column in months] if head else []
    beside = [at for at in range(table.columns) if at not in months]
    named = [role_of(cell.line) for at in beside if (cell := table.at(head, at))]
    if not beside or ColumnRole.TERM in named or len(over) > 1:
        return None
    deeds = [c for row in table.rows[head + 1 :] for c in row if c.column in months]
    if not _holds_deeds([c.line for c in deeds]) or not _stand_alone(table, head, deeds):
        return None
    deed = "Содержание" if ColumnRole.EVENT in named else "Мероприятие"
    return _Matrix(table, head, months, deed, (over[0].line if over else "") or "Срок")


def _months_down(table: Table) -> _Matrix | None:
    head, *rows = table.rows
    whole = [row for row in rows if len(row) == table.columns]
    if (
        len(head) != table.columns
        or len(whole) < _SEVERAL
        or role_of(head[0].line) not in (ColumnRole.TERM, None)
    ):
        return None
    if sum(bool(_KIND_OF_WORK.match(cell.line)) for cell in head[1:]) < _SEVERAL:
        return None
    if any(
        role_of(cell.line) in (ColumnRole.RESPONSIBLE, ColumnRole.TERM, ColumnRole.NUMBER)
        for cell in head[1:]
    ):
        return None
    months = all(MONTH_ALONE.match(row[0].line) for row in whole)
    others = [cell for row in rows if len(row) != table.columns for cell in row]
    if not months or any(cell.colspan < table.columns for cell in others):
        return None
    deeds = [cell for row in whole for cell in row[1:]]
    return _Matrix(table, 0, {}) if _holds_deeds([c.line for c in deeds]) else None


def _holds_deeds(texts: list[str]) -> bool:
    """Whether words stand in these cells, no marks and no bare dates."""
    told = [text for text in texts if text]
    return (
        share(told, lambda text: not MARK.match(text) and sum(map(str.isalpha, text)) > _A_WORD)
        > 1 / 2
    )


def _stand_alone(table: Table, head: int, deeds: list[Cell]) -> bool:
    """Whether no cell below the head reaches over others from above."""
    rows = table.rows[head + 1 :]
    return all(cell.rowspan == 1 for row in rows for cell in row) and bool(deeds)
