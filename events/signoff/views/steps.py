"""Steps of sign-off as the side column lists them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from events.models import Plan, Signature, Step
from events.plan.clock import Clock
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import decider_of


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: who decides, the signature if there is one, whether it waits now."""

    step: Step
    who: str
    signature: Signature | None
    waits: bool
    clock: Clock | None = None

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
    clocks: Mapping[int, Clock] = MappingProxyType({}),
) -> list[StepLine]:
    """The steps in their order, each with its signature on the present edition, and its clock."""
    signed = {signature.step_uid: signature for signature in signatures}
    steps = list(steps)
    waiting = {step.pk for step in unsigned_steps(plan, steps, signed)}
    return [
        StepLine(
            step,
            decider_of(step),
            signed.get(step.uid),
            step.pk in waiting,
            clocks.get(step.pk),
        )
        for step in steps
    ]
