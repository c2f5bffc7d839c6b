"""Withdraws a decision by who gave it, until somebody has acted on it."""

import datetime as dt
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, signed_in
from events.access import may_decide, records_paper
from events.drafting.rules.transitions import (
    CHANGED_MEANWHILE,
    lock_plan,
    place_in_words,
    raise_objection,
    transition,
)
from events.history.queries.writing import words_written
from events.history.rules import record
from events.models import Edition, Plan, RemarkAnswer, Signature, Step, Withdrawal
from events.plan.stages import lacking
from events.plan.vocabulary import DECISIONS, NEGATIVE
from events.signoff.queries.edition_status import edition_statuses
from events.signoff.queries.pending_steps import decided_steps
from events.signoff.queries.plan_state import with_deciders
from events.signoff.rules.evidence import UNKNOWN, Trace
from events.signoff.rules.letters import write_withdrawn
from plans_portal.lib.chain import append

Status = Plan.Status
# For so long a decision that approved a plan can be withdrawn, and it is said to people so.
AFTER_APPROVAL: Final = dt.timedelta(minutes=10)
_MINUTES: Final = int(AFTER_APPROVAL.total_seconds() // 60)
NOTHING: Final = "Решения, которое можно отозвать, по этому шагу нет."
NOT_YOURS: Final = "Решение отзывает тот, кто его принял."
TOO_LATE: Final = (
    f"Прошло больше {_MINUTES} минут после утверждения. Теперь утверждение можно только отменить."
)


def standing_decision(plan: Plan, step: Step) -> Signature | None:
    """The decision of the step that stands on the plan's edition, or None (1 query)."""
    if plan.edition is None or step.verb not in DECISIONS:
        return None
    return plan.edition.signatures.standing().filter(step_uid=step.uid).first()


def objection_to_withdrawing(
    plan: Plan,
    step: Step,
    actor: Actor,
    signature: Signature | None = None,
    *,
    now: dt.datetime | None = None,
) -> str | None:
    """Why this actor may not withdraw the decision of the step now, or None.

    Pass the `signature` that stands on the step if it is at hand, and `now` to ask of a later time.
    """
    signature = signature or standing_decision(plan, step)
    if signature is None or plan.edition is None:
        return NOTHING
    if not may_withdraw(plan, step, signature, actor):
        return NOT_YOURS
    match Status(plan.status):
        case Status.SIGNOFF:
            return _acted_on(plan, step, plan.edition)
        case Status.RETURNED | Status.REJECTED:
            return _objection_to_signoff(plan, signature)
        case Status.APPROVED:
            return _objection_to_approved(signature, plan.edition, now or timezone.now())
        case Status.DRAFT:
            return f"План {place_in_words(plan)}: он уже у авторов."


def may_withdraw(plan: Plan, step: Step, signature: Signature, actor: Actor) -> bool:
    """Whether it is the actor's own decision; for one on paper, whether the actor records such."""
    if actor.is_superuser:
        return False
    if signature.on_paper:
        return records_paper(plan, step, actor)
    own = actor.user_id is not None and signature.user_id == actor.user_id
    return own and may_decide(plan, step, actor)


def can_be_withdrawn_until(plan: Plan, signature: Signature) -> dt.datetime | None:
    """The moment after which a decision that approved the plan stays; None for any other."""
    return signature.at + AFTER_APPROVAL if plan.status == Status.APPROVED else None


@transaction.atomic
def withdraw_decision(
    *,
    plan: Plan,
    step: Step,
    reason: str = "",
    seen: str = "",
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Withdraw a decision: the plan is in sign-off again, and waits for that step.

    The signature stays as evidence and counts no more. `seen` is the key of the signature that the
    person looked at.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_withdrawing`; or another decision
            stands there now.

    """
    plan, by = lock_plan(plan, by)
    current = with_deciders(plan.steps.filter(pk=step.pk)).first()
    if current is None:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    signature = standing_decision(plan, current)
    is_own = signature is None or may_withdraw(plan, current, signature, by)
    raise_objection(objection_to_withdrawing(plan, current, by, signature), forbidden=not is_own)
    if signature is None or (seen and str(signature.key) != seen):
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    withdrawal = append(
        Withdrawal(
            signature=signature,
            reason=reason.strip(),
            ended_approval=plan.status == Status.APPROVED,
            at=timezone.now(),
            by_id=signed_in(by),
            by_name=by.name,
            ip=trace.ip,
            user_agent=trace.user_agent[:300],
            auth_method=trace.auth_method,
            auth_at=trace.auth_at,
            session=trace.session,
        )
    )
    words = f"Решение отозвано: «{signature}», редакция {plan.edition_number}."
    if withdrawal.ended_approval:
        words += " Утверждение не действует."
    if withdrawal.reason:
        words += f" Причина: {withdrawal.reason}"
    _back_to_signoff(plan)
    # The history binds the withdrawal: one of them alone can't be removed or added unseen.
    after = {"step": current.uid, "signature": str(signature.key), "withdrawal": withdrawal.hash}
    record(plan, "withdraw_decision", words, after=after, by=by)
    write_withdrawn(plan=plan, withdrawal=withdrawal, by=by)
    return plan


def _back_to_signoff(plan: Plan) -> None:
    """Let the plan wait for the first stage that lacks a decision; the former edition holds."""
    stage = min(step.stage for step in lacking(plan.steps.all(), decided_steps(plan)))
    if plan.status == Status.SIGNOFF and stage >= plan.stage:
        return
    official = plan.official_id
    if plan.status == Status.APPROVED:
        statuses = edition_statuses(Plan.objects.get(pk=plan.pk))
        official = next((pk for pk, one in statuses.items() if one.state == "in_force"), None)
    transition(plan, "withdraw", to=Status.SIGNOFF, stage=stage, official=official)


def _acted_on(plan: Plan, step: Step, edition: Edition) -> str | None:
    later = plan.steps.filter(stage__gt=step.stage, verb__in=DECISIONS).values("uid")
    # Whose agreement was carried here has not acted on this decision.
    made = edition.signatures.standing().filter(step_uid__in=later, carried_from=None)
    acted = made.order_by("at", "pk").first()
    if acted is None:
        return None
    return f"Следующий этап уже решает по вашему решению: {acted}. Отозвать его теперь нельзя."


def _objection_to_signoff(plan: Plan, signature: Signature) -> str | None:
    """Why a plan can't come back from its authors to sign-off, or None (at most 2 queries)."""
    if signature.decision not in NEGATIVE:
        return f"План {place_in_words(plan)}: он уже у авторов."
    answered = RemarkAnswer.objects.filter(remark__plan=plan, at__gt=signature.at, is_authors=True)
    if words_written(plan, signature.at).exists() or answered.exists():
        return "Авторы уже исправляют план по вашему решению. Отозвать его теперь нельзя."
    return None


def _objection_to_approved(signature: Signature, edition: Edition, now: dt.datetime) -> str | None:
    last = edition.signatures.standing().exclude(decision=Signature.Decision.CLOSED)
    if last.order_by("at", "pk").last() != signature:
        return "План уже утверждён после вашего решения. Отозвать его теперь нельзя."
    return TOO_LATE if now - signature.at > AFTER_APPROVAL else None
