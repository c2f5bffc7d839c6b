"""The check of a stored plan: what it finds beside the words themselves."""

import pytest

from events.drafting.queries.inspection import findings_of_plan, other_positions
from events.drafting.rules.steps import StepValues, edit_step, step_values
from plans_portal.lib.versions import version_of
from tests.plans import make_plan


def with_position(cast, position: str):
    plan = make_plan("rumo-headings", association=cast.association, rows=1)
    step = plan.steps.get(verb="approve")
    old = step_values(step)
    values = StepValues(**{n: getattr(old, n) for n in old.__slots__} | {"position": position})
    return plan, edit_step(
        step=step, values=values, expected_version=version_of(old), by=cast.actor("chair")
    )


def test_position_that_is_not_the_offices_own_is_found(cast):
    plan, step = with_position(cast, "Министр образования")
    (found,) = [one for one in findings_of_plan(plan) if one.code == "other_position"]
    assert (found.uid, found.field, found.severity) == (step.uid, "position", "warns")
    assert "«Министр образования»" in found.text
    assert f"«{cast.office('approver').position}»" in found.text


@pytest.mark.parametrize("change", [str.upper, lambda words: f" {words}\n", str])
def test_same_position_otherwise_written_is_no_finding(cast, change):
    plan, _step = with_position(cast, change(cast.office("approver").position))
    assert list(other_positions(plan.steps.all())) == []


def test_signer_on_paper_has_whatever_position_is_printed(cast):
    plan, step = with_position(cast, "Министр образования")
    plan.steps.filter(pk=step.pk).update(office=None)
    assert list(other_positions(plan.steps.all())) == []


def test_what_blocks_is_told_before_it(cast):
    plan, _step = with_position(cast, "Министр образования")
    plan.events.update(title="____")
    kinds = [one.blocks for one in findings_of_plan(plan)]
    assert kinds == sorted(kinds, reverse=True)
    assert kinds[0]
