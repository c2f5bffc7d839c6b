"""A plan that went back to its authors: who reads their unsent words, and who only what was sent."""

import pytest
from django.urls import reverse

from events.rules.guard import mark
from events.rules.plans import HeadingValues, edit_heading, heading_of
from events.signoff import recall_plan
from tests.cast import EVERYBODY
from tests.plans import make_plan

pytestmark = pytest.mark.django_db

UNSENT = "Новое слово авторов"
PAGES = ("events:plan_detail", "events:plan_history", "reports:plan_json")


@pytest.fixture
def plan(cast):
    plan = make_plan("moc-results", "signoff", association=cast.association, rows=1)
    plan = recall_plan(plan=plan, by=cast.actor("chair"))
    was = heading_of(plan)
    values = HeadingValues(f"{was.title}\n{UNSENT}", was.city, was.imprint)
    return edit_heading(plan=plan, values=values, seen=mark(was), by=cast.actor("chair"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["chair", "secretary", "curator", "methodist"])
def test_those_who_read_drafts_see_the_unsent_words(cast, plan, who, page):
    answer = cast.client(who).get(reverse(page, args=[plan.pk]))
    assert UNSENT in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("who", ["agreer", "approver"])
def test_those_who_decide_see_what_was_sent(cast, plan, who, page):
    answer = cast.client(who).get(reverse(page, args=[plan.pk]))
    assert answer.status_code == 200
    assert UNSENT not in answer.content.decode()


@pytest.mark.parametrize("who", EVERYBODY)
def test_talk_about_an_approved_plan_is_for_those_who_take_part(cast, who):
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    answer = cast.client(who).get(reverse("events:plan_history", args=[plan.pk]))
    if answer.status_code != 200:
        assert who in ("foreigner", "unplaced", "anonymous")
        return
    told = "Создан черновик плана" in answer.content.decode()
    assert told == (who != "stranger")
    assert "Редакция 1" in answer.content.decode()
