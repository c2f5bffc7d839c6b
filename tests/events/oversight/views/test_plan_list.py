"""The list of plans: filters, pages, a constant number of questions to the database."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.models import Layout, Plan
from events.plan.period import Period
from tests.plans import make_plan

URL = "/plans/"


def found(cast, query: str = "", who: str = "methodist") -> list[int]:
    answer = cast.client(who).get(URL + query)
    assert answer.status_code == 200
    return [plan.pk for plan, _where in answer.context["plans"]]


def make_many(cast, count: int) -> None:
    layout = Layout.objects.get(code="moc-results", institution=None)
    Plan.objects.bulk_create(
        Plan(
            association=cast.association,
            layout=layout,
            period_kind="custom",
            period_start=dt.date(2020, 1, 1) + dt.timedelta(days=n),
            period_end=dt.date(2030, 1, 1),
            title=f"План № {n}",
            status_since=timezone.now(),
        )
        for n in range(count)
    )


@pytest.fixture
def plans(cast) -> dict[str, Plan]:
    return {
        "draft": make_plan("moc-results", association=cast.association, rows=1),
        "signoff": make_plan("rmc-directions", "signoff", association=cast.association, rows=1),
        "old": make_plan(
            "moc-results",
            association=cast.association,
            rows=1,
            period=Period.of_calendar_year(2025),
            title="Старый план о чтении",
        ),
    }


def test_it_lists_what_the_reader_may_see(cast, plans):
    assert set(found(cast)) == {plan.pk for plan in plans.values()}
    assert found(cast, who="stranger") == []
    assert found(cast, who="foreigner") == []


def test_filters_narrow_it(cast, plans):
    assert found(cast, "?state=signoff") == [plans["signoff"].pk]
    assert found(cast, "?period=calendar.2025-01-01.2025-12-31") == [plans["old"].pk]
    assert found(cast, "?kind=omo") == []
    assert len(found(cast, f"?association={cast.association.pk}")) == 3


@pytest.mark.parametrize("words", ["ЧТЕНИИ", "о чтении старый", "чтени"])
def test_words_are_found_in_any_case_and_order(cast, plans, words):
    assert found(cast, f"?text={words}") == [plans["old"].pk]


@pytest.mark.parametrize("query", ["?state=nonsense", "?period=1.2.3", "?association=x", "?page=x"])
def test_nonsense_in_the_address_breaks_nothing(cast, plans, query):
    assert cast.client("methodist").get(URL + query).status_code == 200


def test_nothing_found_says_what_to_do(cast, plans):
    page = cast.client("methodist").get(f"{URL}?text=нигде").content.decode()
    assert "не подошёл ни один план" in page


def test_state_is_told_in_words(cast, plans):
    page = cast.client("methodist").get(URL).content.decode()
    assert "На согласовании" in page
    assert "bi-hourglass-split" in page


def test_htmx_gets_the_list_alone(cast, plans):
    answer = cast.client("methodist").get(URL, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert page.lstrip().startswith('<div class="panel" id="found">')
    assert "<html" not in page


def test_fifty_stand_on_a_page(cast):
    make_many(cast, 120)
    assert len(found(cast)) == 50
    assert len(found(cast, "?page=3")) == 20


def test_it_asks_the_database_the_same_for_ten_and_for_a_hundred(cast):
    counts: list[int] = []
    for more in (60, 100):
        make_many(cast, more) if not counts else None
        client = cast.client("methodist")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("events:plan_list"))
        counts.append(len(queries))
        Plan.objects.filter(title__endswith="7").delete()
    assert counts[0] == counts[1]
