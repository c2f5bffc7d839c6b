"""Settling at once on the plan's page what was not certain when the plan was begun."""

from dataclasses import asdict

import pytest
from django.urls import reverse

from events.checks import CarriedDoubt
from events.drafting.models.plan import new_uid
from events.models import Plan
from tests.cast import EVERYBODY
from tests.plans import bring_to, make_plan

BUTTON = "Исправить все, как предложено"


@pytest.fixture
def plan(cast) -> Plan:
    """Give a draft with two doubts, in its title and in a row."""
    plan = make_plan("moc-results", association=cast.association)
    row = plan.events.filter(title__startswith="Краевой конкурс").first()
    doubts = [("", "title", "План"), (row.uid, "title", "Краевой конкурс")]
    plan.carried_doubts = [
        asdict(CarriedDoubt(uid, name, words, f"{words} 2027", "непонятно, год ли это плана"))
        for uid, name, words in doubts
    ]
    plan.title = "План центра"
    plan.save(update_fields=["carried_doubts", "title"])
    return plan


def address(plan: Plan) -> str:
    return reverse("events:carried_settle", args=[plan.pk])


def shown(plan: Plan) -> str:
    return " ".join(f"{one['uid']}:{one['field']}" for one in plan.carried_doubts)


def test_page_marks_each_place_and_offers_to_settle_one_or_all(cast, plan):
    page = cast.client("chair").get(plan.get_absolute_url()).text
    assert "С прошлого года не проверено: 2." in page
    assert BUTTON in page
    assert "Краевой конкурс → Краевой конкурс 2027" not in page
    assert "«Краевой конкурс» — непонятно, год ли это плана." in page.replace("\u00a0", " ")
    assert f'name="places" value="{shown(plan)} "' in page


def test_all_are_settled_and_the_message_offers_to_undo_it(cast, plan):
    client = cast.client("chair")
    answer = client.post(address(plan), {"places": shown(plan), "key": new_uid()}, follow=True)
    plan.refresh_from_db()
    assert plan.title == "План 2027 центра"
    assert plan.events.filter(title__startswith="Краевой конкурс 2027").exists()
    assert "Исправлено после переноса с другого года: мест 2." in answer.text
    last = plan.changes.order_by("-pk").first()
    assert reverse("events:change_undo", args=[plan.pk, last.pk]) in answer.text


def test_same_form_sent_twice_settles_once(cast, plan):
    client, sent = cast.client("chair"), {"places": shown(plan), "key": new_uid()}
    for _ in range(2):
        assert client.post(address(plan), sent).status_code == 302
    plan.refresh_from_db()
    assert plan.title == "План 2027 центра"


@pytest.mark.parametrize("sent", [{}, {"places": "x"}, {"places": ":title:"}, {"places": "\x00:a"}])
def test_nonsense_is_told_in_words(cast, plan, sent):
    answer = cast.client("chair").post(address(plan), sent, follow=True)
    assert "Здесь уже всё исправлено" in answer.text


def test_nothing_is_offered_where_nothing_may_be_changed(cast, plan):
    plan = bring_to(plan, "signoff")
    page = cast.client("chair").get(plan.get_absolute_url()).text
    assert BUTTON not in page
    answer = cast.client("chair").post(address(plan), {"places": shown(plan)}, follow=True)
    assert answer.status_code == 200
    plan.refresh_from_db()
    assert plan.title == "План центра"


@pytest.mark.parametrize("who", EVERYBODY)
def test_only_authors_may(cast, plan, who):
    client = cast.client(who)
    wanted = 302
    if who not in ("chair", "secretary", "methodist", "anonymous"):
        wanted = 403 if who in ("curator", "superuser") else 404
    assert client.post(address(plan), {"places": shown(plan)}).status_code == wanted
    assert client.get(address(plan)).status_code in (405, 302)
    plan.refresh_from_db()
    assert (plan.title != "План центра") == (who in ("chair", "secretary", "methodist"))
