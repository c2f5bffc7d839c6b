"""Rules after approval: revise a plan, discard the changes, repeal the approved edition."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, signed_in
from events.access import is_author, standing_for
from events.drafting.queries.stored_content import edition_content
from events.drafting.rules.importing import restore_edition
from events.drafting.rules.transitions import (
    CHANGED_MEANWHILE,
    TRANSITIONS,
    lock_plan,
    place_in_words,
    raise_objection,
    transition,
)
from events.history.rules import record
from events.models import Edition, Plan, Repeal, Step
from events.plan.vocabulary import Verb
from events.remarks.rules.writing import decline_remarks, remark_on_plan
from plans_portal.lib.chain import append

Status = Plan.Status


def may_repeal(plan: Plan, actor: Actor, steps: Iterable[Step] | None = None) -> bool:
    """Whether the actor is the approver of the plan, or staff of its institution.

    While a next edition is being made its authors may change the steps, so then only staff may.
    Pass `steps` with their offices to save a query.
    """
    if plan.association.institution_id in actor.staff_institution_ids:
        return True
    return plan.status == Status.APPROVED and _approves(plan, actor, steps)


def objection_to_revising(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not open the plan for changes now, or None."""
    if not is_author(plan.association, actor):
        return "Изменения в план вносят председатель или секретарь объединения."
    if plan.status not in TRANSITIONS["revise"]:
        return f"План {place_in_words(plan)}: открывать его для изменений не нужно."
    return None


def objection_to_discarding(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not discard the changes now, or None."""
    if not is_author(plan.association, actor):
        return "От изменений отказываются председатель или секретарь объединения."
    if plan.status == Status.SIGNOFF:
        return "Новая редакция на согласовании. Сначала отзовите её."
    if plan.official_id is None or plan.status not in TRANSITIONS["discard"]:
        return "Изменений нет, отказываться не от чего."
    return None


def objection_to_repealing(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not repeal the edition in force now, or None."""
    if not may_repeal(plan, actor):
        if plan.is_revised and _approves(plan, actor):
            return "Авторы готовят изменения. Действующую редакцию отменяет методист института."
        return "Утверждение отменяет тот, кто утвердил план, или методист института."
    if plan.official_id is None or plan.status not in TRANSITIONS["repeal"]:
        return "Действующей редакции у плана нет, отменять нечего."
    return None


@transaction.atomic
def revise_plan(*, plan: Plan, by: Actor) -> Plan:
    """Open an approved plan for changes; its edition stays in force until the next is approved.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_revising`.

    """
    plan, by = lock_plan(plan, by)
    raise_objection(objection_to_revising(plan, by), forbidden=not is_author(plan.association, by))
    transition(plan, "revise", to=Status.DRAFT)
    words = (
        f"Начата подготовка изменений. Редакция {_official(plan).number} действует, пока не"
        " утвердят новую."
    )
    record(plan, "revise_plan", words, by=by)
    return plan


@transaction.atomic
def discard_revision(*, plan: Plan, seen: int, by: Actor) -> Plan:
    """Discard the changes: the draft gets the content of the edition in force again.

    `seen` is the plan's `revision` that the person looked at. The discarded changes stay in the
    history; open remarks are closed as declined.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_discarding`; or the plan was changed
            meanwhile.

    """
    plan, by = lock_plan(plan, by)
    raise_objection(
        objection_to_discarding(plan, by), forbidden=not is_author(plan.association, by)
    )
    if plan.revision != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    official = _official(plan)
    restore_edition(plan=plan, content=edition_content(official), by=by)
    since = official.last_signed_at or official.made_at
    transition(plan, "discard", to=Status.APPROVED, edition=official, status_since=since)
    decline_remarks(plan=plan, reason="От изменений отказались.", by=by)
    words = f"От изменений отказались. Слова плана снова те же, что в редакции {official.number}."
    record(plan, "discard_revision", words, by=by)
    return plan


@transaction.atomic
def repeal_plan(*, plan: Plan, seen: str, reason: str, act: str = "", by: Actor) -> Plan:
    """Repeal the edition in force; an approved plan goes back to its authors.

    `seen` is the fingerprint of the edition that the person looked at, `act` the order that
    repeals it. A plan that goes back gets the reason as an open remark; a plan whose next edition
    is being made keeps its status.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_repealing`; the reason is empty;
            another edition is in force.

    """
    plan, by = lock_plan(plan, by)
    raise_objection(objection_to_repealing(plan, by), forbidden=not may_repeal(plan, by))
    official, now = _official(plan), timezone.now()
    if official.sha256 != seen:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    repeal = Repeal(
        edition=official,
        reason=reason.strip(),
        act=act.strip(),
        at=now,
        by_id=signed_in(by),
        by_name=by.name,
    )
    append(repeal, clean=True)
    words = f"Утверждение редакции {official.number} отменено: {repeal.reason}"
    if plan.status == Status.APPROVED:
        transition(plan, "repeal", to=Status.RETURNED, official=None)
        remark_on_plan(plan=plan, edition=official, text=words, by=by)
    else:
        since = plan.status_since
        transition(
            plan, "repeal", to=plan.status, stage=plan.stage, official=None, status_since=since
        )
    after = {"act": repeal.act} if repeal.act else None
    record(plan, "repeal_plan", words, after=after, by=by)
    return plan


def _approves(plan: Plan, actor: Actor, steps: Iterable[Step] | None = None) -> bool:
    if steps is None:
        steps = plan.steps.filter(verb=Verb.APPROVE).select_related("office")
    return any(step.verb == Verb.APPROVE and standing_for(step, actor) for step in steps)


def _official(plan: Plan) -> Edition:
    """The edition in force; `objection_to_…` has checked that there is one."""
    if plan.official is None:
        raise Edition.DoesNotExist
    return plan.official
