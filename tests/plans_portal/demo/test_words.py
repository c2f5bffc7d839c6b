"""The words of the demo plans."""

import datetime as dt
import json
import re

import pytest

from events.plan.codec import to_json
from events.plan.period import Period
from plans_portal.demo.words import PLANS, periods_of, with_fewer_rows, words_of


@pytest.mark.parametrize(
    ("today", "calendar", "academic"),
    [
        (dt.date(2026, 1, 10), 2026, 2025),
        (dt.date(2026, 6, 1), 2026, 2026),
        (dt.date(2026, 9, 30), 2026, 2026),
        (dt.date(2026, 10, 1), 2027, 2026),
    ],
)
def test_periods_follow_the_day(today, calendar, academic):
    assert [one.starts.year for one in periods_of("calendar", today)] == [calendar - 1, calendar]
    assert [one.starts.year for one in periods_of("academic", today)] == [academic - 1, academic]


def test_no_sentence_of_the_demo_stands_in_a_real_plan(shared):
    real = " ".join(path.read_text() for path in sorted((shared / "seeds").glob("*.txt"))).lower()
    real_words = re.findall(r"[а-яё]+", real)
    runs = {tuple(real_words[i : i + 7]) for i in range(len(real_words))}
    for path in sorted(PLANS.glob("*.json")):
        words = re.findall(r"[а-яё]+", path.read_text().lower())
        common = [
            " ".join(words[i : i + 7]) for i in range(len(words)) if tuple(words[i : i + 7]) in runs
        ]
        assert common == []


def test_years_are_put_into_the_words():
    day = dt.date(2027, 1, 19)
    content = words_of("children", Period.of_calendar_year(2027), day)
    words = json.dumps(to_json(content)["sections"], ensure_ascii=False)
    assert "2027" in words
    assert "{y" not in words


def test_every_fourth_row_is_missing_in_the_plan_of_the_year_before():
    content = words_of("young", Period.of_calendar_year(2027), dt.date(2027, 1, 19))
    before, now = with_fewer_rows(content), content
    for old, new in zip(before.all_sections(), now.all_sections(), strict=True):
        kept = [one for at, one in enumerate(new.events, 1) if at % 4 or one.same_number]
        assert list(old.events) == kept
    assert sum(1 for _ in before.all_events()) < sum(1 for _ in now.all_events())
