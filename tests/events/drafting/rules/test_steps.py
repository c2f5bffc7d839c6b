"""Actions on steps: what an office tells about its signer, and what an act leaves unsaid."""

from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from events.drafting.rules.plans import create_plan
from events.drafting.rules.steps import StepValues, add_step, edit_step, step_values
from events.models import Layout
from plans_portal.lib.versions import version_of
from tests.plans import make_plan

ACT = "приказом института от 16.01.2026 № 1"


@pytest.fixture
def plan(cast):
    return make_plan("rumo-headings", association=cast.association, rows=1)


def test_signature_takes_position_and_name_from_its_office(cast, plan):
    office = cast.office("agreer")
    values = StepValues(verb="agree", office_id=office.pk)
    step = add_step(plan=plan, values=values, by=cast.actor("chair"))
    assert (step.position, step.name) == (office.position, office.person.signing_name)


@pytest.mark.parametrize("mode", ["order", "protocol", "letter"])
def test_act_takes_neither_from_its_office(cast, plan, mode):
    values = StepValues(verb="agree", mode=mode, act=ACT, office_id=cast.office("agreer").pk)
    step = add_step(plan=plan, values=values, by=cast.actor("chair"))
    assert (step.position, step.name) == ("", "")


def changed(cast, step, **values):
    old = step_values(step)
    new = replace(old, **values)
    return edit_step(
        step=step, values=new, expected_version=version_of(old), by=cast.actor("chair")
    )


def test_signature_that_becomes_an_act_leaves_the_words_of_its_office(cast, plan):
    step = plan.steps.get(verb="approve")
    assert step.name
    step = changed(cast, step, mode="order", act=ACT)
    assert (step.position, step.name) == ("", "")


def test_signature_that_becomes_an_act_keeps_the_words_of_its_author(cast, plan):
    step = changed(cast, plan.steps.get(verb="approve"), position="Директор", name="И. К. Сомова")
    step = changed(cast, step, mode="order", act=ACT)
    assert (step.position, step.name) == ("Директор", "И. К. Сомова")


def test_words_typed_beside_an_act_stay(cast, plan):
    step = changed(cast, plan.steps.get(verb="approve"), mode="order", act=ACT)
    office = cast.office("approver")
    step = changed(cast, step, position=office.position, name=office.person.signing_name)
    assert (step.position, step.name) == (office.position, office.person.signing_name)


def test_prescribed_act_names_nobody(cast):
    layout = Layout.objects.get(code="moc-results", institution=None)
    layout.seats.update(mode="order")
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    plan = create_plan(
        association=cast.association, layout=layout, period=plan.period, by=cast.actor("chair")
    )
    step = plan.steps.get()
    assert step.office == cast.office("approver")
    assert (step.position, step.name) == ("", "")


def test_form_that_comes_twice_adds_one_step_and_other_words_are_not_lost(cast, plan):
    by, key = cast.actor("chair"), "a" * 32
    values = StepValues(verb="agree", position="Ректор", name="О. Н. Ветлугин")
    step = add_step(plan=plan, values=values, key=key, by=by)
    assert add_step(plan=plan, values=values, key=key, by=by) == step
    with pytest.raises(ValidationError, match="уже добавлен"):
        add_step(plan=plan, values=replace(values, position="Проректор"), key=key, by=by)
    assert plan.steps.filter(name="О. Н. Ветлугин").count() == 1
