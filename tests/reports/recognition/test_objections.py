"""Files that hold no plan, several, or another thing: people across, charts, programmes."""

import pytest

from reports.recognition import recognise
from reports.recognition.objections import CHART, objection_to, other_kind, several_plans
from reports.sources.docx import read_word
from reports.sources.source_document import SourceError
from tests.reports.sources.word_samples import plan, say, table, written

ROWS = [["№", "Мероприятие", "Срок"], ["1", "Слёт", "май"]]
FIRST = "План работы РУМО учителей физики на 2031 год"
SECOND = "План работы РУМО учителей химии на 2031 год"
PEOPLE = [["Дата", "Лодкина С.", "Вёслов Т."], ["5.12.2031", "Причал", "Вёрстка"]]
PLAN = [["№", "Мероприятие", "Срок"], ["1", "Слёт", "май"]]


def paper(*parts):
    """A document: a string is a centred bold line, «-» before it a plain one, a list a table."""

    def build(document):
        for part in parts:
            if isinstance(part, str) and part.startswith("-"):
                say(document, part[1:])
            elif isinstance(part, str):
                say(document, part, "center", bold=True)
            else:
                table(document, part)

    return read_word(written(build))


def test_two_plans_with_years_of_their_own():
    assert several_plans(paper(FIRST, ROWS, SECOND, ROWS)) == (FIRST, SECOND)


def test_two_plans_with_stamps_of_their_own():
    word = paper("-УТВЕРЖДАЮ", "План работы", ROWS, "-УТВЕРЖДАЮ", "План мероприятий", ROWS)
    assert several_plans(word) == ("План работы", "План мероприятий")


def test_title_of_several_lines_is_one():
    word = paper(FIRST, ROWS, "План работы", "учителей химии", "на 2032 год", ROWS)
    assert several_plans(word)[1] == "План работы учителей химии на 2032 год"


def test_three_plans():
    third = FIRST.replace("физики", "истории")
    assert len(several_plans(paper(FIRST, ROWS, SECOND, ROWS, third, ROWS))) == 3


@pytest.mark.parametrize(
    "parts",
    [
        (FIRST, ROWS),
        (FIRST, ROWS, "Приложение 1", SECOND, ROWS),
        (FIRST, ROWS, "План работы школы молодого учителя", ROWS),
        (FIRST, ROWS, "План заседаний совета на 2031 год", ROWS),
        (FIRST, ROWS, "-План работы на 2031 год утверждён советом", ROWS),
        (FIRST, ROWS, SECOND),
        (FIRST, SECOND, ROWS),
        (FIRST, ROWS, "Раздел 2. Мероприятия 2031 года", ROWS),
        (FIRST, ROWS, ROWS),
        (FIRST, ROWS, FIRST, ROWS),
        ("План работы на сентябрь 2031 года", ROWS, "План работы на октябрь 2031 года", ROWS),
        (
            "План работы на I полугодие 2031 года",
            ROWS,
            "План работы на II полугодие 2031 года",
            ROWS,
        ),
    ],
)
def test_parts_of_one_plan_are_no_plans(parts):
    assert several_plans(paper(*parts)) == ()


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (("Прайс-лист", ROWS), "прайс-лист"),
        (("Расписание занятий 5 «А» класса", ROWS), "расписание"),
        (("ПРОТОКОЛ № 3", "заседания объединения", ROWS), "протокол"),
        (("Отчёт о выполнении плана за 2030 год", ROWS), "отчёт"),
        (("-Уважаемые коллеги!", ROWS), "письмо"),
        (("ПРИКАЗ", "-П Р И К А З Ы В А Ю:", ROWS), "приказ"),
        (("Смета расходов", ROWS), "смета"),
        (("Список участников", ROWS), "список"),
        (([["№", "Наименование", "Цена, руб.", "Кол-во"], ["1", "Бумага", "350", "10"]],), "цен"),
    ],
)
def test_another_paper_is_named(parts, kind):
    sentence = other_kind(paper(*parts))
    assert kind in sentence
    assert sentence.endswith("выберите файл с планом работы.")


@pytest.mark.parametrize(
    "parts",
    [
        ("-Приказ № 1 от 16.01.2031", "План работы на 2031 год", ROWS),
        ("ПРИКАЗ", "-ПРИКАЗЫВАЮ:", "-Утвердить план работы", "План работы", ROWS),
        ("Дорожная карта", ROWS),
        ("Мероприятия объединения", ROWS),
        (ROWS,),
        (
            "План работы",
            [["№", "Мероприятие", "Срок", "Количество участников"], ["1", "Слёт", "май", "9"]],
        ),
    ],
)
def test_what_may_be_a_plan_is_accepted(parts):
    assert other_kind(paper(*parts)) == ""


def test_plan_of_the_usual_shape_is_one_plan():
    word = read_word(plan(ROWS))
    assert (other_kind(word), several_plans(word)) == ("", ())


def test_file_of_several_plans_must_be_divided():
    sentence = objection_to(paper(FIRST, ROWS, SECOND, ROWS))
    assert sentence.startswith(f"В файле несколько планов: «{FIRST}», «{SECOND}»; сохраните каждый")
    many = objection_to(paper(*[one for n in "12345" for one in (f"{FIRST * 9} {n}", ROWS)]))
    assert " и другие; " in many
    assert len(many) < 400


def test_one_plan_meets_no_objection():
    assert objection_to(paper(FIRST, ROWS)) == ""
    assert "прайс-лист" in objection_to(paper("Прайс-лист", ROWS))


def objection(rows):
    return objection_to(read_word(plan(rows)))


@pytest.mark.parametrize(
    "rows",
    [
        PEOPLE,
        [["Неделя", "Лодкина Света", "Вёслов Тимур"], ["1", "Причал", "Вёрстка"]],
        [["", "Лодкина С.В.", "Вёслов Т.П."], ["1 неделя", "Причал", ""]],
        [["", "Лодкина", "Вёслов"], ["1 неделя", "Причал", "Вёрстка"]],
    ],
)
def test_person_for_each_column(rows):
    assert "Лодкина" in objection(rows)
    with pytest.raises(SourceError, match="у каждого человека"):
        recognise(read_word(plan(rows)))


def chart(days, cells):
    return [["Задача", "Кто", *days], ["Причал", "Лодкина С.", *cells]]


@pytest.mark.parametrize(
    ("days", "cell"),
    [
        (list(map(str, range(1, 11))), ""),
        ([f"{day:02}.03" for day in range(1, 11)], "x"),
        ([f"{day:02}.03.2031" for day in range(1, 11)], ""),
        ([f"{week} нед" for week in range(1, 11)], ""),
    ],
)
def test_days_without_words_are_a_chart(days, cell):
    assert objection(chart(days, [cell] * 10)) == CHART


def test_chart_whose_days_are_apart_from_its_head():
    head, *rows = chart(list(map(str, range(1, 11))), [""] * 10)
    word = read_word(
        written(lambda made: (table(made, [head[:2]]), table(made, [["", "", *head[2:]], *rows])))
    )
    assert objection_to(word) == CHART


@pytest.mark.parametrize(
    "rows",
    [
        PLAN,
        [["№", "Фамилия", "Заместитель"], ["1", "Лодкина С.В.", "Вёслов Т.П."]],
        chart([f"{week} неделя" for week in range(1, 11)], ["+"] * 10),
        [["Задача", "Срок", *map(str, range(1, 11))], ["Причал", "май", *[""] * 10]],
    ],
)
def test_other_tables_are_no_such_shape(rows):
    assert objection(rows) == ""


def test_plan_beside_such_a_table_is_read():
    word = read_word(written(lambda made: (table(made, PEOPLE), table(made, PLAN))))
    assert objection_to(word) == ""


@pytest.mark.parametrize(("words", "refused"), [(200, False), (26_000, True)])
def test_whole_programme_is_no_plan(words, refused):
    def build(document):
        say(document, "Основная образовательная программа", "center", bold=True)
        say(document, "и план работы на 2031 год", "center", bold=True)
        say(document, "река " * words)
        table(document, PLAN)

    sentence = objection_to(read_word(written(build)))
    assert ("образовательная программа" in sentence) is refused
