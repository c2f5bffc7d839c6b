"""What a column is where its heading alone doesn't tell: marks of quarters, lonely directions."""

import pytest

from reports.recognition import Correction, recognise
from reports.sources.docx import read_word
from tests.reports.sources.word_samples import plan, say, table, written

QUARTERS = ["№", "Мероприятие", "I кв.", "II кв.", "III кв.", "IV кв.", "Ответственный"]


def read(rows, *corrections):
    found = recognise(read_word(plan(rows)), corrections=corrections)
    assert found.words.is_whole
    return found


def terms(found):
    return [event.term for event in found.content.all_events()]


@pytest.mark.parametrize("mark", ["+", "х", "V", "✓", "*"])
def test_marks_under_quarters_are_the_term(mark):
    rows = [["1", "Слёт", mark, "", mark, "", "Все"], ["2", "Сбор", "", "", "", mark, "Все"]]
    found = read([QUARTERS, *rows])
    assert terms(found) == ["I кв., III кв.", "IV кв."]
    assert [one.heading for one in found.content.layout.columns] == [
        "№",
        "Мероприятие",
        "Срок",
        "Ответственный",
    ]
    assert all(one.confidence < 0.85 for one in found.columns if one.role == "mark")
    assert found.unplaced == ()


def test_marks_under_a_head_of_two_levels_are_named_by_its_lower_one():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        made = table(
            document,
            [
                ["№", "Мероприятие", "Сроки", "", "Ответственный"],
                ["^", "^", "октябрь", "ноябрь", "^"],
                ["1", "Слёт", "", "+", "Все"],
            ],
        )
        made.cell(0, 2).merge(made.cell(0, 3))

    found = recognise(read_word(written(build)))
    assert terms(found) == ["ноябрь"]
    assert found.content.layout.columns[2].heading == "Сроки"


def test_words_under_a_quarter_stay_words():
    hand = [Correction("column", 1, at, "mark") for at in (2, 3, 4, 5)]
    found = read([QUARTERS, ["1", "Слёт", "15 марта", "+", "", "", "Все"]], *hand)
    assert terms(found) == ["15 марта, II кв."]


def test_directions_are_events_where_nothing_else_could_be():
    head = ["№", "Ответственный", "Вид деятельности, тема", "Дата"]
    found = read([head, ["1", "Методист", "Семинар о чтении", "май"]])
    (event,) = found.content.all_events()
    assert (event.title, event.direction) == ("Семинар о чтении", "")
    assert found.columns[2].confidence < 0.85


def test_directions_stay_where_there_are_events():
    head = ["№", "Направление", "Мероприятие", "Дата"]
    found = read([head, ["1", "Кадры", "Семинар о чтении", "май"]])
    (event,) = found.content.all_events()
    assert (event.title, event.direction) == ("Семинар о чтении", "Кадры")


def test_column_of_figures_is_never_the_events():
    head = ["Наименование разделов", "Объём работы, %", "Срок"]
    found = read([head, ["Чертежи лодки", "15", "май"], ["Сборка лодки", "25 %", "июнь"]])
    assert [event.title for event in found.content.all_events()] == [
        "Чертежи лодки",
        "Сборка лодки",
    ]
    assert [event.note for event in found.content.all_events()] == ["15", "25 %"]
    assert all(one.confidence < 0.85 for one in found.columns[:2])


def test_without_events_the_longest_text_is_theirs():
    head = ["№", "Этапы похода", "Виды работ в походе", "Трудоёмкость, час", "Дата"]
    rows = [
        ["1", "Сборы", "Укладка рюкзаков и палаток", "9", "16.08.2031"],
        ["2", "Путь", "Переход через перевал", "72", "18.08.2031"],
    ]
    found = read([head, *rows])
    assert [(event.title, event.note) for event in found.content.all_events()] == [
        ("Укладка рюкзаков и палаток", "9"),
        ("Переход через перевал", "72"),
    ]


def test_kinds_of_work_are_events_where_they_say_more():
    head = ["№", "Вид деятельности", "Содержание", "Сроки"]
    rows = [
        ["1", "Составить и сдать карту лодок", "Карта", "май"],
        ["2", "Провести смотр парусов", "Смотр", "июнь"],
    ]
    found = read([head, *rows])
    assert [event.title for event in found.content.all_events()] == [row[1] for row in rows]
    assert [event.description for event in found.content.all_events()] == ["Карта", "Смотр"]


def test_kinds_of_work_beside_events_are_forms_by_their_heading():
    head = ["№", "Содержание тем", "Виды работ, организационные формы", "Сроки"]
    found = read([head, ["1", "Устройство лодки", "Беседа", "май"]])
    (event,) = found.content.all_events()
    assert (event.title, event.form, event.direction) == ("Устройство лодки", "Беседа", "")
    assert found.columns[2].confidence < 0.85


def test_numbers_of_rooms_are_places():
    head = ["Дата", "Мероприятие", "Аудитория"]
    found = read([head, ["25.01.2031", "Урок", "502"], ["26.01.2031", "Показ", "ауд. 605а"]])
    assert [event.place for event in found.content.all_events()] == ["502", "ауд. 605а"]
    found = read([head, ["25.01.2031", "Урок", "педагоги"]])
    assert [event.audience for event in found.content.all_events()] == ["педагоги"]
