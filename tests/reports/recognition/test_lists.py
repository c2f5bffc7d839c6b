"""Lists and meetings among the lines of a plan without tables."""

from reports.recognition.lists import ItemList, ListedMeeting, parts_of_lists
from reports.sources.source_document import Run, SourceParagraph
from tests.reports.recognition.lists import TITLE, events, read, rows_of


def test_lists_that_word_numbers_and_bullets():
    found = read(
        *TITLE, "*Учёба", "1>Распевка", "1>Сольфеджио", "*Смотры", "•>Гала (май)", "•>Капелла"
    )
    assert rows_of(found) == [
        ("Учёба", "Распевка", "", []),
        ("Учёба", "Сольфеджио", "", []),
        ("Смотры", "Гала", "май", []),
        ("Смотры", "Капелла", "", []),
    ]


def test_list_inside_an_item_stays_with_it():
    rows = events(
        "*Май", "1. Вечер в двух частях:", "- хор;", "- оркестр.", "2. Гала", "3. Распевка"
    )
    assert [row[0] for row in rows] == [
        "Вечер в двух частях:\n- хор;\n- оркестр.",
        "Гала",
        "Распевка",
    ]


def test_agenda_of_a_meeting_inside_a_list():
    found = read(*TITLE, "*Май", "1. Заседание. Вопросы:", "1) Репертуар.", "2) Зал.", "2. Гала",
                 "3. Бал")  # fmt: skip
    first, *others = found.content.all_events()
    assert [item.text for item in first.agenda] == ["Репертуар.", "Зал."]
    assert [one.title for one in others] == ["Гала", "Бал"]


def test_lines_under_months_without_any_mark():
    found = read(
        *TITLE, "Март", "Гала", "Ответственный: Тактов Л. Л.", "14 марта — Бал", "Апрель", "Капелла"
    )
    assert rows_of(found) == [
        ("Март", "Гала", "", ["Тактов Л. Л."]),
        ("Март", "Бал", "14 марта", []),
        ("Апрель", "Капелла", "", []),
    ]


def line(text):
    return SourceParagraph((Run(text, bold=text.startswith("*")),)) if text else SourceParagraph()


def test_list_has_the_headings_above_it():
    lines = ["Песни зовут нас.", "Май", "1. Гала", "для всех", "2. Бал", "Глава\tЗвонова Р. Р."]
    introduction, made, signature = parts_of_lists([line(text) for text in lines])
    assert isinstance(introduction, SourceParagraph)
    assert isinstance(made, ItemList)
    assert [one.text for one in made.headings] == ["Май"]
    assert [[one.text for one in item] for item in made.items] == [
        ["1. Гала", "для всех"],
        ["2. Бал"],
    ]
    assert made.is_numbered
    assert made.is_under_month
    assert not made.is_prose
    assert signature.text.startswith("Глава")


def test_items_of_many_letters_are_prose():
    assert ItemList([], [[line("слово " * 100)], [line("Гала")]]).is_prose


def test_meeting_has_labels_and_their_lines():
    lines = ["Заседание № 1", "Дата: 5 мая", "Повестка:", "1. Итоги.", "2. Планы."]
    (made,) = parts_of_lists([line(text) for text in lines])
    assert isinstance(made, ListedMeeting)
    assert made.heading.text == "Заседание № 1"
    assert [(label, [one.text for one in value]) for label, value in made.fields] == [
        ("Дата", ["5 мая"]),
        ("Повестка", ["1. Итоги.", "2. Планы."]),
    ]
