"""Adding a row like that of another plan: once, in its section, and undone by one click."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.models.plan import new_uid
from events.drafting.rules.next_year import begin_from
from events.drafting.rules.similar import GONE, NO_SECTION, add_similar
from events.drafting.rules.undo import undo_change
from events.models import Plan
from events.plan.period import Period
from tests.plans import bring_to, make_plan, make_staffed_association

IN_2026 = Period.of_calendar_year(2026)


@pytest.fixture
def source(cast) -> Plan:
    return make_plan("rumo-directions", association=cast.association, period=IN_2026, rows=2)


@pytest.fixture
def plan(cast, source) -> Plan:
    """Give a draft begun from the source, with one row deleted since."""
    plan = begin_from(source=source, year=2027, by=cast.actor("chair"))
    deleted(plan).delete()
    return plan


def deleted(plan: Plan):
    return plan.events.filter(title__startswith="Краевой конкурс").order_by("pk").first()


def row_of(source: Plan):
    return source.events.filter(title__startswith="Краевой конкурс").order_by("pk").first()


def add(cast, plan, source, uid, **values):
    return add_similar(plan=plan, source_pk=source.pk, uid=uid, by=cast.actor("chair"), **values)


def test_last_years_row_comes_back_to_its_section_with_its_people(cast, plan, source):
    old = row_of(source)
    change = add(cast, plan, source, old.uid)
    row = plan.events.get(uid=old.uid)
    assert (row.title, row.term) == (old.title, old.term)
    assert row.section.uid == old.section.uid
    assert row.section.events.order_by("order").last() == row
    assert row.responsible.count() == old.responsible.count() == 2
    assert change.words.startswith("Добавлена строка «Краевой конкурс")
    undo_change(change=change, by=cast.actor("chair"))
    assert not plan.events.filter(uid=old.uid).exists()


def test_row_of_a_sister_comes_without_its_people(cast, plan):
    association = make_staffed_association(institution=cast.institution, kind=cast.association.kind)
    sister = make_plan("moc-results", "approved", association=association, rows=1)
    row = sister.events.first()
    change = add(cast, plan, sister, row.uid)
    added = plan.events.get(uid=change.event_uid)
    assert added.title == row.title
    assert not added.responsible.exists()
    # No section of that name: the last one.
    assert added.section == plan.sections.filter(parent=None).order_by("order").last()


def test_the_same_form_twice_adds_one_row(cast, plan, source):
    key, uid, count = new_uid(), row_of(source).uid, plan.events.count()
    first = add(cast, plan, source, uid, key=key)
    assert add(cast, plan, source, uid, key=key) == first
    assert plan.events.count() == count + 1


def test_row_that_stands_there_already_gets_a_uid_of_its_own(cast, plan, source):
    uid = row_of(source).uid
    first, second = (add(cast, plan, source, uid).event_uid for _ in range(2))
    assert (first, second != first) == (uid, True)


def test_what_is_not_offered_is_refused(cast, plan, source):
    foreign = make_plan("moc-results", "approved", rows=1)
    for place, uid in (
        (foreign, foreign.events.first().uid),
        (source, new_uid()),
        (source, "x"),
        (plan, plan.events.first().uid),
    ):
        with pytest.raises(ValidationError, match=GONE):
            add(cast, plan, place, uid)


def test_plan_without_a_table_is_told_to_make_one(cast, plan, source):
    plan.sections.all().delete()
    with pytest.raises(ValidationError, match=NO_SECTION):
        add(cast, plan, source, row_of(source).uid)


@pytest.mark.parametrize("who", ["curator", "stranger", "superuser"])
def test_only_authors_add(cast, plan, source, who):
    with pytest.raises(PermissionDenied):
        add_similar(plan=plan, source_pk=source.pk, uid=row_of(source).uid, by=cast.actor(who))


def test_plan_in_sign_off_is_closed(cast, plan, source):
    plan = bring_to(plan, "signoff")
    with pytest.raises(ValidationError):
        add(cast, plan, source, row_of(source).uid)
