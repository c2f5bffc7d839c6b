"""Holds the steps of an open plan to its route, whatever action changes them."""

from collections.abc import Container, Iterable
from typing import Any, Final

from django.core.exceptions import ValidationError

from associations.models import Office
from events.drafting.queries.route import Route, returned_by, route_of, seat_in_words, seats_for
from events.models import Deviation, Plan, Seat, Step
from events.plan.patch import PartChange, PartKind, Patch
from events.plan.vocabulary import DeviationKind, Verb

SEAT_STAYS: Final = (
    "Место «{}» предписано маршрутом института. Убрать его можно особым порядком: напишите причину,"
    " и её рассмотрит методист."
)
SEAT_IS_OTHERS: Final = (
    "На место «{}» маршрут института назначает другого. Выберите того, у кого эта роль, или"
    " попросите методиста об особом порядке."
)
VERB_STAYS: Final = "Что делает место «{}», решает маршрут института: это не меняют."
STAGE_STAYS: Final = "Этап места «{}» решает маршрут института. Оставьте этап {}."
RETURNED_STAYS: Final = (
    "Этот шаг вернул план на доработку, и убрать его автор не может. Исправьте план по замечаниям"
    " или попросите методиста об особом порядке."
)


def refuse_off_route(plan: Plan, patch: Patch) -> None:
    """Refuse a patch that takes the plan's steps off its route (5 queries where it has steps).

    Raises:
        ValidationError: a prescribed seat would go, change or be another's; somebody would
            approve whom the route doesn't name; a step that returned the plan would go.

    """
    changes = [change for change in patch if change.kind == PartKind.STEP]
    if not changes:
        return
    route, returned = route_of(plan), returned_by(plan)
    steps = {step.uid: step for step in plan.steps.select_related("office")}
    for change in changes:
        step = steps.get(change.uid)
        if change.after is None:
            objection = objection_to_deleting(route, step, returned) if step else None
        elif step is None:
            objection = _objection_to_adding(route, change.after, steps.values())
        else:
            objection = _objection_to_editing(route, step, change.after, returned)
        if objection:
            raise ValidationError(objection, code="route")


def objection_to_deleting(route: Route, step: Step, returned: Container[str]) -> str | None:
    """Why an author may not delete the step, or None; `returned` see `returned_by`."""
    seat = route.seat(step.seat_id)
    if route.is_granted(DeviationKind.REMOVE, seat=seat, uid=step.uid):
        return None
    if seat is not None and seat.is_required:
        return SEAT_STAYS.format(seat_in_words(seat))
    return RETURNED_STAYS if step.uid in returned else None


def _objection_to_adding(route: Route, fields: Any, beside: Iterable[Step]) -> str | None:
    office = _office(fields.get("office_id"))
    seat = route.seat(fields.get("seat_id"))
    if seat is not None and all(step.seat_id != seat.pk for step in beside):
        is_its = route.fits(seat, office, "") and fields["verb"] == seat.verb
        return None if is_its else SEAT_IS_OTHERS.format(seat_in_words(seat))
    return route.objection_to_approver(office) if fields["verb"] == Verb.APPROVE else None


def _objection_to_editing(
    route: Route, step: Step, fields: Any, returned: Container[str]
) -> str | None:
    seat = route.seat(step.seat_id)
    is_moved = "office_id" in fields and fields["office_id"] != step.office_id
    office = _office(fields["office_id"]) if is_moved else step.office
    replaces = is_moved and route.is_granted(
        DeviationKind.REPLACE, seat=seat, uid=step.uid, office=fields["office_id"]
    )
    if seat is None:
        verb = fields.get("verb", step.verb)
        if verb == Verb.APPROVE and {"verb", "office_id"} & fields.keys() and not replaces:
            return route.objection_to_approver(office)
    else:
        if objection := _objection_to_reshaping(seat, step, fields):
            return objection
        leaves = office is None and step.office_id is not None
        if is_moved and not replaces and (leaves or not route.fits(seat, office, step.uid)):
            return SEAT_IS_OTHERS.format(seat_in_words(seat))
    if step.uid in returned and not replaces and (is_moved or "verb" in fields):
        return RETURNED_STAYS
    return None


def _objection_to_reshaping(seat: Seat, step: Step, fields: Any) -> str | None:
    """An approval may be moved to a later stage: it waits for the agreers that authors add."""
    if fields.get("verb", step.verb) != step.verb:
        return VERB_STAYS.format(seat_in_words(seat))
    stage = fields.get("stage", step.stage)
    if seat.verb == Verb.AGREE and stage not in (step.stage, seat.stage):
        return STAGE_STAYS.format(seat_in_words(seat), seat.stage)
    return None


def _office(pk: int | None) -> Office | None:
    return Office.objects.filter(pk=pk).first() if pk else None


def approvals_after(plan: Plan, agreed: Step) -> Patch:
    """The changes that move the plan's approvals behind an agreement at this stage.

    `agreed` is the step as it will be; nothing changes where it is no agreement.
    """
    if agreed.verb != Verb.AGREE:
        return ()
    approving = list(plan.steps.filter(verb=Verb.APPROVE).exclude(uid=agreed.uid))
    shift = agreed.stage + 1 - min((step.stage for step in approving), default=agreed.stage + 1)
    if shift <= 0:
        return ()
    return tuple(
        PartChange(
            PartKind.STEP,
            step.uid,
            {"stage": step.stage},
            {"stage": step.stage + shift},
            None,
            None,
        )
        for step in approving
    )


def link_to_seats(plan: Plan, *, is_restored: bool = False) -> None:
    """Give the steps of a plan, and its deviations, the seats of its layout that they match.

    A step keeps its seat where the layout has it, or one like it. A restored step keeps how many
    of its stage are enough, for that is signed. The caller has locked the plan, or just made it.
    """
    seats = list(plan.layout.seats.select_related("office").order_by("order"))
    steps = list(plan.steps.select_related("office", "seat__office").order_by("order"))
    deviations = list(plan.deviations.select_related("seat__office"))
    linked: list[Step | Deviation] = [*steps, *deviations]
    had = {one.seat.pk: one.seat for one in linked if one.seat}
    heirs = _heirs(had.values(), seats)
    for one in linked:
        one.seat = heirs.get(one.seat_id) if one.seat_id else None
    loose = [step for step in steps if step.seat is None]
    free = [seat for seat in seats if all(step.seat != seat for step in steps)]
    shapes = [(step.verb, step.office.role if step.office else "") for step in loose]
    for step, seat in zip(loose, seats_for(free, shapes), strict=True):
        step.seat = seat
    if not is_restored:
        for step in steps:
            step.enough = step.seat.enough if step.seat else 0
    Step.objects.bulk_update(steps, ["seat", "enough"])
    Deviation.objects.bulk_update(deviations, ["seat"])


def _heirs(had: Iterable[Seat], seats: Iterable[Seat]) -> dict[int, Seat]:
    """The seats by the keys of those that they are, or stand for: of the same verb and holder."""
    known = {seat.pk: seat for seat in seats}
    heirs = {seat.pk: known[seat.pk] for seat in had if seat.pk in known}
    free = [seat for pk, seat in known.items() if pk not in heirs]
    for seat in sorted((one for one in had if one.pk not in heirs), key=lambda one: one.order):
        shape = (seat.verb, seat.role, seat.office_id)
        heir = next((one for one in free if (one.verb, one.role, one.office_id) == shape), None)
        if heir is not None:
            free.remove(heir)
            heirs[seat.pk] = heir
    return heirs
