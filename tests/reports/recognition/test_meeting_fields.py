"""Meetings of a plan without tables, line by line."""

from tests.reports.recognition.lists import TITLE, read, rows_of

MEETINGS = (
    "*Заседание № 1 (январь)",
    "Форма проведения: мастерская",
    "Тема: «Голос зала»",
    "Цель: услышать друг друга.",
    "*Вопросы для обсуждения:",
    "1. Акустика. (Тактов Л. Л.)",
    "2. Репертуар.",
    "*Заседание № 2 (май)",
    "Тема: «Итоги сезона»",
    "Форма: круглый стол",
    "Ответственный: Звонова Р. Р.",
    "Повестка дня:",
    "1. Отчёты.",
)


def test_meetings_line_by_line_are_rows():
    found = read(*TITLE, *MEETINGS)
    assert rows_of(found) == [
        ("Заседание № 1 (январь)", "«Голос зала»", "январь", []),
        ("Заседание № 2 (май)", "«Итоги сезона»", "май", ["Звонова Р. Р."]),
    ]
    first, second = found.content.all_events()
    assert [item.text for item in first.agenda] == ["Акустика. (Тактов Л. Л.)", "Репертуар."]
    assert (first.form, first.note, first.meeting) == (
        "мастерская", "услышать друг друга.", True
    )  # fmt: skip
    assert (second.form, [item.text for item in second.agenda]) == ("круглый стол", ["Отчёты."])


def test_meeting_without_a_theme_is_called_by_its_heading():
    found = read(
        *TITLE, "Заседание № 1. Январь", "1. Акустика.", "2. Зал.", "Заседание № 2. Май",
        "1. Отчёты.",
    )  # fmt: skip
    assert [row[1:3] for row in rows_of(found)] == [
        ("Заседание № 1", "Январь"),
        ("Заседание № 2", "Май"),
    ]
    assert [len(event.agenda) for event in found.content.all_events()] == [2, 1]


def test_date_and_place_of_a_meeting():
    found = read(
        *TITLE, "*Заседание 1", "Планы на сезон", "Дата: 15 января", "Место: Дом искусств",
        "1. Акустика", "*Заседание 2", "Дата: 12 мая", "Повестка:", "1. Отчёты", "2. Смета",
    )  # fmt: skip
    first, second = found.content.all_events()
    assert (first.term, first.place, first.agenda[0].text) == (
        "15 января", "Дом искусств", "Акустика"
    )  # fmt: skip
    assert "Планы на сезон" in f"{first.lead_in}\n{first.title}"
    assert (second.term, len(second.agenda)) == ("12 мая", 2)


def test_lists_after_meetings_have_columns_of_their_own():
    found = read(*TITLE, *MEETINGS, "*Между заседаниями", "1. Гала", "2. Бал (май)")
    assert rows_of(found)[2:] == [
        ("Между заседаниями", "Гала", "", []),
        ("Между заседаниями", "Бал", "май", []),
    ]
