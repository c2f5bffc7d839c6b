"""Deviations from the route (особый порядок): asked by authors, settled by a methodist."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, require_staff, signed_in
from associations.models import Office
from associations.offices.queries import present_position
from events.drafting.queries.route import (
    asked_in_words,
    deviation_in_words,
    is_other_position,
    seat_in_words,
    step_in_words,
)
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import bump_revision, plan_to_change
from events.drafting.rules.parts import deletion_of, fields_of
from events.drafting.rules.transitions import lock_plan, raise_objection
from events.history.rules import record
from events.models import Deviation, Plan, Seat, Step
from events.plan.patch import PartKind, difference
from events.plan.vocabulary import Mode
from plans_portal.lib.characters import normalize_characters

WITHOUT_REASON: Final = (
    "Напишите, почему нужен особый порядок: это прочтут методист и подписывающие."
)
WITHOUT_ANSWER: Final = "Напишите, почему нельзя: автор увидит ваши слова."
ASKED_ALREADY: Final = (
    "Об этом месте уже попросили. Дождитесь ответа методиста или отзовите просьбу."
)
SETTLED: Final = "На эту просьбу уже ответили или её отозвали."
STAMP_CHANGED: Final = "Гриф изменился, пока вы смотрели. Посмотрите его ещё раз."
STEP_GONE: Final = "Этого шага в плане уже нет."
SEAT_GONE: Final = "Такого места в маршруте этого плана нет."
NOBODY: Final = "Выберите, кто будет решать, или напишите должность того, кто подпишет на бумаге."


@transaction.atomic
def ask_deviation(
    *,
    plan: Plan,
    kind: str,
    reason: str,
    step: Step | None = None,
    seat: Seat | None = None,
    office: Office | None = None,
    position: str = "",
    by: Actor,
) -> Deviation:
    """Ask to remove a step or give it to another, or to do without a seat that the plan lacks.

    A replacement names the `office` that decides, or the `position` of who signs on paper. What a
    methodist asks is granted at once.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; no reason, nobody named, or the
            same is asked already.

    """
    plan = plan_to_change(plan, by)
    step, seat = _target(plan, step, seat)
    reason, position = (normalize_characters(text).strip() for text in (reason, position))
    if not reason:
        raise ValidationError({"reason": WITHOUT_REASON})
    replaces = kind == Deviation.Kind.REPLACE
    if replaces:
        _refuse_nobody(plan, step, office, position)
    uid = step.uid if step else ""
    asked = plan.deviations.filter(state=Deviation.State.ASKED)
    if asked.filter(seat=seat).exists() if seat else asked.filter(step_uid=uid).exists():
        raise ValidationError(ASKED_ALREADY, code="stale")
    deviation = Deviation(
        plan=plan,
        seat=seat,
        step_uid=uid,
        kind=kind,
        what=_named(step, seat)[:500],
        office=office if replaces else None,
        position=position if replaces and office is None else "",
        reason=reason,
        asked_at=timezone.now(),
        asked_by_id=signed_in(by),
        asked_by_name=by.name,
    )
    deviation.full_clean()
    deviation.save(force_insert=True)
    if plan.association.institution_id in by.staff_institution_ids:
        _grant(plan, deviation, "", by)
        return deviation
    words = f"Просьба об особом порядке: {asked_in_words(deviation)}. Причина: {reason}"
    record(plan, "ask_deviation", words, by=by)
    return deviation


@transaction.atomic
def settle_deviation(
    *, deviation: Deviation, grants: bool, answer: str = "", by: Actor
) -> Deviation:
    """Grant what was asked, which is done at once, or refuse it with words.

    Raises:
        PermissionDenied: the actor is no methodist of the institution.
        ValidationError: the plan is not with its authors now; it is settled already; a refusal
            without words.

    """
    require_staff(by, deviation.plan.association.institution_id)
    plan = plan_to_change(deviation.plan, by)
    current = _undecided(plan, deviation)
    answer = normalize_characters(answer).strip()
    if not grants and not answer:
        raise ValidationError({"answer": WITHOUT_ANSWER})
    if grants:
        _grant(plan, current, answer, by)
        return current
    _settle(current, Deviation.State.REFUSED, answer, by)
    words = f"В особом порядке отказано: {asked_in_words(current)}. {answer}"
    record(plan, "refuse_deviation", words, by=by)
    return current


@transaction.atomic
def withdraw_deviation(*, deviation: Deviation, by: Actor) -> Deviation:
    """Take a request back that nobody has answered yet.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; it is settled already.

    """
    plan = plan_to_change(deviation.plan, by)
    current = _undecided(plan, deviation)
    _settle(current, Deviation.State.WITHDRAWN, "", by)
    words = f"Просьба об особом порядке отозвана: {asked_in_words(current)}."
    record(plan, "withdraw_deviation", words, by=by)
    return current


def objection_to_allowing(step: Step, actor: Actor) -> str | None:
    """Why this actor may not let the stamp print another position, or None."""
    plan = step.plan
    if plan.association.institution_id not in actor.staff_institution_ids:
        return "Другую должность в грифе разрешает методист института."
    if plan.removed_at is not None or plan.status == Plan.Status.APPROVED:
        return "План уже утверждён или снят: разрешать нечего."
    if step.office is None or not is_other_position(step, present_position(step.office, actor.on)):
        return "В грифе стоит должность того, кто решает, или другая уже разрешена."
    return None


@transaction.atomic
def allow_position(*, step: Step, position: str, reason: str, by: Actor) -> Step:
    """Let the stamp print this `position`, which is not that of the one who decides.

    The one who signs sees the reason. It holds for this very position and office.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_allowing`; no reason; the stamp has
            changed meanwhile.

    """
    plan, by = lock_plan(step.plan, by)
    current = plan.steps.select_related("office__person").filter(pk=step.pk).first()
    if current is None or current.position != position:
        raise ValidationError(STAMP_CHANGED, code="stale")
    current.plan = plan
    is_staff = plan.association.institution_id in by.staff_institution_ids
    raise_objection(objection_to_allowing(current, by), forbidden=not is_staff)
    reason = normalize_characters(reason).strip()
    if not reason:
        raise ValidationError({"reason": "Напишите, почему: это прочтёт тот, кто подписывает."})
    current.position_reason, current.position_allowed_by = reason, by.name
    current.full_clean()
    current.save(update_fields=["position_reason", "position_allowed_by"])
    printed = " ".join(position.split())
    words = f"Разрешена должность в грифе «{printed}»: {reason}"
    record(plan, "allow_position", words, by=by)
    return current


def objection_to_settling(deviation: Deviation, actor: Actor) -> str | None:
    """Why this actor may not answer the request, or None."""
    if deviation.plan.association.institution_id not in actor.staff_institution_ids:
        return "Об особом порядке решает методист института."
    return None if deviation.state == Deviation.State.ASKED else SETTLED


def _target(plan: Plan, step: Step | None, seat: Seat | None) -> tuple[Step | None, Seat | None]:
    """What is asked about, read again: the step with its seat, or a seat that the plan lacks."""
    steps = plan.steps.select_related("seat__office", "office__person")
    if step is not None:
        current = steps.filter(pk=step.pk).first()
        if current is None:
            raise ValidationError(STEP_GONE, code="stale")
        return current, current.seat
    seats = plan.layout.seats.select_related("office")
    wanted = seats.filter(pk=seat.pk).first() if seat else None
    if wanted is None:
        raise ValidationError(SEAT_GONE, code="stale")
    return steps.filter(seat=wanted).first(), wanted


def _named(step: Step | None, seat: Seat | None) -> str:
    if seat is not None:
        return seat_in_words(seat)
    return step_in_words(step) if step else ""


def _refuse_nobody(plan: Plan, step: Step | None, office: Office | None, position: str) -> None:
    if step is None:
        raise ValidationError("Сначала верните это место в план: заменить пока некого.")
    if office is None and not position:
        raise ValidationError({"office": NOBODY})
    if office is not None and office.person.institution_id != plan.association.institution_id:
        raise ValidationError({"office": "Эта должность в другом институте."})


def _undecided(plan: Plan, deviation: Deviation) -> Deviation:
    found = plan.deviations.select_related("office__person", "seat").filter(pk=deviation.pk).first()
    if found is None or found.state != Deviation.State.ASKED:
        raise ValidationError(SETTLED, code="stale")
    return found


def _settle(deviation: Deviation, state: str, answer: str, by: Actor) -> None:
    deviation.state, deviation.answer = state, answer
    deviation.settled_at = timezone.now()
    deviation.settled_by_id, deviation.settled_by_name = signed_in(by), by.name
    deviation.full_clean()
    deviation.save(update_fields=["state", "answer", "settled_at", "settled_by", "settled_by_name"])


def _grant(plan: Plan, deviation: Deviation, answer: str, by: Actor) -> None:
    """Settle it first, so that the route lets the change of the step pass."""
    _settle(deviation, Deviation.State.GRANTED, answer, by)
    words = f"Особый порядок. {deviation_in_words(deviation)}"
    steps = plan.steps.select_related("office__person")
    if deviation.seat_id:
        step = steps.filter(seat=deviation.seat_id).first()
    else:
        step = steps.filter(uid=deviation.step_uid).first()
    if step is None:
        bump_revision(plan)
        record(plan, "grant_deviation", words, by=by)
    elif deviation.kind == Deviation.Kind.REMOVE:
        commit_patch(plan, deletion_of(step), "grant_deviation", words, by=by)
    else:
        was = fields_of(step)
        _give_to(step, deviation)
        patch = difference(PartKind.STEP, step.uid, was, fields_of(step))
        commit_patch(plan, patch, "grant_deviation", words, by=by)


def _give_to(step: Step, deviation: Deviation) -> None:
    office = deviation.office
    step.office = office
    step.position_reason = step.position_allowed_by = ""
    if step.mode == Mode.PERSON:
        step.position = office.position if office else deviation.position
        step.name = office.person.signing_name if office else ""
