"""Adds, changes, moves and deletes the sign-off steps of an open plan."""

from dataclasses import asdict, dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from associations.actor import Actor
from associations.models import Office
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import part_with_uid, plan_to_change, read_again
from events.drafting.rules.merging import merge_typed
from events.drafting.rules.parts import deletion_of, fields_of, moved_by_one, place_of
from events.drafting.rules.plans import step_for_seat
from events.drafting.rules.route import approvals_after
from events.history.rules import added_uid, done_before, refuse_repeated
from events.models import Plan, Seat, Step
from events.plan.merging import UNKNOWN, Opened
from events.plan.patch import PartChange, PartKind, Patch, Place, difference
from events.plan.vocabulary import Mode, Verb
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.versions import version_of

ADDED_ALREADY: Final = "Этот шаг уже добавлен. Откройте его на странице плана и поправьте там."


@dataclass(frozen=True, slots=True)
class StepValues:
    """What a person types about a step."""

    verb: str
    stage: int = 1
    mode: str = "person"
    office_id: int | None = None
    heading: str = ""
    position: str = ""
    name: str = ""
    name_first: bool = False
    before_name: str = ""
    after_name: str = ""
    act: str = ""
    date_line: str = ""


@transaction.atomic
def add_step(*, plan: Plan, values: StepValues, key: str = "", by: Actor) -> Step:
    """Add a step after the others; its office fills an empty position and name.

    Approvals move behind an agreement that is added at their stage or later.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.

    """
    plan, values = plan_to_change(plan, by), normalize_values(values)
    step = Step(plan=plan, order=0, **asdict(values))
    _complete(step)
    if done := done_before(plan, key, by):
        added = step_of(plan, added_uid(done))
        if fields_of(added) != fields_of(step):
            raise ValidationError(ADDED_ALREADY, code="stale")
        return added
    last = plan.steps.order_by("-order").values_list("uid", flat=True).first()
    fields, place = fields_of(step), Place(after=last or "")
    patch: Patch = (PartChange(PartKind.STEP, step.uid, None, fields, None, place),)
    refuse_repeated(plan, "add_step", patch, key, by)
    patch += approvals_after(plan, step)
    commit_patch(plan, patch, "add_step", f"Добавлен шаг: {_named(step)}.", key=key, by=by)
    return step_of(plan, step.uid)


@transaction.atomic
def edit_step(
    *, step: Step, values: StepValues, expected_version: str, opened: Opened = UNKNOWN, by: Actor
) -> Step:
    """Change a step whose values had this version when the form was opened.

    What others have changed since in other fields than `values` change stays.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.
        Conflict: a field was changed by others too; nothing is written.

    """
    plan = plan_to_change(step.plan, by)
    current = read_again(plan.steps.select_related("office__person"), step.pk)
    old = step_values(current)
    fields = merge_typed(
        asdict(normalize_values(values)),
        asdict(old),
        is_stale=version_of(old) != expected_version,
        opened=opened,
        message="Пока вы правили шаг, его изменил другой человек.",
        part=current,
    )
    values = StepValues(**fields)
    if values == old:
        return current
    was = fields_of(current)
    for name, value in asdict(values).items():
        setattr(current, name, value)
    if old.mode == Mode.PERSON != values.mode:
        _leave_office_unnamed(current)
    _complete(current)
    if (old.position, old.office_id) != (current.position, current.office_id):
        # What staff allowed was that very position for that very office.
        current.position_reason = current.position_allowed_by = ""
    patch = difference(PartKind.STEP, current.uid, was, fields_of(current))
    if old.stage != current.stage:
        patch += approvals_after(plan, current)
    commit_patch(plan, patch, "edit_step", f"Изменён шаг: {_named(current)}.", by=by)
    return step_of(plan, current.uid)


@transaction.atomic
def return_seat(*, plan: Plan, seat: Seat, by: Actor) -> Step:
    """Put a seat of the route that the plan has lost back into it; twice changes nothing.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the seat is of another route.

    """
    plan = plan_to_change(plan, by)
    current = plan.layout.seats.select_related("office").filter(pk=seat.pk).first()
    if current is None:
        raise ValidationError("Такого места в маршруте этого плана нет.", code="stale")
    if taken := plan.steps.select_related("office__person").filter(seat=current).first():
        return taken
    offices = plan.steps.exclude(office=None).values_list("office", flat=True)
    step = step_for_seat(plan, current, offices, by)
    if step.verb == Verb.APPROVE:
        agreed = plan.steps.filter(verb=Verb.AGREE).aggregate(last=Max("stage"))["last"] or 0
        step.stage = max(step.stage, agreed + 1)
    last = plan.steps.order_by("-order").values_list("uid", flat=True).first()
    fields, place = fields_of(step), Place(after=last or "")
    patch: Patch = (PartChange(PartKind.STEP, step.uid, None, fields, None, place),)
    patch += approvals_after(plan, step)
    words = f"Место маршрута возвращено: {_named(step)}."
    commit_patch(plan, patch, "return_seat", words, by=by)
    return step_of(plan, step.uid)


@transaction.atomic
def move_step(*, step: Step, direction: str, by: Actor) -> Step:
    """Move a step "up" or "down" in the order of the stamps; at the edge it stays."""
    plan = plan_to_change(step.plan, by)
    step = read_again(plan.steps.all(), step.pk)
    place = moved_by_one(step, direction)
    if place is not None:
        way = "выше" if direction == "up" else "ниже"
        words = f"Шаг перемещён {way}: {_named(step)}."
        patch = (PartChange(PartKind.STEP, step.uid, {}, {}, place_of(step), place),)
        commit_patch(plan, patch, "move_step", words, by=by)
    return step_of(plan, step.uid)


@transaction.atomic
def delete_step(*, step: Step, by: Actor) -> None:
    """Delete a step; history keeps its values.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the route has it, or it returned
            the plan: see `refuse_off_route`.

    """
    plan = plan_to_change(step.plan, by)
    step = read_again(plan.steps.all(), step.pk)
    commit_patch(plan, deletion_of(step), "delete_step", f"Удалён шаг: {_named(step)}.", by=by)


def step_of(plan: Plan, uid: str) -> Step:
    """The step with this uid.

    Raises:
        ValidationError: it was deleted meanwhile.

    """
    return part_with_uid(plan.steps.select_related("office__person"), uid)


def step_values(step: Step) -> StepValues:
    """The present values of a step, as a form would send them."""
    return StepValues(**{name: getattr(step, name) for name in StepValues.__slots__})


def _complete(step: Step) -> None:
    """Copy position and name of the office, and refuse a stamp without its words.

    An act gets no position and name: only what the author wrote is printed beside it.
    """
    institution = step.plan.association.institution_id
    if step.office_id is not None:
        office = Office.objects.select_related("person", "association").get(pk=step.office_id)
        if office.person.institution_id != institution:
            raise ValidationError({"office": "Эта должность в другом институте."})
        if step.mode == Mode.PERSON:
            step.position = step.position or office.position
            step.name = step.name or office.person.signing_name
    if step.mode != Mode.PERSON and not step.act:
        raise ValidationError(
            {"act": "Укажите номер и дату, например: приказом института от 16.01.2026 № 1."}
        )
    if step.mode == Mode.PERSON and not step.position:
        raise ValidationError({"position": "Укажите должность того, кто подписывает."})
    step.full_clean(exclude=["order"])


def _leave_office_unnamed(step: Step) -> None:
    """Remove position and name where they came from the office, as the step becomes an act."""
    office = step.office
    if office is not None and step.position == office.position:
        step.position = ""
        if step.name == office.person.signing_name:
            step.name = ""


def _named(step: Step) -> str:
    who = " ".join(f"{step.position} {step.name}".split()) or step.act
    return f"{step.get_verb_display().lower()} — {who}"
