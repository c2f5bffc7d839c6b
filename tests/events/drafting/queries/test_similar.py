"""Rows that a plan may want too: its own of last year, and those of sisters."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.drafting.queries.similar import (
    alike_rows,
    likeness,
    nearest,
    plan_of_last_year,
    similar_rows,
    similar_sources,
)
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.next_year import begin_from
from events.models import Event, Plan
from events.plan.content import EventContent
from events.plan.period import Period
from tests.plans import bring_to, make_plan, make_staffed_association

IN_2026, IN_2027 = Period.of_calendar_year(2026), Period.of_calendar_year(2027)


def found(cast, plan, who="chair"):
    return similar_rows(plan, read_content(plan), cast.actor(who))


def sister_plan(
    cast, *titles, status="approved", period=IN_2027, association=None, **values
) -> Plan:
    """Make a plan of a sister with these rows, its directions in place of a section each."""
    kind = values.pop("kind", cast.association.kind)
    values.setdefault("institution", cast.institution)
    association = association or make_staffed_association(kind=kind, **values)
    plan = make_plan(
        "moc-results", "draft", association=association, period=period, rows=len(titles)
    )
    for row, title in zip(plan.events.filter(parent=None).order_by("order"), titles, strict=True):
        Event.objects.filter(pk=row.pk).update(title=title)
    return bring_to(Plan.objects.get(pk=plan.pk), status)


def titles(rows) -> list[str]:
    return [row.event.title for row in rows]


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, period=IN_2027, rows=0)


def test_row_that_was_deleted_from_the_draft_is_offered_again(cast):
    by = cast.actor("chair")
    source = make_plan("moc-results", association=cast.association, period=IN_2026, rows=3)
    plan = begin_from(source=source, year=2027, by=by)
    assert found(cast, plan).last_year == ()
    gone = plan.events.filter(title__startswith="Краевой конкурс").get()
    gone.delete()
    (row,) = found(cast, plan).last_year
    assert (row.event.uid, row.event.title, row.source) == (gone.uid, gone.title, source)


def test_plan_that_was_not_begun_from_another_has_last_years_beside_it_all_the_same(cast, plan):
    source = make_plan("moc-results", association=cast.association, period=IN_2026, rows=2)
    assert [row.source for row in found(cast, plan).last_year] == [source, source]


def test_dates_of_an_offered_row_are_of_this_year(cast, plan):
    source = make_plan("moc-results", association=cast.association, period=IN_2026, rows=1)
    source.events.update(term="22.09.2026")
    (row,) = found(cast, plan).last_year
    assert row.event.term == "22.09.2027"


def test_commonest_rows_of_sisters_come_first_and_each_once(cast, plan):
    sister_plan(cast, "Конкурс чтецов", "Слёт наставников")
    sister_plan(cast, "Слёт наставников области", "Школа молодого учителя")
    got = [(row.event.title.split()[0], row.plans) for row in found(cast, plan).sisters]
    assert got[0] == ("Слёт", 2)
    assert sorted(got[1:]) == [("Конкурс", 1), ("Школа", 1)]


def test_row_that_the_plan_has_in_other_words_is_not_offered(cast):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    plan.events.update(title="Областной слёт молодых наставников")
    sister_plan(cast, "Слёт молодых наставников (областной)", "Конкурс чтецов")
    assert titles(found(cast, plan).sisters) == ["Конкурс чтецов"]


def test_sister_is_of_the_same_kind_and_institution_and_its_plan_in_force(cast, plan):
    sister_plan(cast, "Слёт", kind="omo")
    sister_plan(cast, "Слёт", institution=cast.foreign_institution)
    sister_plan(cast, "Слёт", status="signoff")
    sister_plan(cast, "Слёт", period=Period.of_calendar_year(2024))
    assert similar_sources(plan, cast.actor("chair")) == []
    right = sister_plan(cast, "Слёт")
    assert similar_sources(plan, cast.actor("chair")) == [right]


def test_newest_plan_of_a_sister_is_read(cast, plan):
    association = make_staffed_association(institution=cast.institution, kind=cast.association.kind)
    sister_plan(cast, "Прежний слёт", period=IN_2026, association=association)
    sister_plan(cast, "Конкурс чтецов", association=association)
    assert titles(found(cast, plan).sisters) == ["Конкурс чтецов"]


def test_number_of_queries_does_not_grow_with_plans_and_rows(cast, plan):
    make_plan("moc-results", association=cast.association, period=IN_2026, rows=1)
    sister_plan(cast, "Слёт наставников")
    by, content = cast.actor("chair"), read_content(plan)
    with CaptureQueriesContext(connection) as few:
        similar_rows(Plan.objects.get(pk=plan.pk), content, by)
    for n in range(4):
        sister_plan(cast, *(f"{word} {n}" for word in ("Сбор", "Слёт", "Форум")))
    with CaptureQueriesContext(connection) as many:
        similar_rows(Plan.objects.get(pk=plan.pk), content, by)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("words", "choice"),
    [
        ("слет молодых учителей", "слет учителей молодых"),
        ("конкурс чтецов", None),
        ("", None),
    ],
)
def test_alike_are_the_same_words_in_any_order(words, choice):
    assert nearest(words, ["слет учителей молодых", "школа вожатых"]) == choice


def test_likeness_goes_by_letters():
    assert likeness("Турнир (5 мая)", "Турнир (5 мая)") == 100
    assert likeness("Открытие", "Закрытие") > 50 > likeness("Слёт", "Круглый стол")


def test_rows_of_two_plans_are_the_same_by_their_words_each_once():
    before = ["Слёт юных чтецов края", "Открытый урок", "Открытый урок", "Олимпиада по химии", ""]
    after = [
        "Открытый урок",
        "Слёт юных чтецов района",
        "Выставка",
        "Открытый урок",
        "Открытый урок",
        "",
    ]
    rows = [[EventContent(title=title) for title in titles] for titles in (before, after)]
    assert alike_rows(*rows) == {0: 1, 1: 0, 3: 2}


def test_plan_of_last_year_is_the_one_it_was_begun_from(cast, plan):
    assert plan_of_last_year(plan, cast.actor("chair")) is None
    source = make_plan("moc-results", association=cast.association, period=IN_2026, rows=1)
    assert plan_of_last_year(plan, cast.actor("chair")) == source
    # Who may not see it is not told of it.
    assert plan_of_last_year(plan, cast.actor("approver")) is None
    older = make_plan(
        "moc-results", association=cast.association, period=Period.of_calendar_year(2025), rows=1
    )
    Plan.objects.filter(pk=plan.pk).update(made_from=older)
    plan.refresh_from_db()
    assert plan_of_last_year(plan, cast.actor("chair")) == older
