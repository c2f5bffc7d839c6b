"""Terms of plans made for several years, and years named instead of a period."""

from datetime import date

import pytest

from events.plan.period import Period
from events.terms import Term, read

SEVERAL = Period.recognise(date(2024, 1, 1), date(2026, 12, 31))
YEAR = Period.of_calendar_year(2026)
SCHOOL = Period.of_academic_year(2025)


def days(term: Term) -> str:
    """The kind and the first and last day of a term."""
    return f"{term.kind} {term.starts} {term.ends}"


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("2024–2026 годы", "all_period 2024-01-01 2026-12-31"),
        ("в течение 2024-2026 гг.", "all_period 2024-01-01 2026-12-31"),
        ("2025 год", "range 2025-01-01 2025-12-31"),
        ("2024–2025 годы", "range 2024-01-01 2025-12-31"),
        ("2025/2026 учебный год", "range 2025-09-01 2026-08-31"),
        ("IV квартал 2024 г. – I квартал 2025 г.", "range 2024-10-01 2025-03-31"),
        ("март", "month None None"),
        ("с 2025 года", "unknown None None"),
        ("ежегодно, в марте", "recurring 2024-01-01 2026-12-31"),
    ],
)
def test_plan_for_several_years(words: str, reading: str) -> None:
    assert days(read(words, SEVERAL)) == reading


def test_what_returns_yearly_happens_in_each_year_of_the_plan() -> None:
    assert len(read("ежегодно", SEVERAL).instances) == 3


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
    assert days(read(words, period)) == reading


def test_a_calendar_year_in_a_school_plan_offers_its_part_and_the_whole() -> None:
    doubt = read("в течение 2026 года", SCHOOL).doubt
    assert doubt is not None
    assert [days(one) for one in doubt.readings] == [
        "range 2026-01-01 2026-08-31",
        "all_period 2025-09-01 2026-08-31",
    ]
