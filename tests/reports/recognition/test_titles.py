"""Titles of odd wording and place: no «план» in them, the name above, a frame with stamps."""

import pytest

from reports.recognition import recognise
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD, read
from tests.reports.sources.word_samples import plan, say, table, written

ROWS = [HEAD, ["1", "Смотр", "май", "ЦРО"]]


def whole(found):
    """The number of lines of a title, first and last month, kind and name of the association."""
    content = found.content
    period, whose = content.period, content.association
    return (len(content.title), period.starts[:7], period.ends[:7], whose.kind, whose.name)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            ("П Л А Н", "деятельности РУМО пчеловодов", "на 2031-32 учебный год"),
            (3, "2031-09", "2032-08", "rumo", "РУМО пчеловодов"),
        ),
        (
            ("Г Р А Ф И К  Р А Б О Т Ы", "РУМО пчеловодов на 2 0 3 1 год"),
            (2, "2031-01", "2031-12", "rumo", "РУМО пчеловодов"),
        ),
        (
            ("Темы встреч РМО пасечников", "Заречного округа", "на 2031/2032 учебный год"),
            (3, "2031-09", "2032-08", "omo", "РМО пасечников Заречного округа"),
        ),
        (
            ("Календарь дел РУМО пчеловодов", "в 2031 году"),
            (2, "2031-01", "2031-12", "rumo", "РУМО пчеловодов"),
        ),
        (
            ("Перечень мероприятий РМЦ «Улей» на 2031 год",),
            (1, "2031-01", "2031-12", "rmc", "РМЦ «Улей»"),
        ),
        (
            ("План работы РУМО", "35.00.00 Лес и пасека", "на 2031 год"),
            (3, "2031-01", "2031-12", "rumo", "РУМО 35.00.00 Лес и пасека"),
        ),
        (
            ("Областное методическое объединение", "пасечников", "ПЛАН", "на 2031 год"),
            (4, "2031-01", "2031-12", "omo", "Областное методическое объединение пасечников"),
        ),
        (
            ("РМО пасечников", "2031–2032 учебный год", "Программа деятельности"),
            (3, "2031-09", "2032-08", "omo", "РМО пасечников"),
        ),
        (
            ("План – сетка мероприятий краевого УМО пасечников", "на 2031 год"),
            (2, "2031-01", "2031-12", "rumo", "Краевое УМО пасечников"),
        ),
        (
            ("План работы окружного методического обьединения пасечников", "на 2031 год"),
            (2, "2031-01", "2031-12", "omo", "Окружное методическое объединение пасечников"),
        ),
        (
            ("План совместных мероприятий", "(«дорожная карта»)", "МОЦ «Улей» на 2031 год"),
            (3, "2031-01", "2031-12", "moc", "МОЦ «Улей»"),
        ),
    ],
)
def test_title_of_any_wording(title, expected):
    found = read(plan(ROWS, title=title))
    assert whole(found) == expected
    assert found.unplaced == ()
    assert [section.heading for section in found.content.sections] == [""]


def test_genitive_of_a_name_that_stands_above():
    title = ("Краевой методический центр", "План работы на 2031 год")
    assert read(plan(ROWS, title=title)).name_genitive == "краевого методического центра"


def test_title_that_only_names_the_association_is_noted():
    found = read(plan(ROWS, title=("РУМО пчеловодов", "на 2031 год")))
    assert whole(found) == (2, "2031-01", "2031-12", "rumo", "РУМО пчеловодов")
    assert any("нет слова «план»" in one.text for one in found.findings)


@pytest.mark.parametrize(
    "line",
    [
        "Анализ работы РУМО в 2030 году",
        "Заседание РУМО на пасеке в 2031 году",
        "Май 2031 года",
        "В 2031 году РУМО пчеловодов бережёт мёд.",
        "Куратор: Полякова Р.Д., РУМО, 2031",
    ],
)
def test_line_that_is_no_title(line):
    assert read(plan(ROWS, title=(line,))).content.title == ()


def test_issuer_over_the_name_is_no_title():
    title = ("ГБУ ДПО «Улей»", "РМО пасечников", "План работы", "на 2031 год")
    found = recognise(read_word(plan(ROWS, title=title)))
    assert found.content.title == title[1:]
    assert [one.text for one in found.unplaced] == ["ГБУ ДПО «Улей»"]


def test_words_of_an_annex_on_the_line_of_the_title():
    title = ("Приложение № 4. План работы МОЦ «Улей» на 2031 год",)
    found = recognise(read_word(plan(ROWS, title=title)))
    assert found.content.title == ("План работы МОЦ «Улей» на 2031 год",)
    assert [one.text for one in found.unplaced] == ["Приложение № 4."]


def test_plain_title_goes_on_to_the_line_of_its_period():
    def build(document):
        for line in ("План работы РМО", "Пчеловоды и садоводы", "на 2031 год", "Праздники"):
            say(document, line)
        table(document, ROWS)

    found = read(written(build))
    assert whole(found) == (3, "2031-01", "2031-12", "omo", "РМО Пчеловоды и садоводы")
    assert [section.heading for section in found.content.sections] == ["Праздники"]


@pytest.mark.parametrize("city", ["Медовый Яр", "с. Медовое"])
def test_city_over_the_year(city):
    def build(document):
        say(document, "План работы РУМО пчеловодов на 2031 год", "center", bold=True)
        say(document, "")
        for line in (city, "2030"):
            say(document, line, "center")
        document.add_page_break()
        table(document, ROWS)

    content = read(written(build)).content
    assert (content.city, content.imprint) == (city, f"{city}, 2030")
    assert len(content.sections) == 1


def test_title_in_one_frame_with_the_stamps():
    def before(document):
        stamps = ["СОГЛАСОВАНО\nРектор\nС.С. Грачёв", "УТВЕРЖДАЮ\nДиректор\nР.Д. Полякова"]
        frame = ["План деятельности МОЦ «Улей»\nЗаречного округа", "<"]
        table(document, [stamps, frame, ["на 2031 год", "<"]])
        say(document, "ЗАБОТЫ", "center", bold=True)

    found = read(plan(ROWS, title=(), before=before))
    assert whole(found) == (3, "2031-01", "2031-12", "moc", "МОЦ «Улей» Заречного округа")
    assert [(step.position, step.name) for step in found.content.steps] == [
        ("Ректор", "С.С. Грачёв"),
        ("Директор", "Р.Д. Полякова"),
    ]
    assert [section.heading for section in found.content.sections] == ["ЗАБОТЫ"]


def test_stamps_under_a_title_without_the_word_are_read_once():
    def before(document):
        say(document, "РУМО пчеловодов", "center", bold=True)
        table(document, [["УТВЕРЖДАЮ\nДиректор\nР.Д. Полякова"]])

    found = read(plan(ROWS, title=(), before=before))
    assert found.content.title == ("РУМО пчеловодов",)
    assert [step.name for step in found.content.steps] == ["Р.Д. Полякова"]


def test_protocol_of_a_stamp_does_not_make_the_file_a_protocol():
    def before(document):
        for line in ("Рассмотрено", "на заседании совета", "Протокол № 2 от 12.01.2031"):
            say(document, line)

    found = read(plan(ROWS, title=("РМО пасечников", "на 2031 год"), before=before))
    assert [step.mode for step in found.content.steps] == ["protocol"]
    assert len(found.content.sections) == 1
