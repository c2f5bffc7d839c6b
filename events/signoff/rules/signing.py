"""Rules of sign-off: send a plan, recall it, sign it, return it."""

from collections.abc import Iterable
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from associations.actor import Actor, Standing, signed_in
from events.access import is_author, may_decide, standing_for
from events.checks import Finding
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.route import is_other_position
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.parts import fields_of
from events.drafting.rules.transitions import (
    CHANGED_MEANWHILE,
    DRAFT_REMOVED,
    TRANSITIONS,
    lock_plan,
    place_in_words,
    raise_objection,
    transition,
)
from events.history.rules import record
from events.models import Edition, Plan, Signature, Step
from events.plan.codec import VERSION, canonical_bytes, fingerprint, has_fingerprint
from events.plan.content import PlanContent
from events.plan.patch import PartChange, PartKind, difference
from events.plan.stages import not_needed
from events.plan.vocabulary import DECISIONS, Decision, Verb
from events.remarks.rules.writing import remark_on_plan
from events.signoff.queries.own_words import objection_to_deciders, objection_to_own_words
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.queries.plan_state import decider_of, why_nobody, with_deciders
from events.signoff.queries.present_holders import content_to_send, fields_to_renew
from events.signoff.rules.clocks import stop_clocks, wind_clocks
from events.signoff.rules.evidence import UNKNOWN, Paper, Trace, accepted_rules
from events.signoff.rules.letters import (
    write_approved,
    write_recalled,
    write_returned,
    write_waiting,
)
from plans_portal.lib.chain import append

Status = Plan.Status
WITHOUT_COMMENT: Final = "Напишите, что исправить: без этого план не вернуть."

_DECISION_OF: dict[str, Decision] = {
    Verb.AGREE: Decision.AGREED,
    Verb.APPROVE: Decision.APPROVED,
    Verb.CLOSE: Decision.CLOSED,
}


def objection_to_sending(
    plan: Plan,
    actor: Actor,
    content: PlanContent | None = None,
    findings: tuple[Finding, ...] | None = None,
    steps: Iterable[Step] | None = None,
) -> str | None:
    """Why this actor may not send the plan for sign-off now, or None.

    Pass `content`, its `findings`, and `steps` with their deciders if they are at hand.
    """
    if not is_author(plan.association, actor):
        return "План отправляют председатель или секретарь объединения."
    if plan.removed_at is not None or plan.status not in TRANSITIONS["send"]:
        return DRAFT_REMOVED if plan.removed_at else f"План уже {place_in_words(plan)}."
    content = content or read_content(plan)
    if not any(step.verb in DECISIONS for step in content.steps):
        return "Укажите, кто согласует или утверждает план."
    if (objection := objection_to_deciders(plan, actor, steps)) is not None:
        return objection
    if not any(section.events or section.paragraphs for section in content.all_sections()):
        return "В плане нет ни одной строки."
    if plan.official is not None and _has_content(plan.official, content):
        return (
            "Слова плана те же, что в действующей редакции. Измените план или откажитесь от"
            " изменений."
        )
    findings = findings_of_plan(plan, content) if findings is None else findings
    blocking = [finding for finding in findings if finding.blocks]
    if blocking:
        rest = f" И ещё замечаний, которые мешают отправке: {len(blocking) - 1}."
        return f"Сначала исправьте: {blocking[0].text}{rest if len(blocking) > 1 else ''}"
    return None


def _has_content(edition: Edition, content: PlanContent) -> bool:
    """Whether the content has the edition's fingerprint, computed in the edition's format."""
    return has_fingerprint(content, edition.sha256, edition.format)


def objection_to_recalling(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not recall the plan now, or None."""
    if not is_author(plan.association, actor):
        return "План отзывают председатель или секретарь объединения."
    if plan.status not in TRANSITIONS["recall"]:
        return "План не на согласовании, отзывать нечего."
    return None


def objection_to_deciding(plan: Plan, step: Step, actor: Actor) -> str | None:
    """Why this actor may not decide on this step now, or None."""
    if actor.is_superuser:
        return "Администратор смотрит планы, но не меняет и не подписывает их."
    if plan.status not in TRANSITIONS["sign"]:
        return f"План {place_in_words(plan)}: решать по нему сейчас нечего."
    if step.verb not in DECISIONS or step.stage != plan.stage:
        return "Очередь этого шага ещё не пришла или уже прошла."
    signed = set(_edition(plan).signatures.values_list("step_uid", flat=True))
    if step.uid in signed:
        return "По этому шагу решение уже принято."
    if step.uid in not_needed(plan.steps.all(), signed):
        return "Решение по этому шагу не понадобилось: подписей этого этапа достаточно."
    if not may_decide(plan, step, actor):
        nobody = why_nobody(step, actor.on)
        who = decider_of(step, actor.on) or "тот, кто назначен на этот шаг"
        return f"Решать некому: {nobody}." if nobody else f"Решение по этому шагу принимает {who}."
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
def send_plan(*, plan: Plan, seen: str, by: Actor, trace: Trace = UNKNOWN) -> Plan:
    """Freeze the plan's content as the next edition and start its first stage.

    `seen` is the fingerprint of the content that the sender looked at. If the plan has a closing
    signature of the sender, it is signed too.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_sending`; or the content has changed.

    """
    plan, by = lock_plan(plan, by)
    content = content_to_send(plan, by)
    raise_objection(
        objection_to_sending(plan, by, content), forbidden=not is_author(plan.association, by)
    )
    sha256 = fingerprint(content)
    if sha256 != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    _renew_steps(plan, by)
    edition = append(
        Edition(
            plan=plan,
            number=plan.editions.count() + 1,
            title="\n".join(content.title),
            content=canonical_bytes(content).decode(),
            format=VERSION,
            sha256=sha256,
            made_at=timezone.now(),
            made_by_id=signed_in(by),
            made_by_name=by.name,
        )
    )
    steps = list(plan.steps.select_related("office__person").order_by("order"))
    first = min(step.stage for step in steps if step.verb in DECISIONS)
    transition(plan, "send", to=Status.SIGNOFF, edition=edition, stage=first)
    for step in steps:
        if step.verb == Verb.CLOSE and standing_for(step, by):
            _sign(plan, step, Decision.CLOSED, trace=trace, by=by)
    words = f"План отправлен на согласование (редакция {edition.number})."
    record(plan, "send_plan", words, after={"edition": edition.number, "sha256": sha256}, by=by)
    write_waiting(plan=plan, by=by)
    return plan


@transaction.atomic
def recall_plan(*, plan: Plan, by: Actor) -> Plan:
    """Take the plan back from sign-off to correct it; decisions made so far are kept.

    The terms of the steps that waited go on from there when the plan is sent again.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_recalling`.

    """
    plan, by = lock_plan(plan, by)
    raise_objection(objection_to_recalling(plan, by), forbidden=not is_author(plan.association, by))
    stop_clocks(plan, on=by.on)
    transition(plan, "recall", to=Status.DRAFT)
    record(plan, "recall_plan", "План отозван с согласования.", by=by)
    write_recalled(plan=plan, by=by)
    return plan


@transaction.atomic
def sign_plan(
    *,
    plan: Plan,
    step: Step,
    seen: str,
    paper: Paper | None = None,
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Agree or approve, by the verb of the step; the last signature approves the plan.

    `seen` is the fingerprint of the edition that the person read. `paper` is what staff record of
    a signature made outside the portal (`events.signoff.rules.paper`), else None.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_signing`; or the plan has another
            edition now; a signature on paper without what is recorded of it.

    """
    plan, by = lock_plan(plan, by)
    step = _step_to_decide(plan, step, seen, by)
    raise_objection(objection_to_stamp(step, by), forbidden=False)
    decision = _DECISION_OF[step.verb]
    standing = standing_for(step, by)
    on_paper = standing is None
    if on_paper != (paper is not None):
        raise ValidationError("Укажите документ, подписанный на бумаге, и день подписания.")
    _sign(plan, step, decision, paper=paper, trace=trace, by=by)
    who = f"{by.name} {standing.in_words}" if standing else f"{step.position} {step.name}"
    how = " на бумаге" if on_paper else ""
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
    comment = comment.strip()
    written = plan.remarks.unsettled().filter(edition=plan.edition, made_by=signed_in(by)).count()
    if not comment and not written:
        raise ValidationError({"comment": WITHOUT_COMMENT})
    reason = comment or f"Замечаний у строк и разделов: {written}."
    _sign(plan, step, Decision.RETURNED, comment=reason, trace=trace, by=by)
    if comment:
        remark_on_plan(plan=plan, edition=plan.edition, text=comment, by=by)
    transition(plan, "return", to=Status.RETURNED)
    words = f"План возвращён на доработку: {reason}"
    record(plan, "return_plan", words, after={"sha256": seen, "step": step.uid}, by=by)
    wind_clocks(plan)
    write_returned(plan=plan, comment=comment, by=by)
    return plan


def _renew_steps(plan: Plan, by: Actor) -> None:
    """Write into the steps whoever has followed in their offices since they were added."""
    patch: list[PartChange] = []
    for step in with_deciders(plan.steps.order_by("order")):
        was, fields = fields_of(step), fields_to_renew(step, by.on)
        patch += difference(PartKind.STEP, step.uid, was, was | fields) if fields else ()
    if patch:
        commit_patch(
            plan, tuple(patch), "renew_steps", "Записаны те, кто теперь в должности.", by=by
        )


def _advance(plan: Plan, by: Actor) -> None:
    """After a signature: wait for the rest of the stage, start the next one, or approve."""
    if pending_steps(plan):
        return
    later = plan.steps.filter(stage__gt=plan.stage, verb__in=DECISIONS).order_by("stage").first()
    if later is not None:
        transition(plan, "sign", to=Status.SIGNOFF, stage=later.stage)
        write_waiting(plan=plan, by=by)
        return
    before = plan.official
    transition(plan, "sign", to=Status.APPROVED, official=plan.edition)
    words = f"План утверждён, редакция {plan.edition_number} действует."
    if before is not None:
        words += f" Редакция {before.number} заменена."
    record(plan, "approve_plan", words, by=by)
    write_approved(plan=plan, by=by)


def _sign(
    plan: Plan,
    step: Step,
    decision: str,
    *,
    paper: Paper | None = None,
    comment: str = "",
    trace: Trace,
    by: Actor,
) -> None:
    edition = _edition(plan)
    standing = standing_for(step, by)
    values = (
        _as_holder(step, standing, by)
        if standing
        else {"name": step.name, "position": step.position}
    )
    signature = Signature(
        plan=plan,
        edition=edition,
        step_uid=step.uid,
        decision=decision,
        person_id=by.person_id if standing else None,
        office_id=standing.office_id if standing else None,
        substitution_id=standing.substitution_id if standing else None,
        user_id=signed_in(by),
        **{**values, "name": values["name"] or step.act or step.position},
        manner=standing.manner if standing else "",
        basis=standing.basis if standing else paper.act if paper else "",
        on_paper=standing is None,
        signed_on=paper.signed_on if paper else None,
        recorded_by_name="" if standing else by.name,
        comment=comment,
        sha256=edition.sha256,
        at=timezone.now(),
        ip=trace.ip,
        user_agent=trace.user_agent[:300],
        rules_version=accepted_rules(plan, decision, by) if standing else "",
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
    values = {"name": by.signing_name, "position": standing.position}
    if standing.manner:
        own = (one.position for one in by.standings if not one.manner)
        values |= {
            "position": next(own, by.position) or standing.position,
            "for_name": standing.for_name,
            "for_position": standing.position,
        }
    if step.office and step.office.until and standing.office_id != step.office_id:
        former = step.office.person.genitive_name
        values["succession"] = f"вместо {former}, срок по {step.office.until:%d.%m.%Y}"
    return values


def _step_to_decide(plan: Plan, step: Step, seen: str, by: Actor) -> Step:
    current = with_deciders(plan.steps.filter(pk=step.pk)).first()
    edition = plan.edition
    if current is None or edition is None or edition.sha256 != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    raise_objection(
        objection_to_deciding(plan, current, by), forbidden=not may_decide(plan, current, by)
    )
    return current


def _edition(plan: Plan) -> Edition:
    """The edition of a plan in sign-off; a database constraint says that there is one."""
    if plan.edition is None:
        raise Edition.DoesNotExist
    return plan.edition
