"""Actions on a row of the sheet: move, transfer, duplicate, delete."""

import pytest
from django.urls import reverse

from events.models import Event, Plan
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rmc-directions", association=cast.association, rows=3)


@pytest.fixture
def client(cast):
    return cast.client("chair")


def row(plan: Plan, section: int = 1, order: int = 1) -> Event:
    return plan.events.get(section__order=section, order=order, parent=None)


def url(name: str, event: Event) -> str:
    return reverse(f"events:event_{name}", args=[event.plan_id, event.uid])


def order_of(plan: Plan, section: int = 1) -> list[str]:
    rows = plan.events.filter(section__order=section, parent=None).order_by("order")
    return list(rows.values_list("uid", flat=True))


def test_it_moves_a_row_down(client, plan):
    event, before = row(plan), order_of(plan)
    answer = client.post(url("move", event), {"to": "down"})
    assert answer["Location"] == f"{plan.get_absolute_url()}#at-{event.uid}"
    assert order_of(plan) == [before[1], before[0], before[2]]


def test_at_the_edge_it_stays_and_says_so(client, plan):
    event, before = row(plan), order_of(plan)
    answer = client.post(url("move", event), {"to": "up"}, follow=True)
    assert "Строка уже первая в разделе." in answer.content.decode()
    assert order_of(plan) == before


def test_it_moves_a_sub_event_within_its_row(cast, client, plan):
    parent = row(plan)
    parts = [
        Event.objects.create(
            plan=plan, section=parent.section, parent=parent, order=i, title=f"Часть {i}"
        )
        for i in (1, 2)
    ]
    answer = client.post(url("move", parts[1]), {"to": "up"})
    assert answer["Location"].endswith(f"/rows/{parent.uid}/#parts")
    assert list(parent.children.order_by("order")) == [parts[1], parts[0]]


def test_it_puts_a_row_last_into_another_section(client, plan):
    event, target = row(plan), plan.sections.get(order=2)
    client.post(url("transfer", event), {"section": target.uid})
    assert order_of(plan, 2)[-1] == event.uid
    assert event.uid not in order_of(plan, 1)


def test_transfer_offers_only_the_other_sections_of_the_plan(client, plan):
    answer = client.get(url("transfer", row(plan)))
    assert {one.plan_id for one in answer.context["sections"]} == {plan.pk}
    assert row(plan).section not in answer.context["sections"]


def test_transfer_to_a_section_of_another_plan_is_refused(cast, client, plan):
    other = make_plan("moc-results", association=cast.association)
    event = row(plan)
    client.post(url("transfer", event), {"section": other.sections.get().uid})
    event.refresh_from_db()
    assert event.section.plan_id == plan.pk


def test_it_duplicates_a_row_right_after_it(client, plan):
    event = row(plan)
    answer = client.post(url("duplicate", event))
    rows = list(plan.events.filter(section__order=1).order_by("order"))
    assert [one.title for one in rows[:2]] == [event.title] * 2
    assert answer["Location"] == f"{plan.get_absolute_url()}#at-{rows[1].uid}"


def test_it_asks_before_it_deletes(client, plan):
    event = row(plan)
    answer = client.get(url("delete", event))
    assert "Удалить строку?" in answer.content.decode()
    assert order_of(plan)[0] == event.uid


def test_it_deletes_a_row_and_history_keeps_it(client, plan):
    event = row(plan)
    client.post(url("delete", event))
    assert event.uid not in order_of(plan)
    change = plan.changes.filter(action="delete_event").get()
    assert change.patch[-1]["before"]["title"] == event.title


@pytest.mark.parametrize("action", ["move", "duplicate", "delete"])
def test_closed_plan_refuses_in_words(client, plan, action):
    event = row(plan)
    bring_to(plan, "signoff")
    answer = client.post(url(action, event), {"to": "down"}, follow=True)
    assert "План на согласовании." in answer.content.decode()


def test_closed_plan_sends_back_to_the_page_with_the_reason(client, plan):
    event = row(plan)
    bring_to(plan, "signoff")
    answer = client.post(url("move", event), {"to": "down"}, follow=True)
    assert answer.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "на согласовании" in answer.text
