"""Periods: their kinds, names, pieces and what follows them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.plan.period import Period

YEAR = Period.of_calendar_year(2026)
SCHOOL = Period.of_academic_year(2025)
CAMP = Period.recognise(date(2026, 6, 1), date(2026, 6, 19))


def test_of_years_takes_their_first_and_last_day() -> None:
    assert (YEAR.starts, YEAR.ends) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (SCHOOL.starts, SCHOOL.ends) == (date(2025, 9, 1), date(2026, 8, 31))


def test_period_refuses_to_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="раньше"):
        Period("custom", date(2026, 2, 2), date(2026, 2, 1))


@pytest.mark.parametrize(
    ("starts", "ends", "kind"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), "calendar"),
        (date(2025, 9, 1), date(2026, 8, 31), "academic"),
        (date(2025, 9, 1), date(2026, 5, 31), "academic"),
        (date(2025, 9, 1), date(2026, 6, 30), "academic"),
        (date(2026, 2, 1), date(2026, 2, 28), "month"),
        (date(2026, 3, 2), date(2026, 3, 8), "week"),
        (date(2026, 3, 3), date(2026, 3, 9), "custom"),
        (date(2024, 1, 1), date(2026, 12, 31), "custom"),
        (date(2025, 9, 1), date(2026, 4, 30), "custom"),
    ],
)
def test_recognise_tells_the_kind_by_the_days(starts: date, ends: date, kind: str) -> None:
    assert Period.recognise(starts, ends).kind == kind


@pytest.mark.parametrize(
    ("period", "label", "genitive", "title"),
    [
        (YEAR, "2026 год", "2026 года", "на 2026 год"),
        (
            SCHOOL,
            "2025/2026 учебный год",
            "2025/2026 учебного года",
            "на 2025–2026 учебный год",
        ),
        (
            Period.of_month(2026, 5),
            "май 2026 года",
            "мая 2026 года",
            "на май 2026 года",
        ),
        (
            CAMP,
            "с 1 по 19 июня 2026 года",
            "периода с 1 по 19 июня 2026 года",
            "на период с 1 по 19 июня 2026 года",
        ),
    ],
)
def test_names_are_official(period: Period, label: str, genitive: str, title: str) -> None:
    assert (period.label(), period.genitive(), period.in_title()) == (label, genitive, title)


def test_short_name_says_the_years_alone() -> None:
    assert Period.of_academic_year(2025).short == "2025/2026"
    assert Period.of_calendar_year(2026).short == "2026 год"


def test_label_names_both_months_and_both_years_where_they_differ() -> None:
    within = Period.recognise(date(2026, 1, 21), date(2026, 2, 23))
    across = Period.recognise(date(2025, 12, 20), date(2026, 1, 10))
    assert within.label() == "с 21 января по 23 февраля 2026 года"
    assert across.label() == "с 20 декабря 2025 года по 10 января 2026 года"


def test_contains_counts_both_edges() -> None:
    assert [
        SCHOOL.contains(day)
        for day in (date(2025, 8, 31), date(2025, 9, 1), date(2026, 8, 31), date(2026, 9, 1))
    ] == [False, True, True, False]


def test_distance_counts_days_outside() -> None:
    assert YEAR.distance(date(2025, 12, 1), date(2025, 12, 30)) == 2
    assert YEAR.distance(date(2025, 12, 1), date(2026, 1, 1)) == 0
    assert YEAR.distance(date(2027, 1, 15), date(2027, 1, 15)) == 15


def test_quarters_are_four_in_both_kinds_of_year() -> None:
    assert [days[0] for days in YEAR.quarters()] == [
        date(2026, month, 1) for month in (1, 4, 7, 10)
    ]
    assert [days[0] for days in SCHOOL.quarters()] == [
        date(2025, 9, 1),
        date(2025, 12, 1),
        date(2026, 3, 1),
        date(2026, 6, 1),
    ]


def test_months_are_cut_at_the_edges() -> None:
    month = Period.recognise(date(2026, 1, 21), date(2026, 2, 23))
    assert month.months() == (
        (date(2026, 1, 21), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 23)),
    )


@pytest.mark.parametrize(
    ("period", "following"),
    [
        (YEAR, Period.of_calendar_year(2027)),
        (SCHOOL, Period.of_academic_year(2026)),
        (Period.of_month(2026, 12), Period.of_month(2027, 1)),
        (
            Period("week", date(2026, 3, 2), date(2026, 3, 8)),
            Period("week", date(2026, 3, 9), date(2026, 3, 15)),
        ),
        (CAMP, Period("custom", date(2026, 6, 20), date(2026, 7, 8))),
    ],
)
def test_next_is_of_the_same_kind(period: Period, following: Period) -> None:
    assert period.next() == following


def test_next_of_a_short_school_year_keeps_its_last_day() -> None:
    short = Period.recognise(date(2022, 9, 1), date(2023, 2, 28))
    assert short.kind == "custom"
    lessons = Period.recognise(date(2022, 9, 1), date(2023, 5, 31))
    assert lessons.next().ends == date(2024, 5, 31)


@given(
    st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    st.integers(0, 800),
    st.sampled_from((1, 2, 3, 4, 6, 12)),
)
def test_pieces_cover_the_period_without_gaps(starts: date, length: int, size: int) -> None:
    period = Period.recognise(starts, starts + timedelta(days=length))
    pieces = period.pieces(size)
    assert (pieces[0][0], pieces[-1][1]) == (period.starts, period.ends)
    for before, after in pairwise(pieces):
        assert (after[0] - before[1]).days == 1
