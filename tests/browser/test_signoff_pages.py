"""Pages about deciding that no other list of pages names: axe finds nothing, none is too wide."""

import pytest
from django.urls import reverse

from events.models import Plan
from tests.browser.pages import faults_on
from tests.browser.story import cast_with_passwords
from tests.cast import Cast
from tests.changed import returned_plan, sent_again
from tests.events.signoff.decisions import decide_url
from tests.one_time import outside_plan, outside_step
from tests.plans import make_plan, sign_next

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


@pytest.fixture
def cast() -> Cast:
    return cast_with_passwords()


def about_last_decision(plan: Plan, cast: Cast) -> tuple[str, str]:
    """Give who signed last, and the page on which they take it back."""
    last = plan.signatures.exclude(decision="closed").latest("pk")
    who = next(one for one, user in cast.users.items() if user == last.user)
    return who, reverse("events:decision_withdraw", args=[plan.pk, last.step_uid])


def test_pages_about_decisions_break_no_rule(page, live_server, cast):
    values = {"association": cast.association, "rows": 2}
    again = sent_again(cast)
    returned = returned_plan(cast, "rumo-headings")
    rejected = make_plan("omo-directions", "rejected", **values)
    signed = sign_next(make_plan("rmc-directions", "signoff", **values))
    outside = outside_plan(cast, layout="rumo-directions")
    link = reverse("events:link_send", args=[outside.pk, outside_step(outside).uid])
    pages = [
        ("approver", f"{decide_url(again, 'approve')}?show=plan"),
        ("approver", f"{decide_url(again, 'approve')}?rows=all"),
        ("chair", reverse("events:plan_changes", args=[again.pk])),
        ("chair", reverse("events:plan_send", args=[returned.pk])),
        ("chair", reverse("events:plan_send", args=[rejected.pk])),
        ("chair", rejected.get_absolute_url()),
        ("chair", reverse("events:plan_history", args=[rejected.pk])),
        about_last_decision(signed, cast),
        ("methodist", link),
        ("methodist", reverse("events:plan_decide", args=[outside.pk, outside_step(outside).uid])),
    ]
    assert faults_on(page, live_server, cast, pages) == []
