"""The public pages of a one-time link: what they tell whom, and the whole way to a decision."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from associations.models import Letter
from associations.signature_rules.rules import publish_rules
from events.models import OneTimeLink, Signature
from events.signoff.rules.one_time_links import withdraw_link
from events.signoff.rules.sending import recall_plan
from tests.events.signoff.decisions import returning, signing
from tests.one_time import code_in, make_link, open_link, outside_plan, token_in
from tests.plans import change


@pytest.fixture(autouse=True)
def _nothing_counted(db) -> None:
    cache.clear()


def page_of(link: OneTimeLink) -> str:
    assert link.letter is not None
    return reverse("events:one_time_link", args=[token_in(link.letter)])


def test_whole_way_by_two_letters(cast):
    plan = outside_plan(cast)
    staff = cast.actor("methodist")
    publish_rules(institution=cast.institution, text="О подписи.", expected_version=0, by=staff)
    link, _code = make_link(cast, plan, code_by="letter")
    client, page = Client(), page_of(link)
    asked = client.get(page).content.decode()
    assert "Прислать код" in asked
    assert cast.institution.name in asked
    assert 'id="sheet"' not in asked
    client.post(f"{page}code/", {"send": "1"})
    code = code_in(Letter.objects.get(kind="code"))
    answer = client.post(f"{page}code/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, page)
    shown = client.get(page).content.decode()
    assert 'id="sheet"' in shown
    assert "Я, Полозова Вера Игнатьевна, ректор университета, утверждаю план" in shown
    assert "О подписи." in shown
    words = signing(plan, rules="1")
    refused = client.post(page, words)
    assert refused.status_code == 422
    assert not Signature.objects.exists()
    assert client.post(page, {**words, "accept_rules": "on", "read": "on"}).status_code == 302
    done = client.get(page).content.decode()
    made = Signature.objects.get()
    assert str(made.key) in done
    assert (made.auth_method, made.rules_version) == ("link+letter_code", "1")
    assert made.auth_at is not None
    # The double click is answered by what was done.
    again = client.post(page, {**words, "accept_rules": "on", "read": "on"})
    assert again.status_code == 200
    assert Signature.objects.count() == 1
    assert Client().get(page).status_code == 410


def test_return_says_why(cast):
    plan = outside_plan(cast)
    client, page = open_link(*make_link(cast, plan))
    answer = client.post(page, returning(plan))
    assert answer.status_code == 422
    assert "Напишите, что исправить" in answer.content.decode()
    assert client.post(page, returning(plan, "Уточните сроки.")).status_code == 302
    assert "Уточните сроки." in client.get(page).content.decode()
    plan.refresh_from_db()
    assert plan.status == "returned"


def test_answers_keep_the_address_secret(cast):
    link, code = make_link(cast, outside_plan(cast))
    page = page_of(link)
    answers = [Client().get(page), Client().get(reverse("events:one_time_link", args=["x"]))]
    client, _page = open_link(link, code)
    answers.append(client.get(page))
    for answer in answers:
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
        assert "noindex" in answer["X-Robots-Tag"]
    cookie = client.cookies["one_time"]
    assert cookie["path"] == page
    assert cookie["httponly"]


def test_look_at_the_link_changes_nothing(cast):
    link, _code = make_link(cast, outside_plan(cast), code_by="letter")
    before = OneTimeLink.objects.values().get()
    for path in (page_of(link), f"{page_of(link)}code/"):
        Client().get(path)
        Client().head(path)
    assert OneTimeLink.objects.values().get() == before
    assert not Letter.objects.filter(kind="code").exists()


def test_unknown_link_tells_nothing(cast):
    make_link(cast, outside_plan(cast))
    answer = Client().get(reverse("events:one_time_link", args=["x" * 43]))
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "Такой ссылки нет" in text
    assert cast.institution.name not in text


def test_decision_without_the_code_is_asked_for_it(cast):
    plan = outside_plan(cast)
    link, _code = make_link(cast, plan)
    answer = Client().post(page_of(link), signing(plan))
    assert "введите код" in answer.content.decode()
    assert not Signature.objects.exists()


def test_code_of_one_link_opens_no_other(cast):
    one, code = make_link(cast, outside_plan(cast))
    other, _code = make_link(cast, outside_plan(cast, layout="rmc-directions"))
    client, page = open_link(one, code)
    client.cookies["one_time"]["path"] = "/"
    assert 'id="sheet"' in client.get(page).content.decode()
    assert 'id="sheet"' not in client.get(page_of(other)).content.decode()


def test_withdrawn_link_shows_nothing_even_to_who_had_opened_it(cast):
    link, code = make_link(cast, outside_plan(cast))
    client, page = open_link(link, code)
    withdraw_link(link=link, by=cast.actor("methodist"))
    answer = client.get(page)
    assert answer.status_code == 410
    assert "отозвал" in answer.content.decode()
    assert 'id="sheet"' not in answer.content.decode()


def test_unsent_words_are_not_told(cast):
    plan = outside_plan(cast)
    link, code = make_link(cast, plan)
    client, page = open_link(link, code)
    recall_plan(plan=plan, by=cast.actor("chair"))
    plan.refresh_from_db()
    change(plan, "Щызаголовок")
    answer = client.get(page)
    assert answer.status_code == 410
    assert "Щызаголовок" not in answer.content.decode()
    pdf = client.get(f"{page}plan.pdf")
    assert pdf.status_code == 200
    assert pdf.content.startswith(b"%PDF")


def test_guessing_is_stopped_by_the_address(cast):
    link, _code = make_link(cast, outside_plan(cast), code_by="letter")
    client = Client()
    codes = [client.post(f"{page_of(link)}code/", {"code": "1"}).status_code for _ in range(31)]
    assert codes[0] == 422
    assert codes[-1] == 429


def test_last_day_is_over(cast):
    link, _code = make_link(cast, outside_plan(cast))
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    OneTimeLink.objects.update(until=yesterday)
    answer = Client().get(page_of(link))
    assert answer.status_code == 410
    assert "Попросите институт послать новую" in answer.content.decode()
