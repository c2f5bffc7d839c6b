"""What became of rows, as plain values: marks of rows, of their dates and of their parts."""

import datetime as dt

import pytest

from events.plan.held import (
    Marked,
    MarkPlace,
    PlannedDate,
    PlannedRow,
    Progress,
    progress,
)
from events.plan.vocabulary import Mark

MARCH, MAY = dt.date(2027, 3, 15), dt.date(2027, 5, 20)
TODAY = dt.date(2027, 4, 1)
SPRING = PlannedDate(MARCH, MARCH)
LATE = PlannedDate(None, MAY)


def marks(**by_uid):
    """Give marks of whole rows, and of dates where the name is «uid__n»."""
    return {MarkPlace(uid): Marked(mark) for uid, mark in by_uid.items()}


def test_a_date_is_named_by_its_days():
    assert SPRING.key == "2027-03-15/2027-03-15"
    assert LATE.key == "/2027-05-20"
    assert PlannedDate().key == ""


def test_a_row_of_one_date_is_marked_as_a_whole():
    row = PlannedRow("a", (SPRING,))
    assert row.mark({}) is None
    assert row.mark(marks(a=Mark.PARTLY)) == Mark.PARTLY


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (Mark.DONE, None, None),
        (Mark.DONE, Mark.DONE, Mark.DONE),
        (Mark.DONE, Mark.CANCELLED, Mark.PARTLY),
        (Mark.PARTLY, Mark.MOVED, Mark.PARTLY),
        (Mark.CANCELLED, Mark.MOVED, Mark.MOVED),
        (Mark.CANCELLED, Mark.CANCELLED, Mark.CANCELLED),
    ],
)
def test_the_dates_of_a_row_come_to_one_mark(first, second, together):
    row = PlannedRow("a", (SPRING, LATE))
    found = {
        MarkPlace("a", date.key): Marked(mark)
        for date, mark in ((SPRING, first), (LATE, second))
        if mark
    }
    assert row.mark(found) == together
    parts = PlannedRow("b", (), (PlannedRow("c", (SPRING,)), PlannedRow("d", (LATE,))))
    of_parts = {MarkPlace(uid): Marked(mark) for uid, mark in (("c", first), ("d", second)) if mark}
    assert parts.mark(of_parts) == together


def test_a_mark_of_the_whole_goes_before_those_of_its_dates():
    row = PlannedRow("a", (SPRING, LATE))
    found = {**marks(a=Mark.DONE), MarkPlace("a", SPRING.key): Marked(Mark.CANCELLED)}
    assert row.mark(found) == Mark.DONE


def test_a_row_is_due_once_its_last_day_has_passed():
    assert not PlannedRow("a", (SPRING,)).is_due({}, MARCH)
    assert PlannedRow("a", (SPRING,)).is_due({}, MARCH + dt.timedelta(days=1))
    assert not PlannedRow("a", (LATE,)).is_due({}, TODAY)
    assert not PlannedRow("a").is_due({}, dt.date(2099, 1, 1)), "it names no day"
    assert not PlannedRow("a", (SPRING,)).is_due(marks(a=Mark.CANCELLED), TODAY)


def test_what_was_moved_waits_for_its_new_day():
    row = PlannedRow("a", (SPRING,))
    moved = {MarkPlace("a"): Marked(Mark.MOVED, TODAY)}
    assert not row.is_due(moved, TODAY)
    assert row.is_due(moved, TODAY + dt.timedelta(days=1))
    assert row.mark(moved) == Mark.MOVED
    assert not row.is_due({MarkPlace("a"): Marked(Mark.MOVED)}, dt.date(2099, 1, 1))


def test_of_a_row_with_parts_the_parts_are_asked():
    row = PlannedRow("a", (LATE,), (PlannedRow("b", (SPRING,)),))
    assert [uid for uid, _ in row.unmarked({}, TODAY)] == ["b"]
    assert row.places == {
        MarkPlace("a"),
        MarkPlace("a", LATE.key),
        MarkPlace("b"),
        MarkPlace("b", SPRING.key),
    }


def test_progress_counts_rows():
    rows = [PlannedRow(uid, (SPRING,)) for uid in "abcdef"]
    found = marks(a=Mark.DONE, b=Mark.PARTLY, c=Mark.CANCELLED)
    found[MarkPlace("d")] = Marked(Mark.MOVED, MARCH)
    counted = progress(rows, found, TODAY)
    assert counted == Progress(6, done=1, partly=1, moved=1, cancelled=1, due=3)
    assert (counted.held, counted.share) == (2, 33)
    assert progress([], {}, TODAY).share == 0
