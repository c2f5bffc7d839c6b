"""Who has a plan open: other pages are told, silent ones are not."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from events.drafting.rules.presence import MOST_OPEN, SHOWN, SILENT, note_presence
from events.models import Presence
from tests.plans import make_plan

MINE, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def plan(cast):
    return make_plan(association=cast.association, rows=1)


def note(cast, plan, who="chair", tab=MINE, row="") -> list[Presence]:
    return list(note_presence(plan=plan, tab=tab, row=row, by=cast.actor(who)))


def fall_silent(tab: str, by: dt.timedelta) -> None:
    Presence.objects.filter(tab=tab).update(at=timezone.now() - by)


def test_other_pages_are_told_with_their_rows(cast, plan):
    assert note(cast, plan) == []
    [other] = note(cast, plan, "secretary", OTHER, row="c" * 32)
    assert (other.user, other.name, other.row) == (
        cast.user("chair"),
        cast.actor("chair").name,
        "",
    )
    [other] = note(cast, plan)
    assert (other.user, other.row) == (cast.user("secretary"), "c" * 32)


def test_second_page_of_the_same_person_is_told_too(cast, plan):
    note(cast, plan, tab=OTHER)
    assert [one.user for one in note(cast, plan)] == [cast.user("chair")]


def test_page_is_noted_once_and_follows_its_row(cast, plan):
    note(cast, plan, row="c" * 32)
    note(cast, plan, row="d" * 32)
    assert plan.presences.get().row == "d" * 32


def test_page_is_not_taken_over_by_another_person(cast, plan):
    note(cast, plan)
    note(cast, plan, "secretary", MINE)
    assert plan.presences.get().user == cast.user("chair")


def test_page_of_another_plan_is_not_told(cast, plan):
    other = make_plan("rmc-directions", association=cast.other_association, rows=1)
    note(cast, other, "methodist", OTHER)
    assert note(cast, plan) == []


def test_silent_page_is_not_told_and_is_forgotten_when_another_comes(cast, plan):
    note(cast, plan, "secretary", OTHER)
    note(cast, plan)
    fall_silent(OTHER, SILENT - dt.timedelta(seconds=15))
    assert [one.tab for one in note(cast, plan)] == [OTHER]
    fall_silent(OTHER, SILENT + dt.timedelta(seconds=15))
    assert note(cast, plan) == []
    note(cast, plan, "curator", "c" * 32)
    assert set(plan.presences.values_list("tab", flat=True)) == {MINE, "c" * 32}


def test_many_pages_ask_as_much_as_one_and_are_not_all_told(cast, plan):
    counts = set()
    note(cast, plan)
    for number in (1, SHOWN + 3):
        for one in range(number):
            note(cast, plan, "secretary", f"{one:032x}")
        with CaptureQueriesContext(connection) as asked:
            others = note(cast, plan)
        counts.add(len(asked))
        assert len(others) == min(number, SHOWN)
    assert len(counts) == 1


def test_person_has_so_many_pages_and_no_more(cast, plan):
    note(cast, plan, "secretary", OTHER)
    for number in range(MOST_OPEN + 2):
        note(cast, plan, tab=f"{number:032x}")
    assert plan.presences.filter(user=cast.user("chair")).count() == MOST_OPEN
    assert plan.presences.filter(tab=f"{MOST_OPEN + 1:032x}").exists()
    assert plan.presences.filter(tab=OTHER).exists()
