"""Whole periods, years named instead of a period, and what returns inside them."""

from datetime import date

import pytest

from events.plan.period import Period
from events.terms import Span, read
from tests.events.terms.readings import SCHOOL, YEAR, in_one_line, kind_and_days


def test_named_months_are_the_instances_of_what_returns() -> None:
    term = read("1 раз в квартал (март, июнь, сентябрь, декабрь)", YEAR)
    assert in_one_line(term) == "recurring 2026-01-01..2026-12-31"
    assert [span.starts for span in term.instances] == [
        date(2026, month, 1) for month in (3, 6, 9, 12)
    ]


def test_calendar_shows_instances_and_leaves_out_the_whole_period() -> None:
    assert read("в течение года", YEAR).occurrences() == ()
    assert len(read("ежемесячно", YEAR).occurrences()) == 12
    assert read("7 марта", YEAR).occurrences() == (Span(date(2026, 3, 7), date(2026, 3, 7)),)


@pytest.mark.parametrize(
    ("words", "period", "reading"),
    [
        ("2024–2027 годы", YEAR, "all_period 2026-01-01 2026-12-31"),
        ("2025-2026 гг.", SCHOOL, "all_period 2025-09-01 2026-08-31"),
        ("2026-2027 гг.", YEAR, "all_period 2026-01-01 2026-12-31"),
        ("2025-2026 учебный год", YEAR, "range 2025-09-01 2026-08-31"),
        ("25/26 уч. г.", SCHOOL, "all_period 2025-09-01 2026-08-31"),
        ("в течение 2026 года", SCHOOL, "range None None"),
    ],
)
def test_years_instead_of_a_period(words: str, period: Period, reading: str) -> None:
    assert kind_and_days(read(words, period)) == reading


def test_a_calendar_year_in_a_school_plan_offers_its_part_and_the_whole() -> None:
    doubt = read("в течение 2026 года", SCHOOL).doubt
    assert doubt is not None
    assert [kind_and_days(reading) for reading in doubt.readings] == [
        "range 2026-01-01 2026-08-31",
        "all_period 2025-09-01 2026-08-31",
    ]
