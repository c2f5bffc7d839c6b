"""Authors keep to the route of the institution: what they may change in it, and what not."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.importing import import_content
from events.drafting.rules.layout_upgrade import upgrade_layout, values_before_upgrade
from events.drafting.rules.steps import (
    StepValues,
    add_step,
    delete_step,
    edit_step,
    return_seat,
    step_values,
)
from events.drafting.rules.undo import undo_change
from events.layouts.queries.values import layout_values
from events.models import Plan, Seat, Step
from events.plan.codec import fingerprint
from events.signoff.rules.sending import objection_to_sending, send_plan
from plans_portal.lib.versions import version_of
from tests.factories import make_office
from tests.layouts import changed, in_force, own_layout, plan_on
from tests.plans import bring_to, make_plan, sign_next


@pytest.fixture
def plan(cast) -> Plan:
    """Give a draft that the curator agrees, then the approver approves."""
    return make_plan("rumo-headings", association=cast.association, rows=1)


@pytest.fixture
def chair(cast):
    return cast.actor("chair")


def edited(step: Step, by, **values) -> Step:
    now = step_values(step)
    return edit_step(
        step=step, values=replace(now, **values), expected_version=version_of(now), by=by
    )


def send(plan: Plan, by) -> Plan:
    return send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=by)


def stages(plan: Plan) -> list[tuple[str, int]]:
    return list(plan.steps.exclude(verb="close").order_by("order").values_list("verb", "stage"))


# --- What trials have shown ----------------------------------------------------------------


def test_agreer_who_returned_the_plan_stays_in_it(cast, chair):
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    plan.layout.seats.update(is_required=False)
    plan = bring_to(plan, "returned")
    returned = plan.steps.get(uid=plan.signatures.get().step_uid)
    with pytest.raises(ValidationError, match="вернул план на доработку"):
        delete_step(step=returned, by=chair)
    with pytest.raises(ValidationError, match="назначает другого"):
        edited(returned, chair, office_id=None)
    assert plan.steps.filter(pk=returned.pk, office=returned.office).exists()
    # Words of the paper may still be corrected.
    assert edited(returned, chair, date_line="20 января 2027 г.").date_line


def test_added_agreer_who_returned_the_plan_is_not_exchanged(cast, plan, chair):
    expert = StepValues(verb="agree", office_id=cast.office("agreer").pk)
    expert_step = add_step(plan=plan, values=expert, by=chair)
    plan.steps.filter(verb="agree").exclude(pk=expert_step.pk).delete()
    plan.layout.seats.filter(verb="agree").delete()
    plan = bring_to(plan, "returned")
    with pytest.raises(ValidationError, match="вернул план на доработку"):
        edited(expert_step, chair, office_id=cast.office("curator").pk)
    with pytest.raises(ValidationError, match="вернул план на доработку"):
        edited(expert_step, chair, verb="close")


def test_curator_does_not_approve_instead_of_the_director(cast, chair):
    plan = make_plan("omo-directions", "returned", association=cast.association, rows=1)
    approval, curator = plan.steps.get(verb="approve"), cast.office("curator")
    with pytest.raises(ValidationError, match="предписано маршрутом"):
        delete_step(step=approval, by=chair)
    with pytest.raises(ValidationError, match="решает институт, а не автор"):
        add_step(plan=plan, values=StepValues("approve", office_id=curator.pk), by=chair)
    with pytest.raises(ValidationError, match="назначает другого"):
        edited(approval, chair, office_id=curator.pk)
    with pytest.raises(ValidationError, match="назначает другого"):
        edited(approval, chair, office_id=None, position="Министр")
    with pytest.raises(ValidationError, match="решает маршрут института"):
        edited(approval, chair, verb="agree")


def test_typed_minister_over_the_curators_office_is_not_sent(cast, plan, chair):
    agreement = plan.steps.get(verb="agree")
    edited(agreement, chair, position="Министр образования")
    objection = objection_to_sending(plan, chair)
    assert "«Министр образования», а решает «" in objection
    with pytest.raises(ValidationError, match="Министр образования"):
        send(plan, chair)


def test_approval_waits_for_all_agreement(cast, chair):
    plan = make_plan("moc-results", association=cast.association, rows=1)
    assert stages(plan) == [("approve", 1)]
    agreed = add_step(plan=plan, values=StepValues("agree", position="Ректор"), by=chair)
    assert stages(plan) == [("approve", 2), ("agree", 1)]
    edited(agreed, chair, stage=4)
    assert stages(plan) == [("approve", 5), ("agree", 4)]
    # Whatever wrote it, such a plan is not sent.
    plan.steps.filter(verb="approve").update(stage=4)
    assert "утверждают после того" in objection_to_sending(plan, chair)


# --- What else would leave the route -------------------------------------------------------


@pytest.mark.parametrize("who", ["chair", "secretary", "methodist"])
def test_required_seat_stays_for_every_author(cast, plan, who):
    for step in plan.steps.exclude(verb="close"):
        with pytest.raises(ValidationError, match="предписано маршрутом"):
            delete_step(step=step, by=cast.actor(who))


def test_optional_seat_may_go(plan, chair):
    plan.layout.seats.update(is_required=False)
    delete_step(step=plan.steps.get(verb="agree"), by=chair)
    assert objection_to_sending(plan, chair) is None


def test_stage_of_an_agreeing_seat_stays(plan, chair):
    with pytest.raises(ValidationError, match="Оставьте этап 1"):
        edited(plan.steps.get(verb="agree"), chair, stage=2)


def test_author_fills_in_another_holder_of_the_role(cast, plan, chair):
    other = make_office("curator", cast.association)
    step = edited(plan.steps.get(verb="agree"), chair, office_id=other.pk, position="", name="")
    assert (step.office, step.position) == (other, other.position)
    assert objection_to_sending(plan, chair) is None


def test_holder_of_the_role_elsewhere_does_not_fit(cast, plan, chair):
    other = make_office("curator", cast.other_association)
    with pytest.raises(ValidationError, match="назначает другого"):
        edited(plan.steps.get(verb="agree"), chair, office_id=other.pk)


def test_where_no_seat_approves_only_an_approver_or_paper_may(cast, plan, chair):
    plan.steps.all().delete()
    plan.layout.seats.all().delete()
    curator = StepValues("approve", office_id=cast.office("curator").pk)
    with pytest.raises(ValidationError, match="роль утверждающего"):
        add_step(plan=plan, values=curator, by=chair)
    add_step(plan=plan, values=StepValues("approve", position="Директор"), by=chair)
    approver = replace(curator, office_id=cast.office("approver").pk)
    add_step(plan=plan, values=approver, by=chair)
    assert objection_to_sending(plan, chair) is None


def test_undo_does_not_lead_off_the_route(cast, plan, chair):
    seat = plan.layout.seats.get(verb="agree")
    plan.steps.filter(seat=seat).delete()
    return_seat(plan=plan, seat=seat, by=chair)
    with pytest.raises(ValidationError, match="предписано маршрутом"):
        undo_change(change=plan.changes.latest("pk"), by=chair)


def test_deleted_optional_step_comes_back_to_its_seat_unless_it_is_taken(plan, chair):
    plan.layout.seats.update(is_required=False)
    step = plan.steps.get(verb="agree")
    delete_step(step=step, by=chair)
    deleted = plan.changes.latest("pk")
    undo_change(change=deleted, by=chair)
    assert plan.steps.get(uid=step.uid).seat == step.seat
    undo_change(change=plan.changes.latest("pk"), by=chair)
    taken = return_seat(plan=plan, seat=step.seat, by=chair)
    undo_change(change=plan.changes.filter(action="undo_change").latest("pk"), by=chair)
    assert plan.steps.get(uid=step.uid).seat is None
    assert plan.steps.get(seat=step.seat) == taken


# --- Seats that the plan has lost ----------------------------------------------------------


def test_missing_seat_stops_sending_and_comes_back_in_one_click(cast, plan, chair):
    seat = plan.layout.seats.get(verb="approve")
    plan.steps.filter(seat=seat).delete()
    assert "нет обязательного места маршрута «Утверждение: " in objection_to_sending(plan, chair)
    step = return_seat(plan=plan, seat=seat, by=chair)
    assert (step.seat, step.office, step.stage) == (seat, cast.office("approver"), 2)
    assert return_seat(plan=plan, seat=seat, by=chair) == step
    assert objection_to_sending(plan, chair) is None


def test_returned_approval_stands_after_agreers_that_were_added(plan, chair):
    seat = plan.layout.seats.get(verb="approve")
    plan.steps.filter(seat=seat).delete()
    add_step(plan=plan, values=StepValues("agree", stage=3, position="Ректор"), by=chair)
    assert return_seat(plan=plan, seat=seat, by=chair).stage == 4


def test_seat_of_another_layout_is_not_put_in(plan, chair):
    foreign = Seat.objects.exclude(layout=plan.layout).first()
    with pytest.raises(ValidationError, match="Такого места"):
        return_seat(plan=plan, seat=foreign, by=chair)


def test_imported_steps_take_the_seats_that_they_match(cast, plan, chair):
    content = read_content(plan)
    on_paper = replace(content.steps[1], office="", name="Н. С. Громов", enough=3)
    steps = (content.steps[0], on_paper, *content.steps[2:])
    period = replace(content.period, starts="2028-01-01", ends="2028-12-31")
    made = import_content(
        association=cast.association, content=replace(content, steps=steps, period=period), by=chair
    )
    assert [step.seat for step in made.steps.order_by("order")] == list(plan.layout.seats.all())
    # A file doesn't say how many are enough.
    assert set(made.steps.values_list("enough", flat=True)) == {0}
    assert objection_to_sending(made, chair) is None


# --- Versions ------------------------------------------------------------------------------


def with_expert(cast, layout):
    """The next version of the layout: one more agreer, on paper."""
    seats = layout_values(layout).seats
    expert = replace(seats[0], verb="agree", role="", position="Эксперт совета")
    later = replace(seats[0], stage=2)
    return in_force(cast, changed(cast, layout, seats=(expert, later)))


def test_plan_that_is_sent_keeps_the_route_that_it_was_sent_by(cast):
    layout = own_layout(cast)
    plan = bring_to(plan_on(cast, layout), "signoff")
    newer = with_expert(cast, layout)
    assert newer.pk != plan.layout_id
    plan = sign_next(plan)
    assert plan.status == "approved"
    assert [step.seat.layout_id for step in plan.steps.all()] == [layout.pk]
    assert [step.stage for step in plan.steps.all()] == [1]


def test_draft_keeps_its_version_until_its_author_takes_the_new_one(cast, chair):
    layout = own_layout(cast)
    plan = plan_on(cast, layout)
    newer = with_expert(cast, layout)
    assert objection_to_sending(plan, chair) is None
    version = version_of(values_before_upgrade(plan, newer))
    plan = upgrade_layout(plan=plan, layout=newer, expected_version=version, by=chair)
    approval = newer.seats.get(verb="approve")
    assert [step.seat for step in plan.steps.all()] == [approval]
    assert "«Согласование: Эксперт совета»" in objection_to_sending(plan, chair)
    return_seat(plan=plan, seat=newer.seats.get(verb="agree"), by=chair)
    assert stages(plan) == [("approve", 2), ("agree", 1)]
    assert objection_to_sending(plan, chair) is None
