"""Who is asked for a decision: holders, substitutes, staff for paper; nobody for a vacant seat."""

import datetime as dt

import pytest

from associations.actor import Actor
from associations.models import Office, User
from events.signoff.queries.deciders import deciders_of
from tests.factories import TODAY, make_office, make_substitution
from tests.plans import make_plan


@pytest.fixture
def step(cast):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    return plan.steps.select_related("office__person").get(verb="approve")


def users(step, on=TODAY):
    return [user for user, _actor in deciders_of(step, on=on)]


def test_holder_and_substitute_are_asked(cast, step):
    substitution = make_substitution(cast.office("approver"))
    assert users(step) == [cast.user("approver"), substitution.person.user]
    assert users(step, TODAY + dt.timedelta(days=30)) == [cast.user("approver")]


def test_another_holder_of_the_same_role_is_not_asked(cast, step):
    make_office("approver", cast.institution)
    assert users(step) == [cast.user("approver")]


def test_nobody_is_asked_where_the_seat_is_vacant(cast, step):
    Office.objects.filter(pk=step.office_id).update(until=TODAY - dt.timedelta(days=1))
    step.refresh_from_db()
    assert users(step) == []


@pytest.mark.parametrize("values", [{"is_active": False}, {"is_superuser": True}])
def test_closed_accounts_and_superusers_are_not_asked(cast, step, values):
    User.objects.filter(pk=cast.user("approver").pk).update(**values)
    assert users(step) == []


def test_signature_on_paper_is_recorded_by_staff(cast, step):
    step.office = None
    assert users(step) == [cast.user("methodist")]


def test_actors_are_read_once_for_many_steps(cast, step, django_assert_num_queries):
    known: dict[int, Actor] = {}
    deciders_of(step, on=TODAY, known=known)
    with django_assert_num_queries(1):
        deciders_of(step, on=TODAY, known=known)
