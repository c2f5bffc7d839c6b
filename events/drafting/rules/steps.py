"""Adds, changes, moves and deletes the sign-off steps of an open plan."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from associations.models import Office
from events.drafting.rules.draft_lock import bump_revision, plan_to_change, read_again
from events.history.rules import record
from events.models import Plan, Step
from events.plan.vocabulary import Mode
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.ordering import move_by_one, place_before, renumber
from plans_portal.lib.versions import require_version


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
def add_step(*, plan: Plan, values: StepValues, by: Actor) -> Step:
    """Add a step after the others; its office fills an empty position and name.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.

    """
    plan, values = plan_to_change(plan, by), normalize_values(values)
    step = Step(plan=plan, order=0, **asdict(values))
    _complete(step)
    step.save(force_insert=True)
    place_before(plan.steps.all(), step.pk)
    bump_revision(plan)
    record(plan, "add_step", f"Добавлен шаг: {_named(step)}.", after=asdict(values), by=by)
    step.refresh_from_db()
    return step


@transaction.atomic
def edit_step(*, step: Step, values: StepValues, expected_version: str, by: Actor) -> Step:
    """Change a step whose values had this version when the form was opened.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.
        Conflict: the step was changed meanwhile.

    """
    plan = plan_to_change(step.plan, by)
    current = read_again(plan.steps.select_related("office__person"), step.pk)
    old, values = step_values(current), normalize_values(values)
    if values == old:
        return current
    require_version(
        old, expected_version, "Пока вы правили шаг, его изменил другой человек.", current
    )
    for name, value in asdict(values).items():
        setattr(current, name, value)
    if old.mode == Mode.PERSON != values.mode:
        _leave_office_unnamed(current)
    _complete(current)
    current.save(update_fields=list(asdict(values)))
    bump_revision(plan)
    record(
        plan,
        "edit_step",
        f"Изменён шаг: {_named(current)}.",
        before=asdict(old),
        after=asdict(values),
        by=by,
    )
    return current


@transaction.atomic
def move_step(*, step: Step, direction: str, by: Actor) -> Step:
    """Move a step "up" or "down" in the order of the stamps; at the edge it stays."""
    plan = plan_to_change(step.plan, by)
    step = read_again(plan.steps.all(), step.pk)
    if move_by_one(plan.steps.all(), step.pk, direction):
        bump_revision(plan)
        way = "выше" if direction == "up" else "ниже"
        record(plan, "move_step", f"Шаг перемещён {way}: {_named(step)}.", by=by)
    step.refresh_from_db()
    return step


@transaction.atomic
def delete_step(*, step: Step, by: Actor) -> None:
    """Delete a step; history keeps its values."""
    plan = plan_to_change(step.plan, by)
    step = read_again(plan.steps.all(), step.pk)
    before = asdict(step_values(step))
    record(plan, "delete_step", f"Удалён шаг: {_named(step)}.", before=before, by=by)
    step.delete()
    renumber(plan.steps.all())
    bump_revision(plan)


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
