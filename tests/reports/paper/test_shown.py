"""What of a plan a reader gets: an edition or the present rows."""

import pytest

from events.models import Plan
from reports.paper.shown import as_it_stands, shown_to
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "is_draft", "has_edition"),
    [("draft", True, False), ("signoff", True, True), ("approved", False, True)],
)
def test_edition_is_shown_once_the_plan_was_sent(status, is_draft, has_edition):
    shown = as_it_stands(make_plan(status=status))
    assert (shown.is_draft, shown.edition is not None) == (is_draft, has_edition)
    assert shown.document().is_draft is is_draft


def test_agreer_is_shown_what_was_sent_and_an_author_the_present_rows(cast):
    plan = bring_to(make_plan(association=cast.association), "returned")
    Plan.objects.filter(pk=plan.pk).update(title="Тайные правки")
    sent, present = (
        shown_to(Plan.objects.get(pk=plan.pk), cast.actor(reader)).content().title
        for reader in ("agreer", "chair")
    )
    assert "Тайные правки" not in sent
    assert present == ("Тайные правки",)
