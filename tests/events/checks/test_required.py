"""What a plan must have: a closing report, required sections."""

import pytest

from events.checks import AddEvent, Requirements, repair
from tests.drafts import ACADEMIC, REPORT, codes, only, plan, row, section

BY_JANUARY = Requirements(report_by=(1, 15))


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


def test_missing_report_is_added_as_a_row_that_answers_the_check():
    content = plan(section(row()), section(row("Слёт"), uid="last"))
    found = only(content, "report_missing", requirements=BY_JANUARY)
    assert found.text == "Нужен отчёт до 15 января 2027 г., а такой строки в плане нет."
    mended = repair(content, found)
    added = mended.sections[1].events[-1]
    assert (added.title, added.term) == ("Отчёт о работе за 2026 год", "до 15 января 2027 г.")
    assert codes(mended, requirements=BY_JANUARY) == ["row_without_responsible"]


def test_report_is_added_where_reports_stand():
    content = plan(section(row("Отчёт за полугодие", "июнь")), section(row("Слёт"), uid="last"))
    found = only(content, "report_missing", requirements=BY_JANUARY)
    assert found.text.startswith("Нужен отчёт за весь период до 15 января 2027 г., а последний")
    assert [edit.uid for edit in found.repair.edits] == ["s"]


def test_plan_without_a_table_gets_no_row_and_no_button():
    content = plan(section(kind="text", paragraphs=("О работе",)))
    assert only(content, "report_missing", requirements=BY_JANUARY).repair is None


def test_report_or_analysis_is_added_without_a_day_that_nobody_requires():
    content = plan(section(row(), row("Выставка"), row("Конкурс")), period=ACADEMIC)
    found = only(content, "no_report")
    [edit] = found.repair.edits
    assert isinstance(edit, AddEvent)
    assert (edit.event.title, edit.event.term) == ("Отчёт о работе за 2025/2026 учебный год", "")
    assert "no_report" not in codes(repair(content, found))


def test_missing_report_is_told_once():
    content = plan(section(row(), row("Выставка"), row("Конкурс")))
    assert codes(content, requirements=BY_JANUARY) == ["report_missing"]


def test_late_report_is_given_the_required_day():
    content = plan(section(row("Отчёт о работе", "до 1 февраля 2027 г.")))
    found = only(content, "report_late", requirements=BY_JANUARY)
    assert found.text == "Строка 1: отчёт нужен до 15 января 2027 г."
    assert found.repair.label == "Поставить срок «до 15 января 2027 г.»"
    assert codes(repair(content, found), requirements=BY_JANUARY) == []
