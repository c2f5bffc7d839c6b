"""The year of a term: in its period, beside it, or in a plan for several years."""

from dataclasses import replace
from datetime import date

import pytest

from events.plan.period import Period, SchoolDays
from events.terms import read
from tests.events.terms.readings import SCHOOL, YEAR, in_one_line, kind_and_days


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("ноябрь", "month 2025-11-01..2025-11-30"),
        ("май", "month 2026-05-01..2026-05-31"),
        ("сентябрь – май", "range 2025-09-01..2026-05-31"),
        ("28.12–10.01", "range 2025-12-28..2026-01-10"),
        ("ноябрь, январь 2026", "months 2025-11-01..2025-11-30 2026-01-01..2026-01-31"),
        ("2025-2026 учебный год", "all_period 2025-09-01..2026-08-31"),
        ("май 2025–2026 уч. г.", "month 2026-05-01..2026-05-31"),
        ("первое полугодие", "range 2025-09-01..2025-12-31"),
        ("зима", "range 2025-12-01..2026-02-28"),
    ],
)
def test_school_year_puts_months_in_their_years(words: str, reading: str) -> None:
    assert in_one_line(read(words, SCHOOL)) == reading


def test_august_of_a_school_year_is_doubtful_and_offers_both() -> None:
    term = read("август", SCHOOL)
    assert in_one_line(term) == "month 2026-08-01..2026-08-31"
    assert term.doubt is not None
    assert [in_one_line(reading) for reading in term.doubt.readings] == [
        "month 2025-08-01..2025-08-31"
    ]


def test_august_is_clear_where_its_year_or_weekday_is_written() -> None:
    assert read("август 2025", SCHOOL).doubt is None
    assert in_one_line(read("29.08 (пт)", SCHOOL)) == "date 2025-08-29"
    assert read("29.08 (пт)", SCHOOL).doubt is None


def test_august_that_opens_a_list_comes_before_the_school_year() -> None:
    term = read("август, ноябрь, март", SCHOOL)
    assert term.starts == date(2025, 8, 1)
    assert term.doubt is not None


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("7 марта", "inferred"),
        ("7 марта 2026", "given"),
        ("до 15 января 2027 г.", "given"),
        ("7 марта 2024", "contradicts"),
        ("в течение 2024 года", "contradicts"),
        ("в течение года", "none"),
        ("по необходимости", "none"),
    ],
)
def test_a_year_is_given_inferred_or_contradicts_the_plan(words: str, source: str) -> None:
    assert read(words, YEAR).year == source


def test_a_period_of_several_years_leaves_the_year_open() -> None:
    several = Period.recognise(date(2024, 1, 1), date(2026, 12, 31))
    assert in_one_line(read("III квартал", several)) == "range"
    assert in_one_line(read("7 марта 2025", several)) == "date 2025-03-07"


def test_a_short_period_keeps_what_lies_close_to_it() -> None:
    camp = Period.recognise(date(2026, 6, 1), date(2026, 6, 19))
    assert in_one_line(read("15.06", camp)) == "date 2026-06-15"
    near = read("25 мая", camp)
    assert in_one_line(near) == "date 2026-05-25"
    assert near.doubt is not None


SEVERAL = Period.recognise(date(2024, 1, 1), date(2026, 12, 31))


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
    assert kind_and_days(read(words, SEVERAL)) == reading


def test_what_returns_yearly_happens_in_each_year_of_the_plan() -> None:
    assert len(read("ежегодно", SEVERAL).instances) == 3


CALENDAR = (
    SchoolDays(1, date(2025, 9, 1), date(2025, 10, 25)),
    SchoolDays(23, date(2025, 10, 26), date(2025, 11, 3)),
    SchoolDays(2, date(2025, 11, 5), date(2025, 12, 28)),
    SchoolDays(1, date(2026, 9, 1), date(2026, 10, 24)),
    SchoolDays(23, date(2026, 10, 25), date(2026, 11, 2)),
)


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("I четверть", "range 2025-09-01..2025-10-25"),
        ("в течение 1 четверти", "range 2025-09-01..2025-10-25"),
        ("осенние каникулы", "range 2025-10-26..2025-11-03"),
        ("в период осенних каникул", "range 2025-10-26..2025-11-03"),
        ("в дни осенних каникул", "range 2025-10-26..2025-11-03"),
        ("I – II четверть", "range 2025-09-01..2025-12-28"),
        ("I и II четверти", "months 2025-09-01..2025-10-25 2025-11-05..2025-12-28"),
        ("до конца II четверти", "deadline ..2025-12-28"),
        ("после осенних каникул", "range 2025-11-04.."),
        ("весенние каникулы", "unknown"),
        ("осенние каникулы 2026", "unknown"),
        ("еженедельно, кроме осенних каникул", "recurring 2025-09-01..2026-08-31"),
    ],
)
def test_school_terms_are_read_by_the_calendar(words: str, reading: str) -> None:
    assert in_one_line(read(words, replace(SCHOOL, school=CALENDAR))) == reading


def test_a_calendar_year_takes_the_quarter_that_is_in_it() -> None:
    year = replace(YEAR, school=CALENDAR)
    assert in_one_line(read("осенние каникулы", year)) == "range 2026-10-25..2026-11-02"


def test_without_the_calendar_its_lack_is_told() -> None:
    doubt = read("осенние каникулы", SCHOOL).doubt
    assert doubt is not None
    assert "календарь учебного года" in doubt.why
