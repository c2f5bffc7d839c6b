"""Writes a signature: who signs, whom for, and what is kept of how."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from associations.actor import Actor, Standing, signed_in
from events.access import standing_for
from events.models import Edition, Plan, Signature, Step
from events.signoff.queries.statement import position_of_signer
from events.signoff.rules.evidence import Paper, Trace, accepted_rules
from plans_portal.lib.chain import append


def write_signature(
    *,
    plan: Plan,
    step: Step,
    decision: str,
    paper: Paper | None = None,
    comment: str = "",
    trace: Trace,
    by: Actor,
) -> None:
    """Append the signature of the actor on this step of the plan's edition.

    With `paper` it is what staff record of a signature outside the portal. Who came by a one-time
    link has no account: the signature keeps where the link went, and who sent it.

    Raises:
        ValidationError: the step is decided already; the rules of signature are not accepted.

    """
    edition = edition_of(plan)
    withdrawn = edition.signatures.filter(step_uid=step.uid, withdrawal__isnull=False).count()
    standing, outsider = standing_for(step, by), by.outsider
    values = (
        _as_holder(step, standing, by)
        if standing
        else {"name": step.name, "position": step.position}
    )
    signature = Signature(
        plan=plan,
        edition=edition,
        step_uid=step.uid,
        attempt=withdrawn + 1 if withdrawn else None,
        decision=decision,
        person_id=by.person_id if standing else None,
        office_id=standing.office_id if standing else None,
        substitution_id=standing.substitution_id if standing else None,
        user_id=None if outsider else signed_in(by),
        **{**values, "name": values["name"] or step.act or step.position},
        manner=standing.manner if standing else "",
        basis=standing.basis if standing else paper.act if paper else "",
        on_paper=standing is None and outsider is None,
        signed_on=paper.signed_on if paper else None,
        recorded_by_name="" if standing else outsider.sent_by_name if outsider else by.name,
        link_address=outsider.address if outsider else "",
        comment=comment,
        sha256=edition.sha256,
        at=timezone.now(),
        ip=trace.ip,
        user_agent=trace.user_agent[:300],
        rules_version=accepted_rules(plan, decision, by) if standing or outsider else "",
        auth_method=trace.auth_method,
        auth_at=trace.auth_at,
        session=trace.session,
    )
    try:
        with transaction.atomic():
            append(signature)
    except IntegrityError:
        raise ValidationError("По этому шагу решение уже принято.", code="stale") from None


def _as_holder(step: Step, standing: Standing, by: Actor) -> dict[str, str]:
    """Who signs by a standing: name and position, whom for, and in whose place."""
    values = {"name": by.signing_name, "position": position_of_signer(standing, by)}
    if standing.manner:
        values |= {
            "for_name": standing.for_name,
            "for_position": standing.position,
        }
    if step.office and step.office.until and standing.office_id != step.office_id:
        former = step.office.person.genitive_name
        values["succession"] = f"вместо {former} (в должности по {step.office.until:%d.%m.%Y})"
    return values


def edition_of(plan: Plan) -> Edition:
    """The edition of a plan in sign-off; a database constraint says that there is one."""
    if plan.edition is None:
        raise Edition.DoesNotExist
    return plan.edition
