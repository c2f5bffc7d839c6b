"""Adds, changes, moves and deletes sections of a plan."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.drafting.models.plan import new_uid
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import GONE, part_with_uid, plan_to_change, read_again
from events.drafting.rules.merging import merge_typed
from events.drafting.rules.parts import deletion_of, moved_by_one, place_of, siblings_of
from events.history.rules import added_uid, done_before, refuse_repeated
from events.models import Change, Plan, Section
from events.plan.content import PlanContent, SectionContent
from events.plan.merging import UNKNOWN, Opened
from events.plan.patch import PartChange, PartKind, Place, difference
from events.plan.typed_numbers import TAKEN_OFF, split_typed_number, without_typed_numbers
from events.plan.vocabulary import Numbering, SectionKind, SectionNumbers
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.typography import within_quotes
from plans_portal.lib.versions import require_version, version_of


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


NOT_A_TABLE: Final = "Строки стоят только в разделе с таблицей. Выберите другой раздел."
ADDED_ALREADY: Final = "Этот раздел уже добавлен. Откройте его на листе плана и поправьте там."


@transaction.atomic
def add_section(
    *,
    plan: Plan,
    values: SectionValues,
    parent: Section | None = None,
    before: Section | None = None,
    key: str = "",
    by: Actor,
) -> Section:
    """Add a section before another of the same parent, or last.

    Numbers typed where the portal numbers by itself are taken off.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.

    """
    plan = plan_to_change(plan, by)
    values, note = _without_typed_numbers(
        plan, normalize_values(values), is_inner=parent is not None
    )
    if done := done_before(plan, key, by):
        section = section_of(plan, added_uid(done))
        if section_values(section) != values:
            raise ValidationError(ADDED_ALREADY, code="stale")
        return section
    if parent is not None:
        parent = read_again(plan.sections.all(), parent.pk)
    siblings = plan.sections.filter(parent=parent).order_by("-order")
    if before is not None:
        siblings = siblings.filter(order__lt=before.order)
    after = siblings.values_list("uid", flat=True).first() or ""
    uid = new_uid()
    place = Place("", parent.uid if parent else "", after)
    fields = {**asdict(values), "columns": []}
    patch = (PartChange(PartKind.SECTION, uid, None, fields, None, place),)
    refuse_repeated(plan, "add_section", patch, key, by)
    words = f"Добавлен раздел {named_section(values.heading)}.{note}"
    commit_patch(plan, patch, "add_section", words, key=key, by=by)
    return section_of(plan, uid)


@transaction.atomic
def edit_section(
    *,
    section: Section,
    values: SectionValues,
    expected_version: str,
    opened: Opened = UNKNOWN,
    by: Actor,
) -> Section:
    """Change a section whose values had this version when the form was opened.

    What others have changed since in other fields than `values` change stays. Numbers typed where
    the portal numbers by itself are taken off.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; wrong values.
        Conflict: a field was changed by others too; nothing is written.

    """
    plan = plan_to_change(section.plan, by)
    current = read_again(plan.sections.all(), section.pk)
    old = section_values(current)
    fields = merge_typed(
        asdict(normalize_values(values)),
        asdict(old),
        is_stale=version_of(old) != expected_version,
        opened=opened,
        message="Пока вы правили раздел, его изменил другой человек.",
        part=current,
    )
    values, note = _without_typed_numbers(
        plan, SectionValues(**fields), is_inner=current.parent_id is not None
    )
    patch = difference(PartKind.SECTION, current.uid, asdict(old), asdict(values))
    if not patch:
        return current
    words = f"Изменён раздел {named_section(values.heading)}.{note}"
    commit_patch(plan, patch, "edit_section", words, by=by)
    return section_of(plan, current.uid)


@transaction.atomic
def move_section(*, section: Section, direction: str, by: Actor) -> Section:
    """Move a section "up" or "down" among those beside it; at the edge it stays."""
    plan = plan_to_change(section.plan, by)
    section = read_again(plan.sections.select_related("parent"), section.pk)
    place = moved_by_one(section, direction)
    if place is not None:
        way = "выше" if direction == "up" else "ниже"
        words = f"Раздел {named_section(section.heading)} перемещён {way}."
        patch = (PartChange(PartKind.SECTION, section.uid, {}, {}, place_of(section), place),)
        commit_patch(plan, patch, "move_section", words, by=by)
    return section_of(plan, section.uid)


@transaction.atomic
def place_section(*, plan: Plan, uid: str, after: str, key: str = "", by: Actor) -> Change | None:
    """Put a section after another of the same parent, or first; None where it stands there.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the section is gone.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    section = section_of(plan, uid)
    old = place_of(section)
    beside = siblings_of(section).exclude(pk=section.pk)
    if after and not beside.filter(uid=after).exists():
        raise ValidationError(GONE, code="gone")
    if old.after == after:
        return None
    words = f"Раздел {named_section(section.heading)} перемещён."
    patch = (PartChange(PartKind.SECTION, uid, {}, {}, old, replace(old, after=after)),)
    return commit_patch(plan, patch, "move_section", words, key=key, by=by)


@transaction.atomic
def delete_section(*, section: Section, expected_version: str, by: Actor) -> None:
    """Delete a section with its rows and sub-sections; history keeps them.

    `expected_version` is that of its contents (`contents_of`) when the person was asked.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`.
        Conflict: the contents were changed meanwhile.

    """
    plan = plan_to_change(section.plan, by)
    section = read_again(plan.sections.select_related("parent"), section.pk)
    contents = contents_of(plan, section)
    require_version(
        contents,
        expected_version,
        "Пока вы решали, раздел изменил другой человек. Посмотрите на него ещё раз.",
        section,
    )
    rows = sum(len(part.events) for part in PlanContent(sections=(contents,)).all_sections())
    words = f"Удалён раздел {named_section(section.heading)} (строк: {rows})."
    commit_patch(plan, deletion_of(section), "delete_section", words, by=by)


def section_of(plan: Plan, uid: str) -> Section:
    """The section with this uid.

    Raises:
        ValidationError: it was deleted meanwhile.

    """
    return part_with_uid(plan.sections.select_related("parent"), uid)


def table_of(plan: Plan, uid: str) -> Section:
    """The section with this uid, where rows stand.

    Raises:
        ValidationError: it was deleted meanwhile, or is no table.

    """
    section = section_of(plan, uid)
    if section.kind != SectionKind.TABLE:
        raise ValidationError(NOT_A_TABLE, code="wrong")
    return section


def contents_of(plan: Plan, section: Section) -> SectionContent:
    """The present content of a section, with rows and sub-sections."""
    return next(part for part in read_content(plan).all_sections() if part.uid == section.uid)


def section_values(section: Section) -> SectionValues:
    """The present values of a section, as a form would send them."""
    return SectionValues(**{name: getattr(section, name) for name in SectionValues.__slots__})


def named_section(heading: str) -> str:
    """The section as the history names it."""
    return f"«{within_quotes(heading)}»" if heading else "без заголовка"


def without_typed_number(
    field: str, text: str, section: Mapping[str, Any], *, numbers_heading: bool
) -> str:
    """The text of a section's field without the numbers that the portal prints before it.

    `section` are its fields; `numbers_heading`: its heading gets a number by itself.
    """
    if field == "heading" and numbers_heading:
        return split_typed_number(text)[1]
    prints = section["kind"] == SectionKind.TEXT and section["numbering"] != Numbering.NONE
    if field == "paragraphs" and prints:
        return "\n".join(without_typed_numbers(text.splitlines()).lines)
    return text


def numbers_heading(plan: Plan, *, is_inner: bool) -> bool:
    """Whether the plan numbers the heading of a section, a sub-section or not, by itself."""
    return not is_inner and plan.layout.section_numbers != SectionNumbers.NONE


def _without_typed_numbers(
    plan: Plan, values: SectionValues, *, is_inner: bool
) -> tuple[SectionValues, str]:
    """The values without the numbers that the portal prints itself, and a note for the history."""
    numbered, fields = numbers_heading(plan, is_inner=is_inner), asdict(values)
    fitted = SectionValues(
        **{
            name: without_typed_number(name, text, fields, numbers_heading=numbered)
            for name, text in fields.items()
        }
    )
    return fitted, f" {TAKEN_OFF}" if fitted != values else ""
