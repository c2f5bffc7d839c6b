"""The pages of the calendar: months, filters, what is near, whose plans, empty states."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from events.drafting.queries.row_values import EventValues
from events.drafting.rules.rows import add_event
from events.models import Plan
from events.plan.period import Period
from tests.plans import author_of, bring_to, make_plan, make_staffed_association

MONTH = reverse("events:calendar")
NEAR = reverse("events:upcoming")


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, rows=0)


def row(plan: Plan, term: str, title: str = "Семинар наставников", **more):
    section = plan.sections.order_by("order").first()
    values = EventValues(title=title, term=term, **more)
    return add_event(section=section, values=values, by=author_of(plan.association))


def plan_around_today(cast) -> Plan:
    today = timezone.localdate()
    period = Period.of_calendar_year((today + dt.timedelta(days=3)).year)
    return make_plan("moc-results", association=cast.association, rows=0, period=period)


def in_days(count: int) -> str:
    return f"{timezone.localdate() + dt.timedelta(days=count):%d.%m.%Y}"


def text(client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_month_shows_the_row_with_a_way_to_it_and_its_state(cast, plan):
    event = row(plan, "15 марта")
    page = text(cast.client("chair"), MONTH, month="2027-03")
    assert "Март 2027" in page
    assert f'href="{plan.get_absolute_url()}#at-{event.uid}"' in page
    assert "Черновик" in page
    assert plan.association.name in page


def test_approved_row_bears_no_mark(cast, plan):
    row(plan, "15 марта")
    bring_to(plan, "approved")
    page = text(cast.client("stranger"), MONTH, month="2027-03")
    assert "Семинар наставников" in page
    assert 'class="status"' not in page


@pytest.mark.parametrize("who", ["stranger", "agreer", "foreigner", "unplaced"])
def test_draft_is_hidden_from_those_who_may_not_read_it(cast, plan, who):
    row(plan, "15 марта")
    for address in (MONTH, NEAR):
        page = text(cast.client(who), address, month="2027-03")
        assert "Семинар наставников" not in page
        assert plan.get_absolute_url() not in page


def test_months_follow_one_another_and_keep_the_filter(cast, plan):
    row(plan, "15 марта")
    query = {"month": "2026-12", "association": str(plan.association.pk)}
    answer = cast.client("chair").get(MONTH, query)
    assert answer.context["previous"]["name"] == "Ноябрь 2026"
    assert answer.context["next"] == {
        "name": "Январь 2027",
        "url": f"?association={plan.association.pk}&month=2027-01",
    }


@pytest.mark.parametrize("month", ["", "март", "2027-13", "0000-01", "2027-03-01", "9999999-1"])
def test_wrong_month_is_the_present_one(cast, month):
    answer = cast.client("chair").get(MONTH, {"month": month})
    assert answer.context["month"].first == timezone.localdate().replace(day=1)


def test_it_is_narrowed_to_an_association_a_kind_and_meetings(cast, plan):
    other = make_plan("omo-directions", association=cast.other_association, rows=0)
    row(plan, "15 марта", "Первое", is_meeting=True)
    row(plan, "16 марта", "Второе")
    row(other, "17 марта 2028 г.", "Третье")
    row(other, "17 марта 2027 г.", "Четвёртое")
    client = cast.client("methodist")

    def found(**query: str) -> set[str]:
        page = text(client, MONTH, month="2027-03", **query)
        return {name for name in ("Первое", "Второе", "Третье", "Четвёртое") if name in page}

    assert found() == {"Первое", "Второе", "Четвёртое"}
    assert found(association=str(plan.association.pk)) == {"Первое", "Второе"}
    assert found(kind="omo") == {"Четвёртое"}
    assert found(what="meetings") == {"Первое"}
    assert found(association="999999", kind="x", what="y") == {"Первое", "Второе", "Четвёртое"}


def test_filter_offers_only_associations_with_plans_that_are_seen(cast, plan):
    make_plan("omo-directions", association=cast.other_association, rows=0)
    form = cast.client("chair").get(MONTH).context["form"]
    assert list(form.fields["association"].queryset) == [plan.association]


def test_htmx_gets_the_calendar_alone(cast, plan):
    page = cast.client("chair").get(MONTH, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in page
    assert 'id="found"' in page


def test_empty_month_leads_to_the_nearest_one_with_dates(cast, plan):
    row(plan, "15 мая")
    page = text(cast.client("chair"), MONTH, month="2027-03")
    assert "ничего не назначено" in page
    assert "?month=2027-05" in page


def test_empty_calendar_says_why(cast):
    assert "Дат пока нет" in text(cast.client("chair"), MONTH)
    assert "ничего не назначено" in text(cast.client("chair"), NEAR)


def test_filter_without_an_answer_says_so(cast, plan):
    row(plan, "15 марта")
    page = text(cast.client("chair"), MONTH, month="2027-03", what="meetings")
    assert "Уберите часть условий" in page


def test_near_shows_what_comes_and_how_far_it_looked(cast):
    plan = plan_around_today(cast)
    row(plan, in_days(3), "Совсем скоро")
    page = text(cast.client("chair"), NEAR)
    assert "Совсем скоро" in page
    assert "Показано по" in page


def test_near_looks_as_far_as_asked(cast):
    plan = plan_around_today(cast)
    row(plan, in_days(20), "Через двадцать дней")
    client = cast.client("chair")
    assert "Через двадцать дней" in text(client, NEAR)
    assert "Через двадцать дней" not in text(client, NEAR, ahead="14")


@pytest.mark.parametrize("address", [MONTH, NEAR])
def test_number_of_queries_does_not_grow(cast, address):
    client = cast.client("methodist")
    first = plan_around_today(cast)
    row(first, in_days(3), "Одно")
    counts = []
    for _ in range(2):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
        for n in range(3):
            association = make_staffed_association(institution=cast.institution)
            more = make_plan("moc-results", association=association, rows=0, period=first.period)
            row(more, in_days(3 + n), f"Ещё {n}")
            row(more, "по необходимости", f"Без дат {n}")
    assert counts[0] == counts[1]


def test_what_people_typed_stays_text(cast, plan):
    row(plan, "15 марта", "<script>alert(1)</script>")
    assert "<script>alert" not in text(cast.client("chair"), MONTH, month="2027-03")
