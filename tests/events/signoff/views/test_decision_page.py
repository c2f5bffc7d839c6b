"""What the page of a decision shows, and that it asks the same for much as for little."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from associations.signature_rules.rules import publish_rules
from events.models import Plan, Step
from events.plan.period import Period, PeriodKind
from tests.changed import sent_again
from tests.events.remarks.places import remark_on_row, sent_plan
from tests.events.signoff.decisions import decide_url
from tests.plans import make_plan


def asked(cast, plan: Plan, verb: str = "approve", who: str = "approver") -> int:
    client = cast.client(who)
    # The first look is kept, and the findings are: both cost a query more.
    client.get(decide_url(plan, verb))
    with CaptureQueriesContext(connection) as queries:
        client.get(decide_url(plan, verb))
    return len(queries)


def test_page_says_the_sentence_and_hides_the_hash(cast):
    plan = sent_plan(cast)
    page = cast.client("approver").get(decide_url(plan, "approve"))
    assert "редакция 1, " in page.context["statement"]
    assert page.context["statement"] in page.text
    details = page.text.index("Технические сведения")
    assert details < page.text.index(plan.edition.sha256, details)
    assert page.text.index(f'name="seen" value="{plan.edition.sha256}"') < details


def test_what_must_be_ticked_stands_beside_the_buttons(cast):
    staff = cast.actor("methodist")
    publish_rules(institution=cast.institution, text="О подписи.", expected_version=0, by=staff)
    page = cast.client("approver").get(decide_url(sent_plan(cast), "approve")).text
    buttons = page.index('class="decision-buttons"')
    assert buttons < page.index('name="accept_rules"') < page.index('name="read"')


def test_same_questions_for_few_rows_and_for_many(cast):
    few = sent_plan(cast, rows=2)
    later = Period(PeriodKind.CALENDAR, dt.date(2028, 1, 1), dt.date(2028, 12, 31))
    many = sent_plan(cast, rows=9, period=later)
    assert asked(cast, few) == asked(cast, many)


def test_same_questions_for_one_remark_and_for_many(cast):
    plan = sent_plan(cast)
    remark_on_row(cast, plan, "approver")
    remark_on_row(cast, plan, "curator")
    once = asked(cast, plan)
    for who in ("approver", "curator", "approver"):
        remark_on_row(cast, plan, who)
    assert asked(cast, plan) == once


def test_same_questions_whatever_else_waits(cast):
    plan = sent_plan(cast)
    alone = asked(cast, plan)
    for layout in ("rumo-directions", "omo-directions", "rmc-directions"):
        other = make_plan(layout, "signoff", association=cast.association, rows=1)
        other.steps.filter(verb="approve").update(stage=other.stage)
    assert asked(cast, plan) == alone


def test_same_questions_for_few_steps_and_for_many(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    few = asked(cast, plan, "agree", "curator")
    approval = plan.steps.get(verb="approve")
    for order in range(10, 15):
        values = {"stage": order, "verb": "approve", "office": approval.office}
        Step.objects.create(plan=plan, order=order, **values)
    assert asked(cast, plan, "agree", "curator") == few


@pytest.mark.parametrize("show", ["plan", "changes"])
def test_end_of_what_is_shown_is_marked(cast, show):
    plan = sent_again(cast)
    page = cast.client("approver").get(f"{decide_url(plan, 'approve')}?show={show}").text
    assert page.index('class="ground" data-draft') < page.index('id="text-end"')
