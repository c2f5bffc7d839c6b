"""The page that withdraws one's own decision: what it says first, what it does, who sees it."""

import datetime as dt

import pytest
from django.urls import reverse

from events.models import Plan, Withdrawal
from events.signoff.rules.deciding import reject_plan
from tests.associations.accounts.second_factor import left_alone, with_codes
from tests.factories import PASSWORD
from tests.plans import change, make_plan, sign_next

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreed(cast) -> Plan:
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    return sign_next(plan)


def url(plan: Plan, verb: str = "agree") -> str:
    return reverse("events:decision_withdraw", args=[plan.pk, plan.steps.get(verb=verb).uid])


def key(plan: Plan, verb: str = "agree") -> str:
    step = plan.steps.get(verb=verb)
    return str(plan.edition.signatures.standing().get(step_uid=step.uid).key)


def test_the_plan_offers_it_to_who_has_decided(cast, agreed):
    text = cast.client("curator").get(agreed.get_absolute_url()).text
    assert url(agreed) in text
    assert "пока никто не решил дальше" in text
    for who in ("chair", "approver", "methodist"):
        assert url(agreed) not in cast.client(who).get(agreed.get_absolute_url()).text


def test_it_is_withdrawn_with_its_reason(cast, agreed):
    client = cast.client("curator")
    assert "Отозвать решение?" in client.get(url(agreed)).text
    words = {"seen": key(agreed), "reason": "Смотрел не тот план."}
    answer = client.post(url(agreed), words, follow=True)
    assert "Решение отозвано. Согласует" in answer.text
    assert "Рассмотреть и согласовать" in answer.text
    assert Withdrawal.objects.get().reason == "Смотрел не тот план."
    # It stays in sight: on the plan's page and in its history.
    for page in (agreed.get_absolute_url(), reverse("events:plan_history", args=[agreed.pk])):
        assert "Смотрел не тот план." in cast.client("chair").get(page).text


def test_nobody_else_has_the_page(cast, agreed):
    for who in ("chair", "approver", "methodist", "superuser"):
        assert cast.client(who).get(url(agreed)).status_code == 403
        assert cast.client(who).post(url(agreed), {"seen": key(agreed)}).status_code == 403
    assert cast.client("stranger").get(url(agreed)).status_code == 404
    assert not Withdrawal.objects.exists()


def test_too_late_is_said_on_the_plan(cast, agreed):
    plan = sign_next(agreed)
    answer = cast.client("curator").get(url(plan), follow=True)
    assert "План уже утверждён после вашего решения" in answer.text
    assert url(plan) not in answer.text


def test_an_approval_says_until_when(cast, agreed):
    plan = sign_next(agreed)
    client = cast.client("approver")
    assert "можно до " in client.get(plan.get_absolute_url()).text
    assert "перестанет быть утверждённым" in client.get(url(plan, "approve")).text
    words = {"seen": key(plan, "approve")}
    answer = client.post(url(plan, "approve"), words, follow=True)
    assert "Решение отозвано. Утверждает" in answer.text
    plan.refresh_from_db()
    assert plan.official is None


def test_a_rejection_can_be_withdrawn_until_authors_act(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    step, by = plan.steps.get(verb="agree"), cast.actor("curator")
    plan = reject_plan(plan=plan, step=step, seen=plan.edition.sha256, comment="Нет.", by=by)
    client = cast.client("curator")
    text = client.get(plan.get_absolute_url()).text
    assert "Отклонён" in text
    assert "пока авторы не начали исправлять план" in text
    change(plan)
    assert url(plan) not in client.get(plan.get_absolute_url()).text


def test_a_second_click_and_an_old_form_change_nothing(cast, agreed):
    client, words = cast.client("curator"), {"seen": key(agreed)}
    client.post(url(agreed), words)
    assert "по этому шагу нет" in client.post(url(agreed), words, follow=True).text
    plan = sign_next(Plan.objects.get(pk=agreed.pk))
    assert "изменился" in client.post(url(plan), words, follow=True).text
    assert Withdrawal.objects.count() == 1


def test_odd_words_are_refused(cast, agreed):
    answer = cast.client("curator").post(url(agreed), {"seen": "нет", "reason": "а" * 6_000})
    assert answer.status_code == 422
    assert not Withdrawal.objects.exists()


def test_nothing_is_withdrawn_without_a_fresh_proof(cast, agreed):
    client = left_alone(cast, "curator")
    words = {"seen": key(agreed), "reason": "Не пропади"}
    assert "Ваш пароль" in client.get(url(agreed)).text
    for password in ("", "мимо"):
        answer = client.post(url(agreed), {**words, "password": password})
        assert answer.status_code == 422
        assert "Не пропади</textarea>" in answer.text
    assert not Withdrawal.objects.exists()
    assert client.post(url(agreed), {**words, "password": PASSWORD}).status_code == 302
    withdrawal = Withdrawal.objects.get()
    assert withdrawal.at - withdrawal.auth_at < dt.timedelta(minutes=1)


def test_who_has_no_password_proves_it_and_finds_the_reason_again(cast, agreed):
    client = left_alone(cast, "curator", password=None)
    with_codes(cast.user("curator"))
    answer = client.post(url(agreed), {"seen": key(agreed), "reason": "Не пропади"})
    assert answer["Location"].startswith(reverse("mfa_reauthenticate"))
    assert "Не пропади</textarea>" in client.get(url(agreed)).text
    assert not Withdrawal.objects.exists()


def test_nothing_is_withdrawn_without_a_second_factor_that_is_a_must(cast, agreed):
    cast.institution.needs_second_factor = True
    cast.institution.save()
    answer = cast.client("curator").post(url(agreed), {"seen": key(agreed)}, follow=True)
    assert "второй" in answer.text.lower()
    assert not Withdrawal.objects.exists()
