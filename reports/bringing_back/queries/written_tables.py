"""The sheet of rows as the portal writes it into a workbook: columns, rows, and their cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from events.plan.content import EventContent, LayoutContent, PlanContent
from events.plan.dated_rows import placed_sections
from events.plan.outline import Cell, TableBlock, outline
from events.plan.roles import ColumnRole
from events.plan.vocabulary import SectionKind
from reports.bringing_back.queries.field_texts import plain
from reports.bringing_back.queries.file_cells import Written
from reports.office_files.xlsx.lines import Place, lines_of, section_in_words
from reports.office_files.xlsx.plan import KEY, NUMBER, plan_columns, values_of
from reports.sources.xlsx_values import shown_text

_DAY: Final = "dd.mm.yyyy"


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """The headings of the columns in order, and the rows by uid.

    `sections` are uids by what the file calls them, `first_section` is where a row goes that has
    no neighbours. `of_sections` are columns that show a section's heading.
    """

    columns: Mapping[Place, str]
    rows: Mapping[str, Written]
    layout: LayoutContent
    sections: Mapping[str, str] = field(default_factory=dict)
    first_section: str = ""
    of_sections: frozenset[Place] = frozenset()
    # Whether the plan counts its rows by itself.
    automatic: bool = False

    def is_typed(self, place: Place) -> bool:
        """Whether a column holds what people type."""
        return place[0] in ColumnRole.values and place not in self.of_sections


def written_table(content: PlanContent) -> WrittenTable:
    """The sheet of rows as the portal writes it."""
    lines = lines_of(content)
    columns = plan_columns(lines)
    blocks = [one for one in outline(content, draws=False) if isinstance(one, TableBlock)]
    numbers = {row.event.uid: row.automatic for block in blocks for row in block.rows}
    tables = {uid: block.columns for block in blocks for uid in block.section_uids}
    placed = list(placed_sections(content))
    style = content.layout.section_numbers
    sections = {plain(section_in_words(one, style)): one.section.uid for one in placed}
    homes, parents = _places(content)
    rows = {}
    for line in lines.lines:
        uid = line.event.uid
        texts = {
            column.place: shown_text(value, _DAY)
            for column, value in zip(columns, values_of(line, columns), strict=True)
            if column.place != KEY
        }
        own = {place: cell for place, cell in line.cells.items() if _is_own(cell)}
        rows[uid] = Written(
            line.event,
            homes[uid],
            own,
            tables[homes[uid]],
            content.layout,
            automatic=numbers.get(uid, ""),
            parent=parents.get(uid, ""),
            number=line.number.rstrip("."),
            merged=any(cell.of_section for cell in line.cells.values()),
            said={
                place: text for place, text in texts.items() if place not in own and place != NUMBER
            },
        )
    headings = {one.place: one.column.heading for one in columns if one.place != KEY}
    typed = {place for place in headings if place[0] in ColumnRole.values}
    held = {place for row in rows.values() for place in row.cells}
    home = next((one for one in content.all_sections() if one.kind == SectionKind.TABLE), None)
    return WrittenTable(
        headings,
        rows,
        content.layout,
        sections,
        home.uid if home else "",
        of_sections=frozenset(typed - held - {NUMBER}) if rows else frozenset(),
        automatic=any(numbers.values()),
    )


def _is_own(cell: Cell) -> bool:
    return not cell.of_section and cell.rows > 0


def _places(content: PlanContent) -> tuple[dict[str, str], dict[str, str]]:
    """The section of each row, and the row of each sub-event, by uid."""
    homes: dict[str, str] = {}
    parents: dict[str, str] = {}

    def walk(event: EventContent, section: str) -> None:
        homes[event.uid] = section
        for part in event.events:
            parents[part.uid] = event.uid
            walk(part, section)

    for section in content.all_sections():
        for event in section.events:
            walk(event, section.uid)
    return homes, parents
