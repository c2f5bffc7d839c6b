"""The steps of a plan's sign-off as the column beside the paper lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import Plan, Signature, Step
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import who


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: who, what became of it, and since when it waits."""

    step: Step
    who: str
    signature: Signature | None
    waits: bool

    @property
    def icon(self) -> str:
        """The icon that repeats the words."""
        if self.signature:
            returned = self.signature.decision == Signature.Decision.RETURNED
            return "arrow-return-left" if returned else "check-circle-fill"
        return "hourglass-split" if self.waits else "circle"


def step_lines(
    plan: Plan, steps: Iterable[Step], signatures: Iterable[Signature]
) -> list[StepLine]:
    """The steps in the order of the paper with the signatures on the present edition."""
    signed = {one.step_uid: one for one in signatures}
    steps = list(steps)
    waiting = {step.pk for step in unsigned_steps(plan, steps, signed)}
    return [StepLine(step, who(step), signed.get(step.uid), step.pk in waiting) for step in steps]
