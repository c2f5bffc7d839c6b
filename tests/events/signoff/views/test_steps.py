"""Steps of sign-off as the side column lists them."""

from events.models import Plan
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.rules.deciding import return_plan, sign_plan
from events.signoff.views.steps import step_lines
from tests.factories import TODAY
from tests.plans import make_plan


def icons(plan: Plan) -> list[str]:
    steps = plan.steps.exclude(verb="close").select_related("office__person").order_by("order")
    return [line.icon for line in step_lines(plan, steps, plan.edition.signatures.all(), on=TODAY)]


def test_icon_tells_signed_waiting_returned_and_later_steps(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    assert icons(plan) == ["hourglass-split", "circle"]
    step = plan.steps.get(verb="agree")
    plan = sign_plan(plan=plan, step=step, seen=plan.edition.sha256, by=cast.actor("curator"))
    assert icons(plan) == ["check-circle-fill", "hourglass-split"]
    facts = {"seen": plan.edition.sha256, "comment": "Уточните", "by": cast.actor("approver")}
    plan = return_plan(plan=plan, step=plan.steps.get(verb="approve"), **facts)
    assert icons(plan) == ["check-circle-fill", "arrow-return-left"]


def test_waiting_step_tells_its_clock(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    steps = list(plan.steps.exclude(verb="close").select_related("office__person"))
    clocks = clocks_of(plan, unsigned_steps(plan, steps, set()), on=TODAY)
    lines = step_lines(plan, steps, [], clocks, on=TODAY)
    assert [line.clock is not None for line in lines] == [line.waits for line in lines]
    page = cast.client("chair").get(plan.get_absolute_url()).text
    # In the state of the plan and beside the step.
    assert page.replace("\u00a0", " ").count("срок — 5 рабочих дней, до ") == 2


def test_steps_are_listed_in_order_of_their_turn(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    backwards = list(plan.steps.select_related("office__person").order_by("-order"))
    verbs = [one.step.verb for one in step_lines(plan, backwards, [], on=TODAY)]
    assert verbs == ["agree", "approve", "close"]
