"""Sending: what it freezes, and who may not decide on what they send."""

import json

import pytest
from django.core.exceptions import ValidationError

from events.drafting.queries.stored_content import read_content
from events.drafting.rules.steps import StepValues, add_step
from events.models import Edition, Plan
from events.plan.codec import fingerprint, from_json
from events.signoff.rules.sending import (
    objection_to_sending,
    send_plan,
)
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.slow


AUTHORS = ("chair", "secretary", "methodist")


def plan_in(cast, status: str, layout: str = "rumo-headings") -> Plan:
    return make_plan(layout, status, association=cast.association, rows=1)


def test_sending_freezes_what_stood_there(cast):
    plan = plan_in(cast, "signoff")
    assert from_json_text(plan.edition) == read_content(plan)
    assert plan.edition.sha256 == fingerprint(read_content(plan))
    assert plan.edition.number == 1


def from_json_text(edition: Edition):
    return from_json(json.loads(edition.content))


def test_each_sending_makes_an_edition_of_its_own(cast):
    plan = bring_to(plan_in(cast, "returned"), "signoff")
    assert list(plan.editions.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert plan.edition.number == 2


def test_plan_without_deciding_steps_cannot_be_sent(cast):
    plan = plan_in(cast, "draft")
    plan.steps.exclude(verb="close").delete()
    assert objection_to_sending(plan, cast.actor("chair")) == (
        "Укажите, кто согласует или утверждает план."
    )


def own_agreement(cast, layout: str, *others: str) -> Plan:
    """A plan on a layout that prescribes nobody, whose chair agrees it beside others."""
    plan = plan_in(cast, "draft", layout)
    plan.steps.all().delete()
    plan.layout.seats.all().delete()
    for office in (cast.office("chair"), *(cast.office(who) for who in others)):
        values = StepValues(verb="agree", office_id=office.pk)
        add_step(plan=plan, values=values, by=cast.actor("chair"))
    return plan


@pytest.mark.parametrize("others", [(), ("secretary",)])
def test_authors_alone_do_not_decide_on_their_plan(cast, others):
    plan = own_agreement(cast, "rumo-headings", *others)
    for who in AUTHORS:
        with pytest.raises(ValidationError, match="только его авторы"):
            do_send(plan, cast.actor(who))
    assert Plan.objects.get(pk=plan.pk).status == "draft"


@pytest.mark.parametrize("other", ["curator", "approver", "stranger"])
def test_author_does_not_approve_even_beside_somebody_else(cast, other):
    plan = own_agreement(cast, "rumo-headings", other)
    plan.steps.filter(office=cast.office("chair")).update(verb="approve")
    with pytest.raises(ValidationError, match="сам писал или отправляет"):
        do_send(plan, cast.actor("chair"))


@pytest.mark.parametrize("other", ["curator", "approver", "stranger"])
def test_author_may_agree_beside_somebody_else(cast, other):
    plan = own_agreement(cast, "rumo-headings", other)
    assert do_send(plan, cast.actor("chair")).status == "signoff"


def test_author_may_agree_beside_a_signature_on_paper(cast):
    plan = own_agreement(cast, "rumo-headings")
    values = StepValues(verb="agree", position="Ректор университета")
    add_step(plan=plan, values=values, by=cast.actor("chair"))
    assert do_send(plan, cast.actor("chair")).status == "signoff"


def test_chair_approves_where_the_layout_prescribes_it(cast):
    plan = plan_in(cast, "draft", "rumo-directions")
    assert [step.office for step in plan.steps.all()] == [cast.office("chair")]
    assert do_send(plan, cast.actor("chair")).status == "signoff"


def test_layout_of_another_kind_of_association_prescribes_nothing(cast):
    plan = plan_in(cast, "draft", "rumo-directions")
    plan.association.kind = "omo"
    plan.association.save()
    assert "только его авторы" in objection_to_sending(plan, cast.actor("chair"))


def do_send(plan: Plan, actor) -> Plan:
    return send_plan(plan=plan, seen=fingerprint(read_content(plan)), by=actor)
