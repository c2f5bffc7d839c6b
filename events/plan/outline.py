"""How a plan's content is laid out in tables: blocks, bands, rows, numbers, merged cells.

The page, the paper and every file are drawn from this outline, so they all say the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from events.plan.cell_lines import Line, event_lines, paragraphs, without_column
from events.plan.content import (
    ColumnContent,
    EventContent,
    LayoutContent,
    PlanContent,
    SectionContent,
)
from events.plan.roles import ColumnRole, place_in_term_column
from events.plan.section_number import section_number
from events.plan.vocabulary import Numbering, ResponsibleAs, SectionKind, ShownAs


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row; `rows` is how many rows it covers, 0 where the cell above covers it."""

    role: str
    lines: tuple[Line, ...] = ()
    rows: int = 1
    # Whether it shows the heading of its section, and no words of its row.
    of_section: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its event, the number on paper and the one that the scheme gives."""

    event: EventContent
    section_uid: str
    number: str
    automatic: str
    cells: tuple[Cell, ...] = ()

    @property
    def is_numbered_by_hand(self) -> bool:
        """Whether the printed number differs from the automatic one (but for a last dot)."""
        return self.number.rstrip(".") != self.automatic.rstrip(".")


@dataclass(frozen=True, slots=True)
class Band:
    """A heading across the table, or the words that introduce the rows under it (`is_lead`)."""

    label: str
    section_uid: str
    depth: int = 0
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One numbered paragraph of a text section; `number` may be empty."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A section of paragraphs."""

    section_uid: str
    heading: str
    lead_in: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class TableBlock:
    """One table: all rows that share its columns, under its `heading`.

    `section_uids` are the sections that it shows, in order.
    """

    heading: str
    lead_in: str
    columns: tuple[ColumnContent, ...]
    lines: tuple[Band | Row, ...]
    section_uids: tuple[str, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows without the bands."""
        return tuple(line for line in self.lines if isinstance(line, Row))


@dataclass(slots=True)
class _OpenTable:
    """A table that is being filled."""

    columns: tuple[ColumnContent, ...]
    heading: str = ""
    lead_in: str = ""
    lines: list[Band | Row] = field(default_factory=list)
    section_uids: list[str] = field(default_factory=list)

    def close(self) -> TableBlock:
        return TableBlock(
            self.heading, self.lead_in, self.columns, tuple(self.lines), tuple(self.section_uids)
        )


def outline(content: PlanContent, *, draws: bool = True) -> tuple[TextBlock | TableBlock, ...]:
    """Lay the plan out: its text sections and tables in the order of the paper.

    Unless it `draws`, rows have their numbers and no cells.
    """
    return _Outliner(content.layout, draws=draws).lay_out(content.sections)


def rows_of(content: PlanContent) -> Iterator[Row]:
    """Every row of the plan with its number, in the order of the paper."""
    for block in outline(content):
        if isinstance(block, TableBlock):
            yield from block.rows


def cells_of_row(
    event: EventContent,
    columns: tuple[ColumnContent, ...],
    layout: LayoutContent,
    *,
    merged: bool,
    number: str = "",
) -> tuple[Cell, ...]:
    """The cells of a row by itself; `merged`: its section's heading is its direction."""
    draw = _Outliner(layout).cell
    return tuple(draw(one, columns, event, number, merged=merged) for one in columns)


def shown_as(section: SectionContent, layout: LayoutContent, *, depth: int = 0) -> ShownAs:
    """How a section is shown: its own choice, else its layout's; a sub-section is a band."""
    wanted = section.shown_as or (layout.sections_as if depth == 0 else ShownAs.BAND)
    columns = section.columns or layout.columns
    if wanted == ShownAs.MERGED and not any(c.role == ColumnRole.DIRECTION for c in columns):
        return ShownAs.BAND
    return wanted


def section_label(
    section: SectionContent, layout: LayoutContent, *, position: int, depth: int = 0
) -> str:
    """The heading of a section as printed, with its number; `position` is from 1."""
    style = layout.section_numbers if depth == 0 else "none"
    number = section.number or section_number(position, style)
    return f"{number.rstrip('.')}. {section.heading}" if number else section.heading


class _Outliner:
    """Goes through the sections once, with the open table and the running number."""

    def __init__(self, layout: LayoutContent, *, draws: bool = True) -> None:
        self.layout = layout
        self.draws = draws
        self.blocks: list[TextBlock | TableBlock] = []
        self.table: _OpenTable | None = None
        self.running = 0

    def lay_out(self, sections: tuple[SectionContent, ...]) -> tuple[TextBlock | TableBlock, ...]:
        for position, section in enumerate(sections, 1):
            self._section(section, path=str(position), position=position)
        self._close()
        return tuple(self.blocks)

    def _close(self) -> None:
        if self.table is not None:
            self.blocks.append(self.table.close())
            self.table = None

    def _section(
        self,
        section: SectionContent,
        *,
        path: str,
        position: int,
        columns: tuple[ColumnContent, ...] = (),
        depth: int = 0,
        scheme: str = "",
    ) -> None:
        label = section_label(section, self.layout, position=position, depth=depth)
        if section.kind == SectionKind.TEXT:
            self._close()
            numbered = section.numbering != Numbering.NONE
            paragraphs = tuple(
                Paragraph(f"{i}." if numbered else "", text)
                for i, text in enumerate(section.paragraphs, 1)
            )
            self.blocks.append(TextBlock(section.uid, label, section.lead_in, paragraphs))
            if not section.events and not section.sections:
                return
            # Rows and sections of a text section are printed too: nothing is signed unseen.
            label, lead_in, shown = "", "", "none"
        else:
            lead_in = "\n".join(filter(None, (section.lead_in, *section.paragraphs)))
            shown = shown_as(section, self.layout, depth=depth)
        columns = section.columns or columns or self.layout.columns
        table = self._table(columns, fresh=shown == ShownAs.HEADING)
        table.section_uids.append(section.uid)
        if shown == ShownAs.HEADING:
            table.heading, table.lead_in = label, lead_in
        elif shown == ShownAs.BAND and section.heading:
            table.lines.append(Band(label, section.uid, depth))
        if lead_in and shown != ShownAs.HEADING:
            table.lines.append(Band(lead_in, section.uid, depth, is_lead=True))
        scheme = section.numbering or scheme or self.layout.numbering
        table.lines.extend(
            self._rows(section, path, columns, scheme, merged=shown == ShownAs.MERGED)
        )
        for child_position, child in enumerate(section.sections, 1):
            self._section(
                child,
                path=f"{path}.{child_position}",
                position=child_position,
                columns=columns,
                depth=depth + 1,
                scheme=scheme,
            )

    def _table(self, columns: tuple[ColumnContent, ...], *, fresh: bool) -> _OpenTable:
        if self.table is None or fresh or self.table.columns != columns:
            self._close()
            self.table = _OpenTable(columns)
        return self.table

    def _rows(
        self,
        section: SectionContent,
        path: str,
        columns: tuple[ColumnContent, ...],
        scheme: str,
        *,
        merged: bool,
    ) -> list[Row]:
        own = 0
        rows: list[Row] = []
        # A direction without rows still has a row on paper.
        events = section.events or ((EventContent(),) if merged else ())
        for event in events:
            if not (event.same_number and rows):
                own += 1
                self.running += 1
            automatic = {
                "section": f"{path}.{own}",
                "through": f"{self.running}.",
                "restart": f"{own}.",
                "none": "",
            }[scheme]
            number = event.number or automatic
            drawn = columns if self.draws else ()
            cells = tuple(self.cell(c, columns, event, number, merged=merged) for c in drawn)
            rows.append(Row(event, section.uid, number, automatic, cells))
        if not self.draws:
            return rows
        _merge(rows, ColumnRole.NUMBER, _runs([bool(row.event.same_number) for row in rows]))
        if merged:
            lines = paragraphs(section.heading)
            _merge(
                rows, ColumnRole.DIRECTION, _runs([index > 0 for index in range(len(rows))]), lines
            )
        return rows

    def cell(
        self,
        column: ColumnContent,
        columns: tuple[ColumnContent, ...],
        event: EventContent,
        number: str,
        *,
        merged: bool,
    ) -> Cell:
        """One cell of a row."""
        role = column.role
        if role == ColumnRole.NUMBER:
            return Cell(role, (Line(number),) if number else ())
        if role == ColumnRole.RESPONSIBLE:
            return Cell(role, self._responsible(event))
        if role == ColumnRole.EVENT:
            return Cell(role, event_lines(event) + without_column(columns, event, merged=merged))
        lines = paragraphs(getattr(event, role))
        if role == ColumnRole.TERM and place_in_term_column(columns):
            lines += paragraphs(event.place, ColumnRole.PLACE)
        return Cell(role, lines)

    def _responsible(self, event: EventContent) -> tuple[Line, ...]:
        names = [person.text for person in event.responsible]
        if self.layout.responsible_as == ResponsibleAs.COMMAS and names:
            return (Line(", ".join(names)),)
        return tuple(Line(name) for name in names)


def _runs(joined: list[bool]) -> list[int]:
    """How many rows each cell covers; `joined[i]`: row i is joined to the one above."""
    spans = [1] * len(joined)
    top = 0
    for index in range(1, len(joined)):
        if joined[index]:
            spans[index] = 0
            spans[top] += 1
        else:
            top = index
    return spans


def _merge(
    rows: list[Row], role: ColumnRole, spans: list[int], lines: tuple[Line, ...] | None = None
) -> None:
    of_section = lines is not None
    for index, span in enumerate(spans):
        cells = tuple(
            cell
            if cell.role != role
            else Cell(
                role, (cell.lines if lines is None else lines) if span else (), span, of_section
            )
            for cell in rows[index].cells
        )
        rows[index] = replace(rows[index], cells=cells)
