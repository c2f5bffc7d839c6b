"""A content as a list of sections with their rows drawn."""

from dataclasses import replace

from events.plan.comparison.placed import placed
from events.plan.content import ColumnContent, EventContent, LayoutContent, SectionContent
from events.plan.content import PlanContent as Plan

COLUMNS = (
    ColumnContent("number", "№"),
    ColumnContent("direction", "Направление"),
    ColumnContent("event", "Мероприятие"),
)


def rows(*titles: str) -> tuple[EventContent, ...]:
    return tuple(EventContent(uid=f"uid-{title}", title=title) for title in titles)


def test_rows_have_their_printed_numbers_and_sections_their_place():
    inner = SectionContent(uid="c", heading="Внутри", events=rows("три"))
    first = SectionContent(uid="b", heading="Снаружи", events=rows("раз", "два"), sections=(inner,))
    content = Plan(layout=LayoutContent(columns=COLUMNS), sections=(first,))
    found = placed(content)
    assert [(one.section.uid, one.above, one.depth) for one in found] == [
        ("b", -1, 0),
        ("c", 0, 1),
    ]
    assert [[row.number for row in one.rows] for one in found] == [["1", "2"], ["3"]]


def test_where_rows_have_no_numbers_they_have_their_places():
    layout = LayoutContent(columns=COLUMNS, numbering="none")
    section = SectionContent(uid="b", events=rows("раз", "два"))
    [found] = placed(Plan(layout=layout, sections=(section,)))
    assert [row.number for row in found.rows] == ["1", "2"]


def test_merged_heading_is_no_cell_and_each_row_has_its_number():
    layout = LayoutContent(columns=COLUMNS, sections_as="merged")
    one, two = rows("раз", "два")
    section = SectionContent(uid="b", heading="Дело", events=(one, replace(two, same_number=True)))
    empty = SectionContent(uid="c", heading="Пусто")
    found, without_rows = placed(Plan(layout=layout, sections=(section, empty)))
    assert [column.role for column in found.shown_columns] == ["number", "event"]
    cells = [found.cells(row.event, row.printed) for row in found.rows]
    assert [[cell.role for cell in row] for row in cells] == [["number", "event"]] * 2
    assert [row[0].lines[0].text for row in cells] == ["1.", "1."]
    assert without_rows.rows == []
