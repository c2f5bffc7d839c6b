"""State of a plan in words: who works on it and what comes next."""

import pytest

from events.models import Plan, Step
from events.signoff.queries.plan_state import PlanState, decider_of, state_of_plan, with_steps
from tests.factories import TODAY
from tests.plans import bring_to, change, make_plan


def state(plan: Plan) -> PlanState:
    return state_of_plan(with_steps(Plan.objects.filter(pk=plan.pk)).get(), on=TODAY)


@pytest.mark.parametrize(
    ("status", "holder", "then"),
    [
        ("draft", "У авторов плана", "отправить на согласование"),
        ("returned", "У авторов плана", "исправить по замечаниям и отправить снова"),
        ("approved", "Утверждён", "проведение мероприятий по редакции 1"),
    ],
)
def test_state_names_the_holder_and_the_next_step(cast, status, holder, then):
    plan = make_plan("rumo-headings", status, association=cast.association, rows=1)
    found = state(plan)
    assert (found.holder, found.then, found.in_force) == (holder, then, "")


def test_sign_off_names_the_people_of_this_stage_and_of_the_next(cast):
    found = state(make_plan("rumo-headings", "signoff", association=cast.association, rows=1))
    curator, approver = (cast.person(who).short_name for who in ("curator", "approver"))
    assert found.holder.startswith(f"Согласует {curator} (")
    assert found.then.startswith(f"утвердит {approver} (")


def test_edition_in_force_is_named_while_the_next_is_made(cast):
    plan = change(make_plan("rumo-headings", "approved", association=cast.association, rows=1))
    assert state(plan).in_force == "Действует редакция 1; готовится новая"
    plan = bring_to(plan, "signoff")
    assert state(plan).in_force == "Действует редакция 1; на согласовании 2"


def test_signer_on_paper_is_named_by_the_words_of_the_step():
    assert decider_of(Step(name="В. И. Полозова", position="Министр"), TODAY) == "В. И. Полозова"
    assert decider_of(Step(position="Министр\nобразования"), TODAY) == "Министр"
    assert decider_of(Step(act="приказом № 1"), TODAY) == "приказом № 1"
