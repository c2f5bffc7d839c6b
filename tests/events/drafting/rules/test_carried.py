"""Settling at once what was not certain when the plan was begun: one action, which is undone as one."""

from dataclasses import asdict

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.checks import CarriedDoubt
from events.drafting.models.plan import new_uid
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.carried import NOTHING_LEFT, settle_carried
from events.drafting.rules.repairs import repair_finding
from events.drafting.rules.undo import undo_change
from events.models import Plan
from tests.factories import make_person
from tests.plans import bring_to, make_plan

WHY = "год стоит в названии"


@pytest.fixture
def plan(cast) -> Plan:
    """Give a draft with doubts in a title, a term, an agenda, a heading, paragraphs and its title."""
    plan = make_plan("rumo-headings", association=cast.association, rows=3)
    doubts = []
    for name, words in (("title", "Краевой конкурс"), ("term", "в течение года")):
        row = plan.events.filter(**{f"{name}__startswith": words}).first()
        doubts.append(doubt(row.uid, name, words))
    meeting = plan.events.filter(is_meeting=True).first()
    doubts.append(doubt(meeting.uid, "agenda", "Об итогах первого"))
    section = plan.sections.filter(kind="text").first()
    doubts.append(doubt(section.uid, "heading", section.heading[:4]))
    doubts.append(doubt(section.uid, "paragraphs", "начинающих учителей"))
    doubts.append(doubt("", "title", "План работы"))
    return with_doubts(plan, *doubts)


def doubt(uid: str, field: str, words: str, proposed: str = "") -> CarriedDoubt:
    return CarriedDoubt(uid, field, words, proposed or f"{words}!", WHY)


def with_doubts(plan: Plan, *doubts: CarriedDoubt) -> Plan:
    plan.carried_doubts = [asdict(one) for one in doubts]
    plan.save(update_fields=["carried_doubts"])
    return plan


def places(plan: Plan) -> set[tuple[str, str]]:
    return {(one.uid, one.field) for one in carried(plan)}


def carried(plan: Plan):
    codes = ("carried_date", "carried_person")
    return [one for one in findings_of_plan(plan) if one.code in codes]


def test_all_are_settled_by_one_action_and_come_back_by_one_undo(cast, plan):
    before = read_content(plan)
    by = cast.actor("chair")
    assert len(places(plan)) == 6
    change = settle_carried(plan=plan, places=places(plan), by=by)
    plan.refresh_from_db()
    assert change.words == "Исправлено после переноса с другого года: мест 6."
    assert read_content(plan).title[0] == "План работы!"
    assert str(read_content(plan)).count("!") == 6
    assert plan.changes.filter(action="settle_carried").count() == 1
    undo_change(change=change, by=by)
    plan.refresh_from_db()
    assert read_content(plan) == before


def test_only_the_places_that_the_page_showed_are_settled(cast, plan):
    settle_carried(plan=plan, places={("", "title")}, by=cast.actor("chair"))
    plan.refresh_from_db()
    assert len(places(plan)) == 6  # «План работы!» still begins with the doubtful words
    assert str(read_content(plan)).count("!") == 1


def test_the_same_as_one_by_one(cast, plan):
    by = cast.actor("chair")
    other = make_plan("moc-results", rows=0)
    other.carried_doubts = plan.carried_doubts
    for finding in carried(plan):
        plan.refresh_from_db()
        repair_finding(plan=plan, reference=finding.reference, by=by)
    plan.refresh_from_db()
    assert str(read_content(plan)).count("!") == 6


@pytest.mark.parametrize("one_by_one", [True, False])
def test_responsible_is_then_the_other_person(cast, one_by_one):
    person = make_person(
        cast.institution, last_name="Рябинина", first_name="Ольга", middle_name="Никитична"
    )
    plan = make_plan("moc-results", association=cast.association, rows=1)
    row = plan.events.first()
    row.responsible.filter(text="Светлова А. П.").update(person=cast.person("secretary"))
    with_doubts(plan, doubt(row.uid, "responsible", "Светлова А. П.", person.short_name))
    by = cast.actor("chair")
    (finding,) = carried(plan)
    assert finding.code == "carried_person"
    if one_by_one:
        repair_finding(plan=plan, reference=finding.reference, by=by)
    else:
        settle_carried(plan=plan, places=places(plan), by=by)
    first, second = row.responsible.order_by("order")
    assert (first.text, second.text) == (person.short_name, "совет объединения")
    assert first.person_id == (None if one_by_one else person.pk)


def test_nothing_left_is_refused(cast, plan):
    by = cast.actor("chair")
    for wanted in (set(), {("", "city")}, {(new_uid(), "title")}):
        with pytest.raises(ValidationError, match="уже всё исправлено"):
            settle_carried(plan=plan, places=wanted, by=by)
    assert NOTHING_LEFT


def test_form_that_comes_twice_settles_once(cast, plan):
    by, key = cast.actor("chair"), new_uid()
    first = settle_carried(plan=plan, places=places(plan), key=key, by=by)
    assert settle_carried(plan=plan, places=places(plan), key=key, by=by) == first
    assert str(read_content(Plan.objects.get(pk=plan.pk))).count("!") == 6


@pytest.mark.parametrize("who", ["curator", "approver", "superuser"])
def test_only_authors_settle(cast, plan, who):
    with pytest.raises(PermissionDenied):
        settle_carried(plan=plan, places=places(plan), by=cast.actor(who))


def test_plan_in_sign_off_is_closed(cast, plan):
    plan = bring_to(plan, "signoff")
    with pytest.raises(ValidationError):
        settle_carried(plan=plan, places=places(plan), by=cast.actor("chair"))
