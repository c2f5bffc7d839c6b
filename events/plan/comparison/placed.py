"""A content as a list of its sections with their rows, each knowing where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from events.plan.content import ColumnContent, EventContent, PlanContent, SectionContent
from events.plan.outline import (
    Cell,
    Row,
    TableBlock,
    cells_of_row,
    outline,
    section_label,
    shown_as,
)
from events.plan.roles import ColumnRole
from events.plan.vocabulary import SectionKind, ShownAs


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row: `number` is the `printed` one, or its place in the section where rows have none."""

    event: EventContent
    number: str
    printed: str


@dataclass(slots=True)
class PlacedSection:
    """A section: `above` is the index of the one around it, -1 for none.

    The columns are those of its table; `is_merged` ones have the heading in a column on paper, and
    here above their rows.
    """

    section: SectionContent
    label: str
    above: int
    depth: int
    columns: tuple[ColumnContent, ...]
    is_merged: bool
    content: PlanContent
    rows: list[PlacedRow] = field(default_factory=list)

    @property
    def shown_columns(self) -> tuple[ColumnContent, ...]:
        """The columns without that of the heading."""
        return tuple(
            column
            for column in self.columns
            if not (self.is_merged and column.role == ColumnRole.DIRECTION)
        )

    def cells(self, event: EventContent, number: str) -> tuple[Cell, ...]:
        """The cells of any row as they would be drawn here, without that of the heading."""
        layout, merged = self.content.layout, self.is_merged
        drawn = cells_of_row(event, self.columns, layout, merged=merged, number=number)
        return tuple(cell for cell in drawn if not (merged and cell.role == ColumnRole.DIRECTION))


def placed(content: PlanContent) -> list[PlacedSection]:
    """Every section and sub-section with its rows, in the order of the paper."""
    found: list[PlacedSection] = []

    def walk(
        sections: tuple[SectionContent, ...],
        above: int,
        depth: int,
        columns: tuple[ColumnContent, ...],
    ) -> None:
        for position, section in enumerate(sections, 1):
            own = section.columns or columns
            shown = shown_as(section, content.layout, depth=depth)
            found.append(
                PlacedSection(
                    section,
                    section_label(section, content.layout, position=position, depth=depth),
                    above,
                    depth,
                    own,
                    section.kind == SectionKind.TABLE and shown == ShownAs.MERGED,
                    content,
                )
            )
            walk(section.sections, len(found) - 1, depth + 1, own)

    walk(content.sections, -1, 0, content.layout.columns)
    rows = _numbered(content)
    for one in found:
        for place, event in enumerate(one.section.events, 1):
            # A direction without rows has an empty row on paper, which is nobody's.
            row = next(row for row in rows if row.event is event)
            number = row.number.rstrip(".") or str(place)
            one.rows.append(PlacedRow(event, number, row.number))
    return found


def _numbered(content: PlanContent) -> Iterator[Row]:
    for block in outline(content, draws=False):
        if isinstance(block, TableBlock):
            yield from block.rows
