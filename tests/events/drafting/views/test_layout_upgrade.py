"""The page of another version of the layout."""

from django.urls import reverse

from events.drafting.rules.layout_upgrade import NOT_OFFERED
from tests.plans import make_plan


def test_own_version_is_not_offered(cast):
    plan = make_plan(association=cast.association, rows=1)
    address = reverse("events:plan_layout", args=[plan.pk, plan.layout_id])
    assert NOT_OFFERED in cast.client("chair").get(address, follow=True).content.decode()
