"""Rows, numbers, sections and meetings: what is missing, broken or said twice."""

import pytest

from events.checks import Requirements, check
from events.plan.content import (
    AgendaItemContent,
    AssociationContent,
    EventContent,
    ResponsibleContent,
    SectionContent,
)
from tests.drafts import REPORT, ROLES, codes, only, plan, plan_of, row, section

OMO = AssociationContent("omo", "Областное объединение логопедов")


def test_whole_plan_has_no_findings():
    assert check(plan_of(row(), row("Выставка учебных пособий", "апрель"))) == ()


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"title": ""}, "row_without_event", "title"),
        ({"term": ""}, "row_without_term", "term"),
        ({"responsible": ()}, "row_without_responsible", "responsible"),
        ({"result": ""}, "row_without_result", "result"),
        ({"term": "", "meeting": True}, "meeting_without_term", "term"),
    ],
)
def test_row_that_lacks_something_is_found(values, code, field):
    given = {"result": "Список", **values}
    content = plan_of(row(**given), roles=(*ROLES, "result"))
    found = next(one for one in check(content) if one.uid == "e1")
    assert (found.code, found.field, found.severity) == (code, field, "warns")


def test_quotes_of_a_row_stand_inside_those_of_the_finding():
    content = plan(section(row("Практикум «Костёр»", term=""), numbering="none"))
    assert only(content, "row_without_term").text.startswith("Строка «Практикум „Костёр“»")


def test_nothing_is_asked_that_has_no_column():
    content = plan_of(row(term="", responsible=()), roles=("number", "event"))
    assert codes(content) == []


def test_row_in_a_section_that_is_a_month_needs_no_term():
    content = plan(section(row(term=""), heading="Март"), section(REPORT, uid="s2"))
    assert codes(content) == []


def test_date_in_the_column_of_the_place_is_a_term():
    roles = (*ROLES, "place")
    assert codes(plan_of(row(term="", place="14 марта, музей"), roles=roles)) == []
    assert codes(plan_of(row(term="", place="музей"), roles=roles)) == ["row_without_term"]


def test_parts_may_say_what_their_row_leaves_open():
    parts = (
        EventContent(uid="p1", title="Первое", term="2 марта", responsible=row().responsible),
        EventContent(uid="p2", title="Второе", term="9 марта"),
    )
    assert codes(plan_of(row(term="", responsible=(), events=parts))) == []


def test_row_with_nothing_in_it_blocks_and_can_be_taken_out():
    found = only(plan_of(EventContent(number="5.")), "row_empty")
    assert (found.severity, bool(found.repair)) == ("blocks", True)


def test_direction_without_an_event_is_found_in_both_shapes():
    roles = ("direction", "event", "term", "responsible")
    merged = section(row(title=""), heading="1) оценка качества")
    none = section(heading="2) наставничество", uid="s2")
    content = plan(
        merged,
        none,
        section(row(), REPORT, uid="s3", heading="3) прочее"),
        roles=roles,
        layout={"sections_as": "merged", "numbering": "none"},
    )
    found = [one for one in check(content) if one.code == "direction_without_event"]
    assert [one.uid for one in found] == ["e1", "s2"]
    own = plan_of(row(title="", direction="Работа с кадрами"), roles=roles)
    assert only(own, "direction_without_event").uid == "e1"


def test_empty_section_is_found_and_a_sentence_is_enough():
    content = plan(
        section(row(), REPORT),
        section(uid="empty", heading="Конкурсы"),
        section(uid="words", heading="Цели", kind="text", lead_in="Цель одна."),
        SectionContent(uid="above", heading="Блок", sections=(section(row("Сбор"), uid="in"),)),
    )
    assert only(content, "section_empty").uid == "empty"


@pytest.mark.parametrize(
    "text", ["Председатель объединения и", "Методист отдела по", "Куратор,\nсекретарь и"]
)
def test_responsible_that_is_cut_off_is_found(text):
    content = plan_of(row(responsible=(ResponsibleContent(text),)))
    assert only(content, "cut_off").field == "responsible"


def test_whole_words_are_not_taken_for_cut_off():
    content = plan_of(
        row("Секция «А и Б»", responsible=(ResponsibleContent("Отдел О и К"),)),
        row("Встреча с", description="выпускниками педагогических классов"),
        row("Сбор отзывов, писем и т. п.", "май"),
    )
    assert "cut_off" not in codes(content)


def numbered(*numbers, **values):
    rows = [
        row(f"Встреча {word}", number=number)
        for number, word in zip(numbers, ("первая", "вторая", "третья", "четвёртая"), strict=False)
    ]
    return plan(section(*rows, **values), layout={"numbering": "restart"})


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("", "", "4.", ""), "1., 2., 4., 4."),
        (("", "5.", "2."), "после 1. идёт 5."),
        (("1.", "2.", "2.", "3."), "номер 2. повторяется"),
        (("3.", "1.1", "1.2", "1.3"), "после 3. идёт 1.1"),
    ],
)
def test_numbers_by_hand_that_break_or_repeat_are_found(numbers, said):
    found = only(numbered(*numbers), "numbers")
    assert said in found.text
    assert found.field == "number"


@pytest.mark.parametrize(
    "numbers",
    [
        ("0.", "1.", "2."),
        ("5.", "6.", "7."),
        ("3.1", "3.2", "3.3"),
        ("а)", "б)", "в)"),
        ("", "", ""),
    ],
)
def test_scheme_of_ones_own_is_no_finding(numbers):
    assert "numbers" not in codes(numbered(*numbers))


def test_number_over_several_rows_is_no_finding():
    content = plan_of(row(), row("Выставка", same_number=True), row("Сбор", same_number=True))
    assert "numbers" not in codes(content)


def test_numbers_of_another_section_are_found_where_they_were_typed():
    first = section(row(), REPORT, uid="s1")
    second = section(
        row("Сбор", uid="a", number="1.1"), row("Слёт", uid="b", number="1.2"), uid="s2"
    )
    content = plan(first, second, layout={"numbering": "section"})
    assert only(content, "numbers").uid == "a"


def test_numbers_that_run_through_may_start_anew_in_no_section():
    first = section(row(), REPORT, uid="s1")
    second = section(row("Сбор", uid="a", number="7."), uid="s2")
    content = plan(first, second, layout={"numbering": "through"})
    assert only(content, "numbers").uid == "a"


def test_doubled_row_is_found_though_marks_endings_and_order_differ():
    content = plan_of(
        row("Круглый стол «Опыт наставника» для молодых учителей", "март"),
        row("Для молодых учителей круглый стол: «Опыт наставников»", "Март 2026 г."),
    )
    found = only(content, "doubled")
    assert (found.uid, found.text) == ("e2", "Строка 2: то же, что и строка 1.")


@pytest.mark.parametrize(
    ("title", "term"),
    [
        ("Вебинар для учителей математики старших классов", "апрель"),
        ("Вебинар для учителей физики старших классов", "март"),
        ("Вебинар № 2 для учителей математики старших классов", "март"),
        ("Вебинар для учителей математики старших классов и родителей детей", "март"),
    ],
)
def test_another_term_subject_or_number_makes_another_row(title, term):
    content = plan_of(row("Вебинар для учителей математики старших классов"), row(title, term))
    assert "doubled" not in codes(content)


def meeting(title="Заседание объединения", term="март", **values):
    return row(title, term, meeting=True, **values)


def test_association_that_never_meets_is_found_and_a_centre_is_not():
    assert codes(plan_of(row(), association=OMO)) == ["meetings_none"]
    assert codes(plan_of(row())) == []
    together = plan_of(row("Рабочее совещание бюро"), association=OMO)
    assert codes(together) == []


def test_meetings_are_counted_against_the_requirement():
    two = plan_of(meeting("Заседание о чтении"), meeting("Заседание о письме", "май"))
    assert codes(two, requirements=Requirements(meetings=2)) == []
    found = only(two, "meetings_too_few", requirements=Requirements(meetings=4))
    assert found.text == "Заседаний должно быть не меньше 4, а запланировано 2."
    assert "meetings_none" in codes(plan_of(row()), requirements=Requirements(meetings=1))


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([meeting("Заседания о чтении", "ежеквартально")], 4),
        ([meeting("Заседания о чтении", "март, май, октябрь")], 3),
        ([row("Заседания центра", "ежемесячно")], 12),
        ([meeting("Заседание о чтении"), row("Проведение заседаний", "в течение года")], 1),
    ],
)
def test_meetings_that_return_are_counted_each_time(rows, count):
    content = plan_of(*rows)
    assert codes(content, requirements=Requirements(meetings=count)) == []
    assert codes(content, requirements=Requirements(meetings=count + 1)) == ["meetings_too_few"]


def test_meetings_that_are_not_counted_in_words_are_not_counted_here():
    content = plan_of(row("Проведение заседаний", "в течение года"))
    assert codes(content, requirements=Requirements(meetings=3)) == []


def test_meeting_without_agenda_or_topic_is_found():
    agenda = (AgendaItemContent("Итоги полугодия"),)
    content = plan_of(
        meeting("Заседание № 1", agenda=agenda),
        meeting("Итоговое заседание областного объединения логопедов", "май"),
        meeting("Новые подходы к проверке письма", "июнь"),
        association=OMO,
    )
    assert only(content, "meeting_without_agenda").uid == "e2"


def test_two_meetings_on_one_day_are_found():
    content = plan_of(
        meeting("Заседание о чтении", "14 марта"),
        meeting("Заседание о письме", "14.03.2026"),
        meeting("Заседание о счёте", "март"),
        meeting("Заседание о пении", "март"),
    )
    found = only(content, "meetings_one_day")
    assert (found.uid, found.text) == (
        "e2",
        "Строка 2: заседание в тот же день, 14 марта, что и строка 1.",
    )


def test_plan_without_report_or_analysis_is_found_once_it_is_begun():
    rows = (row(), row("Выставка"), row("Конкурс"))
    assert codes(plan(section(*rows))) == ["no_report"]
    assert codes(plan(section(*rows[:2]))) == []
    assert codes(plan(section(*rows, row("Мониторинг деятельности центра", "декабрь")))) == []


@pytest.mark.parametrize(
    ("term", "code"),
    [
        ("до 15 января 2027 г.", None),
        ("декабрь", None),
        ("до 1 февраля 2027 г.", "report_late"),
        ("март", "report_missing"),
        ("ежемесячно", "report_missing"),
    ],
)
def test_required_report_is_due_by_its_day(term, code):
    content = plan(section(row("Отчёт о работе", term)))
    found = codes(content, requirements=Requirements(report_by=(1, 15)))
    assert found == ([code] if code else [])


def test_required_sections_are_looked_for_by_their_words():
    asked = Requirements(sections=("Заседания объединения", "Наставничество"))
    content = plan(section(row(), REPORT, heading="3. Заседание методического объединения"))
    found = only(content, "section_missing", requirements=asked)
    assert "«Наставничество»" in found.text


def test_plan_without_rows_title_or_steps_is_blocked():
    content = plan(section(), title=(" ",), steps=(), layout={})
    blocking = [one.code for one in check(content) if one.blocks]
    assert set(blocking) == {"no_rows", "title_empty", "no_steps"}
