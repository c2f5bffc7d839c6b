"""What the page of a decision shows: the text, what is open about it, and what is asked."""

from dataclasses import dataclass

from associations.accounts.views.proof import ProofPart
from associations.models import SignatureRules
from associations.offices.queries import Request
from events.access import standing_for
from events.drafting.queries.stored_content import edition_shown, shown_content
from events.drafting.views.sheet import lay_out_sheet, signatures_on
from events.history.views.changes import changes_in, shows_changes
from events.models import Plan, Step
from events.remarks.queries.remarks import remarks_of_plan
from events.remarks.views.add import address_to_remark
from events.signoff.forms.decision import DecisionForm
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.comparisons import bases_for
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import with_deciders
from events.signoff.queries.present_holders import with_present_names
from events.signoff.queries.statement import stands_for, statement_of
from events.signoff.rules.deciding import objection_to_deciding, objection_to_stamp
from events.signoff.rules.looks import note_look
from events.signoff.views.before_deciding import before_deciding
from events.signoff.views.steps import step_lines


@dataclass
class Asked:
    """What a decision asks: its form, the rules yet to be accepted, a proof of who one is.

    `seen` is the fingerprint that the next click signs, `stale` why the last one did not.
    """

    form: DecisionForm
    proof: ProofPart
    rules: SignatureRules | None
    seen: str
    on_paper: bool
    stale: str = ""


def decision_page(request: Request, plan: Plan, step: Step, asked: Asked) -> dict[str, object]:
    """The context of `plan_decide.html`; notes that the actor looked at the edition."""
    actor = request.actor
    standing = standing_for(step, actor)
    edition = edition_shown(plan, actor)
    signatures = signatures_on(edition)
    steps = list(with_deciders(plan.steps.all()))
    signed = {signature.step_uid for signature in signatures}
    stored = shown_content(plan, actor)
    content = with_present_names(stored, steps, signed, actor.on)
    clocks = clocks_of(plan, unsigned_steps(plan, steps, signed), on=actor.on)
    bases = bases_for(plan, edition, actor)
    by_changes = shows_changes(request, bases)
    note_look(plan=plan, edition=edition, by=actor)
    remarks = remarks_of_plan(plan, actor, content)
    remark_at = address_to_remark(plan, actor, step.uid)
    sheet = None
    if not by_changes:
        sheet = lay_out_sheet(plan, content, signatures, remarks=remarks, remark_at=remark_at)
    return {
        "plan": plan,
        "step": step,
        "standing": standing,
        "stands_for": stands_for(step, standing) if standing else "",
        "statement": statement_of(plan, step, content.row_count, actor),
        "on_paper": asked.on_paper,
        "may_compare": bool(bases),
        "changes": changes_in(request, plan, content, edition, bases) if by_changes else None,
        "sheet": sheet,
        "before": before_deciding(plan, stored, steps, step, remarks, actor=actor),
        "remarks": remarks,
        "remark_at": remark_at,
        "form": asked.form,
        "proof": asked.proof,
        "rules": asked.rules,
        "seen": asked.seen,
        "stale": asked.stale,
        "objection": objection_to_deciding(plan, step, actor),
        "stamp_objection": objection_to_stamp(step, actor),
        "clock": clocks.get(step.pk),
        "steps": step_lines(plan, steps, signatures, clocks, on=actor.on),
    }
