"""Rules of sign-off for those who decide: sign a plan, return it, reject it."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor, answerable
from events.access import may_decide, standing_for
from events.drafting.queries.route import is_other_position
from events.drafting.rules.transitions import (
    CHANGED_MEANWHILE,
    TRANSITIONS,
    lock_plan,
    place_in_words,
    raise_objection,
    transition,
)
from events.history.rules import record
from events.models import Plan, Remark, Step
from events.plan.stages import not_needed
from events.plan.vocabulary import DECISIONS, Decision, Outcome, Verb
from events.remarks.rules.writing import remark_on_plan
from events.signoff.queries.own_words import objection_to_own_words
from events.signoff.queries.pending_steps import decided_steps, next_stage, pending_steps
from events.signoff.queries.plan_state import decider_of, why_nobody, with_deciders
from events.signoff.rules.clocks import wind_clocks
from events.signoff.rules.evidence import UNKNOWN, Paper, Trace
from events.signoff.rules.letters import (
    write_approved,
    write_given_back,
    write_waiting,
)
from events.signoff.rules.signatures import write_signature

Status = Plan.Status
DONE: Final = "Ваше решение по этой редакции уже записано."
WITHOUT_COMMENT: Final = "Напишите, что исправить: без этого план не вернуть."
WITHOUT_REASON: Final = "Напишите, почему план отклонён: без причины его не отклонить."
WITHOUT_REMARKS: Final = (
    "Открытых замечаний к этой редакции у вас нет. Напишите замечание или согласуйте план без"
    " замечаний."
)
ONLY_AGREED: Final = "С замечаниями план только согласуют. Утвердите его или верните на доработку."
# The comment of a signature names remarks by their places where their words are longer.
_MOST_WORDS: Final = 500
_DECISION_OF: dict[str, Decision] = {
    Verb.AGREE: Decision.AGREED,
    Verb.APPROVE: Decision.APPROVED,
    Verb.CLOSE: Decision.CLOSED,
}


def objection_to_deciding(plan: Plan, step: Step, actor: Actor) -> str | None:
    """Why this actor may not decide on this step now, or None."""
    if actor.is_superuser:
        return "Администратор смотрит планы, но не меняет и не подписывает их."
    if plan.status not in TRANSITIONS["sign"]:
        return f"План {place_in_words(plan)}: решать по нему сейчас нечего."
    if step.verb not in DECISIONS or step.stage != plan.stage:
        return "Очередь этого шага ещё не пришла или уже прошла."
    signed = decided_steps(plan)
    if step.uid in signed:
        return "По этому шагу решение уже принято."
    if step.uid in not_needed(plan.steps.all(), signed):
        return "Решение по этому шагу не понадобилось: подписей этого этапа достаточно."
    if not may_decide(plan, step, actor):
        if nobody := why_nobody(step, actor.on):
            return f"Решать некому: {nobody.removesuffix('.')}."
        who = decider_of(step, actor.on) or "тот, кто назначен на этот шаг"
        return f"Решение по этому шагу принимает {who}."
    return objection_to_own_words(plan, step, actor)


def objection_to_signing(plan: Plan, step: Step, actor: Actor) -> str | None:
    """Why this actor may not agree or approve on this step now, or None; to return is another."""
    return objection_to_deciding(plan, step, actor) or objection_to_stamp(step, actor)


def objection_to_stamp(step: Step, actor: Actor) -> str | None:
    """Why the stamp may not be signed by this actor as it is printed, or None.

    It prints the position of who signs, unless a methodist let another be printed.
    """
    standing = standing_for(step, actor)
    if standing is None or not is_other_position(step, standing.position):
        return None
    printed = " ".join(step.position.split())
    return (
        f"В грифе напечатано «{printed}», а ваша должность — «{standing.position}». Верните план,"
        " чтобы гриф исправили, или попросите методиста разрешить такую должность."
    )


@transaction.atomic
def decide(
    *,
    plan: Plan,
    step: Step,
    outcome: Outcome,
    seen: str,
    comment: str = "",
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Sign, return or reject the plan, as the outcome says.

    Raises:
        PermissionDenied, ValidationError: see `sign_plan`, `return_plan`, `reject_plan`.

    """
    if outcome.signs:
        return sign_plan(
            plan=plan,
            step=step,
            seen=seen,
            with_remarks=outcome == Outcome.WITH_REMARKS,
            comment=comment,
            trace=trace,
            by=by,
        )
    rule = return_plan if outcome == Outcome.RETURN else reject_plan
    return rule(plan=plan, step=step, seen=seen, comment=comment, trace=trace, by=by)


@transaction.atomic
def sign_plan(
    *,
    plan: Plan,
    step: Step,
    seen: str,
    with_remarks: bool = False,
    comment: str = "",
    paper: Paper | None = None,
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Agree or approve, by the verb of the step; the last signature approves the plan.

    `seen` is the fingerprint of the edition that the person read. An agreement `with_remarks`
    needs an open remark of this person on the edition, or a comment, which becomes one. `paper` is
    what staff record of a signature made outside the portal (`events.signoff.rules.paper`).

    Raises:
        PermissionDenied, ValidationError: see `objection_to_signing`; or the plan has another
            edition now; a signature on paper without what is recorded of it; no remarks.

    """
    plan, by = lock_plan(plan, by)
    step = _step_to_decide(plan, step, seen, by)
    raise_objection(objection_to_stamp(step, by), forbidden=False)
    decision, told = _DECISION_OF[step.verb], ""
    if with_remarks:
        decision, told = Decision.AGREED_WITH_REMARKS, _remarks_to_sign(plan, step, comment, by)
    standing = standing_for(step, by)
    on_paper = standing is None and by.outsider is None
    if on_paper != (paper is not None):
        raise ValidationError("Укажите документ, подписанный на бумаге, и день подписания.")
    write_signature(
        plan=plan, step=step, decision=decision, paper=paper, comment=told, trace=trace, by=by
    )
    who = f"{by.name} {standing.in_words}" if standing else f"{step.position} {step.name}"
    how = " на бумаге" if on_paper else " по одноразовой ссылке" if by.outsider else ""
    sentence = f"{decision.label}{how}: {' '.join(who.split())} (редакция {plan.edition_number})."
    record(plan, "sign_plan", sentence, after={"sha256": seen, "step": step.uid}, by=by)
    wind_clocks(plan, step)
    _advance(plan, by)
    return plan


@transaction.atomic
def return_plan(
    *,
    plan: Plan,
    step: Step,
    seen: str,
    comment: str,
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Return the plan to its authors; the comment becomes an open remark.

    Whoever has written open remarks on this edition may leave the comment out.

    Raises:
        PermissionDenied, ValidationError: as `sign_plan`; or nothing says what to correct.

    """
    plan, by = lock_plan(plan, by)
    step = _step_to_decide(plan, step, seen, by)
    comment, written = comment.strip(), len(_own_open(plan, by))
    if not comment and not written:
        raise ValidationError({"comment": WITHOUT_COMMENT})
    reason = comment or f"Замечаний у строк и разделов: {written}."
    _sign_back(plan, step, Decision.RETURNED, reason=reason, remark=comment, trace=trace, by=by)
    transition(plan, "return", to=Status.RETURNED)
    words = f"План возвращён на доработку: {reason}"
    record(plan, "return_plan", words, after={"sha256": seen, "step": step.uid}, by=by)
    return plan


@transaction.atomic
def reject_plan(
    *,
    plan: Plan,
    step: Step,
    seen: str,
    comment: str,
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Reject the plan: its authors make another of it, and everybody is asked anew.

    The reason becomes an open remark.

    Raises:
        PermissionDenied, ValidationError: as `sign_plan`; or the reason is empty.

    """
    plan, by = lock_plan(plan, by)
    step = _step_to_decide(plan, step, seen, by)
    reason = comment.strip()
    if not reason:
        raise ValidationError({"comment": WITHOUT_REASON})
    _sign_back(plan, step, Decision.REJECTED, reason=reason, remark=reason, trace=trace, by=by)
    transition(plan, "reject", to=Status.REJECTED)
    words = f"План отклонён: {reason}"
    record(plan, "reject_plan", words, after={"sha256": seen, "step": step.uid}, by=by)
    return plan


def _sign_back(
    plan: Plan, step: Step, decision: Decision, *, reason: str, remark: str, trace: Trace, by: Actor
) -> None:
    """Sign that the plan goes back to its authors, remark on it, and write to them."""
    write_signature(plan=plan, step=step, decision=decision, comment=reason, trace=trace, by=by)
    if remark:
        remark_on_plan(plan=plan, edition=plan.edition, text=remark, by=by)
    wind_clocks(plan)
    write_given_back(plan=plan, decision=decision, comment=remark, by=by)


def _own_open(plan: Plan, by: Actor) -> list[Remark]:
    """The unsettled remarks of the actor on the edition, in their order."""
    mine = plan.remarks.unsettled().filter(edition=plan.edition, made_by=answerable(by))
    if by.outsider:
        mine = mine.filter(made_by_name=by.name)
    return list(mine.order_by("made_at", "pk"))


def _remarks_to_sign(plan: Plan, step: Step, comment: str, by: Actor) -> str:
    """The remarks with which the plan is agreed, in words; a comment becomes one of them."""
    if step.verb != Verb.AGREE:
        raise ValidationError(ONLY_AGREED)
    if comment.strip():
        remark_on_plan(plan=plan, edition=plan.edition, text=comment.strip(), by=by)
    remarks = _own_open(plan, by)
    if not remarks:
        raise ValidationError({"comment": WITHOUT_REMARKS})
    words = "; ".join(": ".join(filter(None, (one.where, one.text))) for one in remarks)
    if len(words) <= _MOST_WORDS:
        return words
    places = "; ".join(dict.fromkeys(one.where for one in remarks if one.where))
    told = f"Замечаний: {len(remarks)}"
    return f"{told}. {places}" if len(places) <= _MOST_WORDS else told


def _advance(plan: Plan, by: Actor) -> None:
    """After a signature: wait for the rest of the stage, start the next one, or approve."""
    if pending_steps(plan):
        return
    later = next_stage(plan)
    if later is not None:
        transition(plan, "sign", to=Status.SIGNOFF, stage=later)
        write_waiting(plan=plan, by=by)
        return
    before = plan.official
    transition(plan, "sign", to=Status.APPROVED, official=plan.edition)
    words = f"План утверждён, редакция {plan.edition_number} действует."
    if before is not None:
        words += f" Редакция {before.number} заменена."
    record(plan, "approve_plan", words, by=by)
    write_approved(plan=plan, by=by)


def _step_to_decide(plan: Plan, step: Step, seen: str, by: Actor) -> Step:
    current = with_deciders(plan.steps.filter(pk=step.pk)).first()
    edition = plan.edition
    if current is None or edition is None or edition.sha256 != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    raise_objection(
        objection_to_deciding(plan, current, by), forbidden=not may_decide(plan, current, by)
    )
    return current
