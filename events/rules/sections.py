"""Deeds on the sections of a plan: add, change, move, delete."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.content import PlanContent, SectionContent
from events.history import record
from events.models import Plan, Section
from events.occurrences import refresh
from events.reading import read_content
from events.rules.guard import (
    Conflict,
    arrange,
    mark,
    placed,
    plan_to_change,
    shifted,
    still_there,
    touch,
)
from events.rules.length import letters_in, refuse_too_long
from events.signs import plainly


@dataclass(frozen=True, slots=True)
class SectionValues:
    """What a person types about a section; `paragraphs` is one paragraph a line."""

    kind: str = "table"
    heading: str = ""
    number: str = ""
    lead_in: str = ""
    paragraphs: str = ""
    shown_as: str = ""
    numbering: str = ""


@transaction.atomic
def add_section(
    *,
    plan: Plan,
    values: SectionValues,
    parent: Section | None = None,
    before: Section | None = None,
    by: Actor,
) -> Section:
    """Add a section before another of the same parent, or last.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.

    """
    plan = plan_to_change(plan, by)
    if parent is not None:
        parent = still_there(plan.sections.all(), parent.pk)
    section = Section(plan=plan, parent=parent, order=0, **asdict(plainly(values)))
    section.full_clean(exclude=["order"])
    siblings = Section.objects.filter(plan=plan, parent=parent)
    pks = list(siblings.order_by("order").values_list("pk", flat=True))
    section.save(force_insert=True)
    refuse_too_long(plan)
    arrange(siblings, placed(pks, section.pk, before.pk if before else None))
    touch(plan)
    record(plan, "add_section", f"Добавлен раздел {_named(section)}.", by=by)
    section.refresh_from_db()
    return section


@transaction.atomic
def edit_section(*, section: Section, values: SectionValues, seen: str, by: Actor) -> Section:
    """Change a section; `seen` is the `mark` of its values when the form was opened.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.
        Conflict: somebody changed the section meanwhile.

    """
    plan = plan_to_change(section.plan, by)
    current = still_there(plan.sections.all(), section.pk)
    old, values = values_of(current), plainly(values)
    if values == old:
        return current
    if mark(old) != seen:
        raise Conflict("Пока вы правили раздел, его изменил другой человек.", current)
    for name, value in asdict(values).items():
        setattr(current, name, value)
    current.full_clean(exclude=["order"])
    current.save(update_fields=list(asdict(values)))
    if letters_in(values) > letters_in(old):
        refuse_too_long(plan)
    if values.heading != old.heading:
        # A heading may name a month, and terms are read in it.
        refresh(plan.events.all(), plan.period)
    touch(plan)
    record(
        plan,
        "edit_section",
        f"Изменён раздел {_named(current)}.",
        before=asdict(old),
        after=asdict(values),
        by=by,
    )
    return current


@transaction.atomic
def move_section(*, section: Section, direction: str, by: Actor) -> Section:
    """Move a section "up" or "down" among those beside it; at the edge it stays."""
    plan = plan_to_change(section.plan, by)
    section = still_there(plan.sections.all(), section.pk)
    siblings = Section.objects.filter(plan=plan, parent=section.parent)
    pks = list(siblings.order_by("order").values_list("pk", flat=True))
    wanted = shifted(list(pks), section.pk, direction)
    if wanted != pks:
        arrange(siblings, wanted)
        touch(plan)
        way = "выше" if direction == "up" else "ниже"
        record(plan, "move_section", f"Раздел {_named(section)} перемещён {way}.", by=by)
    section.refresh_from_db()
    return section


@transaction.atomic
def delete_section(*, section: Section, seen: str, by: Actor) -> None:
    """Delete a section with all that is in it; history keeps every word.

    `seen` is the `mark` of its contents (`contents_of`) when the person was asked.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the contents are others by now.

    """
    plan = plan_to_change(section.plan, by)
    section = still_there(plan.sections.all(), section.pk)
    contents = contents_of(plan, section)
    if mark(contents) != seen:
        raise ValidationError(
            "Пока вы решали, раздел изменил другой человек. Посмотрите на него ещё раз.",
            code="stale",
        )
    rows = sum(len(one.events) for one in PlanContent(sections=(contents,)).all_sections())
    inside = asdict(contents)
    record(
        plan,
        "delete_section",
        f"Удалён раздел {_named(section)} (строк: {rows}).",
        before=asdict(values_of(section))
        | {"rows": inside["events"], "sections": inside["sections"]},
        by=by,
    )
    section.delete()
    siblings = Section.objects.filter(plan=plan, parent=section.parent)
    arrange(siblings, siblings.order_by("order").values_list("pk", flat=True))
    touch(plan)


def contents_of(plan: Plan, section: Section) -> SectionContent:
    """All that stands in the section now, rows and sub-sections too."""
    return next(one for one in read_content(plan).all_sections() if one.uid == section.uid)


def values_of(section: Section) -> SectionValues:
    """What stands in the section now, as a form would send it."""
    return SectionValues(**{name: getattr(section, name) for name in SectionValues.__slots__})


def _named(section: Section) -> str:
    return f"«{section.heading}»" if section.heading else "без заголовка"
