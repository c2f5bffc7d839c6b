"""Several pieces of a term, and a section that is a month."""

from datetime import date

import pytest

from events.terms import read
from tests.events.terms.readings import SCHOOL, YEAR, in_one_line


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("2 неделя", "range 2025-10-08..2025-10-14"),
        ("1-я, 2-я неделя", "range 2025-10-01..2025-10-14"),
        ("III декада", "range 2025-10-21..2025-10-31"),
        ("в течение месяца", "month 2025-10-01..2025-10-31"),
        ("до 20 числа", "deadline ..2025-10-20"),
        ("15", "date 2025-10-15"),
        ("15–20", "range 2025-10-15..2025-10-20"),
        ("последняя пятница", "date 2025-10-31"),
        ("до конца месяца", "deadline ..2025-10-31"),
        ("31", "date 2025-10-31"),
        ("7.11", "date 2025-11-07"),
    ],
)
def test_section_lends_its_month(words: str, reading: str) -> None:
    assert in_one_line(read(words, SCHOOL, 10)) == reading
    assert in_one_line(read(words, SCHOOL, date(2025, 10, 1))) == reading


def test_section_month_that_lacks_the_day_reads_nothing() -> None:
    assert read("31", SCHOOL, 11).kind == "unknown"


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("до мая", ["deadline ..2026-04-30", "deadline ..2026-05-31"]),
        (
            "сентябрь – май",
            ["range 2026-09-01..2027-05-31", "range 2025-09-01..2026-05-31"],
        ),
        ("7 или 8 мая", ["date 2026-05-07", "date 2026-05-08"]),
    ],
)
def test_doubtful_words_name_no_days_but_offer_readings(words: str, readings: list[str]) -> None:
    term = read(words, YEAR)
    assert term.spans == ()
    assert term.doubt is not None
    assert [in_one_line(reading) for reading in term.doubt.readings] == readings


def test_a_weekday_that_does_not_fit_casts_doubt() -> None:
    assert read("7 марта (суббота)", YEAR).doubt is None
    assert read("7 марта (пятница)", YEAR).doubt is not None
