"""A deviation from the route: asked with a reason, settled by a methodist, on record."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.deviations import (
    allow_position,
    ask_deviation,
    settle_deviation,
    withdraw_deviation,
)
from events.drafting.rules.layout_upgrade import upgrade_layout, values_before_upgrade
from events.drafting.rules.steps import StepValues, add_step, delete_step, return_seat
from events.models import Deviation, Plan
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan, sign_plan
from events.signoff.rules.sending import objection_to_sending
from plans_portal.lib.versions import version_of
from tests.layouts import changed, in_force, own_layout, plan_on
from tests.plans import bring_to, hand_over, make_plan

REASON = "Куратор переведён в другой отдел."


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", association=cast.association, rows=1)


@pytest.fixture
def chair(cast):
    return cast.actor("chair")


@pytest.fixture
def staff(cast):
    return cast.actor("methodist")


def ask(plan: Plan, by, verb: str = "agree", **values) -> Deviation:
    given = {"kind": "remove", "step": plan.steps.get(verb=verb), "reason": REASON, **values}
    return ask_deviation(plan=plan, **given, by=by)


def test_asked_removal_waits_and_keeps_the_plan_from_being_sent(plan, chair):
    asked = ask(plan, chair)
    assert (asked.state, asked.what) == ("asked", "Согласование: Куратор объединения")
    assert plan.steps.filter(verb="agree").exists()
    assert "ещё не ответил на просьбу" in objection_to_sending(plan, chair)
    assert REASON in plan.changes.latest("pk").words
    with pytest.raises(ValidationError, match="уже попросили"):
        ask(plan, chair)


def test_granted_removal_is_done_told_and_signed(plan, chair, staff):
    asked = ask(plan, chair)
    granted = settle_deviation(deviation=asked, grants=True, by=staff)
    assert (granted.state, granted.settled_by_name) == ("granted", staff.name)
    assert not plan.steps.filter(verb="agree").exists()
    (told,) = read_content(plan).deviations
    assert told.startswith("Без места «Согласование: Куратор объединения». Разрешение методиста: ")
    assert staff.name.rstrip(".") in told
    assert told.endswith("Причина: Куратор переведён в другой отдел.")
    assert plan.changes.latest("pk").action == "grant_deviation"
    assert objection_to_sending(plan, chair) is None
    plan = bring_to(plan, "approved")
    assert told in plan.official.content


def test_returned_seat_is_no_deviation_any_more_and_may_go_again(plan, chair, staff):
    seat = plan.layout.seats.get(verb="agree")
    settle_deviation(deviation=ask(plan, chair), grants=True, by=staff)
    step = return_seat(plan=plan, seat=seat, by=chair)
    assert read_content(plan).deviations == ()
    delete_step(step=step, by=chair)
    assert len(read_content(plan).deviations) == 1


def test_granted_replacement_gives_the_seat_to_another(cast, plan, chair, staff):
    office = cast.office("agreer")
    asked = ask(plan, chair, verb="approve", kind="replace", office=office)
    settle_deviation(deviation=asked, grants=True, answer="На этот год.", by=staff)
    step = plan.steps.get(verb="approve")
    assert (step.office, step.position) == (office, office.position)
    assert step.name == office.person.signing_name
    assert f"— {office}." in read_content(plan).deviations[0]
    assert objection_to_sending(plan, chair) is None
    assert bring_to(plan, "approved").status == "approved"


def test_replacement_on_paper_prints_its_position(plan, chair, staff):
    asked = ask(plan, chair, verb="approve", kind="replace", position="Министр образования")
    settle_deviation(deviation=asked, grants=True, by=staff)
    step = plan.steps.get(verb="approve")
    assert (step.office, step.position, step.name) == (None, "Министр образования", "")
    assert "Министр образования, на бумаге" in read_content(plan).deviations[0]


def test_refusal_needs_words_and_changes_nothing(plan, chair, staff):
    asked = ask(plan, chair)
    with pytest.raises(ValidationError, match="Напишите, почему нельзя"):
        settle_deviation(deviation=asked, grants=False, by=staff)
    refused = settle_deviation(deviation=asked, grants=False, answer="Есть заместитель.", by=staff)
    assert (refused.state, refused.answer) == ("refused", "Есть заместитель.")
    assert plan.steps.filter(verb="agree").exists()
    assert objection_to_sending(plan, chair) is None
    with pytest.raises(ValidationError, match="уже ответили"):
        settle_deviation(deviation=asked, grants=True, by=staff)


@pytest.mark.parametrize("who", ["chair", "secretary", "curator", "superuser", "foreigner"])
def test_only_staff_settles(cast, plan, chair, who):
    asked = ask(plan, chair)
    with pytest.raises(PermissionDenied):
        settle_deviation(deviation=asked, grants=True, by=cast.actor(who))
    assert plan.steps.filter(verb="agree").exists()


@pytest.mark.parametrize("who", ["curator", "approver", "stranger", "superuser"])
def test_only_authors_ask(cast, plan, who):
    with pytest.raises(PermissionDenied):
        ask(plan, cast.actor(who))


def test_author_withdraws_what_nobody_answered(plan, chair, staff):
    asked = withdraw_deviation(deviation=ask(plan, chair), by=chair)
    assert asked.state == "withdrawn"
    assert objection_to_sending(plan, chair) is None
    with pytest.raises(ValidationError, match="уже ответили или её отозвали"):
        settle_deviation(deviation=asked, grants=True, by=staff)


def test_methodist_deviates_at_once_with_a_reason(plan, staff):
    with pytest.raises(ValidationError, match="почему нужен особый порядок"):
        ask(plan, staff, reason="  ")
    assert ask(plan, staff).state == "granted"
    assert not plan.steps.filter(verb="agree").exists()


def test_plan_may_do_without_a_seat_that_it_lacks(plan, chair, staff):
    seat = plan.layout.seats.get(verb="agree")
    plan.steps.filter(seat=seat).delete()
    asked = ask_deviation(plan=plan, kind="remove", seat=seat, reason=REASON, by=chair)
    settle_deviation(deviation=asked, grants=True, by=staff)
    assert objection_to_sending(plan, chair) is None
    assert len(read_content(plan).deviations) == 1


def test_step_that_returned_the_plan_goes_with_consent(cast, plan, chair, staff):
    values = StepValues("agree", office_id=cast.office("agreer").pk)
    step = add_step(plan=plan, values=values, by=chair)
    plan = bring_to(plan, "signoff")
    seen, by = plan.edition.sha256, cast.actor("agreer")
    return_plan(plan=plan, step=step, seen=seen, comment="Уточните", by=by)
    asked = ask_deviation(plan=plan, kind="remove", step=step, reason=REASON, by=chair)
    settle_deviation(deviation=asked, grants=True, by=staff)
    assert not plan.steps.filter(pk=step.pk).exists()
    assert "Без места «Согласование: " in read_content(plan).deviations[0]


def test_replacement_names_somebody_of_the_institution(cast, plan, chair):
    with pytest.raises(ValidationError, match="Выберите, кто будет решать"):
        ask(plan, chair, kind="replace")
    with pytest.raises(ValidationError, match="в другом институте"):
        ask(plan, chair, kind="replace", office=cast.office("foreigner"))


def test_other_position_is_signed_once_staff_let_it(cast, plan, chair, staff):
    plan = bring_to(plan, "signoff")
    step = plan.steps.get(verb="agree")
    cast.association.offices.filter(role="curator").update(position="Заведующий кафедрой")
    seen, curator = plan.edition.sha256, cast.actor("curator")
    with pytest.raises(ValidationError, match="а ваша должность — «Заведующий кафедрой»"):
        sign_plan(plan=plan, step=step, seen=seen, by=curator)
    for by in (chair, curator):
        with pytest.raises(PermissionDenied):
            allow_position(step=step, position=step.position, reason=REASON, by=by)
    with pytest.raises(ValidationError, match="Напишите, почему"):
        allow_position(step=step, position=step.position, reason=" ", by=staff)
    with pytest.raises(ValidationError, match="Гриф изменился"):
        allow_position(step=step, position="Министр", reason=REASON, by=staff)
    allowed = allow_position(step=step, position=step.position, reason=REASON, by=staff)
    assert (allowed.position_reason, allowed.position_allowed_by) == (REASON, staff.name)
    plan = sign_plan(plan=plan, step=step, seen=seen, by=curator)
    assert [one.verb for one in pending_steps(plan)] == ["approve"]


def test_returning_needs_no_leave_for_the_stamp(cast, plan):
    plan = bring_to(plan, "signoff")
    cast.association.offices.filter(role="curator").update(position="Заведующий кафедрой")
    step, by = plan.steps.get(verb="agree"), cast.actor("curator")
    seen = plan.edition.sha256
    plan = return_plan(plan=plan, step=step, seen=seen, comment="Исправьте гриф", by=by)
    assert plan.status == "returned"


def test_deviation_holds_on_the_next_version_of_the_layout(cast, chair, staff):
    layout = own_layout(cast)
    plan = hand_over(plan_on(cast, layout), cast.office("agreer"))
    newer = in_force(cast, changed(cast, layout, name="Новая форма"))
    version = version_of(values_before_upgrade(plan, newer))
    plan = upgrade_layout(plan=plan, layout=newer, expected_version=version, by=chair)
    step = plan.steps.get()
    assert (step.seat, step.office) == (newer.seats.get(), cast.office("agreer"))
    assert plan.deviations.get().seat == newer.seats.get()
    assert objection_to_sending(plan, chair) is None
    assert len(read_content(plan).deviations) == 1
