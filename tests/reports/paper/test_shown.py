"""What of a plan a reader gets: an edition or the present rows."""

import datetime as dt

import pytest

from associations.models import Office
from events.models import Plan
from reports.downloads.rules.stored_drafts import key_of
from reports.paper.shown import as_it_stands, shown_to
from tests.factories import TODAY, make_office
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "is_draft", "has_edition"),
    [("draft", True, False), ("signoff", True, True), ("approved", False, True)],
)
def test_edition_is_shown_once_the_plan_was_sent(status, is_draft, has_edition):
    shown = as_it_stands(make_plan(status=status), TODAY)
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


def test_draft_in_signoff_names_who_holds_the_office_now(cast):
    """The next rector signs, so no paper that waits names the former one."""
    plan = make_plan("rmc-directions", "signoff", association=cast.association, rows=1)
    old = cast.office("agreer")
    before = key_of(shown_to(plan, cast.actor("chair")))
    Office.objects.filter(pk=old.pk).update(until=TODAY - dt.timedelta(days=1))
    heir = make_office(old.role, cast.association, since=TODAY, replaces=old)
    shown = shown_to(plan, cast.actor("chair"))
    assert key_of(shown) != before
    for one in (shown, as_it_stands(plan, TODAY)):
        names = [stamp.name for stamp in one.document().agreements]
        assert heir.person.signing_name in names
        assert old.person.signing_name not in names
