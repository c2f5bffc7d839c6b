"""Rules of sign-off for the authors: send a plan, recall it."""

from collections.abc import Iterable
from functools import partial
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, signed_in
from events.access import is_author, standing_for
from events.checks import Finding
from events.drafting.queries.inspection import findings_of_plan
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
from events.models import Edition, Plan, Step
from events.plan.codec import VERSION, canonical_bytes, fingerprint, has_fingerprint
from events.plan.content import PlanContent
from events.plan.patch import PartChange, PartKind, difference
from events.plan.stages import lacking
from events.plan.vocabulary import DECISIONS, Decision, Verb
from events.signoff.queries.asked_again import asked_again
from events.signoff.queries.own_words import objection_to_deciders
from events.signoff.queries.paper_check import objection_to_paper
from events.signoff.queries.plan_state import with_deciders
from events.signoff.queries.present_holders import content_to_send, fields_to_renew
from events.signoff.rules.carrying import carry_agreements
from events.signoff.rules.clocks import stop_clocks
from events.signoff.rules.evidence import UNKNOWN, Trace
from events.signoff.rules.first_look import work_out_first_look
from events.signoff.rules.letters import (
    write_recalled,
    write_sent_again,
    write_waiting,
)
from events.signoff.rules.signatures import write_signature
from plans_portal.lib.chain import append
from plans_portal.lib.characters import normalize_characters

Status = Plan.Status
WITHOUT_NOTE: Final = (
    "Слова плана те же, что в прошлой редакции. Исправьте его или напишите, почему отправляете без"
    " изменений."
)
OTHERS_STAND: Final = (
    "Пока вы смотрели, изменилось, чьё согласие остаётся. Проверьте ещё раз, кого спросят."
)


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
    sha256 = fingerprint(content)
    if (objection := objection_to_deciders(plan, actor, steps, sha256=sha256)) is not None:
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


@transaction.atomic
def send_plan(
    *,
    plan: Plan,
    seen: str,
    note: str = "",
    everybody: bool = False,
    kept_seen: str | None = None,
    as_it_is: bool = False,
    trace: Trace = UNKNOWN,
    by: Actor,
) -> Plan:
    """Freeze the plan's content as the next edition and start the first stage that lacks somebody.

    `seen` is the fingerprint of the content that the sender looked at, `kept_seen` the mark of the
    agreements that they were told will stand (`AskedAgain.mark`; None: not shown). With `everybody`
    none of them stands. `note` is a word to who decides. Its paper must have been checked; with
    `as_it_is` the sender knows that it is not whole. If the plan has a closing signature of the
    sender, it is signed too.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_sending`; the content, or whose
            agreement stands, has changed; a plan that came back is sent as it was without a word.

    """
    plan, by = lock_plan(plan, by)
    content = content_to_send(plan, by)
    raise_objection(
        objection_to_sending(plan, by, content), forbidden=not is_author(plan.association, by)
    )
    sha256 = fingerprint(content)
    if sha256 != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    if objection := objection_to_paper(plan, content, as_it_is=as_it_is):
        raise ValidationError(objection, code="paper")
    note = normalize_characters(note).strip()
    again = asked_again(
        plan, content, with_deciders(plan.steps.order_by("order")), everybody=everybody, on=by.on
    )
    if again.needs_note and not note:
        raise ValidationError({"note": WITHOUT_NOTE})
    if kept_seen is not None and not everybody and kept_seen != again.mark:
        raise ValidationError(OTHERS_STAND, code="stale")
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
            note=note,
        ),
        clean=True,
    )
    steps = list(plan.steps.select_related("office__person").order_by("order"))
    first = min(step.stage for step in lacking(steps, {one.step.uid for one in again.kept}))
    transition(plan, "send", to=Status.SIGNOFF, edition=edition, stage=first)
    for step in steps:
        if step.verb == Verb.CLOSE and standing_for(step, by):
            write_signature(plan=plan, step=step, decision=Decision.CLOSED, trace=trace, by=by)
    words = f"План отправлен на согласование (редакция {edition.number})."
    words += f" Пояснение автора: «{note}»" if note else ""
    record(plan, "send_plan", words, after={"edition": edition.number, "sha256": sha256}, by=by)
    carry_agreements(edition=edition, kept=again.kept, by=by)
    write_waiting(plan=plan, by=by)
    write_sent_again(plan=plan, again=again, by=by)
    transaction.on_commit(partial(work_out_first_look.enqueue, edition.pk, by.on.isoformat()))
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
