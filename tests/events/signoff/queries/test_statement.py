"""The sentence that is signed: who, for whom, what, and which words."""

import dataclasses

import pytest

from associations.actor import Standing
from associations.vocabulary import OfficeRole
from events.models import Plan
from events.signoff.queries.statement import position_of_signer, stands_for, statement_of
from tests.plans import make_plan

DEPUTY = Standing(
    office_id=0,
    role=OfficeRole.APPROVER,
    position="Директор института",
    manner="и.о.",
    basis="приказ № 88",
    for_name="А. В. Воронцова",
)


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-headings", "signoff", association=cast.association, rows=1)


def test_curator_signs_in_their_own_name(cast, plan):
    cast.association.offices.filter(role="curator").update(position="Куратор\nобъединения")
    step, by = plan.steps.get(verb="agree"), cast.actor("curator")
    assert statement_of(plan, step, 18, by) == (
        f"Я, {by.full_name}, куратор объединения, согласую план «{plan.title_line}»,"
        " редакция 1, 18 строк."
    )


def test_substitute_signs_in_their_own_position_and_says_whom_for(cast, plan):
    step = plan.steps.get(verb="approve")
    deputy = dataclasses.replace(DEPUTY, office_id=step.office_id)
    actor = dataclasses.replace(cast.actor("agreer"), position="Заместитель директора")
    by = actor.with_standings((deputy,))
    assert position_of_signer(deputy, by) == "Заместитель директора"
    assert statement_of(plan, step, 1, by).startswith(
        f"Я, {by.full_name}, заместитель директора, за А. В. Воронцова, и.о., приказ № 88,"
        " утверждаю план «"
    )
    assert statement_of(plan, step, 1, by).endswith("редакция 1, 1 строка.")


def test_successor_says_in_whose_place(cast, plan):
    step = plan.steps.get(verb="approve")
    former = step.office.person.genitive_name
    heir = Standing(office_id=0, role=OfficeRole.APPROVER, position="РЦОКО, директор")
    by = cast.actor("agreer").with_standings(
        (dataclasses.replace(heir, replaced=frozenset({step.office_id})),)
    )
    assert stands_for(step, heir) == f"вместо {former}"
    # An abbreviation keeps its letters.
    assert f"РЦОКО, директор, вместо {former}, утверждаю план" in statement_of(plan, step, 2, by)


def test_what_staff_record_is_a_sentence_about_paper(cast, plan):
    plan.steps.filter(verb="approve").update(
        office=None, name="В. И. Полозова", position="Министр\nобразования"
    )
    step, by = plan.steps.get(verb="approve"), cast.actor("methodist")
    assert statement_of(plan, step, 3, by) == (
        f"Я, {by.full_name}, записываю, что план «{plan.title_line}», редакция 1, 3 строки,"
        " утверждён на бумаге: Министр образования В. И. Полозова."
    )
