"""How a plan stands in its tables: numbers by each scheme, bands, merged cells, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.cell_lines import Line
from events.plan.content import (
    AgendaItemContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
)
from events.plan.outline import (
    Band,
    Row,
    TableBlock,
    TextBlock,
    outline,
    rows_of,
    section_label,
)
from events.plan.vocabulary import SectionNumbers

COLUMNS = (
    ColumnContent("number", "№"),
    ColumnContent("event", "Мероприятие"),
    ColumnContent("term", "Срок"),
)
WITH_DIRECTION = (ColumnContent("direction", "Направление"), *COLUMNS)


def layout(**values) -> LayoutContent:
    return LayoutContent(**{"columns": COLUMNS, **values})


def events(count: int, **values) -> tuple[EventContent, ...]:
    return tuple(EventContent(title=f"М{n}", **values) for n in range(1, count + 1))


def plan(*sections: SectionContent, **values) -> PlanContent:
    return PlanContent(layout=layout(**values), sections=sections)


def numbers(content: PlanContent) -> list[str]:
    return [row.number for row in rows_of(content)]


def table(content: PlanContent) -> TableBlock:
    (block,) = outline(content)
    assert isinstance(block, TableBlock)
    return block


def cell(row: Row, role: str) -> list[str]:
    (found,) = [one for one in row.cells if one.role == role]
    return [" ".join(filter(None, (line.lead, line.mark, line.text))) for line in found.lines]


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ("section", ["1.1", "1.2", "2.1"]),
        ("through", ["1.", "2.", "3."]),
        ("restart", ["1.", "2.", "1."]),
        ("none", ["", "", ""]),
    ],
)
def test_each_scheme_numbers_rows(scheme, expected):
    content = plan(
        SectionContent(events=events(2)), SectionContent(events=events(1)), numbering=scheme
    )
    assert numbers(content) == expected


def test_a_sub_section_goes_on_with_the_path():
    inner = SectionContent(heading="Внутри", events=events(1))
    content = plan(SectionContent(events=events(2), sections=(inner,)), numbering="section")
    assert numbers(content) == ["1.1", "1.2", "1.1.1"]


def test_a_section_may_number_its_rows_otherwise():
    content = plan(
        SectionContent(events=events(2)),
        SectionContent(events=events(2), numbering="restart"),
        numbering="through",
    )
    assert numbers(content) == ["1.", "2.", "1.", "2."]


def test_one_number_over_several_rows_is_one_cell():
    rows = (*events(1), EventContent(title="М2", same_number=True), EventContent(title="М3"))
    found = list(rows_of(plan(SectionContent(events=rows), numbering="through")))
    assert [row.number for row in found] == ["1.", "1.", "2."]
    assert [row.cells[0].rows for row in found] == [2, 0, 1]


def test_the_first_row_cannot_share_a_number_with_nothing():
    rows = (EventContent(title="М1", same_number=True), EventContent(title="М2"))
    assert numbers(plan(SectionContent(events=rows), numbering="through")) == ["1.", "2."]


def test_a_number_by_hand_stands_and_is_told_apart():
    rows = (EventContent(title="М1", number="7"), EventContent(title="М2", number="2"))
    found = list(rows_of(plan(SectionContent(events=rows), numbering="through")))
    assert [(row.number, row.is_numbered_by_hand) for row in found] == [("7", True), ("2", False)]


def test_bands_stand_between_rows_of_one_table():
    content = plan(
        SectionContent(heading="Раздел", events=events(1)),
        SectionContent(heading="Другой", events=events(1)),
        section_numbers="roman",
    )
    labels = [line.label for line in table(content).lines if isinstance(line, Band)]
    assert labels == ["I. Раздел", "II. Другой"]


def test_headings_stand_each_over_its_own_table():
    content = plan(
        SectionContent(heading="Раздел", lead_in="Слова", events=events(1)),
        SectionContent(heading="Другой", events=events(1)),
        sections_as="heading",
    )
    assert [(b.heading, b.lead_in) for b in outline(content)] == [
        ("Раздел", "Слова"),
        ("Другой", ""),
    ]


def test_merged_direction_covers_the_rows_of_its_section():
    content = plan(
        SectionContent(heading="Направление", events=events(3)),
        columns=WITH_DIRECTION,
        sections_as="merged",
    )
    rows = list(rows_of(content))
    assert [row.cells[0].rows for row in rows] == [3, 0, 0]
    assert cell(rows[0], "direction") == ["Направление"]


def test_a_direction_without_rows_is_still_on_paper():
    content = plan(SectionContent(heading="Пустое"), columns=WITH_DIRECTION, sections_as="merged")
    (row,) = rows_of(content)
    assert cell(row, "direction") == ["Пустое"]


def test_merged_without_a_direction_column_is_a_band():
    content = plan(SectionContent(heading="Раздел", events=events(1)), sections_as="merged")
    assert isinstance(table(content).lines[0], Band)


def test_own_columns_open_a_table_of_their_own():
    own = (ColumnContent("event", "Что"), ColumnContent("term", "Когда"))
    content = plan(SectionContent(events=events(1)), SectionContent(events=events(1), columns=own))
    assert [block.columns for block in outline(content)] == [COLUMNS, own]


def test_text_section_numbers_its_paragraphs_and_parts_the_tables():
    content = plan(
        SectionContent(events=events(1)),
        SectionContent(kind="text", heading="Задачи", paragraphs=("первая", "вторая")),
        SectionContent(events=events(1)),
        numbering="through",
    )
    first, text, second = outline(content)
    assert isinstance(text, TextBlock)
    assert [(one.number, one.text) for one in text.paragraphs] == [
        ("1.", "первая"),
        ("2.", "вторая"),
    ]
    assert isinstance(first, TableBlock)
    assert isinstance(second, TableBlock)
    assert numbers(content) == ["1.", "2."]


def test_cell_of_an_event_holds_lead_in_agenda_and_sub_events():
    event = EventContent(
        lead_in="Темы:",
        title="Чтение",
        agenda=(AgendaItemContent("Итоги", "Светлова А. П."),),
        events=(EventContent(title="Часть", term="15 марта"), EventContent(title="Ещё часть")),
    )
    (row,) = rows_of(plan(SectionContent(events=(event,))))
    assert cell(row, "event") == [
        "Темы: Чтение",
        "1. Итоги (Светлова А. П.)",
        "– Часть (15 марта);",
        "– Ещё часть.",
    ]


def test_items_with_a_dash_become_a_list():
    event = EventContent(title="Перечень:\n- один\n— два")
    (row,) = rows_of(plan(SectionContent(events=(event,))))
    assert row.cells[1].lines == (Line("Перечень:"), Line("один", mark="–"), Line("два", mark="—"))


def test_place_goes_with_the_term_where_the_heading_says_so():
    columns = (ColumnContent("event", "Что"), ColumnContent("term", "Сроки и место"))
    event = EventContent(title="М", term="15 марта", place="онлайн")
    (row,) = rows_of(plan(SectionContent(events=(event,)), columns=columns))
    assert cell(row, "term") == ["15 марта", "онлайн"]
    assert cell(row, "event") == ["М"]


@pytest.mark.parametrize(
    "role", ["direction", "place", "form", "audience", "result", "note", "responsible"]
)
def test_what_has_no_column_is_named_in_the_cell_of_the_event(role):
    value = (ResponsibleContent("слова"),) if role == "responsible" else "слова"
    (row,) = rows_of(plan(SectionContent(events=(EventContent(title="М", **{role: value}),))))
    assert any("слова" in line for line in cell(row, "event"))


@pytest.mark.parametrize("how", ["lines", "commas"])
def test_responsible_stand_as_the_layout_says(how):
    columns = (ColumnContent("event", "Что"), ColumnContent("responsible", "Кто"))
    who = (ResponsibleContent("Светлова А. П."), ResponsibleContent("совет"))
    content = plan(
        SectionContent(events=(EventContent(responsible=who),)), columns=columns, responsible_as=how
    )
    (row,) = rows_of(content)
    wanted = ["Светлова А. П.", "совет"] if how == "lines" else ["Светлова А. П., совет"]
    assert cell(row, "responsible") == wanted


@given(
    st.lists(st.lists(st.booleans(), max_size=6), min_size=1, max_size=5),
    st.sampled_from(["section", "through", "restart", "none"]),
)
def test_merged_cells_always_cover_all_rows(sections, scheme):
    content = plan(
        *(
            SectionContent(events=tuple(EventContent(title="М", same_number=one) for one in rows))
            for rows in sections
        ),
        numbering=scheme,
    )
    found = list(rows_of(content))
    assert sum(row.cells[0].rows for row in found) == len(found) == sum(map(len, sections))


@pytest.mark.parametrize(
    ("number", "style", "depth", "label"),
    [
        ("", "none", 0, "Дела"),
        ("", "roman", 0, "II. Дела"),
        ("", "roman", 1, "Дела"),
        ("7.", "roman", 0, "7. Дела"),
    ],
)
def test_label_of_a_section_has_its_number(number, style, depth, label):
    section = SectionContent(heading="Дела", number=number)
    layout = LayoutContent(section_numbers=SectionNumbers(style))
    assert section_label(section, layout, position=2, depth=depth) == label
