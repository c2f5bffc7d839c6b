"""Steps of sign-off as the side column lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.models import PaperOriginal, Plan, Signature, Step
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import decider_of


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: who decides, the signature if there is one, whether it waits now."""

    step: Step
    who: str
    signature: Signature | None
    waits: bool

    @property
    def original(self) -> PaperOriginal | None:
        """The scan of a signature on paper (a query where it was not loaded with the signature)."""
        signature = self.signature
        if signature is None or not signature.on_paper:
            return None
        return getattr(signature, "original", None)

    @property
    def icon(self) -> str:
        """Name of the icon that repeats the words."""
        if self.signature:
            returned = self.signature.decision == Signature.Decision.RETURNED
            return "arrow-return-left" if returned else "check-circle-fill"
        return "hourglass-split" if self.waits else "circle"


def step_lines(
    plan: Plan, steps: Iterable[Step], signatures: Iterable[Signature]
) -> list[StepLine]:
    """The steps in their order, each with its signature on the present edition."""
    signed = {signature.step_uid: signature for signature in signatures}
    steps = list(steps)
    waiting = {step.pk for step in unsigned_steps(plan, steps, signed)}
    return [
        StepLine(step, decider_of(step), signed.get(step.uid), step.pk in waiting) for step in steps
    ]
