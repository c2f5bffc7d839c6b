"""The page that names a version."""

import pytest
from django.urls import reverse

from events.models import NamedVersion, Plan
from tests.plans import make_plan

SENT = "Перед отправкой совету"


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan(association=cast.association, rows=1)


def address(plan: Plan, change_pk: int | None = None) -> str:
    pk = plan.changes.order_by("-pk")[0].pk if change_pk is None else change_pk
    return reverse("events:version_name", args=[plan.pk, pk])


def test_version_is_named_renamed_and_loses_its_name(cast, plan):
    client, history = cast.client("chair"), reverse("events:plan_history", args=[plan.pk])
    page = client.get(history)
    assert address(plan) in page.text
    page = client.post(address(plan), {"name": f"  {SENT} "}, follow=True)
    assert page.redirect_chain[-1][0] == history
    assert page.context["lines"][0].version == SENT
    assert f"Версия названа: «{SENT}»." in page.text
    assert f'value="{SENT}"' in client.get(address(plan)).text
    page = client.post(address(plan), {"name": "Совету"}, follow=True)
    assert (page.context["lines"][0].version, NamedVersion.objects.count()) == ("Совету", 1)
    page = client.post(address(plan), {"name": ""}, follow=True)
    assert page.context["lines"][0].version == ""
    assert "У версии больше нет названия." in page.text


def test_name_too_long_stays_in_its_field(cast, plan):
    answer = cast.client("chair").post(address(plan), {"name": "я" * 121})
    assert answer.status_code == 422
    assert "я" * 121 in answer.text
    assert not NamedVersion.objects.exists()


def test_change_of_another_plan_is_not_found(cast, plan):
    other = make_plan("rmc-directions", association=cast.other_association, rows=1)
    change = other.changes.order_by("-pk")[0]
    client = cast.client("chair")
    assert client.post(address(plan, change.pk), {"name": SENT}).status_code == 404
    assert client.post(address(other), {"name": SENT}).status_code == 404
    assert not NamedVersion.objects.exists()


def test_name_that_another_author_gave_meanwhile_is_not_lost(cast, plan):
    mine, theirs = cast.client("chair"), cast.client("secretary")
    version = mine.get(address(plan)).context["form"]["expected_version"].value()
    theirs.post(address(plan), {"name": SENT})
    answer = mine.post(address(plan), {"name": "Совету", "expected_version": version})
    assert answer.status_code == 422
    assert f"Сейчас записано: «{SENT}»." in answer.text
    assert NamedVersion.objects.get().name == SENT
    form = answer.context["form"]
    assert form["name"].value() == "Совету"
    again = {"name": "Совету", "expected_version": form["expected_version"].value()}
    assert mine.post(address(plan), again).status_code == 302
    assert NamedVersion.objects.get().name == "Совету"
