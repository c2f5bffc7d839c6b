"""Staff is told at once where nobody may decide any more."""

import datetime as dt

import pytest

from associations.accounts.rules.accounts import close_account
from associations.models import Letter
from associations.offices.rules import end_office, end_substitution
from associations.vocabulary import LetterKind
from events.signoff.rules.reminders import remind
from tests.factories import TODAY, make_actor, make_office, make_person, make_substitution
from tests.plans import bring_to, make_plan

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def plan(cast):
    return make_plan("omo-directions", "signoff", association=cast.association, rows=1)


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def told() -> list[str]:
    found = Letter.objects.filter(kind=LetterKind.VACANT).order_by("pk")
    return [one.recipient.email for one in found]


def test_ended_office_is_told_in_that_transaction(cast, plan, staff):
    end_office(office=cast.office("approver"), until=YESTERDAY, leave_vacant=True, by=staff)
    assert told() == [cast.user("methodist").email]
    letter = Letter.objects.get(kind=LetterKind.VACANT)
    assert plan.edition.title_line in letter.text
    assert letter.plan == plan.pk


def test_office_that_lasts_today_is_told_by_the_timer_on_the_next_day(cast, plan, staff):
    end_office(office=cast.office("approver"), until=TODAY, leave_vacant=True, by=staff)
    assert told() == []


def test_named_successor_leaves_nothing_to_tell(cast, plan, staff):
    person = make_person(cast.institution, account=True)
    end_office(office=cast.office("approver"), until=YESTERDAY, successor=person, by=staff)
    assert told() == []


def test_closed_account_is_told(cast, plan, staff):
    close_account(person=cast.person("approver"), leave_vacant=True, by=staff)
    assert told() == [cast.user("methodist").email]


def test_substitute_keeps_the_seat_until_their_time_is_cut(cast, plan, staff):
    substitution = make_substitution(
        cast.office("approver"), since=YESTERDAY, until=TODAY + dt.timedelta(days=5)
    )
    close_account(person=cast.person("approver"), leave_vacant=True, by=staff)
    assert told() == []
    end_substitution(substitution=substitution, until=YESTERDAY, by=staff)
    assert told() == [cast.user("methodist").email]


def test_office_that_no_plan_waits_for_is_not_told(cast, plan, staff):
    office = make_office("agreer", cast.association)
    end_office(office=office, until=YESTERDAY, by=staff)
    assert told() == []


def test_timer_says_nothing_twice(cast, plan, staff):
    end_office(office=cast.office("approver"), until=YESTERDAY, leave_vacant=True, by=staff)
    now = dt.datetime.combine(TODAY + dt.timedelta(days=2), dt.time(12), tzinfo=dt.UTC)
    remind(now=now)
    assert told() == [cast.user("methodist").email]


def test_plan_that_is_sent_to_a_vacant_seat_is_told(cast, staff):
    plan = make_plan("omo-directions", association=cast.association, rows=1)
    close_account(person=cast.person("approver"), leave_vacant=True, by=staff)
    assert told() == []
    bring_to(plan, "signoff", by=make_actor(cast.office("chair"), TODAY))
    assert told() == [cast.user("methodist").email]
