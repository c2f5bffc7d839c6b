"""Steps of sign-off as the side column lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.drafting.queries.route import Route, is_other_position, returned_by
from events.drafting.rules.route import objection_to_deleting
from events.models import Plan, Signature, Step
from events.plan.stages import ENOUGH, not_needed
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import decider_of


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: who decides, the signature if there is one, whether it waits now.

    Where enough others of its stage decided it is not needed.
    """

    step: Step
    who: str
    signature: Signature | None
    waits: bool
    is_needed: bool = True
    # Why its author may not delete it.
    stays: str = ""

    @property
    def prints_other(self) -> bool:
        """Whether its stamp prints another position than that of who decides."""
        office = self.step.office
        return office is not None and is_other_position(self.step, office.position)

    @property
    def stage_rule(self) -> str:
        """How many of its stage are enough, in words; empty where all are needed."""
        return dict(ENOUGH).get(self.step.enough, "").lower() if self.step.enough else ""

    @property
    def icon(self) -> str:
        """Name of the icon that repeats the words."""
        if self.signature:
            returned = self.signature.decision == Signature.Decision.RETURNED
            return "arrow-return-left" if returned else "check-circle-fill"
        return "hourglass-split" if self.waits else "circle"


def step_lines(
    plan: Plan,
    steps: Iterable[Step],
    signatures: Iterable[Signature],
    route: Route | None = None,
) -> list[StepLine]:
    """The steps in their order, each with its signature on the present edition.

    With the `route` each tells whether its author may delete it.
    """
    signed = {signature.step_uid: signature for signature in signatures}
    steps = list(steps)
    waiting = {step.pk for step in unsigned_steps(plan, steps, signed)}
    spared = not_needed(steps, signed)
    # A draft that was never sent was not returned either.
    returned = returned_by(plan) if route and plan.edition_id else frozenset()
    return [
        StepLine(
            step,
            decider_of(step),
            signed.get(step.uid),
            step.pk in waiting,
            is_needed=step.uid not in spared,
            stays=(objection_to_deleting(route, step, returned) or "") if route else "",
        )
        for step in steps
    ]
