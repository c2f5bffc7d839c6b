"""Pages on which staff send a one-time link and withdraw it."""

import re

import pytest
from django.urls import reverse

from events.models import OneTimeLink, Plan
from tests.cast import EVERYBODY
from tests.one_time import ADDRESS, NAME, make_link, outside_plan, outside_step
from tests.plans import make_plan

WORDS = {"name": NAME, "address": ADDRESS, "code_by": "phone", "working_days": "5"}


def address(name: str, plan: Plan) -> str:
    return reverse(f"events:{name}", args=[plan.pk, outside_step(plan).uid])


def expected(who: str, code: int) -> int:
    if who == "anonymous":
        return 302
    if who in {"stranger", "foreigner", "unplaced"}:
        return 404
    return code if who == "methodist" else 403


def test_staff_alone_come_to_the_page(cast):
    plan = outside_plan(cast)
    make_link(cast, plan)
    for who in EVERYBODY:
        client = cast.client(who)
        assert (who, client.get(address("link_send", plan)).status_code) == (
            who,
            expected(who, 200),
        )
        answer = client.post(address("link_withdraw", plan))
        assert (who, answer.status_code) == (who, expected(who, 302))


def test_code_for_the_phone_is_shown_once(cast):
    plan, client = outside_plan(cast), cast.client("methodist")
    answer = client.post(address("link_send", plan), WORDS, follow=True)
    text = answer.content.decode()
    assert re.search(r"по телефону: \d{3} \d{3}", text)
    assert ADDRESS in text
    again = client.get(plan.get_absolute_url()).content.decode()
    assert not re.search(r"по телефону: \d{3} \d{3}", again)
    assert "Ссылка послана" in again
    assert "Отозвать ссылку" in again
    link = OneTimeLink.objects.get()
    assert link.name == NAME


def test_second_click_sends_no_second_link(cast):
    plan, client = outside_plan(cast), cast.client("methodist")
    for _ in range(2):
        answer = client.post(address("link_send", plan), WORDS, follow=True)
    assert "только что послали" in answer.content.decode()
    assert OneTimeLink.objects.count() == 1


def test_words_stay_where_they_are_refused(cast):
    plan, client = outside_plan(cast), cast.client("methodist")
    answer = client.post(address("link_send", plan), {**WORDS, "name": "Другой Иван"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Другой Иван" in text
    assert "В грифе стоит" in text


def test_link_is_withdrawn_from_the_plan(cast):
    plan, client = outside_plan(cast), cast.client("methodist")
    make_link(cast, plan)
    answer = client.post(address("link_withdraw", plan), follow=True)
    assert "Ссылка отозвана" in answer.content.decode()
    assert OneTimeLink.objects.get().withdrawn_at is not None
    again = client.post(address("link_withdraw", plan), follow=True)
    assert "уже отозвана" in again.content.decode()


@pytest.mark.parametrize("who", ["methodist", "chair"])
def test_step_of_an_office_has_no_such_page(cast, who):
    plan = make_plan("moc-results", "signoff", association=cast.association, rows=1)
    assert cast.client(who).get(address("link_send", plan)).status_code == 404


def test_authors_see_no_address_of_a_link(cast):
    plan = outside_plan(cast)
    make_link(cast, plan)
    text = cast.client("chair").get(plan.get_absolute_url()).content.decode()
    assert ADDRESS not in text
    assert "одноразовую ссылку" not in text
