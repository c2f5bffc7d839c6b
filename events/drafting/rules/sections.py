"""Adds, changes, moves and deletes sections of a plan."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import QuerySet

from associations.actor import Actor
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.draft_lock import bump_revision, plan_to_change, read_again
from events.drafting.rules.length import count_characters, refuse_long_plan
from events.drafting.rules.occurrences import refresh_occurrences
from events.history.rules import record
from events.models import Plan, Section
from events.plan.content import PlanContent, SectionContent
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.ordering import move_by_one, place_before, renumber
from plans_portal.lib.versions import require_version


@dataclass(frozen=True, slots=True)
class SectionValues:
    """What a person types about a section; each line of `paragraphs` is one paragraph."""

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
        parent = read_again(plan.sections.all(), parent.pk)
    section = Section(plan=plan, parent=parent, order=0, **asdict(normalize_values(values)))
    section.full_clean(exclude=["order"])
    section.save(force_insert=True)
    refuse_long_plan(plan)
    place_before(_siblings(section), section.pk, before.pk if before else None)
    bump_revision(plan)
    record(plan, "add_section", f"Добавлен раздел {_named(section)}.", by=by)
    section.refresh_from_db()
    return section


@transaction.atomic
def edit_section(
    *, section: Section, values: SectionValues, expected_version: str, by: Actor
) -> Section:
    """Change a section whose values had this version when the form was opened.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.
        Conflict: the section was changed meanwhile.

    """
    plan = plan_to_change(section.plan, by)
    current = read_again(plan.sections.all(), section.pk)
    old, values = section_values(current), normalize_values(values)
    if values == old:
        return current
    require_version(
        old, expected_version, "Пока вы правили раздел, его изменил другой человек.", current
    )
    for name, value in asdict(values).items():
        setattr(current, name, value)
    current.full_clean(exclude=["order"])
    current.save(update_fields=list(asdict(values)))
    if count_characters(values) > count_characters(old):
        refuse_long_plan(plan)
    if values.heading != old.heading:
        # A heading may name the month in which terms are read.
        refresh_occurrences(plan.events.all(), plan.period)
    bump_revision(plan)
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
    section = read_again(plan.sections.all(), section.pk)
    if move_by_one(_siblings(section), section.pk, direction):
        bump_revision(plan)
        way = "выше" if direction == "up" else "ниже"
        record(plan, "move_section", f"Раздел {_named(section)} перемещён {way}.", by=by)
    section.refresh_from_db()
    return section


@transaction.atomic
def delete_section(*, section: Section, expected_version: str, by: Actor) -> None:
    """Delete a section with its rows and sub-sections; history keeps them.

    `expected_version` is that of its contents (`contents_of`) when the person was asked.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`.
        Conflict: the contents were changed meanwhile.

    """
    plan = plan_to_change(section.plan, by)
    section = read_again(plan.sections.all(), section.pk)
    contents = contents_of(plan, section)
    require_version(
        contents,
        expected_version,
        "Пока вы решали, раздел изменил другой человек. Посмотрите на него ещё раз.",
        section,
    )
    rows = sum(len(part.events) for part in PlanContent(sections=(contents,)).all_sections())
    inside = asdict(contents)
    record(
        plan,
        "delete_section",
        f"Удалён раздел {_named(section)} (строк: {rows}).",
        before=asdict(section_values(section))
        | {"rows": inside["events"], "sections": inside["sections"]},
        by=by,
    )
    section.delete()
    renumber(_siblings(section))
    bump_revision(plan)


def contents_of(plan: Plan, section: Section) -> SectionContent:
    """The present content of a section, with rows and sub-sections."""
    return next(part for part in read_content(plan).all_sections() if part.uid == section.uid)


def section_values(section: Section) -> SectionValues:
    """The present values of a section, as a form would send them."""
    return SectionValues(**{name: getattr(section, name) for name in SectionValues.__slots__})


def _siblings(section: Section) -> QuerySet[Section]:
    return Section.objects.filter(plan_id=section.plan_id, parent_id=section.parent_id)


def _named(section: Section) -> str:
    return f"«{section.heading}»" if section.heading else "без заголовка"
