"""The clock of a step: begins on the next working day, stops with a recall, tells how late it is."""

import datetime as dt

import pytest

from events.plan.clock import clock_of, due_day, in_working_days

FRIDAY = dt.date(2026, 11, 27)


def clock(day: str, used: int = 0, term: int = 5):
    return clock_of(FRIDAY, term=term, used=used, on=dt.date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-27", "срок — 5 рабочих дней, до 4 декабря 2026 г."),
        ("2026-11-29", "срок — 5 рабочих дней, до 4 декабря 2026 г."),
        ("2026-11-30", "1-й рабочий день из 5, срок — 4 декабря 2026 г."),
        ("2026-12-04", "5-й рабочий день из 5, срок — 4 декабря 2026 г."),
        ("2026-12-05", "просрочено: срок был 4 декабря 2026 г."),
        ("2026-12-08", "просрочено: срок был 4 декабря 2026 г., 2 рабочих дня назад"),
    ],
)
def test_clock_in_words(day, words):
    assert clock(day).words == words


@pytest.mark.parametrize(
    ("day", "short", "until"),
    [
        ("2026-11-27", "срок — 5 рабочих дней", "до 4 декабря 2026 г."),
        ("2026-12-02", "3-й рабочий день из 5", "до 4 декабря 2026 г."),
        ("2026-12-05", "просрочено", "срок был 4 декабря 2026 г."),
        ("2026-12-08", "просрочено: 2 раб. дн.", "срок был 4 декабря 2026 г."),
    ],
)
def test_clock_in_a_row_of_a_list(day, short, until):
    assert (clock(day).short, clock(day).until) == (short, until)


@pytest.mark.parametrize("used", [0, 3, 9])
def test_due_day_is_that_of_the_clock(used):
    assert due_day(FRIDAY, term=5, used=used) == clock("2026-12-01", used).due


def test_clock_goes_on_where_it_was_stopped():
    found = clock("2026-12-01", used=2)
    assert (found.day, found.due) == (4, dt.date(2026, 12, 2))


def test_a_day_is_left_however_much_was_used():
    found = clock("2026-11-30", used=9)
    assert (found.due, found.is_overdue) == (dt.date(2026, 11, 30), False)


def test_days_left_end_with_the_due_one():
    assert [clock(f"2026-12-0{day}").left for day in (3, 4, 5)] == [1, 0, 0]


def test_days_in_words():
    told = [in_working_days(count).split(" ", 1)[1] for count in (1, 2, 5, 11, 21, 112)]
    assert told == [
        "рабочий день",
        "рабочих дня",
        "рабочих дней",
        "рабочих дней",
        "рабочий день",
        "рабочих дней",
    ]
