"""Heads of tables, and the columns that the plan gets from them."""

import pytest

from events.plan.content import ColumnContent
from events.plan.roles import ColumnRole
from reports.recognition import recognise
from reports.recognition.table_head import TableHints, find_bare_head, is_counted, is_plan_row
from reports.sources import read_paste
from reports.sources.docx import read_word
from reports.sources.source_document import Run, SourceCell, SourceParagraph, SourceTable
from tests.reports.recognition.recognised import HEAD, events, read, remarks
from tests.reports.sources.word_samples import plan, say, table, written

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
TYPED_HEAD = "№\tМероприятие\tСрок\tОтветственный\tРезультат"


def line(text):
    return SourceParagraph((Run(text),))


def test_head_under_a_line_about_the_table():
    rows = [
        ["Таблица мероприятий", "", ""],
        ["Мероприятие", "Срок", "Исполнитель"],
        ["Смотр", "май", "ЦРО"],
    ]
    found = recognise(read_word(plan(rows)))
    assert [c.role for c in found.content.layout.columns] == ["event", "term", "responsible"]
    assert [one.text for one in found.unplaced] == ["Таблица мероприятий"]


def test_head_of_two_levels():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(
            document,
            [
                ["№", "Мероприятие", "Сроки", "", "Ответственные"],
                ["^", "^", "начало", "конец", "^"],
                ["1.", "Смотр", "май", "июнь", "ЦРО"],
            ],
        )
        made.cell(0, 2).merge(made.cell(0, 3))

    found = read(written(build))
    assert [c.heading for c in found.content.layout.columns] == [
        "№",
        "Мероприятие",
        "Сроки начало – конец",
        "Ответственные",
    ]
    assert [(event.title, event.term) for event in events(written(build))] == [
        ("Смотр", "май – июнь")
    ]


def test_repeated_head_is_left_out_and_noted():
    rows = [HEAD, ["1.", "Смотр", "май", "ЦРО"], HEAD, ["2.", "Слёт", "июнь", "ЦРО"]]
    assert [event.title for event in events(plan(rows))] == ["Смотр", "Слёт"]
    (remark,) = remarks(plan(rows))
    assert remark == f"Повторённая шапка таблицы опущена: {', '.join(HEAD)}."


@pytest.mark.parametrize(
    ("texts", "expected"),
    [(["1", "2", "3"], True), (["1", "2"], False), (["1", "3", "2"], False)],
)
def test_row_of_column_numbers(texts, expected):
    row = tuple(SourceCell(0, column, blocks=(line(text),)) for column, text in enumerate(texts))
    assert is_counted(SourceTable((row,), len(texts)), 0) is expected


def test_columns_of_a_table_without_a_head_by_their_contents():
    rows = [["Смотр учебных кабинетов школы", "май"], ["Слёт молодых наставников края", "июнь"]]
    (found,) = read_word(written(lambda document: table(document, rows))).tables
    head = find_bare_head(found, 1, TableHints(page=180))
    assert [column.role for column in head.columns] == ["event", "term"]
    assert (head.row, head.first_row) == (-1, 0)
    assert [column.width for column in head.columns] == [90, 90]
    (prices,) = read_word(written(lambda document: table(document, [["Мёд", "350"]] * 2))).tables
    assert find_bare_head(prices, 1, TableHints(page=180)) is None


def test_head_again_with_columns_of_its_own():
    rows = [
        ["Дела", "Классы", "Время проведения", "Ответственные"],
        ["Слёт", "5-6", "10 января", "Методист"],
        "Модуль «Кружки»",
        ["Название кружка", "Классы", "Количество часов в неделю", "Ответственные"],
        ["Хор", "5-6", "2", "Методист"],
    ]
    slet, choir = events(plan(rows))
    assert (slet.title, slet.term, slet.note) == ("Слёт", "10 января", "")
    assert (choir.title, choir.term, choir.note) == ("Хор", "", "2")


def test_row_of_heading_words_with_a_term_is_an_event():
    rows = [HEAD, ["", "Тематика заседаний", "в течение месяца", "Ответственные"]]
    assert [event.title for event in events(plan(rows))] == ["Тематика заседаний"]


def test_row_of_sentences_is_no_head():
    rows = [
        ["Встреча", "Где сидим", "Когда начнём"],
        ["1. Тема года и её содержание", "2. Место встречи у реки", "май"],
        ["Разбор вёсел", "Причал", "июнь"],
    ]
    found = recognise(read_word(plan(rows)))
    assert [column.heading for column in found.columns] == rows[0]


def test_headings_with_numbers_are_a_head():
    rows = [["1. Мероприятие", "2. Срок"], ["Слёт", "май"]]
    assert [(event.title, event.term) for event in events(plan(rows))] == [("Слёт", "май")]


def rows_of(text, usual=USUAL):
    found = recognise(read_paste("", text), usual=usual)
    assert found.words.is_whole
    return [event for section in found.content.all_sections() for event in section.events]


def titles(text, usual=USUAL):
    return [event.title for event in rows_of(text, usual)]


def typed_table(*rows):
    return "\n".join(rows)


def test_forty_rows_stay_forty():
    rows = [f"{n}\tСлёт чтецов\tоктябрь\tМетодист\tСправка" for n in range(1, 41)]
    rows[1] = f"2\t{SOUNDS_LIKE_A_HEAD}\tоктябрь\tМетодист\tОтчёт"
    assert len(rows_of(typed_table(*rows))) == 40


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("term", ["октябрь", "в течение года", "по отдельному графику"])
def test_row_with_a_term_is_no_head(place, term):
    rows = [f"Слёт\t{term}\tМетодист\tСправка", f"Сбор\t{term}\tМетодист\tСправка"]
    rows.insert(place, f"{SOUNDS_LIKE_A_HEAD}\t{term}\tМетодист\tОтчёт")
    found = rows_of(typed_table(*rows))
    assert len(found) == 3
    assert (found[place].title, found[place].term) == (SOUNDS_LIKE_A_HEAD, term)
    assert found[place].result == "Отчёт"


def test_row_alone_is_no_head():
    (row,) = rows_of(f"{SOUNDS_LIKE_A_HEAD}\tоктябрь\tМетодист\tОтчёт")
    assert (row.title, row.term, row.result) == (SOUNDS_LIKE_A_HEAD, "октябрь", "Отчёт")


def test_row_with_a_number_and_no_term_is_no_head():
    rows = ("1\tСлёт\tмай\tМетодист\tСправка", f"2\t{SOUNDS_LIKE_A_HEAD}\t\tМетодист\tОтчёт")
    assert titles(typed_table(*rows)) == ["Слёт", SOUNDS_LIKE_A_HEAD]


def test_cells_of_the_column_tell_where_the_plan_has_other_columns():
    rows = [f"{n}\tСлёт\tоктябрь\tМетодист" for n in range(1, 6)]
    rows[2] = f"3\t{SOUNDS_LIKE_A_HEAD}\tоктябрь\tИсполнитель назначен"
    assert titles(typed_table(*rows), USUAL[:2]) == [
        "Слёт",
        "Слёт",
        SOUNDS_LIKE_A_HEAD,
        "Слёт",
        "Слёт",
    ]


def test_head_is_still_a_head():
    assert titles(typed_table(TYPED_HEAD, "1\tСлёт\tмай\tМетодист\tСправка")) == ["Слёт"]
    year = TYPED_HEAD.replace("Срок", "Сроки (2027 год)")
    assert titles(typed_table(year, "1\tСлёт\tмай\tМетодист\tСправка")) == ["Слёт"]


def test_head_under_rows_is_left_out_and_the_rows_are_not():
    above = "1\tСлёт\tмай\tМетодист\tСправка"
    assert titles(typed_table(above, TYPED_HEAD, above.replace("Слёт", "Сбор"))) == ["Слёт", "Сбор"]


def test_columns_of_the_plan_serve_rows_whose_words_could_be_organisations():
    events = ("Центр чтения", "Институт развития образования: совет", "Школа молодого учителя")
    rows = rows_of(
        typed_table(*(f"{n}\t{one}\tмай\tСовет\tОтчёт" for n, one in enumerate(events, 1)))
    )
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
    for found in rows_of(typed_table(row, row.replace("1\t", "2\t"))):
        people = ", ".join(one.text for one in found.responsible)
        assert (found.title, found.term, people, found.result) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1\tСлёт\tмай\tМетодист\tСправка", True),
        ("\tСлёт\tпо отдельному графику\tМетодист\tСправка", True),
        (TYPED_HEAD, False),
        ("№ п/п\tМероприятие\tмай\tОтветственный\tРезультат", False),
        ("а\tб\tв\tг\tд", True),
        ("Слёт\tСбор\tСрок\tСход\tСлёт", False),
    ],
)
def test_row_of_a_plan_by_the_columns_of_the_plan(row, expected):
    (found,) = read_paste("", typed_table(row, "9\tСход\tиюнь\tДиректор\tОтчёт")).tables
    assert is_plan_row(found, 0, USUAL) is expected
