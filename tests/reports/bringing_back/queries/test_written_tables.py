"""The sheet of rows as the portal writes it."""

from dataclasses import replace

from events.plan.content import EventContent
from reports.bringing_back.queries.written_tables import written_table
from tests.drafts import plan, section
from tests.reports.bringing_back.books import uid

PART = EventContent(uid=uid(4), title="Открытие")
BASE = plan(
    section(EventContent(uid=uid(1), title="Слёт", term="15 мая"), uid=uid(8), heading="Первый"),
    section(EventContent(uid=uid(2), title="Сбор", events=(PART,)), uid=uid(9), heading="Второй"),
)


def test_rows_and_parts_are_rows_with_their_places():
    table = written_table(BASE)
    assert list(table.rows) == [uid(1), uid(2), uid(4)]
    assert table.rows[uid(4)].parent == uid(2)
    assert [row.section for row in table.rows.values()] == [uid(8), uid(9), uid(9)]
    assert table.first_section == uid(8)


def test_sections_are_known_by_what_the_file_calls_them():
    assert written_table(BASE).sections["Второй"] == uid(9)


def test_only_columns_that_people_type_are_typed():
    table = written_table(BASE)
    assert table.is_typed(("event", 1))
    assert not table.is_typed(("starts", 1))
    assert table.automatic


def test_a_direction_that_is_the_heading_of_its_section_is_not_typed():
    roles = ("number", "direction", "event")
    merged = replace(BASE.layout, sections_as="merged")
    content = plan(*BASE.sections, roles=roles)
    content = replace(content, layout=replace(merged, columns=content.layout.columns))
    table = written_table(content)
    assert not table.is_typed(("direction", 1))
    assert ("direction", 1) in table.rows[uid(1)].said
