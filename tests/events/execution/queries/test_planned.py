"""What is to be held is read from the words of a plan."""

import datetime as dt

from events.execution.queries.planned import planned_rows
from events.plan.content import EventContent, PeriodContent, PlanContent, SectionContent
from events.plan.held import PlannedDate
from events.plan.period import PeriodKind

YEAR = PeriodContent(PeriodKind.CALENDAR, "2027-01-01", "2027-12-31")


def rows_of(*events: EventContent, heading: str = "", period: PeriodContent = YEAR):
    section = SectionContent(uid="s", heading=heading, events=events)
    return planned_rows(PlanContent(period=period, sections=(section,)))


def test_the_dates_are_those_of_the_term():
    [row] = rows_of(EventContent(uid="a", title="Семинар", term="15 марта, 20 мая"))
    days = [dt.date(2027, 3, 15), dt.date(2027, 5, 20)]
    assert row.dates == tuple(PlannedDate(day, day) for day in days)


def test_parts_are_rows_of_their_row():
    part = EventContent(uid="b", title="Очный тур", term="до 1 марта")
    [row] = rows_of(EventContent(uid="a", title="Конкурс", events=(part,)))
    assert row.parts[0].dates == (PlannedDate(None, dt.date(2027, 3, 1)),)


def test_a_row_without_a_term_takes_the_month_of_its_section():
    [row] = rows_of(EventContent(uid="a", title="Семинар"), heading="Март")
    assert row.dates[0].ends == dt.date(2027, 3, 31)


def test_words_that_name_no_day_give_none():
    [row] = rows_of(EventContent(uid="a", title="Консультации", term="по необходимости"))
    assert row.dates == ()


def test_a_direction_without_an_event_is_nothing_to_hold():
    assert rows_of(EventContent(uid="a", direction="Работа с молодыми")) == ()


def test_without_a_sound_period_there_are_no_dates():
    period = PeriodContent(PeriodKind.CALENDAR, "", "")
    [row] = rows_of(EventContent(uid="a", title="Семинар", term="15 марта"), period=period)
    assert row.dates == ()
