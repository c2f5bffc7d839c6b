"""Slips of typing, leftovers of forms and the wording of stamps."""

from dataclasses import replace

import pytest

from events.checks import check, repair
from events.plan.content import AgendaItemContent, ResponsibleContent, StepContent
from tests.drafts import APPROVER, codes, only, plan, plan_of, row, section


@pytest.mark.parametrize(
    ("code", "wrong", "right"),
    [
        ("double_space", "Выставка  пособий и   книг", "Выставка пособий и книг"),
        ("double_space", "с\u00a0 15 по 20", "с\u00a015 по 20"),
        ("latin_letters", "Cеминар для нaставников", "Семинар для наставников"),
        ("latin_letters", "МOУ и ЦДO", "МОУ и ЦДО"),
        ("quotes", 'Выставка «Истоки"', "Выставка «Истоки»"),
        ("quotes", 'Клуб "Истоки», встреча', "Клуб «Истоки», встреча"),
    ],
)
def test_slip_is_found_and_mended(code, wrong, right):
    content = plan_of(row(wrong))
    found = only(content, code)
    assert (found.uid, found.field) == ("e1", "title")
    mended = repair(content, found)
    assert mended.sections[0].events[0].title == right
    assert code not in codes(mended)


@pytest.mark.parametrize(
    "words",
    [
        "Отчёт «О работе» за год»",
        "Отчёт «О работе за год",
        'Отчёт "О работе за год',
        "«Первая» и «вторая, третья",
    ],
)
def test_quote_without_a_pair_is_found_but_not_guessed(words):
    assert only(plan_of(row(words)), "quotes").repair is None


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Отчёт «О работе» за прошлый учебный год» в мае", "прошлый учебный год» в мае"),
        ("Большая выставка «Истоки и берега реки", "Большая выставка «Истоки и"),
        ('Слово"', 'Слово"'),
    ],
)
def test_quote_without_a_pair_is_shown_among_its_words(words, shown):
    assert only(plan_of(row(words)), "quotes").text == f"Строка 1: у кавычки нет пары — {shown}."


@pytest.mark.parametrize(
    "words",
    [
        "Клуб «Школа «Истоки» открыт",
        'Клуб "Истоки"',
        "„Истоки“ и «Начало»",
        "IT-куб, Zoom-встреча, Wi-Fi в школе",
        "Zoomом и ITшка",
        "ХVII век, XXI век, III квартал",
        "Первая строка\n  вторая строка",
        "Встречи с ветеранами...",
        "Подготовка списков (с ФИО участников)",
        "Что? Где? Когда?",
        "Работа с детьми 5–7 лет – игры",
    ],
)
def test_usual_writing_is_no_slip(words):
    assert codes(plan_of(row(words))) == []


def test_slips_are_found_in_every_place_that_holds_words():
    agenda = (AgendaItemContent("Итоги  года", "Рощин О."),)
    text = section(
        kind="text", uid="goals", heading="Цели  года", paragraphs=("Одна.", "Две  цели.")
    )
    content = plan(
        text,
        section(
            row(
                "Заседание о чтении",
                agenda=agenda,
                responsible=(ResponsibleContent("Совет  центра"),),
            ),
            uid="rows",
        ),
        title=("План  работы",),
        steps=(replace(APPROVER, position="Директор  института"),),
    )
    found = [one for one in check(content) if one.code == "double_space"]
    assert {(one.uid, one.field) for one in found} == {
        ("", "title"),
        ("goals", "heading"),
        ("goals", "paragraphs"),
        ("rowse1", "responsible"),
        ("rowse1", "agenda"),
        ("t1", "position"),
    }
    mended = content
    for one in found:
        mended = repair(mended, one)
    assert "double_space" not in codes(mended)
    assert mended.sections[1].events[0].agenda[0].speaker == "Рощин О."


@pytest.mark.parametrize(
    "values",
    [
        {"title": "Конкурс «________»"},
        {"title": "…"},
        {"title": "Наименование мероприятия"},
        {"term": "___ марта"},
        {"term": "дд.мм.гггг"},
        {"place": "(указать место)"},
        {"responsible": (ResponsibleContent("ФИО"),)},
        {"responsible": (ResponsibleContent("Руководитель (Ф.И.О.)"),)},
        {"result": "приказ № …"},
    ],
)
def test_leftover_of_a_form_blocks(values):
    found = only(plan_of(row(**values)), "leftover")
    assert (found.severity, found.uid, found.field) == ("blocks", "e1", next(iter(values)))


def test_lines_of_a_stamp_that_a_pen_fills_are_no_leftovers():
    step = replace(
        APPROVER,
        mode="order",
        act="приказом института от ________ № ____",
        date_line="«____» ____________ 2026 г.",
        after_name="(ФИО)",
        before_name="(подпись)",
    )
    assert codes(plan_of(row(), steps=(step,))) == []


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"heading": "УТВЕРЖДЕНО"}, "«УТВЕРЖДАЮ»"),
        ({"heading": "Утверждаю:"}, "без двоеточия"),
        ({"heading": "«УТВЕРЖДАЮ»:"}, "«„УТВЕРЖДАЮ“:» пишут «УТВЕРЖДАЮ», без двоеточия и кавычек"),
        ({"heading": "Согласовано", "verb": "agree"}, "«СОГЛАСОВАНО»"),
        (
            {"heading": "УТВЕРЖДЕНО", "mode": "order", "act": "приказом от 16.01.2026 № 1"},
            "«УТВЕРЖДЕН»",
        ),
        ({"position": "Директора института"}, "именительном падеже: «Директор»"),
        ({"mode": "order"}, "не указан документ"),
        ({"mode": "order", "act": "Приказ № 1 от 16.01.2026"}, "творительном падеже"),
    ],
)
def test_stamp_against_the_standard_is_found(values, said):
    found = only(plan_of(row(), steps=(replace(APPROVER, **values),)), "stamp")
    assert found.uid == "t1"
    assert said in found.text


@pytest.mark.parametrize(
    "step",
    [
        StepContent(verb="approve", heading="УТВЕРЖДАЮ", position="Директор"),
        StepContent(
            verb="approve", mode="order", heading="УТВЕРЖДЁН", act="приказом от 1.02.2026 № 3"
        ),
        StepContent(
            verb="approve", mode="protocol", act="решением совета (протокол от 1.02.2026 № 3)"
        ),
        StepContent(verb="agree", heading="СОГЛАСОВАНО", position="Зам. директора"),
    ],
)
def test_stamp_by_the_standard_is_no_finding(step):
    assert codes(plan_of(row(), steps=(step,))) == []


def test_word_of_the_stamp_is_mended_only_where_nothing_else_is_wrong():
    content = plan_of(row(), steps=(replace(APPROVER, heading="УТВЕРЖДЕНО"),))
    mended = repair(content, only(content, "stamp"))
    assert mended.steps[0].heading == ""
    both = plan_of(row(), steps=(replace(APPROVER, heading="УТВЕРЖДЕНО", position="Ректора"),))
    assert only(both, "stamp").repair is None


def test_closing_signature_alone_does_not_make_a_way_through_sign_off():
    steps = (StepContent(verb="close", position="Руководитель"),)
    assert only(plan_of(row(), steps=steps), "no_steps").blocks
