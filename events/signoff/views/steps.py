"""Steps of sign-off as the side column lists them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from associations.offices.queries import Holding, holding
from events.models import Plan, Signature, Step
from events.plan.vocabulary import DECISIONS
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import decider_of


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: who decides, the signature if there is one, whether it waits now.

    `nobody` tells why nobody can decide it, and `held` who had the office last.
    """

    step: Step
    who: str
    signature: Signature | None
    waits: bool
    nobody: str = ""
    held: Holding | None = None

    @property
    def icon(self) -> str:
        """Name of the icon that repeats the words."""
        if self.signature:
            returned = self.signature.decision == Signature.Decision.RETURNED
            return "arrow-return-left" if returned else "check-circle-fill"
        if self.nobody:
            return "exclamation-triangle"
        return "hourglass-split" if self.waits else "circle"


def step_lines(
    plan: Plan, steps: Iterable[Step], signatures: Iterable[Signature], on: dt.date
) -> list[StepLine]:
    """The steps in their order on a day, each with its signature on the present edition."""
    signed = {signature.step_uid: signature for signature in signatures}
    steps = list(steps)
    waiting = {step.pk for step in unsigned_steps(plan, steps, signed)}
    return [_line(step, signed.get(step.uid), on, waits=step.pk in waiting) for step in steps]


def _line(step: Step, signature: Signature | None, on: dt.date, *, waits: bool) -> StepLine:
    who = decider_of(step, on)
    held = holding(step.office, on) if step.office else None
    if signature is not None:
        return StepLine(step, _signer(step, signature), signature, waits)
    if held is None or step.verb not in DECISIONS:
        return StepLine(step, who, None, waits)
    return StepLine(step, who, None, waits, held.nobody, held)


def _signer(step: Step, signature: Signature) -> str:
    """Who signed, as the signature says: it may be another than the present holder."""
    if signature.on_paper:
        return step.name or step.act or step.position
    return ", ".join(filter(None, (signature.name, " ".join(signature.position.split()))))
