"""Marking what became of rows: who may, what is refused, what is kept."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.execution.queries.facts import facts_of
from events.execution.rules.marking import (
    GONE,
    MARKED_ALREADY,
    NOT_IN_FORCE,
    NOT_YOURS,
    FactValues,
    clear_mark,
    fact_version,
    mark_event,
    mark_several,
    objection_to_marking,
    objection_to_values,
)
from events.models import Fact
from events.plan.held import MarkPlace, PlannedDate
from events.plan.period import Period
from events.plan.vocabulary import Mark
from events.signoff.rules.revision import revise_plan
from plans_portal.lib.versions import Conflict
from tests.events.execution.held import MAY_DAY, chair, plan_in_force, uid_of
from tests.plans import make_plan

DONE = FactValues(Mark.DONE, held_on=dt.date(2027, 3, 16), people=40, result="Памятка")


@pytest.fixture
def plan(cast):
    return plan_in_force(cast.association)


def mark(plan, title="Семинар", values=DONE, date="", **others):
    others.setdefault("by", chair(plan))
    return mark_event(
        plan=plan, place=MarkPlace(uid_of(plan, title), date), values=values, **others
    )


def test_a_row_is_marked_and_its_history_tells_it(plan):
    fact = mark(plan)
    assert (fact.mark, fact.people, fact.result) == ("done", 40, "Памятка")
    assert fact.marked_by_name == chair(plan).name
    change = plan.changes.first()
    assert change.action == "mark_event"
    assert change.words == "Отмечено: проведено. Семинар о чтении"
    assert change.event_uid == fact.event_uid
    assert change.after["held_on"] == "2027-03-16"


def test_marking_does_not_touch_what_was_approved(plan):
    before = (plan.revision, plan.official.sha256, plan.status)
    mark(plan)
    plan.refresh_from_db()
    assert (plan.revision, plan.official.sha256, plan.status) == before


def test_the_same_mark_again_changes_nothing(plan):
    mark(plan)
    written = plan.changes.count()
    assert mark(plan, expected_version="").people == 40
    assert plan.changes.count() == written


def test_a_mark_stays_with_its_row_while_the_plan_is_changed(plan):
    mark(plan)
    plan = revise_plan(plan=plan, by=chair(plan))
    fact = mark(plan, values=FactValues(Mark.PARTLY, held_on=dt.date(2027, 3, 16)))
    assert Fact.objects.get().mark == fact.mark == "partly"


def test_each_date_of_a_row_has_its_mark(plan):
    april, october = "2027-04-10/2027-04-10", "2027-10-12/2027-10-12"
    mark(plan, "Школа", FactValues(Mark.DONE), date=april)
    reason = "Заняты залы."
    mark(plan, "Школа", FactValues(Mark.CANCELLED, reason=reason), date=october)
    uid = uid_of(plan, "Школа")
    assert set(facts_of(plan)) == {MarkPlace(uid, april), MarkPlace(uid, october)}


def test_the_only_date_of_a_row_is_its_whole(plan):
    mark(plan, date="2027-03-15/2027-03-15")
    assert set(facts_of(plan)) == {MarkPlace(uid_of(plan, "Семинар"))}


@pytest.mark.parametrize("date", ["2027-03-16/2027-03-16", "завтра"])
def test_a_date_that_the_plan_has_not_is_refused(plan, date):
    with pytest.raises(ValidationError, match=GONE):
        mark(plan, date=date)


def test_a_row_that_the_plan_has_not_is_refused(plan):
    with pytest.raises(ValidationError, match=GONE):
        mark_event(plan=plan, place=MarkPlace("f" * 32), values=DONE, by=chair(plan))


def test_two_people_who_mark_one_row_are_told_of_each_other(plan, cast):
    opened_with = fact_version(None)
    mark(plan)
    other = FactValues(Mark.CANCELLED, reason="Не собрались.")
    with pytest.raises(Conflict, match="Пока вы отмечали") as caught:
        mark(plan, values=other, expected_version=opened_with)
    assert Fact.objects.get().mark == "done"
    version = caught.value.version
    by = cast.actor("secretary", MAY_DAY)
    assert mark(plan, values=other, expected_version=version, by=by).mark == "cancelled"


def test_what_was_moved_and_then_held_keeps_its_story(plan):
    moved = FactValues(Mark.MOVED, moved_to=dt.date(2027, 4, 20), reason="Карантин.")
    mark(plan, values=moved)
    fact = mark(plan, values=FactValues(Mark.DONE, held_on=dt.date(2027, 4, 20)))
    assert (fact.mark, fact.moved_to, fact.reason) == ("done", dt.date(2027, 4, 20), "Карантин.")


def test_a_mark_is_taken_back_and_the_history_keeps_it(plan):
    fact = mark(plan)
    place = fact.place_in_plan
    with pytest.raises(Conflict):
        clear_mark(plan=plan, place=place, expected_version="", by=chair(plan))
    clear_mark(plan=plan, place=place, expected_version=fact_version(fact), by=chair(plan))
    assert facts_of(plan) == {}
    assert plan.changes.first().before["people"] == 40
    clear_mark(plan=plan, place=place, expected_version="", by=chair(plan))


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("chair", True),
        ("secretary", True),
        ("methodist", True),
        ("curator", False),
        ("approver", False),
        ("stranger", False),
        ("foreigner", False),
        ("superuser", False),
        ("anonymous", False),
    ],
)
def test_who_may_mark(plan, cast, who, may):
    actor = cast.actor(who, MAY_DAY)
    assert (objection_to_marking(plan, actor) is None) is may
    if may:
        mark(plan, by=actor)
    else:
        with pytest.raises(PermissionDenied, match=NOT_YOURS[:20]):
            mark(plan, by=actor)


@pytest.fixture
def named(cast):
    """Give a plan in force whose first row names the person of `stranger`."""
    return plan_in_force(cast.association, cast.person("stranger").short_name)


def test_who_is_responsible_marks_their_own_row_alone(named, cast):
    by = cast.actor("stranger", MAY_DAY)
    assert mark(named, by=by).mark == "done"
    with pytest.raises(PermissionDenied):
        mark(named, "Сборник", FactValues(Mark.DONE), by=by)


def test_who_holds_the_named_office_marks_the_row(cast):
    office = cast.office("curator")
    office.position = "Куратор чтения"
    office.save(update_fields=["position"])
    plan = plan_in_force(cast.association, office.position)
    assert mark(plan, by=cast.actor("curator", MAY_DAY)).mark == "done"
    with pytest.raises(PermissionDenied):
        mark(plan, by=cast.actor("agreer", MAY_DAY))


def test_who_is_responsible_marks_several_of_their_own_alone(named, cast):
    places = [MarkPlace(uid_of(named, title)) for title in ("Семинар", "Сборник")]
    by = cast.actor("stranger", MAY_DAY)
    made, skipped = mark_several(plan=named, places=places, mark="done", by=by)
    assert [fact.place_in_plan for fact in made] == places[:1]
    assert [(one.place, one.why) for one in skipped] == [(places[1], NOT_YOURS)]


def test_the_edition_in_force_says_who_is_responsible(named, cast):
    """A draft that changes the plan gives no right to whom it names, and takes none away."""
    other = cast.person("approver")
    named = revise_plan(plan=named, by=chair(named))
    line = named.events.get(title__startswith="Семинар").responsible.get()
    line.text, line.person = other.short_name, other
    line.save(update_fields=["text", "person"])
    with pytest.raises(PermissionDenied):
        mark(named, by=cast.actor("approver", MAY_DAY))
    assert mark(named, by=cast.actor("stranger", MAY_DAY)).mark == "done"


def test_the_history_names_a_row_by_its_approved_words(plan):
    uid = uid_of(plan, "Семинар")
    plan = revise_plan(plan=plan, by=chair(plan))
    plan.events.filter(uid=uid).update(title="Совсем другое")
    mark_event(plan=plan, place=MarkPlace(uid), values=DONE, by=chair(plan))
    assert plan.changes.first().words == "Отмечено: проведено. Семинар о чтении"


def test_the_mark_of_the_only_date_is_taken_back_by_its_date(plan):
    mark(plan)
    place = MarkPlace(uid_of(plan, "Семинар"), "2027-03-15/2027-03-15")
    clear_mark(plan=plan, place=place, by=chair(plan))
    assert facts_of(plan) == {}


def test_the_mark_of_a_date_that_is_gone_is_taken_back(plan):
    fact = mark(plan)
    Fact.objects.filter(pk=fact.pk).update(date_key="/2027-02-01")
    place = MarkPlace(fact.event_uid, "/2027-02-01")
    clear_mark(plan=plan, place=place, by=chair(plan))
    assert facts_of(plan) == {}


def test_a_plan_that_is_not_in_force_is_not_marked(cast):
    plan = make_plan(association=cast.association, rows=1)
    with pytest.raises(ValidationError, match=NOT_IN_FORCE):
        mark_event(plan=plan, place=MarkPlace(plan.events.get().uid), values=DONE, by=chair(plan))


YEAR = Period.of_calendar_year(2027)
SPRING = PlannedDate(dt.date(2027, 3, 15), dt.date(2027, 3, 15))
AUTUMN = PlannedDate(dt.date(2027, 9, 1), dt.date(2027, 9, 30))


@pytest.mark.parametrize(
    ("values", "date", "field"),
    [
        (FactValues(Mark.CANCELLED), SPRING, "reason"),
        (FactValues(Mark.MOVED, reason="  "), SPRING, "reason"),
        (FactValues(Mark.CANCELLED, held_on=MAY_DAY, reason="Не вышло."), SPRING, "held_on"),
        (FactValues(Mark.DONE), AUTUMN, "held_on"),
        (FactValues(Mark.DONE, held_on=dt.date(2027, 5, 2)), SPRING, "held_on"),
        (FactValues(Mark.DONE, held_on=dt.date(2017, 3, 15)), SPRING, "held_on"),
        (FactValues(Mark.DONE, held_until=MAY_DAY), SPRING, "held_on"),
        (FactValues(Mark.DONE, held_on=MAY_DAY, held_until=SPRING.ends), SPRING, "held_until"),
        (FactValues(Mark.DONE, people=3, people_by_kind=(("учителя", 4),)), SPRING, "people"),
        (FactValues(Mark.DONE, links="javascript:alert(1)"), SPRING, "links"),
        (FactValues(Mark.DONE, links="https://example.org/a b"), SPRING, "links"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(values, date, field):
    faults = objection_to_values(values, date, YEAR, MAY_DAY)
    assert set(faults) == {field}
    assert faults[field].endswith((".", "г.")) or "сегодня" in faults[field]


@pytest.mark.parametrize(
    "values",
    [
        FactValues(Mark.DONE),
        FactValues(Mark.PARTLY, held_on=dt.date(2027, 3, 20), held_until=dt.date(2027, 3, 22)),
        FactValues(Mark.DONE, people=4, people_by_kind=(("учителя", 3), ("гости", 1))),
        FactValues(Mark.MOVED, reason="Болезнь."),
        FactValues(Mark.DONE, links="https://example.org/a\nhttp://example.org/b"),
    ],
)
def test_what_may_be_passes(values):
    assert objection_to_values(values, SPRING, YEAR, MAY_DAY) == {}


def test_impossible_numbers_are_refused(plan):
    with pytest.raises(ValidationError):
        mark(plan, values=FactValues(Mark.DONE, people=10**6))


def test_several_rows_are_marked_at_once_and_what_was_left_out_is_told(plan):
    mark(plan)
    april = MarkPlace(uid_of(plan, "Школа"), "2027-04-10/2027-04-10")
    places = [MarkPlace(uid_of(plan, title)) for title in ("Семинар", "Открытые", "Сборник")]
    written = plan.changes.count()
    made, skipped = mark_several(
        plan=plan, places=[*places, april, MarkPlace("f" * 32)], mark="done", by=chair(plan)
    )
    assert {fact.place_in_plan for fact in made} == {places[2], april}
    assert skipped[0].why == MARKED_ALREADY
    assert "с 1 сентября" in skipped[1].why
    assert skipped[2].why == GONE
    assert plan.changes.count() == written + 1


def test_several_are_not_cancelled_without_a_reason(plan):
    places = [MarkPlace(uid_of(plan, "Семинар"))]
    with pytest.raises(ValidationError, match="причина"):
        mark_several(plan=plan, places=places, mark="cancelled", by=chair(plan))
    assert mark_several(plan=plan, places=[], mark="done", by=chair(plan)) == ([], [])
