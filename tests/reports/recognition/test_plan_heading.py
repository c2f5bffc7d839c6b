import pytest

from reports.recognition import recognise
from reports.recognition.plan_heading import (
    association_of,
    is_imprint,
    nominative,
    recognised_period,
)
from reports.sources.docx import read_word
from tests.reports.sources.word_samples import plan, say, table, written

ROWS = [["№", "Мероприятие", "Срок"], ["1", "Смотр", "май"]]


def period(title, others=(), terms=()):
    found, reason = recognised_period(title, list(others), list(terms))
    return found.kind, found.starts, found.ends, reason


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("План на 2031 год", ("calendar", "2031-01-01", "2031-12-31")),
        (
            "План учебно-методического объединения на 2031 г.",
            ("calendar", "2031-01-01", "2031-12-31"),
        ),
        ("План на 2031 КАЛЕНДАРНЫЙ ГОД", ("calendar", "2031-01-01", "2031-12-31")),
        ("План на 2031–2032 учебный год", ("academic", "2031-09-01", "2032-08-31")),
        ("План на 2031/32 уч. год", ("academic", "2031-09-01", "2032-08-31")),
        ("План на 2031 - 2032 гг.", ("academic", "2031-09-01", "2032-08-31")),
        ("План на 2031 учебный год", ("academic", "2031-09-01", "2032-08-31")),
        ("План на 2031 – 2032 годы", ("custom", "2031-01-01", "2032-12-31")),
        ("План на 2031-2033 годы", ("custom", "2031-01-01", "2033-12-31")),
        ("План на март 2031 года", ("month", "2031-03-01", "2031-03-31")),
        ("План НА МАЙ МЕСЯЦ 2031 ГОДА", ("month", "2031-05-01", "2031-05-31")),
        ("План на II полугодие 2031 года", ("custom", "2031-07-01", "2031-12-31")),
        ("План на первый квартал 2031 г.", ("custom", "2031-01-01", "2031-03-31")),
        ("План (январь – июнь 2031 г.)", ("custom", "2031-01-01", "2031-06-30")),
        ("План с 1 сентября 2031 г. по 31 мая 2032 г.", ("academic", "2031-09-01", "2032-05-31")),
        ("План с 01.06 по 19.06.2031", ("custom", "2031-06-01", "2031-06-19")),
        ("План на 2031-2033 гг.", ("custom", "2031-01-01", "2033-12-31")),
        ("План на 2031/2032уч.год", ("academic", "2031-09-01", "2032-08-31")),
        ("План на летний сезон 2031г.", ("custom", "2031-06-01", "2031-08-31")),
        ("План на осенний период 2031 года", ("custom", "2031-09-01", "2031-11-30")),
        (
            "План по Федеральному закону от 28.12.2024 № 543-ФЗ на 2031 год",
            ("calendar", "2031-01-01", "2031-12-31"),
        ),
        ("План по приказу от 12.01.2031 № 5", ("calendar", "2031-01-01", "2031-12-31")),
    ],
)
def test_period_of_a_title(title, expected):
    assert period(title) == (*expected, "заголовка")


def test_period_from_stamps_where_the_title_has_none():
    assert period("План работы", ["Приказ от 16.01.2031г."])[1:] == (
        "2031-01-01",
        "2031-12-31",
        "грифов",
    )


def test_period_from_terms_if_nothing_else_names_it():
    assert period("План", terms=["май 2031", "июнь 2031", "2030"])[1] == "2031-01-01"
    school = ["сентябрь 2030", "12.10.2030", "март 2031", "июнь 2031"]
    assert period("План", terms=school)[:3] == ("academic", "2030-09-01", "2031-08-31")


def test_terms_from_autumn_to_spring_are_a_school_year():
    rows = ["1.09.2031", "октябрь", "декабрь", "январь", "май"]
    assert period("План", terms=rows) == ("academic", "2031-09-01", "2032-08-31", "сроков")
    assert period("План", terms=["октябрь", "май 2032"])[1] == "2031-09-01"
    assert period("План", terms=["январь 2031", "май", "октябрь"])[0] == "calendar"
    assert period("План", terms=["октябрь 2031", "май 2031"])[0] == "calendar"


def test_year_of_a_law_is_none():
    assert period("План по Закону края о реках от 12 мая 2024 г.", terms=["май 2031"])[1:] == (
        "2031-01-01",
        "2031-12-31",
        "сроков",
    )


def test_period_that_nothing_names_is_empty():
    assert period("План", terms=["май"]) == ("calendar", "", "", "")


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        (
            ("План работы", "областного методического объединения учителей Заречья", "на 2031 год"),
            "omo",
            "Областное методическое объединение учителей Заречья",
        ),
        (
            (
                "ПЛАН НА 2031 ГОД",
                "ДЕЯТЕЛЬНОСТИ РЕГИОНАЛЬНОГО УЧЕБНО-МЕТОДИЧЕСКОГО ОБЪЕДИНЕНИЯ (РУМО)",
                "Мастеров леса",
            ),
            "rumo",
            "Региональное учебно-методическое объединение (РУМО) мастеров леса",
        ),
        (
            ("План деятельности муниципального опорного центра Заречья",),
            "moc",
            "Муниципальный опорный центр Заречья",
        ),
        (
            ("План регионального модельного центра на 2031-2032 учебный год",),
            "rmc",
            "Региональный модельный центр",
        ),
        (("План кружка наставников на 2031 год",), "", "Кружок наставников"),
        (("План работы РУМО № 3 на 2031 год",), "rumo", "РУМО № 3"),
    ],
)
def test_association_of_a_title(title, kind, name):
    found = association_of(title, "")
    assert (found.kind, found.name) == (kind, name)


def test_kind_from_the_words_of_the_file():
    assert association_of(("План на 2031 год",), "Председатель РУМО").kind == "rumo"


@pytest.mark.parametrize(
    ("genitive", "expected"),
    [
        ("областного центра", "Областной центр"),
        ("городского сообщества мастеров", "Городское сообщество мастеров"),
        ("нижнего центра", "Нижний центр"),
        ("совета", "Совет"),
        ("предметно-цикловой комиссии механиков", "Предметно-цикловая комиссия механиков"),
        ("районного МО учителей", "Районное МО учителей"),
        ("Заречного кружка", "Заречный кружок"),
        ("методиста", "Методиста"),
        ("«Школы мастеров»", "«Школа мастеров»"),
        ("кружок", "Кружок"),
        ("работников леса", "Работников леса"),
        ("", ""),
    ],
)
def test_nominative(genitive, expected):
    assert nominative(genitive) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Ростов-на-Дону, 2031", True),
        ("с. Верхний Яр 2031 г.", True),
        ("Лугового муниципального района на 2031 год", False),
        ("Лесной области 2031 год", False),
    ],
)
def test_end_of_a_title_is_no_imprint(line, expected):
    assert is_imprint(line) is expected


def test_imprint_that_the_paper_would_write_otherwise_is_kept():
    def build(document):
        say(document, "План работы на 2031 год", "center", bold=True)
        say(document, "г. Заречинск, 2030 г.", "center")
        table(document, ROWS)

    content = recognise(read_word(written(build))).content
    assert (content.city, content.imprint) == ("Заречинск", "г. Заречинск, 2030 г.")


@pytest.mark.parametrize(
    ("title", "kind", "remarked"),
    [
        ("План РМО учителей на 2031 год", "omo", True),
        ("План городского методического объединения на 2031 год", "omo", True),
        ("План областного методического объединения на 2031 год", "omo", False),
        ("План методического кабинета на 2031 год", "", False),
    ],
)
def test_kind_that_the_portal_does_not_have_is_noted(title, kind, remarked):
    found = recognise(read_word(plan(ROWS, title=[title])))
    assert found.content.association.kind == kind
    assert any("вид ОМО" in one.text for one in found.findings) is remarked


def test_rows_do_not_name_the_association():
    rows = [*ROWS, ["2", "Собрание руководителей РУМО", "июнь"]]
    found = recognise(read_word(plan(rows, title=["План методической службы на 2031 год"])))
    assert found.content.association.kind == ""
