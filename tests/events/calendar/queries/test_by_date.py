"""The plan's rows in the order of their dates: order, edges, parts, what has no days."""

import datetime as dt
import json

import pytest

from events.calendar.queries.by_date import by_date
from events.plan.codec import canonical_bytes, from_json
from events.plan.content import EventContent
from tests.drafts import plan, row, section


def titles(rows) -> list[str]:
    return [one.title for one in rows]


def of_terms(*terms: str):
    return plan(section(*(row(term, term) for term in terms)))


def test_rows_stand_by_their_first_day():
    content = of_terms("октябрь", "5 мая", "до 1 марта", "с 3 по 9 мая", "март, сентябрь")
    assert titles(by_date(content).dated) == [
        "до 1 марта",
        "март, сентябрь",
        "с 3 по 9 мая",
        "5 мая",
        "октябрь",
    ]


def test_what_names_no_day_stands_apart_in_the_order_of_the_paper():
    terms = ("как получится", "ежеквартально", "в течение года", "по необходимости", "")
    found = by_date(of_terms("5 мая", *terms))
    assert titles(found.dated) == ["5 мая"]
    assert [one.event.term for one in found.apart] == list(terms)
    assert [one.days for one in found.apart][-1] == ""


def test_part_stands_on_its_own_day_and_names_its_event():
    part = EventContent(uid="p", title="Первая встреча", term="5 мая")
    content = plan(section(row("Школа наставника:", "в течение года", events=(part,))))
    (found,) = by_date(content).dated
    assert (found.title, found.whole, found.uid) == ("Первая встреча", "Школа наставника", "e1")


def test_number_is_the_printed_one():
    content = of_terms("5 мая", "3 мая")
    assert [one.number.rstrip(".") for one in by_date(content).dated] == ["2", "1"]


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ((5, 1), (5, 31), ["с 28 апреля по 3 мая", "5 мая"]),
        ((5, 4), None, ["5 мая", "октябрь", "до 1 декабря"]),
        (None, (4, 30), ["с 28 апреля по 3 мая"]),
        ((6, 1), (6, 2), []),
    ],
)
def test_edges_leave_what_touches_them(since, until, expected):
    content = of_terms("до 1 декабря", "октябрь", "5 мая", "с 28 апреля по 3 мая", "по запросу")
    days = [dt.date(2026, *edge) if edge else None for edge in (since, until)]
    found = by_date(content, *days)
    assert titles(found.dated) == expected
    assert titles(found.apart) == []


def test_edges_keep_what_returns_inside_them():
    content = of_terms("ежеквартально", "в течение года")
    found = by_date(content, dt.date(2026, 5, 1), dt.date(2026, 5, 31))
    assert titles(found.apart) == ["ежеквартально", "в течение года"]


def test_section_that_is_a_month_lends_it():
    content = plan(section(row("Выезд", "15 числа"), heading="Май"))
    assert by_date(content).dated[0].days == "15 мая 2026"


@pytest.mark.parametrize(
    ("term", "days"),
    [
        ("5 мая", "5 мая 2026"),
        ("до 1 октября 2026 г.", ""),
        ("25.08.2026", "25 августа 2026"),
        ("", ""),
    ],
)
def test_days_are_told_where_the_words_do_not_tell_them(term, days):
    found = by_date(of_terms(term))
    assert [one.days for one in (*found.dated, *found.apart)] == [days]


def test_plan_without_rows_is_empty():
    assert by_date(plan(section())) == by_date(plan())


def test_older_edition_without_a_choice_is_read():
    content = of_terms("5 мая")
    values = json.loads(canonical_bytes(content))
    assert "term_choice" not in values["sections"][0]["events"][0]
    assert titles(by_date(from_json(values)).dated) == ["5 мая"]
