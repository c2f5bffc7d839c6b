"""The page of rows that a plan may want too."""

import pytest
from django.urls import reverse

from events.drafting.models.plan import new_uid
from events.drafting.rules.next_year import begin_from
from events.models import Plan
from events.plan.period import Period
from tests.plans import bring_to, make_plan

BUTTON = "Добавить такую же"


@pytest.fixture
def source(cast) -> Plan:
    period = Period.of_calendar_year(2026)
    return make_plan("moc-results", association=cast.association, period=period)


@pytest.fixture
def plan(cast, source) -> Plan:
    plan = begin_from(source=source, year=2027, by=cast.actor("chair"))
    plan.events.filter(title__startswith="Краевой конкурс").delete()
    return plan


def address(plan: Plan) -> str:
    return reverse("events:plan_similar", args=[plan.pk])


def row(source: Plan) -> str:
    return f"{source.pk}:{source.events.get(title__startswith='Краевой конкурс').uid}"


def test_page_is_reached_from_the_draft_and_offers_what_is_gone(cast, plan, source):
    client = cast.client("chair")
    assert address(plan) in client.get(plan.get_absolute_url()).text
    page = client.get(address(plan)).text
    assert page.count(BUTTON) == 1
    assert f'value="{row(source)}"' in page


def test_row_is_added_and_the_message_offers_to_undo_it(cast, plan, source):
    client = cast.client("chair")
    answer = client.post(address(plan), {"row": row(source), "key": new_uid()}, follow=True)
    assert "Добавлена строка «Краевой конкурс" in answer.text
    assert BUTTON not in answer.text
    last = plan.changes.order_by("-pk").first()
    assert reverse("events:change_undo", args=[plan.pk, last.pk]) in answer.text


def test_form_that_comes_twice_adds_one_row(cast, plan, source):
    client, sent = cast.client("chair"), {"row": row(source), "key": new_uid()}
    for _ in range(2):
        assert client.post(address(plan), sent).status_code == 302
    assert plan.events.filter(title__startswith="Краевой конкурс").count() == 1


@pytest.mark.parametrize("sent", ["", "x", ":", "1:", "²:a", "9" * 5000 + ":a", "\x00:\x00", "0:x"])
def test_nonsense_is_told_in_words(cast, plan, sent):
    answer = cast.client("chair").post(address(plan), {"row": sent}, follow=True)
    assert "Такой строки там уже нет" in answer.text


def test_closed_plan_says_why_instead_of_offering(cast, plan):
    bring_to(plan, "signoff")
    page = cast.client("chair").get(address(plan)).text
    assert BUTTON not in page
    assert "Краевой конкурс" in page


def test_plan_without_others_says_so(cast):
    plan = make_plan(association=cast.association, rows=1)
    page = cast.client("chair").get(address(plan)).text
    assert "прошлогоднего плана нет" in page
    assert "Действующих планов таких же объединений нет" in page
