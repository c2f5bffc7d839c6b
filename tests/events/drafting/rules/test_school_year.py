"""The calendar of the school year: written by staff, checked, and terms are read by it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from events.drafting.models.school_span import SchoolPart
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.row_values import EventValues
from events.drafting.queries.school_year import dated_period, dated_periods
from events.drafting.rules.rows import add_event
from events.drafting.rules.school_year import add_school_span, remove_school_span
from events.models import SchoolSpan
from events.plan.period import Period
from events.terms import read
from tests.plans import make_plan

AUTUMN = (dt.date(2026, 10, 26), dt.date(2026, 11, 3))


def written(cast, part=SchoolPart.AUTUMN_HOLIDAYS, days=AUTUMN, who="methodist", year=2026):
    starts, ends = days
    return add_school_span(
        institution=cast.institution,
        year=year,
        part=part,
        starts=starts,
        ends=ends,
        by=cast.actor(who),
    )


@pytest.fixture
def row(cast):
    period = Period.of_academic_year(2026)
    plan = make_plan("omo-directions", association=cast.association, period=period, rows=0)
    section = plan.sections.filter(kind="table").order_by("order").first()
    values = EventValues(title="Слёт", term="Осенние каникулы")
    return add_event(section=section, values=values, by=cast.actor("chair"))


def days_of_row(row) -> list[tuple[dt.date | None, dt.date]]:
    return list(row.occurrences.values_list("starts", "ends"))


def doubts(row) -> list[str]:
    found = [one for one in findings_of_plan(row.plan) if one.uid == row.uid]
    return [one.text for one in found if one.code == "term_doubt"]


def test_terms_are_read_by_it_and_again_once_it_is_taken_back(cast, row):
    assert days_of_row(row) == []
    assert "календарь учебного года" in doubts(row)[0]
    span = written(cast)
    assert days_of_row(row) == [AUTUMN]
    assert doubts(row) == []
    remove_school_span(span=span, by=cast.actor("methodist"))
    assert days_of_row(row) == []


def test_another_institution_has_a_calendar_of_its_own(cast, row):
    SchoolSpan.objects.create(
        institution=cast.foreign_institution,
        year=2026,
        part=SchoolPart.AUTUMN_HOLIDAYS,
        starts=AUTUMN[0],
        ends=AUTUMN[1],
    )
    assert dated_period(row.plan).school == ()
    assert dated_periods([row.plan])[row.plan.pk].school == ()


def test_plans_are_given_the_calendar_of_their_institution(cast, row):
    written(cast)
    assert [one.starts for one in dated_period(row.plan).school] == [AUTUMN[0]]
    assert dated_periods([row.plan])[row.plan.pk].school == dated_period(row.plan).school
    assert read("осенние каникулы", dated_period(row.plan)).starts == AUTUMN[0]


@pytest.mark.parametrize("who", ["chair", "curator", "foreigner", "superuser", "anonymous"])
def test_nobody_but_staff_writes_it_or_takes_it_back(cast, who):
    with pytest.raises(PermissionDenied):
        written(cast, who=who)
    span = written(cast)
    with pytest.raises(PermissionDenied):
        remove_school_span(span=span, by=cast.actor(who))
    assert SchoolSpan.objects.count() == 1


@pytest.mark.parametrize(
    ("part", "days", "words"),
    [
        (SchoolPart.FIRST_QUARTER, AUTUMN[::-1], "Последний день раньше первого."),
        (SchoolPart.FIRST_QUARTER, (dt.date(2025, 9, 1), AUTUMN[1]), "вне учебного года 2026/2027"),
        (SchoolPart.FIRST_QUARTER, (AUTUMN[0], dt.date(2027, 9, 2)), "вне учебного года"),
        (SchoolPart.FIRST_QUARTER, (dt.date(2026, 9, 1), AUTUMN[0]), "пересекаются"),
        (SchoolPart.AUTUMN_HOLIDAYS, AUTUMN, "уже записано"),
        (7, (dt.date(2026, 9, 1), dt.date(2026, 9, 2)), "7"),
    ],
)
def test_days_that_cannot_be_are_refused(cast, part, days, words):
    written(cast)
    with pytest.raises(ValidationError, match=words):
        written(cast, part, days)
    assert SchoolSpan.objects.count() == 1


def test_trimesters_may_lie_over_quarters(cast):
    written(cast)
    written(cast, SchoolPart.FIRST_TRIMESTER, (dt.date(2026, 9, 1), dt.date(2026, 11, 20)))
    assert SchoolSpan.objects.count() == 2


@pytest.mark.parametrize("values", [{"part": 7}, {"ends": dt.date(2026, 10, 1)}])
def test_database_holds_it_to_that(cast, values):
    right = {"year": 2026, "part": 1, "starts": AUTUMN[0], "ends": AUTUMN[1]}
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolSpan.objects.create(institution=cast.institution, **{**right, **values})
