"""Rows and sections: what is missing or cut off."""

import pytest

from events.checks import check_content, repair
from events.plan.content import (
    EventContent,
    ResponsibleContent,
    SectionContent,
)
from tests.drafts import REPORT, ROLES, codes, only, plan, plan_of, row, section


def test_whole_plan_has_no_findings():
    assert check_content(plan_of(row(), row("Выставка учебных пособий", "апрель"))) == ()


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
    found = next(one for one in check_content(content) if one.uid == "e1")
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
    found = [
        finding for finding in check_content(content) if finding.code == "direction_without_event"
    ]
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


def test_empty_row_is_taken_out():
    content = plan_of(row(), EventContent())
    mended = repair(content, only(content, "row_empty"))
    assert [one.uid for one in mended.sections[0].events] == ["e1", "report"]
