"""One row beside what it was."""

from dataclasses import replace

import pytest

from events.plan.comparison.placed import placed
from events.plan.comparison.rows import compared_row, removed_row, words_of
from events.plan.comparison.values import PartFate
from events.plan.content import (
    AgendaItemContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
)
from events.plan.vocabulary import ResponsibleKind

COLUMNS = (
    ColumnContent("number", "№"),
    ColumnContent("event", "Мероприятие"),
    ColumnContent("term", "Срок"),
    ColumnContent("responsible", "Ответственные"),
)
ROW = EventContent(
    uid="a", title="Слёт юных", term="май", responsible=(ResponsibleContent("Светлова А. П."),)
)


def section_of(*events: EventContent, columns=COLUMNS):
    layout = LayoutContent(columns=columns)
    [section] = placed(PlanContent(layout=layout, sections=(SectionContent(events=events),)))
    return section


def compared(before: EventContent, after: EventContent, columns=COLUMNS):
    was, now = section_of(before), section_of(after, columns=columns)
    return compared_row(was.rows[0], now.rows[0], now)


def changed_cells(row) -> dict[str, list[str]]:
    return {
        cell.role: ["|".join(f"{piece.fate}:{piece.text}" for piece in line) for line in cell.words]
        for cell in row.cells
        if cell.words
    }


def test_words_that_differ_are_marked_in_their_cell_alone():
    row = compared(ROW, replace(ROW, title="Слёт смелых", term="май"))
    assert row.fate == PartFate.CHANGED
    assert changed_cells(row) == {"event": ["same:Слёт |gone:юных|new:смелых"]}


@pytest.mark.parametrize(
    ("values", "role"),
    [
        ({"lead_in": "Проведение:"}, "event"),
        ({"place": "Лицей"}, "event"),
        ({"agenda": (AgendaItemContent("Разное"),)}, "event"),
        ({"events": (EventContent(uid="b", title="Турнир"),)}, "event"),
        ({"responsible": ()}, "responsible"),
        ({"number": "7"}, "number"),
    ],
)
def test_each_field_is_told_in_the_cell_that_shows_it(values, role):
    assert list(changed_cells(compared(ROW, replace(ROW, **values)))) == [role]


@pytest.mark.parametrize(
    ("values", "note"),
    [
        ({"meeting": True}, "Теперь это заседание."),
        ({"term_choice": "2027-05"}, "Автор иначе пояснил, какие дни значит срок."),
        (
            {"responsible": (ResponsibleContent("Светлова А. П.", ResponsibleKind.PERSON),)},
            "Ответственный «Светлова А. П.»: был указан как словами, теперь человек.",
        ),
    ],
)
def test_what_no_cell_shows_is_told_beside_the_row(values, note):
    row = compared(ROW, replace(ROW, **values))
    assert (row.fate, row.notes, changed_cells(row)) == (PartFate.CHANGED, (note,), {})


def test_other_uid_and_other_columns_are_no_change_of_the_row():
    part = EventContent(uid="b", title="Турнир")
    before = replace(ROW, place="Лицей", events=(part,))
    after = replace(before, uid="c", events=(replace(part, uid="d"),))
    columns = (*COLUMNS, ColumnContent("place", "Место"))
    assert compared(before, after, columns).fate == PartFate.SAME


def test_number_that_followed_its_place_is_no_change():
    was, now = section_of(ROW), section_of(replace(ROW, uid="z"), ROW)
    row = compared_row(was.rows[0], now.rows[1], now)
    assert (row.fate, row.was_number, row.number) == (PartFate.SAME, "1", "2")


def test_removed_row_has_its_former_number_and_words():
    was = section_of(ROW)
    row = removed_row(was.rows[0], was)
    assert (row.fate, row.was_number, row.number) == (PartFate.REMOVED, "1", "")
    assert [cell.lines[0].text for cell in row.cells] == [
        "1.",
        "Слёт юных",
        "май",
        "Светлова А. П.",
    ]


def test_words_of_a_cell_have_a_line_for_each_paragraph():
    event = replace(ROW, lead_in="Дни:", title="Слёт", description="- с детьми\nи взрослыми")
    cell = section_of(event).cells(event, "1.")[1]
    assert words_of(cell) == "Дни: Слёт\n– с детьми\nи взрослыми"
