"""The sheet: the blocks of the document, each section followed by its actions."""

from events.drafting.queries.stored_content import read_content
from events.drafting.views.sheet import SectionActions, SheetTable, lay_out_sheet, signatures_on
from tests.plans import make_plan


def test_each_section_of_a_table_ends_with_its_actions(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=2)
    content = read_content(plan)
    tables = [
        block for block in lay_out_sheet(plan, content).blocks if isinstance(block, SheetTable)
    ]
    places = [
        line.section.uid
        for table in tables
        for line in table.lines
        if isinstance(line, SectionActions)
    ]
    assert places == [one.uid for one in content.all_sections() if one.kind == "table"]
    assert isinstance(tables[0].lines[-1], SectionActions)


def test_shares_of_columns_fill_the_table(cast):
    plan = make_plan("rumo-directions", association=cast.association, rows=1)
    for block in lay_out_sheet(plan, read_content(plan)).blocks:
        if isinstance(block, SheetTable):
            assert abs(sum(map(float, block.shares)) - 100) < 0.1
            assert block.width == len(block.columns)


def test_present_words_have_no_signatures():
    assert signatures_on(None) == []
