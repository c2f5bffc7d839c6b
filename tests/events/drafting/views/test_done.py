"""What is said after an action offers to undo that action, and nothing else."""

from django.urls import reverse

from events.plan.typed_numbers import TAKEN_OFF
from tests.plans import change, make_plan


def test_action_that_changed_nothing_offers_no_undo_of_an_earlier_one(cast):
    plan = change(make_plan(association=cast.association, rows=2))
    client = cast.client("chair")
    rows = plan.events.filter(section=plan.sections.first()).order_by("order")
    # The earlier change of the title may be undone; a move of the last row changes nothing.
    url = reverse("events:event_move", args=[plan.pk, rows.last().uid])
    page = client.post(url, {"to": "down"}, follow=True)
    assert "Строка уже последняя в разделе." in page.text
    assert "/undo/" not in page.text
    page = client.post(url, {"to": "up"}, follow=True)
    moved = plan.changes.get(action="move_event")
    assert reverse("events:change_undo", args=[plan.pk, moved.pk]) in page.text


def test_numbers_that_were_taken_off_are_told_once(cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    client = cast.client("chair")
    words = {"kind": "table", "heading": "IX. Лето", "lead_in": "", "paragraphs": ""}
    page = client.post(reverse("events:section_add", args=[plan.pk]), words, follow=True)
    assert page.text.count(TAKEN_OFF) == 1
    change_made = plan.changes.get(action="add_section")
    undo = reverse("events:change_undo", args=[plan.pk, change_made.pk])
    assert client.post(undo, follow=True).text.count(TAKEN_OFF) == 1
    words["heading"] = "Зима"
    page = client.post(reverse("events:section_add", args=[plan.pk]), words, follow=True)
    assert TAKEN_OFF not in page.text
