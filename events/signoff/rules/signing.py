"""Rules of sign-off: send a plan, recall it, sign it, return it."""

from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from associations.actor import Actor, signed_in
from events.access import is_author, may_decide, standing_for
from events.checks import Finding
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.stored_content import read_content
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
from events.plan.vocabulary import DECISIONS, Decision, Verb
from events.remarks.rules.writing import remark_on_plan
from events.signoff.queries.pending_steps import is_decided_by_authors_alone, pending_steps

Status = Plan.Status
WITHOUT_COMMENT: Final = "Напишите, что исправить: без этого план не вернуть."

_DECISION_OF: dict[str, Decision] = {
    Verb.AGREE: Decision.AGREED,
    Verb.APPROVE: Decision.APPROVED,
    Verb.CLOSE: Decision.CLOSED,
}


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a request came from; kept with each simple electronic signature."""

    ip: str | None = None
    user_agent: str = ""


def objection_to_sending(
    plan: Plan,
    actor: Actor,
    content: PlanContent | None = None,
    findings: tuple[Finding, ...] | None = None,
) -> str | None:
    """Why this actor may not send the plan for sign-off now, or None.

    Pass `content` and its `findings` if they are at hand, to save work.
    """
    if not is_author(plan.association, actor):
        return "План отправляют председатель или секретарь объединения."
    if plan.removed_at is not None or plan.status not in TRANSITIONS["send"]:
        return DRAFT_REMOVED if plan.removed_at else f"План уже {place_in_words(plan)}."
    content = content or read_content(plan)
    if not any(step.verb in DECISIONS for step in content.steps):
        return "Укажите, кто согласует или утверждает план."
    if is_decided_by_authors_alone(plan, content):
        return (
            "План согласуют и утверждают только его авторы. Добавьте того, кто согласует или"
            " утверждает его кроме них, или подпись на бумаге."
        )
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
    if _edition(plan).signatures.filter(step_uid=step.uid).exists():
        return "По этому шагу решение уже принято."
    if not may_decide(plan, step, actor):
        who = step.name or "тот, кто назначен на этот шаг"
        return f"Решение по этому шагу принимает {who}."
    return None


@transaction.atomic
def send_plan(*, plan: Plan, seen: str, by: Actor, trace: Trace = Trace()) -> Plan:
    """Freeze the plan's content as the next edition and start its first stage.

    `seen` is the fingerprint of the content that the sender looked at. If the plan has a closing
    signature of the sender, it is signed too.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_sending`; or the content has changed.

    """
    plan = lock_plan(plan)
    content = read_content(plan)
    raise_objection(
        objection_to_sending(plan, by, content), forbidden=not is_author(plan.association, by)
    )
    sha256 = fingerprint(content)
    if sha256 != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    edition = Edition.objects.create(
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
    steps = list(plan.steps.select_related("office").order_by("order"))
    first = min(step.stage for step in steps if step.verb in DECISIONS)
    transition(plan, "send", to=Status.SIGNOFF, edition=edition, stage=first)
    for step in steps:
        if step.verb == Verb.CLOSE and standing_for(step, by):
            _sign(plan, step, Decision.CLOSED, trace=trace, by=by)
    words = f"План отправлен на согласование (редакция {edition.number})."
    record(plan, "send_plan", words, after={"edition": edition.number, "sha256": sha256}, by=by)
    return plan


@transaction.atomic
def recall_plan(*, plan: Plan, by: Actor) -> Plan:
    """Take the plan back from sign-off to correct it; decisions made so far are kept.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_recalling`.

    """
    plan = lock_plan(plan)
    raise_objection(objection_to_recalling(plan, by), forbidden=not is_author(plan.association, by))
    transition(plan, "recall", to=Status.DRAFT)
    record(plan, "recall_plan", "План отозван с согласования.", by=by)
    return plan


@transaction.atomic
def sign_plan(
    *,
    plan: Plan,
    step: Step,
    seen: str,
    basis: str = "",
    trace: Trace = Trace(),
    by: Actor,
) -> Plan:
    """Agree or approve, by the verb of the step; the last signature approves the plan.

    `seen` is the fingerprint of the edition that the person read. `basis` is required when staff
    record a signature made on paper: its number and date, or where the scan is.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_deciding`; or the plan has another
            edition now.

    """
    plan = lock_plan(plan)
    step = _step_to_decide(plan, step, seen, by)
    decision = _DECISION_OF[step.verb]
    on_paper = standing_for(step, by) is None
    if on_paper and not basis.strip():
        raise ValidationError({"basis": "Напишите, где и когда подписано на бумаге."})
    _sign(plan, step, decision, basis=basis.strip(), trace=trace, by=by)
    who = f"{step.position} {step.name}" if on_paper else by.name
    how = " на бумаге" if on_paper else ""
    sentence = f"{decision.label}{how}: {' '.join(who.split())} (редакция {plan.edition_number})."
    record(plan, "sign_plan", sentence, after={"sha256": seen, "step": step.uid}, by=by)
    _advance(plan, by)
    return plan


@transaction.atomic
def return_plan(
    *,
    plan: Plan,
    step: Step,
    seen: str,
    comment: str,
    trace: Trace = Trace(),
    by: Actor,
) -> Plan:
    """Return the plan to its authors; the comment becomes an open remark.

    Whoever has written open remarks on this edition may leave the comment out.

    Raises:
        PermissionDenied, ValidationError: as `sign_plan`; or nothing says what to correct.

    """
    plan = lock_plan(plan)
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
    return plan


def _advance(plan: Plan, by: Actor) -> None:
    """After a signature: wait for the rest of the stage, start the next one, or approve."""
    if pending_steps(plan):
        return
    later = plan.steps.filter(stage__gt=plan.stage, verb__in=DECISIONS).order_by("stage").first()
    if later is not None:
        transition(plan, "sign", to=Status.SIGNOFF, stage=later.stage)
        return
    before = plan.official
    transition(plan, "sign", to=Status.APPROVED, official=plan.edition)
    words = f"План утверждён, редакция {plan.edition_number} действует."
    if before is not None:
        words += f" Редакция {before.number} заменена."
    record(plan, "approve_plan", words, by=by)


def _sign(
    plan: Plan,
    step: Step,
    decision: str,
    *,
    basis: str = "",
    comment: str = "",
    trace: Trace,
    by: Actor,
) -> None:
    edition = _edition(plan)
    standing = standing_for(step, by)
    position, name = step.position, step.name
    if standing:
        position, name = standing.position, by.signing_name
    try:
        with transaction.atomic():
            Signature.objects.create(
                plan=plan,
                edition=edition,
                step_uid=step.uid,
                decision=decision,
                person_id=by.person_id if standing else None,
                user_id=signed_in(by),
                name=name or step.act or step.position,
                position=position,
                manner=standing.manner if standing else "",
                basis=basis or (standing.basis if standing else ""),
                on_paper=standing is None,
                comment=comment,
                sha256=edition.sha256,
                at=timezone.now(),
                ip=trace.ip,
                user_agent=trace.user_agent[:300],
            )
    except IntegrityError:
        raise ValidationError("По этому шагу решение уже принято.", code="stale") from None


def _step_to_decide(plan: Plan, step: Step, seen: str, by: Actor) -> Step:
    current = plan.steps.select_related("office__person").filter(pk=step.pk).first()
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
