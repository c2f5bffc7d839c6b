"""The forms and actions of steps."""

import pytest
from django.urls import reverse

from events.drafting.rules.steps import StepValues, add_step, delete_step
from events.models import Plan, Step
from tests.plans import make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-directions", association=cast.association, rows=1)


@pytest.fixture
def client(cast):
    return cast.client("chair")


def url(name: str, *args) -> str:
    return reverse(f"events:{name}", args=args)


def step_words(**more) -> dict[str, str]:
    return {"verb": "agree", "stage": "1", "mode": "person", "position": "", "name": "", **more}


def test_step_takes_position_and_name_from_the_office(cast, client, plan):
    office = cast.office("curator")
    client.post(url("step_add", plan.pk), step_words(office=office.pk))
    step = plan.steps.get(office=office)
    assert (step.position, step.name) == (office.position, office.person.signing_name)


def test_step_without_an_office_needs_a_position(client, plan):
    answer = client.post(url("step_add", plan.pk), step_words(name="В. И. Полозова"))
    assert answer.status_code == 422
    assert "position" in answer.context["form"].errors
    assert "В. И. Полозова" in answer.content.decode()


@pytest.mark.parametrize("mode", ["order", "protocol", "letter"])
def test_step_by_an_act_needs_its_words(client, plan, mode):
    words = step_words(mode=mode, position="Институт")
    answer = client.post(url("step_add", plan.pk), words)
    assert "act" in answer.context["form"].errors
    client.post(url("step_add", plan.pk), words | {"act": "приказом от 16.01.2027 № 1"})
    assert plan.steps.filter(mode=mode, act="приказом от 16.01.2027 № 1").exists()


def test_step_of_a_foreign_office_is_refused(cast, client, plan):
    answer = client.post(url("step_add", plan.pk), step_words(office=cast.office("foreigner").pk))
    assert "office" in answer.context["form"].errors


def added(cast, plan: Plan) -> Step:
    values = StepValues(verb="agree", position="Эксперт")
    return add_step(plan=plan, values=values, by=cast.actor("chair"))


def test_step_is_deleted_after_a_question(cast, client, plan):
    step = added(cast, plan)
    address = url("step_delete", plan.pk, step.uid)
    assert "Удалить шаг согласования?" in client.get(address).content.decode()
    client.post(address)
    assert not Step.objects.filter(pk=step.pk).exists()


def test_deleted_step_leaves_what_was_typed(cast, client, plan):
    step = added(cast, plan)
    address = url("step_edit", plan.pk, step.uid)
    delete_step(step=step, by=cast.actor("secretary"))
    answer = client.post(address, step_words(position="Не пропади"))
    assert "Не пропади" in answer.content.decode()
    assert url("step_add", plan.pk) in answer.content.decode()
