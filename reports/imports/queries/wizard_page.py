"""The rows of a source side by side with what they became, for the page of the wizard."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from events.checks import with_uids
from events.drafting.queries.responsible_names import ResponsibleDirectory
from events.plan.outline import Row, rows_of
from events.plan.roles import ColumnRole
from reports.imports.queries.recognised import CONFIDENT, ROLE_NAMES, Reading, anchor_of_place
from reports.recognition import ColumnFound, RowFound
from reports.recognition.corrections import splittable_lines
from reports.recognition.result import CHOSEN_BY_PERSON
from reports.sources.source_document import SourceCell, SourceParagraph, SourceTable

KIND_NAMES: Final = {
    "event": "Строка плана",
    "section": "Раздел",
    "subsection": "Подраздел",
    "goes_on": "Продолжение верхней строки",
    "head": "Шапка таблицы",
    "left": "Не переносить",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One meaning that a column or a row may have; `say` is what its button sends."""

    name: str
    say: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column of the source, how it was read, and its other possible meanings."""

    anchor: str
    heading: str
    name: str
    doubt: str
    is_by_hand: bool
    reset: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class CellShown:
    """A cell of the source; `label` names its column where the table is drawn as cards."""

    lines: tuple[str, ...]
    rowspan: int
    colspan: int
    label: str


@dataclass(frozen=True, slots=True)
class Became:
    """What a row of the source is in the plan: lines of the event, then named fields."""

    number: str = ""
    heading: str = ""
    lines: tuple[str, ...] = ()
    fields: tuple[tuple[str, tuple[str, ...]], ...] = ()
    # Each responsible, and whether the directory has them.
    people: tuple[tuple[str, bool], ...] = ()
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class RowShown:
    """A row of the source beside what it became."""

    anchor: str
    number: int
    cells: tuple[CellShown, ...]
    kind: str
    name: str
    doubt: str
    is_by_hand: bool
    reset: str
    choices: tuple[Choice, ...]
    became: Became | None
    split: str
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def number_text(self) -> str:
        """Its number as text, for templates that join words."""
        return str(self.number)


@dataclass(frozen=True, slots=True)
class TableShown:
    """A table of the source; one that is no plan has rows without meanings."""

    number: int
    is_plan: bool
    use: str
    columns: tuple[ColumnShown, ...]
    rows: tuple[RowShown, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"t{self.number}"


@dataclass(frozen=True, slots=True)
class ParagraphShown:
    """A paragraph of the source outside its tables."""

    anchor: str
    text: str


@dataclass(slots=True)
class _Page:
    reading: Reading
    directory: ResponsibleDirectory | None
    columns: dict[int, list[ColumnFound]] = field(default_factory=dict)
    rows: dict[tuple[int, int], RowFound] = field(default_factory=dict)
    # Doubts about a row beside its kind: its number, its responsible.
    remarks: dict[str, list[str]] = field(default_factory=dict)
    events: list[Row | None] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


def shown_blocks(
    reading: Reading, directory: ResponsibleDirectory | None
) -> Iterator[ParagraphShown | TableShown]:
    """The source in its own order, each row with what it became; nothing for a plan of the portal.

    `directory` is that of the association, if it is known.
    """
    found = reading.found
    if found.word is None:
        return
    page = _Page(reading, directory)
    for column in found.columns:
        page.columns.setdefault(column.table, []).append(column)
    page.rows = {(row.table, row.row): row for row in found.rows}
    for remark in found.findings:
        page.remarks.setdefault(anchor_of_place(remark.place), []).append(remark.text)
    content = with_uids(reading.content)
    drawn = {row.event.uid: row for row in rows_of(content)}
    for section in content.all_sections():
        number = f"{section.number}. " if section.number else ""
        page.headings.append(f"{number}{section.heading}")
        page.events += [drawn.get(event.uid) for event in section.events]
    tables = 0
    for at, block in enumerate(found.word.blocks, 1):
        if isinstance(block, SourceParagraph):
            if text := block.full_text.strip():
                yield ParagraphShown(f"p{at}", text)
        else:
            tables += 1
            yield _table(block, tables, page)


def _table(table: SourceTable, number: int, page: _Page) -> TableShown:
    is_plan = any(one == number for one, _ in page.rows)
    found = page.columns.get(number, ())
    columns = tuple(_column(one, number, at) for at, one in enumerate(found)) if is_plan else ()
    labels = [column.heading or column.name for column in columns] or [""] * table.columns
    rows = tuple(_row(table, number, at, labels, page) for at in range(len(table.rows)))
    return TableShown(
        number, is_plan, f"table {number} 0 {'other' if is_plan else 'plan'}", columns, rows
    )


def _column(found: ColumnFound, table: int, at: int) -> ColumnShown:
    by_hand = found.reason == CHOSEN_BY_PERSON
    return ColumnShown(
        anchor=f"t{table}c{at + 1}",
        heading=found.heading,
        name=ROLE_NAMES[found.role],
        doubt="" if found.confidence >= CONFIDENT else found.reason,
        is_by_hand=by_hand,
        reset=f"column {table} {at} -" if by_hand else "",
        choices=tuple(
            Choice(name, f"column {table} {at} {role}", role == found.role)
            for role, name in ROLE_NAMES.items()
        ),
    )


def _row(table: SourceTable, number: int, at: int, labels: list[str], page: _Page) -> RowShown:
    found = page.rows.get((number, at))
    kind = found.kind if found else "left"
    by_hand = found is not None and found.reason == CHOSEN_BY_PERSON
    lines = splittable_lines(table, at) if kind == "event" else ()
    anchor = f"t{number}r{at + 1}"
    unsure = found.reason if found and found.confidence < CONFIDENT else ""
    return RowShown(
        anchor=anchor,
        number=at + 1,
        cells=tuple(_cell(cell, labels) for cell in table.rows[at]),
        kind=kind if found else "",
        name=KIND_NAMES[kind],
        doubt=" ".join(page.remarks.get(anchor, ())) or unsure,
        is_by_hand=by_hand,
        reset=f"row {number} {at} -" if by_hand else "",
        choices=tuple(
            Choice(name, f"row {number} {at} {one}", one == kind)
            for one, name in KIND_NAMES.items()
        ),
        became=_became(found, page) if found else None,
        split=f"split {number} {at} -",
        lines=tuple((f"{number} {at} {place}", line) for place, line in enumerate(lines)),
    )


def _cell(cell: SourceCell, labels: list[str]) -> CellShown:
    label = labels[cell.column] if cell.column < len(labels) and cell.colspan == 1 else ""
    return CellShown(tuple(cell.text.splitlines()), cell.rowspan, cell.colspan, label)


def _became(found: RowFound, page: _Page) -> Became | None:
    if found.section is not None:
        return Became(heading=page.headings[found.section])
    if found.event is None:
        return None
    if found.kind == "goes_on":
        return Became(goes_on=True)
    row = page.events[found.event]
    if row is None:
        return None
    columns: dict[str, str] = {
        column.role: column.heading for column in page.reading.content.layout.columns
    }
    shown_words = [
        (
            cell.role,
            tuple(" ".join(filter(None, (one.mark, one.lead, one.text))) for one in cell.lines),
        )
        for cell in row.cells
        if cell.lines and cell.role not in (ColumnRole.NUMBER, ColumnRole.RESPONSIBLE)
    ]
    return Became(
        number=row.number,
        lines=next((lines for role, lines in shown_words if role == ColumnRole.EVENT), ()),
        fields=tuple(
            (columns.get(role) or ROLE_NAMES[role], lines)
            for role, lines in shown_words
            if role != ColumnRole.EVENT
        ),
        people=tuple(
            (one.text, bool(page.directory and page.directory.meant(one.text)))
            for one in row.event.responsible
        ),
    )
