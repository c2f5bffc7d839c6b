"""Reminders: before the term ends, after it, to whom it is told, once; and seats nobody holds."""

import datetime as dt

import pytest

from associations.models import InstituteDay, Institution, Letter, Office
from associations.vocabulary import LetterKind
from events.models import Plan
from events.signoff.rules.reminders import remind
from tests.factories import LONG_AGO
from tests.letters import deliver
from tests.plans import make_plan

# Local noon; the term of a plan that waits since Wednesday ends on Wednesday, 2 December.
WEDNESDAY = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)


def at(day: int, hour: int = 12) -> dt.datetime:
    """A moment in December of 2026, in Moscow."""
    return dt.datetime(2026, 12, day, hour - 3, tzinfo=dt.UTC)


@pytest.fixture
def plan(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    Plan.objects.filter(pk=plan.pk).update(status_since=WEDNESDAY)
    Letter.objects.all().delete()
    return Plan.objects.get(pk=plan.pk)


def told():
    return [(one.kind, one.recipient) for one in Letter.objects.order_by("pk")]


def test_nothing_is_told_while_there_is_time(plan):
    assert remind(now=dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)) == 0


def test_decider_is_reminded_a_working_day_before_the_term_ends(cast, plan):
    assert remind(now=at(1)) == 1
    assert told() == [("due", cast.user("curator"))]
    text = Letter.objects.get().text
    assert "4-й рабочий день из 5, срок — 2 декабря 2026 г." in text
    assert cast.association.name in text


def test_overdue_is_told_to_the_decider_and_to_staff(cast, plan):
    assert remind(now=at(3)) == 2
    assert told() == [("overdue", cast.user("curator")), ("escalated", cast.user("methodist"))]
    letter = Letter.objects.get(kind=LetterKind.ESCALATED)
    assert cast.person("curator").short_name in letter.text
    assert "Просрочено: срок был 2 декабря 2026 г., 1 рабочий день назад" in letter.text


def test_overdue_is_told_to_the_person_whom_the_institution_names(cast, plan):
    Institution.objects.update(escalation_to=cast.person("secretary"))
    remind(now=at(3))
    assert ("escalated", cast.user("secretary")) in told()
    assert ("escalated", cast.user("methodist")) not in told()


def test_who_is_late_is_not_told_of_it_twice(cast, plan):
    Institution.objects.update(escalation_to=cast.person("curator"))
    remind(now=at(3))
    assert told() == [("overdue", cast.user("curator"))]


def test_each_is_told_once(plan):
    assert [remind(now=at(day, hour)) for day, hour in ((1, 12), (1, 13), (2, 12))] == [1, 0, 0]
    assert [remind(now=at(day)) for day in (3, 4, 7)] == [2, 0, 0]


def test_next_edition_is_reminded_of_anew(cast, plan):
    remind(now=at(1))
    Letter.objects.update(key="of another edition")
    assert remind(now=at(1)) == 1


@pytest.mark.parametrize("hour", [0, 7])
def test_nobody_is_reminded_before_the_hour(plan, hour):
    assert remind(now=at(3, hour + 3) - dt.timedelta(hours=3)) == 0


def test_nobody_is_reminded_on_a_day_off(cast, plan):
    assert remind(now=at(5)) == 0
    InstituteDay.objects.create(institution=cast.institution, day="2026-12-03")
    assert remind(now=at(3)) == 0


def test_vacant_seat_is_told_to_staff_at_once(cast, plan):
    Office.objects.filter(pk=cast.office("curator").pk).update(until=LONG_AGO)
    assert remind(now=dt.datetime(2026, 11, 26, 12, tzinfo=dt.UTC)) == 1
    assert told() == [("vacant", cast.user("methodist"))]
    assert "решать некому" in Letter.objects.get().text


def test_plan_that_is_not_in_sign_off_reminds_nobody(plan):
    Plan.objects.filter(pk=plan.pk).update(status="returned", stage=0)
    assert remind(now=at(3)) == 0


def test_reminder_goes_while_the_decision_is_missing(cast, plan, mailoutbox):
    remind(now=at(3))
    deliver()
    assert len(mailoutbox) == 2
