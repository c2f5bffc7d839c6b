"""What a person says against the reading of a file: roles of columns, kinds of rows, rows parted.

It knows how corrections change a table and how they are kept; it refuses to know how a table
that they leave alone is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final, Literal, get_args

from events.plan.roles import ColumnRole
from reports.sources.source_document import Block, Cell, Paragraph, Run, SourceDocument, Table

# What a column may be told to be: a role, the end of the term that another column begins, a
# stretch of time that rows are marked in, the questions of meetings, or no part of the plan.
ColumnUse = ColumnRole | Literal["until", "mark", "agenda", "left"]
RowKind = Literal["event", "section", "subsection", "goes_on", "head", "left"]
TableUse = Literal["plan", "other"]
Deed = Literal["column", "row", "split", "table"]

USES: Final[dict[str, ColumnUse]] = {
    **{role.value: role for role in ColumnRole},
    "until": "until",
    "mark": "mark",
    "agenda": "agenda",
    "left": "left",
}
KINDS: Final[dict[str, RowKind]] = {one: one for one in get_args(RowKind)}
TABLES: Final[dict[str, TableUse]] = {one: one for one in get_args(TableUse)}
# More than anybody clicks; a journal without end would be read anew at each page.
MOST: Final = 2_000


class CorrectionError(ValueError):
    """There is no such place or no such meaning; the message is one Russian sentence."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One deed on the source: `table` counts from 1, `at` is its column or row from 0.

    `to` is the role, the kind or the use; empty means «as the portal reads it». `lines` are the
    lines of the row's fullest cell, from 1, before which a new row begins («split»).
    """

    deed: Deed
    table: int
    at: int = 0
    to: str = ""
    lines: tuple[int, ...] = ()


@dataclass(slots=True)
class Corrected:
    """A file with its rows parted, and what was said of its columns, rows and tables."""

    word: SourceDocument
    columns: dict[tuple[int, int], ColumnUse] = field(default_factory=dict)
    rows: dict[tuple[int, int], RowKind] = field(default_factory=dict)
    tables: dict[int, TableUse] = field(default_factory=dict)

    def columns_of(self, table: int) -> dict[int, ColumnUse]:
        """What was said of the columns of this table."""
        return {at: use for (number, at), use in self.columns.items() if number == table}

    def head_of(self, table: int) -> int | None:
        """The row that somebody named the head of this table; None where nobody did."""
        heads = [
            at for (number, at), kind in self.rows.items() if (number, kind) == (table, "head")
        ]
        return min(heads, default=None)


def corrected(word: SourceDocument, corrections: Sequence[Correction]) -> Corrected:
    """The file as it stands after all corrections, each made on what those before it left.

    Raises:
        CorrectionError: one names a place or a meaning that isn't there.

    """
    made = Corrected(word)
    for one in corrections:
        _make(one, made)
    return made


def as_json(corrections: Sequence[Correction]) -> list[dict[str, Any]]:
    """The journal as JSON values."""
    return [asdict(one) for one in corrections]


def from_json(values: Sequence[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """The journal that `as_json` wrote."""
    return tuple(Correction(**{**one, "lines": tuple(one["lines"])}) for one in values)


def lines_of(table: Table, row: int) -> tuple[str, ...]:
    """The lines of the row's fullest cell: where it could be parted."""
    cells = [_lines(cell) for cell in table.rows[row] if cell.rowspan == 1]
    return tuple(line.full_text.strip() for line in max(cells, key=len, default=()))


def _make(one: Correction, made: Corrected) -> None:
    tables = made.word.tables
    if not 1 <= one.table <= len(tables):
        raise CorrectionError("Такой таблицы в файле нет: обновите страницу.")
    table = tables[one.table - 1]
    if one.deed == "table":
        _say(made.tables, one.table, one.to, TABLES)
    elif one.deed == "column":
        _check_place(one.at, table.columns)
        _say(made.columns, (one.table, one.at), one.to, USES)
        _take_from_others(made, one)
    elif one.deed == "row":
        _check_place(one.at, len(table.rows))
        _say(made.rows, (one.table, one.at), one.to, KINDS)
    else:
        _check_place(one.at, len(table.rows))
        _split(made, table, one)


def _check_place(at: int, within: int) -> None:
    if not 0 <= at < within:
        raise CorrectionError("Такой строки или графы в файле нет: обновите страницу.")


def _say[K, V](said: dict[K, V], place: K, to: str, known: Mapping[str, V]) -> None:
    if to and to not in known:
        raise CorrectionError("Такого значения нет: выберите из списка.")
    said.pop(place, None)
    if to:
        said[place] = known[to]


def _take_from_others(made: Corrected, one: Correction) -> None:
    """One column has a role: who is given it takes it from the one that was given it before."""
    if one.to in ("", "left", "mark"):
        return
    for place, use in list(made.columns.items()):
        if use == one.to and place[0] == one.table and place[1] != one.at:
            del made.columns[place]


def _split(made: Corrected, table: Table, one: Correction) -> None:
    """Part a row: cells with as many lines go along, all others stand beside all its parts."""
    fullest = lines_of(table, one.at)
    begins = sorted({line for line in one.lines if 0 < line < len(fullest)})
    if not begins:
        raise CorrectionError("Отметьте, с какой строки текста начать новую строку плана.")
    more = len(begins)
    rows: list[tuple[Cell, ...]] = []
    for at, row in enumerate(table.rows):
        if at < one.at:
            rows.append(tuple(_reaching(cell, one.at, more) for cell in row))
        elif at > one.at:
            rows.append(tuple(replace(cell, row=cell.row + more) for cell in row))
        else:
            rows.extend(_parts(row, len(fullest), begins))
    changed = replace(table, rows=tuple(rows), _grid={})
    made.word = replace(
        made.word,
        blocks=tuple(changed if block is table else block for block in made.word.blocks),
    )
    made.rows = {
        (number, at + more if number == one.table and at > one.at else at): kind
        for (number, at), kind in made.rows.items()
    }


def _reaching(cell: Cell, row: int, more: int) -> Cell:
    return replace(cell, rowspan=cell.rowspan + more) if cell.row + cell.rowspan > row else cell


def _parts(row: tuple[Cell, ...], lines: int, begins: list[int]) -> list[tuple[Cell, ...]]:
    edges = [0, *begins, lines]
    parts: list[list[Cell]] = [[] for _ in edges[1:]]
    for cell in row:
        told = _lines(cell)
        if cell.rowspan > 1 or len(told) != lines:
            parts[0].append(replace(cell, rowspan=cell.rowspan + len(begins)))
            continue
        for at, part in enumerate(parts):
            blocks: tuple[Block, ...] = told[edges[at] : edges[at + 1]]
            part.append(replace(cell, row=cell.row + at, blocks=blocks))
    return [tuple(part) for part in parts]


def _lines(cell: Cell) -> tuple[Paragraph, ...]:
    """The lines of a cell that say something, each a paragraph of its own."""
    found: list[Paragraph] = []
    for paragraph in cell.paragraphs:
        marker = paragraph.marker
        for runs in _broken(paragraph.runs):
            if any(run.text.strip() for run in runs) or marker:
                found.append(replace(paragraph, runs=runs, marker=marker))
                marker = ""
    return tuple(found)


def _broken(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """The runs of a paragraph, line by line."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] for text in others)
    return [tuple(line) for line in lines]
