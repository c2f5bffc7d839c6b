"""Reads the rows and bands of an edited table of our own file back into sections."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from events.drafting.models.plan import UID
from events.plan.content import ColumnContent, EventContent, LayoutContent
from events.plan.outline import Band, Row, TableBlock
from events.plan.roles import ColumnRole
from reports.office_files.docx.edited_row import edited_event
from reports.office_files.docx.pieces import Piece, edited, paired, plain
from reports.sources.source_document import SourceCell, SourceTable

# What the uid of a row begins with that was added in the file, until it has one of its own.
ADDED: Final = "added "
# Rows that have less in common are not the same row.
_ALIKE: Final = 0.3


@dataclass(slots=True)
class Edits:
    """What an edited file says: rows of sections in order, other texts by section and field.

    `merged` are sections whose heading is a cell beside all their rows. `renumbered` are uids of
    rows whose number was typed over; `unplaced` are words that belong to no field.
    """

    layout: LayoutContent
    merged: frozenset[str]
    rows: defaultdict[str, list[EventContent]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    headings: dict[tuple[ColumnContent, ...], tuple[ColumnContent, ...]] = field(
        default_factory=dict
    )
    renumbered: set[str] = field(default_factory=set)
    unplaced: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _FileRow:
    """A row of the file: the cells that cover it, by column, and its key."""

    at: int
    cells: tuple[SourceCell | None, ...]
    key: str

    @property
    def is_band(self) -> bool:
        first = self.cells[0]
        return len(self.cells) > 1 and first is not None and first.colspan == len(self.cells)

    def own(self, column: int) -> SourceCell | None:
        """The cell of this column that begins in this row."""
        cell = self.cells[column]
        return cell if cell is not None and cell.row == self.at else None

    @property
    def words(self) -> str:
        cells = (self.own(column) for column in range(len(self.cells)))
        return "\n".join(dict.fromkeys(cell.text for cell in cells if cell is not None))


def read_table(block: TableBlock, table: SourceTable, to: Edits) -> None:
    """Add what the rows of the table say to the edits."""
    head = max(1, table.header_rows)
    rows = [
        _FileRow(
            at,
            tuple(table.at(at, column) for column in range(table.columns)),
            table.keys[at] if at < len(table.keys) else "",
        )
        for at in range(head, len(table.rows))
    ]
    _read_head(block, table, head, to)
    pairs = _pairs(block.lines, rows)
    banded = {
        line.section_uid for line in block.lines if isinstance(line, Band) and not line.is_lead
    }
    kept = {block.lines[at].section_uid for at in pairs.values()} & banded
    here = block.section_uids[0]
    leads: defaultdict[str, list[str]] = defaultdict(list)
    for at, row in enumerate(rows):
        line = block.lines[pairs[at]] if at in pairs else None
        if isinstance(line, Band):
            if line.is_lead:
                leads[line.section_uid].append(row.words)
            else:
                here = line.section_uid
                _read_heading(here, line.label, row.words, to)
        elif row.is_band:
            to.unplaced.append(row.words)
        else:
            if line is not None and line.section_uid not in kept:
                here = line.section_uid
            _read_row(row, line, here, block.columns, to)
    for line in block.lines:
        if isinstance(line, Band) and line.is_lead:
            _read_lead(line, leads[line.section_uid], to)


def _read_head(block: TableBlock, table: SourceTable, head: int, to: Edits) -> None:
    columns = list(block.columns)
    for at, column in enumerate(columns):
        cell = table.at(head - 1, at)
        if cell is not None and plain(cell.line) != plain(column.heading):
            line = (Piece(column.heading, "heading"),)
            columns[at] = replace(column, heading=edited(line, cell.text)["heading"])
    if tuple(columns) != block.columns:
        to.headings[block.columns] = tuple(columns)


def _pairs(lines: Sequence[Band | Row], rows: Sequence[_FileRow]) -> dict[int, int]:
    """The line of the plan that each row of the file was: by its key, else by its words."""
    found: dict[int, int] = {}
    places = {line.event.uid: at for at, line in enumerate(lines) if isinstance(line, Row)}
    for at, row in enumerate(rows):
        if UID.fullmatch(row.key) and (line := places.pop(row.key, None)) is not None:
            found[at] = line
    # A row that has the key of another one is a copy of it.
    copied = {at for at, row in enumerate(rows) if at not in found and UID.fullmatch(row.key)}
    taken = set(found.values())
    for is_band in (True, False):
        old = [
            at
            for at, line in enumerate(lines)
            if at not in taken and isinstance(line, Band) == is_band
        ]
        new = [
            at
            for at, row in enumerate(rows)
            if at not in found and at not in copied and row.is_band == is_band
        ]
        texts = [_words_of(lines[at]) for at in old], [rows[at].words for at in new]
        found.update((new[j], old[i]) for i, j in paired(*texts, 0.0 if is_band else _ALIKE))
    return found


def _words_of(line: Band | Row) -> str:
    if isinstance(line, Band):
        return line.label
    cells = (cell for cell in line.cells if cell.rows)
    return "\n".join(
        f"{one.mark} {one.lead} {one.text}".strip() for cell in cells for one in cell.lines
    )


def _read_heading(uid: str, label: str, words: str, to: Edits) -> None:
    if plain(label) != plain(words):
        to.texts[uid, "label"] = words


def _read_lead(line: Band, told: list[str], to: Edits) -> None:
    if plain(line.label) != plain("\n".join(told)):
        to.texts[line.section_uid, "lead"] = "\n".join(told)


def _read_row(
    row: _FileRow, line: Row | None, section: str, columns: tuple[ColumnContent, ...], to: Edits
) -> None:
    event = line.event if line else EventContent()
    cells: dict[int, SourceCell] = {}
    numbers = -1
    for at, column in enumerate(columns):
        cell = row.own(at)
        if column.role == ColumnRole.NUMBER:
            numbers = at
        elif column.role == ColumnRole.DIRECTION and section in to.merged:
            _read_direction(line, at, cell, section, to)
        elif cell is not None:
            cells[at] = cell
    now = edited_event(event, cells, columns, to.layout, merged=section in to.merged)
    if line is None or not line.event.uid:
        if now == event:
            return
        now = replace(now, uid=f"{ADDED}{sum(map(len, to.rows.values()))}")
    if numbers >= 0:
        now = _with_number(now, row, row.cells[numbers], line, to)
    to.rows[section].append(now)


def _read_direction(
    line: Row | None, at: int, cell: SourceCell | None, section: str, to: Edits
) -> None:
    drawn = line.cells[at] if line else None
    if cell is None or drawn is None or not drawn.rows:
        return
    label = "\n".join(f"{one.mark} {one.text}".strip() for one in drawn.lines)
    if plain(cell.text) and plain(label) != plain(cell.text):
        to.texts[section, "heading"] = cell.text


def _with_number(
    event: EventContent, row: _FileRow, cell: SourceCell | None, line: Row | None, to: Edits
) -> EventContent:
    """The row with the number that was typed over the drawn one."""
    if cell is None or cell.row != row.at:
        return event if line else replace(event, same_number=cell is not None)
    number = plain(cell.text)
    drawn = plain(line.number) if line and not line.event.same_number else ""
    if number == drawn or not number:
        return event
    to.renumbered.add(event.uid)
    return replace(event, number=number, same_number=False)
