"""The month grid and what is near: what stands on days, across them, and apart."""

import datetime as dt

import pytest

from events.calendar.queries.month import (
    LONGEST_BAR,
    CalendarEntry,
    dated_entries,
    month_grid,
    nearest_month,
    plans_in_calendar,
    undated_entries,
    upcoming_entries,
)
from events.drafting.queries.row_values import EventValues
from events.drafting.rules.rows import add_event
from events.models import Event, Occurrence, Plan
from events.plan.period import last_day
from tests.plans import author_of, bring_to, make_plan

MARCH = dt.date(2027, 3, 1)
TODAY = dt.date(2027, 3, 10)


@pytest.fixture
def plan(cast) -> Plan:
    """Give a plan of 2027 without rows."""
    return make_plan("moc-results", association=cast.association, rows=0)


def row(plan: Plan, term: str, title: str = "", **more) -> Event:
    values = EventValues(title=title or term, term=term)
    section = plan.sections.order_by("order").first()
    return add_event(section=section, values=values, by=author_of(plan.association), **more)


def grid(first: dt.date = MARCH, **more):
    plans = Plan.objects.all()
    days = first, last_day(first.year, first.month)
    return month_grid(
        dated_entries(plans, *days, **more), undated_entries(plans, *days, **more), first, TODAY
    )


def on_days(month) -> dict[int, list[str]]:
    days = [day for week in month.weeks for day in week.days if day.is_inside]
    return {day.date.day: [one.title for one in day.entries] for day in days if day.entries}


def bars(month) -> list[tuple[str, int, int, bool]]:
    found = [bar for week in month.weeks for bar in week.bars]
    return [(one.entry.title, one.column, one.columns, one.goes_on) for one in found]


def apart(page) -> dict[str, list[str]]:
    return {group.heading: [one.title for one in group.entries] for group in page.apart}


def test_day_and_deadline_stand_on_their_day(plan):
    row(plan, "15 марта")
    row(plan, "до 15 марта")
    month = grid()
    assert on_days(month) == {15: ["15 марта", "до 15 марта"]}
    (day,) = [day for week in month.weeks for day in week.days if day.entries]
    assert [one.is_due for one in day.entries] == [False, True]


def test_range_crosses_its_days_and_weeks(plan):
    row(plan, "с 5 по 9 марта")
    month = grid()
    assert bars(month) == [("с 5 по 9 марта", 5, 3, False), ("с 5 по 9 марта", 1, 2, True)]
    assert on_days(month) == {}


def test_range_over_the_edge_of_a_month_is_cut_there(plan):
    row(plan, "с 27 февраля по 2 марта")
    assert bars(grid(dt.date(2027, 2, 1))) == [("с 27 февраля по 2 марта", 6, 2, False)]
    assert bars(grid()) == [("с 27 февраля по 2 марта", 1, 2, False)]


@pytest.mark.parametrize(
    ("term", "heading"),
    [
        ("март", "В течение месяца"),
        ("с 1 по 20 марта", "В течение месяца"),
        ("январь – май", "Дольше месяца"),
        ("в течение года", "Весь период плана"),
        ("ежеквартально", "Повторяется"),
        ("еженедельно", "Повторяется"),
        ("ежедневно", "Повторяется"),
        ("по необходимости", "По необходимости"),
        ("как получится", "Срок не разобран"),
    ],
)
def test_what_has_no_day_stands_apart_once(plan, term, heading):
    row(plan, term)
    month = grid()
    assert apart(month) == {heading: [term]}
    assert (on_days(month), bars(month), month.has_dates) == ({}, [], False)


def test_row_without_a_term_is_nowhere(plan):
    row(plan, "", "Без срока")
    assert apart(grid()) == {}


def test_weekday_of_each_week_stands_on_its_days(plan):
    row(plan, "по вторникам")
    assert list(on_days(grid())) == [2, 9, 16, 23, 30]


def test_days_of_neighbour_months_are_empty(plan):
    row(plan, "1 апреля")
    month = grid()
    assert on_days(month) == {}
    assert [day.date.day for day in month.weeks[-1].days if not day.is_inside] == [1, 2, 3, 4]


def test_today_is_marked(plan):
    row(plan, "15 марта")
    days = [day.date for week in grid().weeks for day in week.days if day.is_today]
    assert days == [TODAY]


def test_part_leads_to_the_row_of_its_event(plan):
    whole = row(plan, "в течение года", "Школа наставника:")
    row(plan, "15 марта", "Первая встреча", parent=whole)
    (day,) = [day for week in grid().weeks for day in week.days if day.entries]
    assert day.entries[0].whole == "Школа наставника"
    assert day.entries[0].url.endswith(f"#at-{whole.uid}")


def test_meetings_only(plan):
    row(plan, "15 марта")
    Event.objects.filter(pk=row(plan, "16 марта").pk).update(is_meeting=True)
    assert on_days(grid(meetings=True)) == {16: ["16 марта"]}


def test_longest_bar_is_a_fortnight(plan):
    row(plan, f"с 1 по {LONGEST_BAR} марта", "Полоса")
    row(plan, f"с 1 по {LONGEST_BAR + 1} марта", "Отдельно")
    month = grid()
    assert {name for name, *_ in bars(month)} == {"Полоса"}
    assert apart(month) == {"В течение месяца": ["Отдельно"]}


def test_nearest_month_is_the_next_one_else_the_last_one(plan):
    row(plan, "в течение года")
    plans = Plan.objects.all()
    assert nearest_month(plans, MARCH) is None
    row(plan, "15 февраля")
    assert nearest_month(plans, dt.date(2027, 3, 31)) == dt.date(2027, 2, 1)
    row(plan, "15 мая")
    assert nearest_month(plans, dt.date(2027, 3, 31)) == dt.date(2027, 5, 1)


def near(days: int = 31):
    plans = Plan.objects.all()
    until = TODAY + dt.timedelta(days=days)
    return upcoming_entries(
        dated_entries(plans, TODAY, until), undated_entries(plans, TODAY, until), TODAY
    )


def test_upcoming_goes_month_by_month_and_a_whole_month_comes_last(plan):
    for term in ("апрель", "20 апреля", "15 марта", "10 марта", "9 марта", "до 12 марта"):
        row(plan, term)
    page = near(60)
    assert {group.heading: [one.title for one in group.entries] for group in page.months} == {
        "Март 2027": ["10 марта", "до 12 марта", "15 марта"],
        "Апрель 2027": ["20 апреля", "апрель"],
    }


def test_what_began_before_goes_on_now(plan):
    row(plan, "с 8 по 12 марта")
    row(plan, "в течение года")
    page = near()
    assert [one.title for one in page.now] == ["с 8 по 12 марта"]
    assert apart(page) == {"Весь период плана": ["в течение года"]}


def test_upcoming_ends_where_asked(plan):
    row(plan, "1 мая")
    assert near(31).months == ()
    assert len(near(60).months) == 1


def test_draft_is_seen_only_by_those_who_may_read_it(cast, plan):
    row(plan, "15 марта")
    assert list(plans_in_calendar(cast.actor("chair"))) == [plan]
    assert list(plans_in_calendar(cast.actor("stranger"))) == []
    bring_to(plan, "approved")
    assert list(plans_in_calendar(cast.actor("stranger"))) == [plan]
    assert list(plans_in_calendar(cast.actor("foreigner"))) == []


def test_more_than_fits_is_cut_and_said(plan, monkeypatch):
    monkeypatch.setattr("events.calendar.queries.month.MOST", 2)
    row(plan, "в течение года")
    for day in (1, 2):
        row(plan, f"{day} марта")
    month = grid()
    assert (month.is_cut, sorted(on_days(month)), month.apart) == (True, [1, 2], ())


def test_number_of_queries_does_not_grow(plan, django_assert_num_queries):
    for day in range(1, 6):
        row(plan, f"{day} марта", parent=row(plan, f"{day + 10} марта"))
    row(plan, "по необходимости")
    with django_assert_num_queries(2):
        month = grid()
        seen = [
            (one.title, one.url, one.whole, one.plan.association.name)
            for week in month.weeks
            for day in week.days
            for one in day.entries
        ]
    assert len(seen) == 10


def test_entry_without_any_words_has_a_name():
    assert CalendarEntry(Event(), Occurrence()).title == "Строка без названия"
