"""Numbers typed where the portal numbers itself: found, and taken off without another change."""

import pytest

from events.checks import repair
from events.plan.content import AgendaItemContent
from events.plan.outline import rows_of
from tests.drafts import REPORT, codes, only, plan, plan_of, row, section


def text_section(*paragraphs, **values):
    return section(kind="text", uid="text", heading="Задачи", paragraphs=paragraphs, **values)


def agenda_of(*questions, speaker=""):
    items = tuple(AgendaItemContent(one, speaker) for one in questions)
    return plan_of(row("Заседание о чтении", meeting=True, agenda=items))


def test_numbers_of_paragraphs_are_taken_off():
    content = plan(
        text_section("1. Единство требований", "Связь с библиотеками", "3) Учёба"), section(REPORT)
    )
    found = only(content, "typed_number")
    assert found.text == (
        "Раздел «Задачи»: номера пунктов напечатаются дважды — «1. 1. Единство требований»."
    )
    mended = repair(content, found)
    assert mended.sections[0].paragraphs == ("Единство требований", "Связь с библиотеками", "Учёба")
    assert codes(mended) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "1.2.1. Сверка требований",
        "10.00 – регистрация",
        "12.09.2026 состоится слёт",
        "2026. Год чтения",
        "15. 01. 2027 Совет",
        "Х. Х. Ветлугин",
        "1.",
        "I полугодие",
    ],
)
def test_other_figures_at_the_beginning_stay(paragraph):
    assert codes(plan(text_section(paragraph), section(REPORT))) == []


def test_paragraphs_without_numbers_of_the_portal_may_have_their_own():
    assert codes(plan(text_section("1. Единство", numbering="none"), section(REPORT))) == []


@pytest.mark.parametrize(
    ("heading", "values", "layout", "is_found"),
    [
        ("III. Повышение квалификации", {}, {"section_numbers": "roman"}, True),
        ("2) Повышение квалификации", {"number": "2"}, {}, True),
        ("III. Повышение квалификации", {}, {}, False),
        ("Повышение квалификации", {}, {"section_numbers": "roman"}, False),
    ],
)
def test_number_of_a_heading_is_taken_off_where_the_portal_prints_one(
    heading, values, layout, is_found
):
    content = plan(section(REPORT, heading=heading, **values), layout=layout)
    assert codes(content) == (["typed_number"] if is_found else [])
    if is_found:
        mended = repair(content, only(content, "typed_number"))
        assert mended.sections[0].heading == "Повышение квалификации"


def test_sub_section_has_no_number_but_its_own():
    inner = section(REPORT, uid="inner", heading="1. Учёба")
    content = plan(
        section(sections=(inner,), heading="Работа"), layout={"section_numbers": "roman"}
    )
    assert codes(content) == []


def test_numbers_of_questions_are_taken_off():
    content = agenda_of("1. О плане", "2. О библиотеках")
    found = only(content, "typed_number")
    assert (found.uid, found.field) == ("e1", "agenda")
    assert "напечатаются дважды — «1. 1. О плане»" in found.text
    agenda = repair(content, found).sections[0].events[0].agenda
    assert [one.text for one in agenda] == ["О плане", "О библиотеках"]


def test_questions_in_one_are_divided():
    content = agenda_of("1. О плане 2. О библиотеках 3. Разное", speaker="Ветлугин О. Н.")
    found = only(content, "typed_number")
    assert "несколько вопросов повестки набраны как один" in found.text
    mended = repair(content, found)
    agenda = mended.sections[0].events[0].agenda
    assert [(one.text, one.speaker) for one in agenda] == [
        ("О плане", ""),
        ("О библиотеках", ""),
        ("Разное", "Ветлугин О. Н."),
    ]
    assert codes(mended) == []


def test_question_that_counts_otherwise_is_not_divided():
    content = agenda_of("1. О работе 5. Класса")
    agenda = repair(content, only(content, "typed_number")).sections[0].events[0].agenda
    assert [one.text for one in agenda] == ["О работе 5. Класса"]


def test_own_number_at_the_beginning_of_a_row_is_taken_off():
    content = plan_of(row("1. Семинар о чтении"), row("5. Класс: как помочь"))
    found = only(content, "typed_number")
    assert found.uid == "e1"
    mended = repair(content, found)
    assert [one.event.title for one in rows_of(mended)][:2] == [
        "Семинар о чтении",
        "5. Класс: как помочь",
    ]
