"""The importer's corrections of a reading: uses of columns, kinds of rows, split rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal, get_args

from events.plan.roles import ColumnRole
from reports.sources.source_document import (
    Block,
    Run,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceTable,
)

# A role; "until" is the end of the term in the column before, "mark" a period that rows tick,
# "agenda" the agenda of meetings, "left" no part of the plan.
OtherUse = Literal["until", "mark", "agenda", "left"]
ColumnUse = ColumnRole | OtherUse
RowKind = Literal["event", "section", "subsection", "goes_on", "head", "left"]
TableUse = Literal["plan", "other"]
CorrectionKind = Literal["column", "row", "split", "table"]

USES: Final[dict[str, ColumnUse]] = {
    **{role.value: role for role in ColumnRole},
    **{use: use for use in get_args(OtherUse)},
}
KINDS: Final[dict[str, RowKind]] = {kind: kind for kind in get_args(RowKind)}
TABLES: Final[dict[str, TableUse]] = {use: use for use in get_args(TableUse)}
# All corrections are applied again for each page.
MOST_CORRECTIONS: Final = 2_000


class CorrectionError(ValueError):
    """A correction names a place or a meaning that does not exist; the message is Russian."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: `table` counts from 1, `at` is the column or row from 0.

    `to` is the role, the kind or the use; empty restores the reading of the portal. For a split,
    `lines` are the lines of the row's fullest cell, from 0, that begin a new row.
    """

    action: CorrectionKind
    table: int
    at: int = 0
    to: str = ""
    lines: tuple[int, ...] = ()


@dataclass(slots=True)
class CorrectedDocument:
    """A file with split rows, and the corrections of its columns, rows and tables."""

    word: SourceDocument
    columns: dict[tuple[int, int], ColumnUse] = field(default_factory=dict)
    rows: dict[tuple[int, int], RowKind] = field(default_factory=dict)
    tables: dict[int, TableUse] = field(default_factory=dict)

    def columns_of(self, table: int) -> dict[int, ColumnUse]:
        """Give the corrected uses of the columns of this table."""
        return {at: use for (number, at), use in self.columns.items() if number == table}

    def head_of(self, table: int) -> int | None:
        """Give the row corrected to be the head of this table; None without such a correction."""
        head = (table, "head")
        return min((at for (one, at), to in self.rows.items() if (one, to) == head), default=None)


def apply_corrections(word: SourceDocument, corrections: Sequence[Correction]) -> CorrectedDocument:
    """Apply the corrections in their order.

    Raises:
        CorrectionError: one names a place or a meaning that does not exist.

    """
    made = CorrectedDocument(word)
    for correction in corrections:
        _apply(correction, made)
    return made


def corrections_from_json(values: Sequence[Mapping[str, Any]]) -> tuple[Correction, ...]:
    """Read the values of `asdict` from JSON."""
    return tuple(Correction(**{**value, "lines": tuple(value["lines"])}) for value in values)


def splittable_lines(table: SourceTable, row: int) -> tuple[str, ...]:
    """Give the lines of the row's fullest cell: where the row can be split."""
    cells = [_lines(cell) for cell in table.rows[row] if cell.rowspan == 1]
    return tuple(line.full_text.strip() for line in max(cells, key=len, default=()))


def _apply(correction: Correction, made: CorrectedDocument) -> None:
    tables = made.word.tables
    if not 1 <= correction.table <= len(tables):
        raise CorrectionError("Такой таблицы в файле нет: обновите страницу.")
    table, place = tables[correction.table - 1], (correction.table, correction.at)
    if correction.action == "table":
        _record(made.tables, correction.table, correction.to, TABLES)
        return
    size = table.columns if correction.action == "column" else len(table.rows)
    if not 0 <= correction.at < size:
        raise CorrectionError("Такой строки или графы в файле нет: обновите страницу.")
    if correction.action == "column":
        _record(made.columns, place, correction.to, USES)
        _take_from_others(made, correction)
    elif correction.action == "row":
        _record(made.rows, place, correction.to, KINDS)
    else:
        _split(made, table, correction)


def _record[K, V](corrections: dict[K, V], place: K, to: str, known: Mapping[str, V]) -> None:
    if to and to not in known:
        raise CorrectionError("Такого значения нет: выберите из списка.")
    corrections.pop(place, None)
    if to:
        corrections[place] = known[to]


def _take_from_others(made: CorrectedDocument, correction: Correction) -> None:
    """Remove the same correction from another column: a role belongs to one column."""
    if correction.to in ("", "left", "mark"):
        return
    for place, use in list(made.columns.items()):
        if use == correction.to and place[0] == correction.table and place[1] != correction.at:
            del made.columns[place]


def _split(made: CorrectedDocument, table: SourceTable, correction: Correction) -> None:
    """Split a row: cells with as many lines are split too, the others cover all new rows."""
    fullest = splittable_lines(table, correction.at)
    begins = sorted({line for line in correction.lines if 0 < line < len(fullest)})
    if not begins:
        raise CorrectionError("Отметьте, с какой строки текста начать новую строку плана.")
    added = len(begins)
    rows: list[tuple[SourceCell, ...]] = []
    for at, row in enumerate(table.rows):
        if at < correction.at:
            rows.append(tuple(_stretched(cell, correction.at, added) for cell in row))
        elif at > correction.at:
            rows.append(tuple(replace(cell, row=cell.row + added) for cell in row))
        else:
            rows.extend(_parts(row, len(fullest), begins))
    changed = replace(table, rows=tuple(rows), _grid={})
    made.word = replace(
        made.word,
        blocks=tuple(changed if block is table else block for block in made.word.blocks),
    )
    made.rows = {
        (number, at + added if number == correction.table and at > correction.at else at): kind
        for (number, at), kind in made.rows.items()
    }


def _stretched(cell: SourceCell, row: int, added: int) -> SourceCell:
    return replace(cell, rowspan=cell.rowspan + added) if cell.row + cell.rowspan > row else cell


def _parts(
    row: tuple[SourceCell, ...], lines: int, begins: list[int]
) -> list[tuple[SourceCell, ...]]:
    edges = [0, *begins, lines]
    parts: list[list[SourceCell]] = [[] for _ in edges[1:]]
    for cell in row:
        own_lines = _lines(cell)
        if cell.rowspan > 1 or len(own_lines) != lines:
            parts[0].append(replace(cell, rowspan=cell.rowspan + len(begins)))
            continue
        for number, part in enumerate(parts):
            blocks: tuple[Block, ...] = own_lines[edges[number] : edges[number + 1]]
            part.append(replace(cell, row=cell.row + number, blocks=blocks))
    return [tuple(part) for part in parts]


def _lines(cell: SourceCell) -> tuple[SourceParagraph, ...]:
    """Give the lines of a cell that are not empty, each as a paragraph."""
    found: list[SourceParagraph] = []
    for paragraph in cell.paragraphs:
        marker = paragraph.marker
        for runs in _runs_by_line(paragraph.runs):
            if any(run.text.strip() for run in runs) or marker:
                found.append(replace(paragraph, runs=runs, marker=marker))
                marker = ""
    return tuple(found)


def _runs_by_line(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """Give the runs of each line of a paragraph."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines.extend([replace(run, text=text)] for text in others)
    return [tuple(line) for line in lines]
