"""Page on which several plans are signed by one act: what it names, asks and tells."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from associations.signature_rules.rules import publish_rules
from events.models import Plan, Signature
from events.signoff.rules.deciding import DONE
from events.signoff.rules.sending import recall_plan
from events.signoff.rules.several import MOST, NOT_READ
from tests.events.signoff.several import LAYOUTS, read, sent, waiting_plan, waiting_plans
from tests.factories import PASSWORD, make_substitution
from tests.plans import bring_to, change

ADDRESS = reverse("events:decide_several")


def approvals():
    return Signature.objects.filter(decision="approved").order_by("plan")


def test_page_names_what_is_signed_and_what_is_left_out(cast):
    first, second = waiting_plans(cast, 2)
    unread = waiting_plan(cast, LAYOUTS[2], is_read=False)
    client = cast.client("approver")
    answer = client.get(ADDRESS, {"plan": [first.pk, second.pk, unread.pk]})
    assert answer.status_code == 200
    assert f"Я, {cast.person('approver').full_name}, утверждаю планы:" in answer.text
    assert answer.text.count('name="sign"') == 2
    assert "Не будут подписаны: 1" in answer.text
    assert NOT_READ in answer.text
    assert not approvals().exists()


def test_ticked_plans_are_signed_each_by_itself(cast):
    plans = waiting_plans(cast)
    answer = cast.client("approver").post(ADDRESS, sent(plans))
    assert answer.status_code == 200
    assert "Подписано: 3<" in answer.text
    assert {plan.status for plan in Plan.objects.all()} == {"approved"}
    assert approvals().filter(user=cast.user("approver")).count() == 3
    assert {one.auth_method for one in approvals()} == {"password"}


def test_the_same_sent_again_is_told_as_recorded(cast):
    plans, client = waiting_plans(cast, 2), cast.client("approver")
    client.post(ADDRESS, sent(plans))
    answer = client.post(ADDRESS, sent(plans))
    assert answer.status_code == 200
    assert "Подписано: 2<" in answer.text
    assert DONE in answer.text
    assert approvals().count() == 2


def test_without_the_tick_nothing_is_signed(cast):
    plans = waiting_plans(cast, 2)
    values = sent(plans)
    del values["read"]
    answer = cast.client("approver").post(ADDRESS, values)
    assert answer.status_code == 422
    assert "Отметьте, что прочитали планы" in answer.text
    assert answer.text.count('name="sign"') == 2
    assert not approvals().exists()


def test_plan_changed_meanwhile_is_not_signed_and_the_others_are(cast):
    first, second = waiting_plans(cast, 2)
    values = sent([first, second])
    recall_plan(plan=first, by=cast.actor("chair"))
    again = bring_to(change(Plan.objects.get(pk=first.pk)), "signoff")
    read(cast, again)
    answer = cast.client("approver").post(ADDRESS, values)
    assert "Подписано: 1, не подписано: 1" in answer.text
    assert "План изменился, пока вы смотрели" in answer.text
    assert list(approvals().values_list("plan", flat=True)) == [second.pk]


def test_plan_that_was_not_named_is_not_signed(cast):
    """It was opened after the page had left it out."""
    first, second = waiting_plans(cast, 2)
    values = sent([first])
    values["plan"] = [first.pk, second.pk]
    answer = cast.client("approver").post(ADDRESS, values)
    assert "Подписано: 1, не подписано: 1" in answer.text
    assert list(approvals().values_list("plan", flat=True)) == [first.pk]


def test_old_proof_asks_for_the_password(cast):
    plans, client = waiting_plans(cast, 2), cast.client("approver")
    cast.user("approver").set_password(PASSWORD)
    cast.user("approver").save(update_fields=["password"])
    client.force_login(cast.user("approver"))
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0}]
    session.save()
    assert 'type="password"' in client.get(ADDRESS, {"plan": plans[0].pk}).text
    for wrong in ({}, {"password": "не тот"}):
        answer = client.post(ADDRESS, sent(plans, **wrong))
        assert answer.status_code == 422
        assert not approvals().exists()
    assert "Подписано: 2<" in client.post(ADDRESS, sent(plans, password=PASSWORD)).text


def test_rules_are_accepted_before_the_first_signature(cast):
    plans, client = waiting_plans(cast, 2), cast.client("approver")
    rules = publish_rules(
        institution=cast.institution,
        text="Правила",
        expected_version=0,
        by=cast.actor("methodist"),
    )
    assert client.post(ADDRESS, sent(plans)).status_code == 422
    assert not approvals().exists()
    answer = client.post(ADDRESS, sent(plans, accept_rules="on"))
    assert "Подписано: 2<" in answer.text
    assert rules.acceptances.filter(person=cast.person("approver")).count() == 1


def test_second_factor_is_asked_first(cast):
    plan = waiting_plan(cast)
    type(cast.institution).objects.update(needs_second_factor=True)
    client = cast.client("approver")
    for answer in (client.get(ADDRESS, {"plan": plan.pk}), client.post(ADDRESS, sent([plan]))):
        assert answer.status_code == 403
        assert "второй" in answer.text.lower()
    assert not approvals().exists()


def test_substitute_signs_for_the_holder(cast):
    plan = waiting_plan(cast, is_read=False)
    substitution = make_substitution(cast.office("approver"), cast.person("agreer"))
    type(substitution).objects.update(until="2100-01-01")
    read(cast, plan, "agreer")
    client = cast.client("agreer")
    words = f"за {cast.person('approver').genitive_name}"
    assert words in client.get(ADDRESS, {"plan": plan.pk}).text
    client.post(ADDRESS, sent([plan]))
    assert approvals().get().for_name == cast.person("approver").genitive_name


@pytest.mark.parametrize("values", [{}, {"plan": "x"}, {"plan": "-1"}, {"plan": "9" * 40}])
def test_nothing_ticked_leads_to_the_desk(cast, values):
    client = cast.client("approver")
    for answer in (client.get(ADDRESS, values), client.post(ADDRESS, values)):
        assert answer.status_code == 200
    assert "Вы не отметили ни одного плана" in client.get(ADDRESS, values).text


def test_all_that_wait_are_taken_by_the_conditions_of_the_list(cast):
    plans, client = waiting_plans(cast), cast.client("approver")
    assert client.get(ADDRESS, {"all": "1"}).text.count('name="sign"') == len(plans)
    assert client.get(ADDRESS, {"all": "1", "kind": "rmc"}).text.count('name="sign"') == 0
    assert client.get(ADDRESS, {"all": "1", "kind": "нет"}).text.count('name="sign"') == 3


def test_more_than_a_hundred_are_left_for_later(cast):
    keys = range(10**6, 10**6 + MOST + 7)
    page = cast.client("approver").get(ADDRESS, {"plan": [str(key) for key in keys]}).text
    assert "остальные (7)" in page


def test_queries_of_the_page_do_not_grow_with_the_plans(cast):
    counts = []
    for layout in LAYOUTS:
        waiting_plan(cast, layout)
        keys = list(Plan.objects.values_list("pk", flat=True))
        client = cast.client("approver")
        with CaptureQueriesContext(connection) as queries:
            client.get(ADDRESS, {"plan": keys})
        counts.append(len(queries))
    assert len(set(counts)) == 1, counts
