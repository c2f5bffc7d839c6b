"""What the cells of one row become in its event."""

import pytest

from events.plan.content import AgendaItemContent, EventContent, ResponsibleContent
from reports.recognition.cells import terms_of, with_continuation, with_speaker
from tests.reports.recognition.recognised import HEAD, events, remarks
from tests.reports.sources.word_samples import plan


def test_meeting_with_an_agenda():
    cell = "Заседание № 2\n1. Итоги смотра.\n2. Выборы совета\nи его председателя.\n3. Разное."
    (event,) = events(plan([HEAD, ["1.", cell, "май", "ЦРО"]]))
    assert (event.meeting, event.title) == (True, "Заседание № 2")
    assert [item.text for item in event.agenda] == [
        "Итоги смотра.",
        "Выборы совета\nи его председателя.",
        "Разное.",
    ]


@pytest.mark.parametrize("over", ["Тема: «Круг года»", "Тема «Круг года»", "Тема 2. Круг года"])
def test_theme_with_questions_is_a_meeting(over):
    (event,) = events(plan([HEAD, ["1.", f"{over}\n1) Итоги смотра.\n2) Разное.", "май", "ЦРО"]]))
    assert (event.meeting, event.title) == (True, over)
    assert [item.text for item in event.agenda] == ["Итоги смотра.", "Разное."]


def test_agenda_item_cut_by_a_page_is_joined():
    cell = "Заседание № 2\n1. Итоги смотра.\n2. Выборы совета"
    rows = [HEAD, ["1.", cell, "май", "ЦРО"], ["", "и его председателя", "", ""]]
    (event,) = events(plan(rows))
    assert [item.text for item in event.agenda] == [
        "Итоги смотра.",
        "Выборы совета\nи его председателя",
    ]


def test_list_in_an_event_that_is_no_agenda_stays_as_written():
    cell = "Смотр кабинетов:\n- физики;\n- химии."
    (event,) = events(plan([HEAD, ["1.", cell, "май", "ЦРО"]]))
    assert (event.title, event.meeting) == (cell, False)


def test_list_typed_into_one_paragraph_is_split():
    cell = "- Собрать отчёт за год. - Составить план на 2032 год – общий."
    (event,) = events(plan([HEAD, ["1.", cell, "декабрь", "ЦРО"]]))
    assert event.title == "- Собрать отчёт за год.\n- Составить план на 2032 год – общий."


def test_dated_items_are_sub_events():
    cell = "Круг чтения:\n- «Утро» (12.03.2031);\n- «День (летний)» (в мае 2031 г.)."
    (event,) = events(plan([HEAD, ["1.", cell, "в течение года", "ЦРО"]]))
    assert event.title == "Круг чтения:"
    assert [(part.title, part.term) for part in event.events] == [
        ("«Утро»", "12.03.2031"),
        ("«День (летний)»", "в мае 2031 г."),
    ]


def test_items_with_brackets_that_are_no_dates_are_words():
    cell = "Встречи:\nс новичками (колледж);\nс наставниками (школа)."
    (event,) = events(plan([HEAD, ["1.", cell, "май", "ЦРО"]]))
    assert (event.title, event.events) == (cell, ())


def test_bold_words_before_the_text_are_a_lead_in():
    (event,) = events(plan([HEAD, ["1.", "*Тема встречи *Как поддержать новичка", "май", "ЦРО"]]))
    assert (event.lead_in, event.title) == ("Тема встречи", "Как поддержать новичка")


def test_list_items_take_their_own_terms():
    cell = "1. Осмотр залов\nи лестниц.\n2. Замер шума."
    data = plan([HEAD, ["1.", cell, "май\nиюнь", "ЦРО"]])
    (event,) = events(data)
    assert (event.title, event.term) == ("", "")
    assert [(part.title, part.term) for part in event.events] == [
        ("Осмотр залов\nи лестниц", "май"),
        ("Замер шума", "июнь"),
    ]
    assert remarks(data) == []


def test_dated_items_without_a_title_are_parts_of_the_row():
    (event,) = events(
        plan([HEAD, ["1.", "- «Утро» – 3 марта;\n- «Вечер» – 5 мая.", "весна", "ЦРО"]])
    )
    assert [(part.title, part.term) for part in event.events] == [
        ("«Утро»", "3 марта"),
        ("«Вечер»", "5 мая"),
    ]


def test_number_beside_words_gets_the_heading_of_its_column():
    rows = [
        [*HEAD, "Участники", "Охват, чел.", "Примечание"],
        ["1.", "Смотр", "май", "ЦРО", "дети", "40", "в два потока"],
        ["2.", "Слёт", "июнь", "ЦРО", "вожатые", "25 человек", ""],
    ]
    one, other = events(plan(rows))
    assert one.note == "Охват, чел.: 40\nв два потока"
    assert other.note == "25 человек"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("май\nиюнь", ["май", "июнь"]),
        ("май июнь", ["май", "июнь"]),
        ("май", []),
        ("май\nкак условимся", []),
    ],
)
def test_several_terms_of_a_cell(text, terms):
    assert terms_of(text) == terms


def agenda(*texts):
    return tuple(AgendaItemContent(text) for text in texts)


def test_each_agenda_item_takes_its_speaker():
    people = (ResponsibleContent("Завуч"), ResponsibleContent("Методист"))
    made = with_speaker(EventContent(agenda=agenda("Итоги", "Планы"), responsible=people))
    assert [item.speaker for item in made.agenda] == ["Завуч", "Методист"]
    assert made.responsible == ()
    one = with_speaker(EventContent(agenda=agenda("Итоги"), responsible=people))
    assert [item.speaker for item in one.agenda] == ["Завуч, Методист"]
    three = EventContent(agenda=agenda("Итоги", "Планы", "Разное"), responsible=people)
    assert with_speaker(three) == three


def test_continuation_in_small_letters_belongs_to_the_last_agenda_item():
    event = EventContent(title="Заседание", agenda=agenda("Итоги", "Выборы"), term="май")
    made = with_continuation(event, EventContent(title="совета", term="июнь"))
    assert [item.text for item in made.agenda] == ["Итоги", "Выборы\nсовета"]
    assert (made.title, made.term) == ("Заседание", "май\nиюнь")


def test_terms_are_aligned_where_one_of_the_lines_is_words():
    cell = "Речная школа\n1. Осмотр лодок\n2. Сбор вёсел\n3. Выход"
    (event,) = events(plan([HEAD, ["1.", cell, "в теч. мес\n29.05-05.06\nПо воде", "ЦРО"]]))
    assert [(part.title, part.term) for part in event.events] == [
        ("Осмотр лодок", "в теч. мес"),
        ("Сбор вёсел", "29.05-05.06"),
        ("Выход", "По воде"),
    ]


@pytest.mark.parametrize(
    "cell", ["*Речной контроль*\n*1.* Осмотр\n2. Сбор", "*Речной контроль*\n1. Осмотр\n2. Сбор"]
)
def test_bold_words_over_a_list_are_the_title(cell):
    (event,) = events(plan([HEAD, ["1.", cell, "май", "ЦРО"]]))
    assert (event.lead_in, event.title) == ("", "Речной контроль\n1. Осмотр\n2. Сбор")


def test_stop_after_bold_words_belongs_to_them():
    (event,) = events(plan([HEAD, ["1.", "*Речной контроль*. Осмотр лодок", "май", "ЦРО"]]))
    assert (event.lead_in, event.title) == ("Речной контроль.", "Осмотр лодок")
