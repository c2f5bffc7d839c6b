"""The undo of any action from its message and from the history."""

import pytest
from django.urls import reverse

from events.drafting.queries.stored_content import read_content
from tests.plans import make_plan


@pytest.fixture
def plan(cast):
    return make_plan("rumo-directions", association=cast.association, rows=3)


def test_deleted_row_comes_back_from_the_message(cast, plan):
    client, before = cast.client("chair"), read_content(plan)
    row = plan.events.order_by("pk").first()
    url = reverse("events:event_delete", args=[plan.pk, row.uid])
    page = client.post(url, follow=True)
    change = plan.changes.order_by("-id").first()
    undo = reverse("events:change_undo", args=[plan.pk, change.pk])
    assert undo in page.text
    page = client.post(undo, follow=True)
    assert "Отменено. Удалена строка" in page.text
    assert read_content(plan) == before
    # The message of the undo offers to take that back too.
    redo = reverse("events:change_undo", args=[plan.pk, plan.changes.order_by("-id").first().pk])
    assert redo in page.text


def test_history_offers_it_while_it_may_be_done(cast, plan):
    client = cast.client("chair")
    row = plan.events.order_by("pk").first()
    client.post(reverse("events:event_delete", args=[plan.pk, row.uid]))
    change = plan.changes.order_by("-id").first()
    undo = reverse("events:change_undo", args=[plan.pk, change.pk])
    history = reverse("events:plan_history", args=[plan.pk])
    assert undo in client.get(history).text
    assert undo not in cast.client("curator").get(history).text
    client.post(undo)
    assert undo not in client.get(history).text
    page = client.post(undo, follow=True)
    assert "Это действие уже отменено." in page.text


def test_change_of_another_plan_is_not_found(cast, plan):
    other = make_plan("rmc-directions", association=cast.other_association, rows=1)
    change = other.changes.order_by("-id").first()
    url = reverse("events:change_undo", args=[plan.pk, change.pk])
    assert cast.client("chair").post(url).status_code == 404


@pytest.mark.parametrize("wrong", ["x", "", "0", "-1", "٣", "9" * 18, "9" * 40])
def test_what_is_no_change_of_the_plan_is_not_found(cast, plan, wrong):
    client = cast.client("chair")
    row = plan.events.order_by("pk").first()
    client.post(reverse("events:event_delete", args=[plan.pk, row.uid]))
    undo = reverse("events:change_undo", args=[plan.pk, plan.changes.order_by("-id")[0].pk])
    assert client.post(undo, {"with": wrong}).status_code == 404
    assert not plan.events.filter(pk=row.pk).exists()
    assert client.post(undo, {"with": [str(n) for n in range(1, 500)]}).status_code == 404
