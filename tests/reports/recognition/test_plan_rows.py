"""Rows that sound like a head, pasted without one: none of them is lost."""

import pytest

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from reports.recognition import recognise
from reports.recognition.plan_rows import is_plan_row
from reports.sources import read_paste

USUAL = tuple(
    ColumnContent(role, role.label, 20)
    for role in (
        ColumnRole.NUMBER,
        ColumnRole.EVENT,
        ColumnRole.TERM,
        ColumnRole.RESPONSIBLE,
        ColumnRole.RESULT,
    )
)
SOUNDS_LIKE_A_HEAD = "Мероприятия ко Дню учителя"
HEAD = "№\tМероприятие\tСрок\tОтветственный\tРезультат"


def rows_of(text, usual=USUAL):
    found = recognise(read_paste("", text), usual=usual)
    assert found.words.is_whole
    return [event for section in found.content.all_sections() for event in section.events]


def titles(text, usual=USUAL):
    return [event.title for event in rows_of(text, usual)]


def table(*rows):
    return "\n".join(rows)


def test_forty_rows_stay_forty():
    rows = [f"{n}\tСлёт чтецов\tоктябрь\tМетодист\tСправка" for n in range(1, 41)]
    rows[1] = f"2\t{SOUNDS_LIKE_A_HEAD}\tоктябрь\tМетодист\tОтчёт"
    assert len(rows_of(table(*rows))) == 40


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("term", ["октябрь", "в течение года", "по отдельному графику"])
def test_row_with_a_term_is_no_head(place, term):
    rows = [f"Слёт\t{term}\tМетодист\tСправка", f"Сбор\t{term}\tМетодист\tСправка"]
    rows.insert(place, f"{SOUNDS_LIKE_A_HEAD}\t{term}\tМетодист\tОтчёт")
    found = rows_of(table(*rows))
    assert len(found) == 3
    assert (found[place].title, found[place].term) == (SOUNDS_LIKE_A_HEAD, term)
    assert found[place].result == "Отчёт"


def test_row_alone_is_no_head():
    (row,) = rows_of(f"{SOUNDS_LIKE_A_HEAD}\tоктябрь\tМетодист\tОтчёт")
    assert (row.title, row.term, row.result) == (SOUNDS_LIKE_A_HEAD, "октябрь", "Отчёт")


def test_row_with_a_number_and_no_term_is_no_head():
    rows = ("1\tСлёт\tмай\tМетодист\tСправка", f"2\t{SOUNDS_LIKE_A_HEAD}\t\tМетодист\tОтчёт")
    assert titles(table(*rows)) == ["Слёт", SOUNDS_LIKE_A_HEAD]


def test_cells_of_the_column_tell_where_the_plan_has_other_columns():
    rows = [f"{n}\tСлёт\tоктябрь\tМетодист" for n in range(1, 6)]
    rows[2] = f"3\t{SOUNDS_LIKE_A_HEAD}\tоктябрь\tИсполнитель назначен"
    assert titles(table(*rows), USUAL[:2]) == ["Слёт", "Слёт", SOUNDS_LIKE_A_HEAD, "Слёт", "Слёт"]


def test_head_is_still_a_head():
    assert titles(table(HEAD, "1\tСлёт\tмай\tМетодист\tСправка")) == ["Слёт"]
    year = HEAD.replace("Срок", "Сроки (2027 год)")
    assert titles(table(year, "1\tСлёт\tмай\tМетодист\tСправка")) == ["Слёт"]


def test_head_under_rows_is_left_out_and_the_rows_are_not():
    above = "1\tСлёт\tмай\tМетодист\tСправка"
    assert titles(table(above, HEAD, above.replace("Слёт", "Сбор"))) == ["Слёт", "Сбор"]


def test_columns_of_the_plan_serve_rows_whose_words_could_be_organisations():
    events = ("Центр чтения", "Институт развития образования: совет", "Школа молодого учителя")
    rows = rows_of(table(*(f"{n}\t{one}\tмай\tСовет\tОтчёт" for n, one in enumerate(events, 1))))
    assert tuple(row.title for row in rows) == events


def test_names_stand_with_the_responsible_whatever_the_order():
    rows = rows_of(
        "1\tСомов П. И.\tмай\tСлёт юных чтецов\tОтчёт\n2\tСветлова А. П.\tиюнь\tСбор\tОтчёт"
    )
    assert [row.responsible[0].text for row in rows] == ["Сомов П. И.", "Светлова А. П."]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1\tЦентр чтения\tмай", ("Центр чтения", "май", "", "")),
        ("1\tЦентр чтения\tМетодист", ("Центр чтения", "", "Методист", "")),
        ("Центр чтения\tмай", ("Центр чтения", "май", "", "")),
        ("Центр чтения\tпо плану\tСомов П. И.", ("Центр чтения", "по плану", "Сомов П. И.", "")),
    ],
)
def test_some_of_the_columns_are_those_of_the_plan_in_their_order(row, expected):
    for found in rows_of(table(row, row.replace("1\t", "2\t"))):
        people = ", ".join(one.text for one in found.responsible)
        assert (found.title, found.term, people, found.result) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1\tСлёт\tмай\tМетодист\tСправка", True),
        ("\tСлёт\tпо отдельному графику\tМетодист\tСправка", True),
        (HEAD, False),
        ("№ п/п\tМероприятие\tмай\tОтветственный\tРезультат", False),
        ("а\tб\tв\tг\tд", True),
        ("Слёт\tСбор\tСрок\tСход\tСлёт", False),
    ],
)
def test_row_of_a_plan_by_the_columns_of_the_plan(row, expected):
    (found,) = read_paste("", table(row, "9\tСход\tиюнь\tДиректор\tОтчёт")).tables
    assert is_plan_row(found, 0, USUAL) is expected
