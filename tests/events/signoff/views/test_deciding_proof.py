"""A decision needs a fresh proof of who one is, and loses no words on the way to it."""

from urllib.parse import unquote

import pytest
from django.urls import reverse

from events.models import Plan
from tests.associations.accounts.second_factor import code_now, left_alone, with_codes
from tests.events.signoff.decisions import decide_url, returning, signing
from tests.factories import PASSWORD
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", association=cast.association, rows=1)


def sent(plan: Plan) -> Plan:
    return bring_to(plan, "signoff")


@pytest.mark.parametrize(
    ("outcome", "status"),
    [("sign", "signoff"), ("remarks", "signoff"), ("return", "returned"), ("reject", "rejected")],
)
def test_no_decision_without_a_fresh_proof(cast, plan, outcome, status):
    plan = sent(plan)
    client, comment = left_alone(cast), "" if outcome == "sign" else "Не пропади"
    words = signing(plan, outcome=outcome, comment=comment)
    assert "Ваш пароль" in client.get(decide_url(plan)).text
    for password in ("", "мимо"):
        answer = client.post(decide_url(plan), {**words, "password": password})
        assert answer.status_code == 422
        assert f"{comment}</textarea>" in answer.text
    assert "Пароль не подошёл" in answer.text
    assert "мимо" not in answer.text
    assert plan.signatures.exclude(decision="closed").count() == 0
    assert client.post(decide_url(plan), {**words, "password": PASSWORD}).status_code == 302
    plan.refresh_from_db()
    assert plan.status == status
    assert plan.signatures.exclude(decision="closed").count() == 1


def test_proof_that_was_given_is_not_asked_again(cast, plan):
    plan = sent(plan)
    client = left_alone(cast)
    words = {**signing(plan), "read": "", "password": PASSWORD}
    answer = client.post(decide_url(plan), words)
    assert answer.status_code == 422
    assert "Ваш пароль" not in answer.text
    assert client.post(decide_url(plan), signing(plan)).status_code == 302


def test_wrong_passwords_of_decisions_are_limited(cast, plan):
    plan = sent(plan)
    client = left_alone(cast)
    for _ in range(7):
        client.post(decide_url(plan), signing(plan, password="мимо"))
    answer = client.post(decide_url(plan), signing(plan, password=PASSWORD))
    assert "Подождите 15 минут" in answer.text
    assert not plan.signatures.filter(decision="agreed").exists()


def test_who_has_no_password_goes_to_prove_and_finds_the_words_again(cast, plan):
    plan = sent(plan)
    client = left_alone(cast, password=None)
    with_codes(cast.user("curator"))
    assert "Подтвердить, что это вы" in client.get(decide_url(plan)).text
    words = returning(plan, "Не пропади")
    answer = client.post(decide_url(plan), words)
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert decide_url(plan) in unquote(answer["Location"])
    assert "Решение ещё не записано" in client.get(answer["Location"]).text
    assert not plan.remarks.exists()
    answer = client.post(answer["Location"], {"code": code_now()}, follow=True)
    assert answer.redirect_chain == [(decide_url(plan), 302)]
    assert "Не пропади</textarea>" in answer.text
    assert client.post(decide_url(plan), words).status_code == 302
    assert plan.remarks.get().text == "Не пропади"
    assert "words_before_proof" not in client.session


def test_who_can_prove_nothing_is_told_how_to(cast, plan):
    plan = sent(plan)
    client = left_alone(cast, password=None)
    answer = client.post(decide_url(plan), returning(plan, "Не пропади"))
    assert answer.status_code == 422
    assert "задайте пароль на странице" in answer.text
    assert "Не пропади</textarea>" in answer.text
