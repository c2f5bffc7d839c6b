"""Findings and requirements as values."""

from datetime import date

import pytest

from events.checks import Finding, Requirements, check_content
from events.plan.period import Period
from tests.drafts import plan_of, row


def test_keys_tell_findings_of_one_check_apart():
    content = plan_of(row("Cбор  книг «и", ""), row("Cбор  игр", "", responsible=()))
    keys = [one.key for one in check_content(content)]
    assert len(keys) == len(set(keys)) > 5


@pytest.mark.parametrize(
    ("report_by", "day"),
    [
        (None, None),
        ((12, 20), date(2026, 12, 20)),
        ((1, 15), date(2027, 1, 15)),
        ((2, 30), date(2027, 2, 28)),
        ((6, 1), date(2026, 6, 1)),
    ],
)
def test_report_is_due_in_the_period_or_soon_after(report_by, day):
    year = Period.of_calendar_year(2026)
    assert Requirements(report_by=report_by).report_day(year) == day


def test_finding_blocks_by_its_severity():
    assert Finding("x", "blocks", "Слова.").blocks
    assert not Finding("x", "warns", "Слова.").blocks
