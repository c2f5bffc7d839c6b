"""What a plan must have: a closing report, required sections."""

import pytest

from events.checks import Requirements
from tests.drafts import REPORT, codes, only, plan, row, section


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
