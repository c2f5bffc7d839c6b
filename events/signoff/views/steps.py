"""Steps of sign-off as the side column lists them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from associations.offices.queries import Holding, holding
from events.drafting.queries.route import Route, is_other_position, returned_by
from events.drafting.rules.route import objection_to_deleting
from events.models import DetachedSignature, OneTimeLink, PaperOriginal, Plan, Signature, Step
from events.plan.clock import Clock
from events.plan.stages import ENOUGH, not_needed
from events.plan.vocabulary import DECISIONS, Decision, Mode
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import decider_of

_ICONS: dict[str, str] = {
    Decision.AGREED_WITH_REMARKS: "check-circle",
    Decision.RETURNED: "arrow-return-left",
    Decision.REJECTED: "x-octagon",
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step: who decides, the signature if there is one, whether it waits now.

    Where enough others of its stage decided it is not needed. `nobody` tells why nobody can decide
    it, and `held` who had the office last.
    """

    step: Step
    who: str
    signature: Signature | None
    waits: bool
    clock: Clock | None = None
    is_needed: bool = True
    # Why its author may not delete it.
    stays: str = ""
    # The scan of a signature on paper.
    original: PaperOriginal | None = None
    # The detached signature that came with it.
    detached: DetachedSignature | None = None
    # The newest one-time link, for staff.
    link: OneTimeLink | None = None
    nobody: str = ""
    held: Holding | None = None
    # Earlier decisions of this edition that were withdrawn.
    withdrawn: tuple[Signature, ...] = ()

    @property
    def prints_other(self) -> bool:
        """Whether its stamp prints another position than that of who decides."""
        return self.held is not None and is_other_position(self.step, self.held.office.position)

    @property
    def may_be_linked(self) -> bool:
        """Whether staff may send a one-time link for it."""
        return self.waits and self.step.office_id is None and self.step.mode == Mode.PERSON

    @property
    def stage_rule(self) -> str:
        """How many of its stage are enough, in words; empty where all are needed."""
        return dict(ENOUGH).get(self.step.enough, "").lower() if self.step.enough else ""

    @property
    def icon(self) -> str:
        """Name of the icon that repeats the words."""
        if self.signature:
            return _ICONS.get(self.signature.decision, "check-circle-fill")
        if self.nobody:
            return "exclamation-triangle"
        return "hourglass-split" if self.waits else "circle"


def step_lines(
    plan: Plan,
    steps: Iterable[Step],
    signatures: Iterable[Signature],
    clocks: Mapping[int, Clock] = MappingProxyType({}),
    route: Route | None = None,
    *,
    links: Mapping[str, OneTimeLink] = MappingProxyType({}),
    withdrawn: Iterable[Signature] = (),
    on: dt.date,
) -> list[StepLine]:
    """The steps on a day, each with its signature on the present edition, in order of their turn.

    With the `route` they keep their own order, which their author changes, and each tells whether
    its author may delete it. `links` are the newest one-time
    links by the step's uid, where the reader is shown them.
    """
    signed = {signature.step_uid: signature for signature in signatures}
    steps = list(steps)
    if route is None:
        steps.sort(key=lambda step: (step.verb not in DECISIONS, step.stage))
    waiting = {step.pk for step in unsigned_steps(plan, steps, signed)}
    spared = not_needed(steps, signed)
    # A draft that was never sent was not returned either.
    returned = returned_by(plan) if route and plan.edition_id else frozenset()
    # The files belong to the signature as it was made.
    made = {uid: one.carried_from_id or one.pk for uid, one in signed.items()}
    on_paper = [made[uid] for uid, one in signed.items() if one.on_paper]
    scans = PaperOriginal.objects.filter(signature__in=on_paper) if on_paper else ()
    originals = {scan.signature_id: scan for scan in scans}
    kept = DetachedSignature.objects.filter(signature__in=on_paper) if on_paper else ()
    detached = {one.signature_id: one for one in kept}
    taken: defaultdict[str, list[Signature]] = defaultdict(list)
    for one in withdrawn:
        taken[one.step_uid].append(one)
    lines = []
    for step in steps:
        signature = signed.get(step.uid)
        held = holding(step.office, on) if step.office and signature is None else None
        lines.append(
            StepLine(
                step,
                _signer(step, signature) if signature else decider_of(step, on),
                signature,
                step.pk in waiting,
                clocks.get(step.pk),
                is_needed=step.uid not in spared,
                stays=(objection_to_deleting(route, step, returned) or "") if route else "",
                original=originals.get(made.get(step.uid, 0)),
                detached=detached.get(made.get(step.uid, 0)),
                link=links.get(step.uid),
                nobody=held.nobody if held and step.verb in DECISIONS else "",
                held=held,
                withdrawn=tuple(taken[step.uid]),
            )
        )
    return lines


def _signer(step: Step, signature: Signature) -> str:
    """Who signed, as the signature says: it may be another than the present holder."""
    if signature.on_paper:
        return step.name or step.act or step.position
    return ", ".join(filter(None, (signature.name, " ".join(signature.position.split()))))
