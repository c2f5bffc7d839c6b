"""The clock of the story."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from plans_portal.demo.clock import do_what_follows, in_order, story_time

FRIDAY = dt.date(2026, 11, 20)


def test_rules_are_told_the_time_of_the_story_and_then_their_own_again():
    real = timezone.now
    with story_time(FRIDAY) as clock:
        first, second = timezone.now(), timezone.now()
        assert (timezone.localdate(), clock.day) == (FRIDAY, FRIDAY)
        assert first < second
    assert timezone.now is real


def test_it_goes_on_to_working_days_and_never_back():
    with story_time(FRIDAY) as clock:
        clock.go_on_to(FRIDAY + dt.timedelta(days=2))
        assert clock.day == FRIDAY
        before = clock.moment
        clock.go_on_to(FRIDAY - dt.timedelta(days=9))
        assert clock.moment > before
        clock.go_on_to(FRIDAY + dt.timedelta(days=3))
        assert clock.day == dt.date(2026, 11, 23)


def test_scenes_of_one_day_keep_their_order():
    told: list[str] = []
    days = ((FRIDAY, "б"), (FRIDAY - dt.timedelta(days=1), "а"), (FRIDAY, "в"))
    for _, happens in in_order((day, partial(told.append, word)) for day, word in days):
        happens()
    assert told == ["а", "б", "в"]


@pytest.mark.django_db
def test_what_follows_a_scene_is_done_on_its_day():
    done: list[dt.date] = []
    with story_time(FRIDAY):
        transaction.on_commit(lambda: done.append(timezone.localdate()))
        do_what_follows()
        do_what_follows()
    assert done == [FRIDAY]
