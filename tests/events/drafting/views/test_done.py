"""What is said after an action offers to undo it."""

from django.urls import reverse

from tests.plans import make_plan


def test_what_cannot_be_undone_is_only_said(cast):
    plan = make_plan(association=cast.association, rows=1)
    client = cast.client("chair")
    row = plan.events.order_by("order").last()
    # It is the last: nothing moves, and nothing is there to undo.
    url = reverse("events:event_move", args=[plan.pk, row.uid])
    page = client.post(url, {"to": "down"}, follow=True)
    assert "Строка уже последняя в разделе." in page.text
    assert "/undo/" not in page.text
