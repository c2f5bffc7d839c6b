"""Offices in which nobody may act, on the methodist's desk, on the plan and in the list."""

import datetime as dt

import pytest
from django.urls import reverse

from associations.models import Office, User
from associations.vocabulary import OfficeRole
from events.models import Plan
from events.signoff.queries.plan_state import state_of_plan, with_steps
from events.signoff.queries.vacancies import vacancies
from events.signoff.rules.deciding import objection_to_deciding
from tests.associations.pages import text_of
from tests.factories import TODAY, make_office, make_substitution
from tests.plans import make_plan

YESTERDAY = TODAY - dt.timedelta(days=1)


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rmc-directions", "signoff", association=cast.association, rows=1)


def leave(cast, who: str) -> Office:
    Office.objects.filter(pk=cast.office(who).pk).update(until=YESTERDAY)
    return cast.office(who)


def state(plan: Plan):
    return state_of_plan(with_steps(Plan.objects.filter(pk=plan.pk)).get(), on=TODAY)


def test_nothing_is_vacant_while_everybody_is_there(cast, plan):
    assert vacancies(cast.actor("methodist")) == []
    assert not state(plan).is_vacant


@pytest.mark.parametrize(("who", "is_now"), [("agreer", True), ("approver", False)])
def test_ended_office_is_vacant_now_or_when_its_turn_comes(cast, plan, who, is_now):
    office = leave(cast, who)
    make_office(office.role, office.place)
    (vacancy,) = vacancies(cast.actor("methodist"))
    assert (vacancy.office, vacancy.has_ended, vacancy.plans) == (office, True, [plan])
    assert state(plan).is_vacant is is_now
    words = state(plan).holder if is_now else state(plan).then
    assert "екому" in words
    assert "закончился 20 ноября 2026\u00a0г." in words
    heir = make_office(office.role, office.place, since=TODAY, replaces=office)
    assert vacancies(cast.actor("methodist")) == []
    assert heir.person.short_name in state(plan).holder + state(plan).then


def test_state_and_refusal_are_whole_sentences(cast, plan):
    office = leave(cast, "agreer")
    first, *others = state(plan).holder.split("; ")
    assert first[0].isupper()
    assert all(one[0].islower() for one in others)
    step = plan.steps.filter(stage=1, office=office).first()
    refusal = objection_to_deciding(plan, step, cast.actor("approver"))
    assert refusal.startswith("Решать некому: срок ")
    assert refusal.endswith("закончился 20 ноября 2026\u00a0г.")


def test_closed_account_is_a_vacancy_until_somebody_substitutes(cast, plan):
    User.objects.filter(pk=cast.user("agreer").pk).update(is_active=False)
    (vacancy,) = vacancies(cast.actor("methodist"))
    assert (vacancy.has_ended, state(plan).is_vacant) == (False, True)
    deputy = make_substitution(cast.office("agreer")).person
    assert vacancies(cast.actor("methodist")) == []
    assert f"замещает {deputy.short_name}" in state(plan).holder


def test_vacancies_of_others_and_of_what_was_returned_are_not_shown(cast, plan):
    leave(cast, "agreer")
    assert vacancies(cast.actor("foreigner")) == []
    Plan.objects.filter(pk=plan.pk).update(status="returned", stage=0)
    assert vacancies(cast.actor("methodist")) == []


def test_vacancies_cost_the_same_for_one_and_for_many(cast, plan, django_assert_num_queries):
    leave(cast, "agreer")
    actor = cast.actor("methodist")
    with django_assert_num_queries(4):
        assert len(vacancies(actor)[0].plans) == 1
    make_plan("rmc-directions", "signoff", association=make_other(cast), rows=1)
    Office.objects.filter(role=OfficeRole.AGREER).update(until=YESTERDAY)
    with django_assert_num_queries(4):
        assert len(vacancies(actor)) == 2


def make_other(cast):
    make_office(OfficeRole.AGREER, cast.other_association)
    return cast.other_association


def test_methodist_is_led_to_appoint_in_the_place_of_who_left(cast, plan):
    office = leave(cast, "agreer")
    client, address = cast.client("methodist"), office.address_to_replace
    for page in (reverse("events:desk"), plan.get_absolute_url()):
        answer = client.get(page)
        assert address in answer.content.decode()
        assert "закончился" in text_of(answer)
    form = client.get(address).context["form"]
    assert (form["role"].value(), form["replaces"].value()) == (office.role, office.pk)
    assert address not in cast.client("chair").get(plan.get_absolute_url()).content.decode()
