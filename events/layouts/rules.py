"""Rules of an institution's layouts: copy, edit, publish, withdraw, delete.

Editing a layout that plans use makes its next version; those plans keep theirs.
"""

from dataclasses import asdict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.journal.rules import note
from associations.models import Office
from associations.offices.queries import institution_of_staff
from associations.vocabulary import JournalAction
from events.layouts.queries.faults import faults_of
from events.layouts.queries.values import OWN_FIELDS, LayoutValues, PrescribedSection, layout_values
from events.layouts.queries.versions import all_versions, has_plans, unpublished_version
from events.models import Layout, LayoutColumn, LayoutSection, Seat
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.versions import Conflict, require_version, version_of

BUILT_IN = "Встроенную форму не меняют. Скопируйте её и правьте копию."
CHANGED = "Пока вы правили форму, её изменил другой человек."
CHANGED_MEANWHILE = "Форму изменил другой человек, пока вы смотрели. Посмотрите её ещё раз."


@transaction.atomic
def copy_layout(*, layout: Layout, by: Actor) -> Layout:
    """Copy `layout` as a draft of the actor's institution.

    Raises:
        PermissionDenied: the actor is not staff, or the layout is another institution's.

    """
    institution = institution_of_staff(by)
    if layout.institution_id not in (None, institution.pk):
        raise PermissionDenied("Эта форма принадлежит другому институту.")
    lock_institution(institution.pk)
    copy = Layout(
        institution=institution,
        code=_free_code(institution.pk),
        name=_copy_name(layout.name),
        is_active=False,
    )
    _write(copy, layout_values(layout), name=copy.name)
    _note(copy, f"Скопирована форма плана {layout.named}", by)
    return copy


@transaction.atomic
def edit_layout(
    *, layout: Layout, values: LayoutValues, expected_version: str, by: Actor
) -> Layout:
    """Save the values; `expected_version` is that of the values when the form was opened.

    Gives the saved layout: the same one if no plan uses it, else a new version, not in force yet.

    Raises:
        PermissionDenied: the layout is built in, or the actor is not staff of its institution.
        Conflict: it was changed meanwhile, or its next version was begun.
        ValidationError: a layout in force would get a fault that stops it.

    """
    current = _to_change(layout, by)
    old, values = layout_values(current), normalize_values(values)
    if values == old:
        return current
    is_used = has_plans(current)
    draft = unpublished_version(current) if is_used else None
    if draft is not None:
        raise Conflict(CHANGED, draft, version_of(layout_values(draft)))
    require_version(old, expected_version, CHANGED, current)
    if current.is_active and not is_used:
        _refuse_faulty(values)
    if is_used:
        current = _next_version(current)
    _refuse_foreign_offices(values, current)
    _write(current, values)
    _note(current, "Изменена форма плана", by)
    return current


@transaction.atomic
def publish_layout(*, layout: Layout, expected_version: str, by: Actor) -> Layout:
    """Put the layout in force for new plans instead of its other versions.

    Raises:
        PermissionDenied: see `edit_layout`.
        Conflict: it has changed since the page showed it.
        ValidationError: it has a fault that stops it.

    """
    current = _to_change(layout, by)
    values = layout_values(current)
    require_version(values, expected_version, CHANGED_MEANWHILE, current)
    _refuse_faulty(values)
    all_versions(current).exclude(pk=current.pk).update(is_active=False)
    current.is_active = True
    current.published_at = current.published_at or timezone.now()
    current.save(update_fields=["is_active", "published_at"])
    _note(current, "Введена в действие форма плана", by)
    return current


@transaction.atomic
def withdraw_layout(*, layout: Layout, by: Actor) -> Layout:
    """Take the layout out of force: no new plans by it; its plans keep it.

    Raises:
        PermissionDenied: see `edit_layout`.

    """
    current = _to_change(layout, by)
    if current.is_active:
        current.is_active = False
        current.published_at = current.published_at or timezone.now()
        current.save(update_fields=["is_active", "published_at"])
        _note(current, "Снята с действия форма плана", by)
    return current


@transaction.atomic
def offer_built_in(*, layout: Layout, is_offered: bool, by: Actor) -> Layout:
    """Offer a built-in layout in the actor's institution, or take it out of use there.

    Raises:
        PermissionDenied: the actor is not staff, or the layout is not built in.

    """
    institution = institution_of_staff(by)
    if not layout.is_built_in:
        raise PermissionDenied("Так снимают только встроенную форму.")
    lock_institution(institution.pk)
    if is_offered == layout.withheld_in.filter(pk=institution.pk).exists():
        change, words = (
            (layout.withheld_in.remove, "Снова предлагается встроенная форма")
            if is_offered
            else (layout.withheld_in.add, "Снята в институте встроенная форма")
        )
        change(institution)
        words = f"{words} {layout.named}."
        note(action=JournalAction.LAYOUT, words=words, institution_id=institution.pk, by=by)
    return layout


@transaction.atomic
def delete_layout(*, layout: Layout, by: Actor) -> None:
    """Delete a layout that is not in force and that no plan uses.

    Raises:
        PermissionDenied: see `edit_layout`.
        ValidationError: see `objection_to_deleting`.

    """
    current = _to_change(layout, by)
    if objection := objection_to_deleting(current):
        raise ValidationError(objection)
    _note(current, "Удалена форма плана", by)
    current.delete()


def objection_to_changing(layout: Layout, actor: Actor) -> str | None:
    """Why this actor may not change the layout, or None."""
    if layout.is_built_in:
        return BUILT_IN
    if layout.institution_id in actor.staff_institution_ids:
        return None
    return "Формы планов меняет методист института."


def objection_to_deleting(layout: Layout) -> str | None:
    """Why the layout can't be deleted, or None (at most 3 queries)."""
    if layout.is_active:
        return "Форма действует. Сначала снимите её с действия."
    if has_plans(layout):
        return "По этой форме составлены планы (может быть, снятые черновики), она остаётся."
    if layout.later_versions.exists():
        return "У формы есть следующие версии, поэтому она остаётся."
    return None


def _note(layout: Layout, words: str, by: Actor) -> None:
    words = f"{words} {layout.named}."
    note(action=JournalAction.LAYOUT, words=words, institution_id=layout.institution_id, by=by)


def _to_change(layout: Layout, by: Actor) -> Layout:
    """Lock the layout and read it anew.

    The locks of its versions, in their order, wait for plans that are being started on them, and
    make others wait.
    """
    if layout.institution_id is None:
        raise PermissionDenied(BUILT_IN)
    require_staff(by, layout.institution_id)
    lock_institution(layout.institution_id)
    versions = all_versions(layout).order_by("pk").select_for_update()
    current = next((one for one in versions if one.pk == layout.pk), None)
    if current is None:
        raise ValidationError("Этой формы уже нет: её удалил другой человек.", code="gone")
    return current


def _refuse_faulty(values: LayoutValues) -> None:
    reasons = [fault.text for fault in faults_of(values) if fault.stops]
    if reasons:
        raise ValidationError(reasons)


def _refuse_foreign_offices(values: LayoutValues, layout: Layout) -> None:
    named = {pk for seat in values.seats for pk in (seat.office_id, seat.deputy_id) if pk}
    own = Office.objects.filter(pk__in=named, person__institution=layout.institution_id)
    if own.count() != len(named):
        raise ValidationError("Должность, названная в маршруте, в другом институте: выберите свою.")


def _next_version(layout: Layout) -> Layout:
    same_code = Layout.objects.filter(institution=layout.institution, code=layout.code)
    numbers = same_code.values_list("version", flat=True)
    return Layout(
        institution_id=layout.institution_id,
        code=layout.code,
        version=max(numbers) + 1,
        first_id=layout.first_id or layout.pk,
        is_active=False,
    )


def _write(layout: Layout, values: LayoutValues, *, name: str = "") -> None:
    """Save the layout's own fields, and replace its columns, sections and seats."""
    for field in OWN_FIELDS:
        setattr(layout, field, getattr(values, field))
    layout.name = name or values.name
    layout.full_clean()
    layout.save(force_insert=layout.pk is None)
    for rows in (layout.columns, layout.sections, layout.seats):
        rows.all().delete()
    LayoutColumn.objects.bulk_create(
        LayoutColumn(layout=layout, order=place, **asdict(column))
        for place, column in enumerate(values.columns, 1)
    )
    LayoutSection.objects.bulk_create(
        _section(layout, place, section) for place, section in enumerate(values.sections, 1)
    )
    Seat.objects.bulk_create(
        Seat(layout=layout, order=place, **asdict(seat))
        for place, seat in enumerate(values.seats, 1)
    )


def _section(layout: Layout, place: int, section: PrescribedSection) -> LayoutSection:
    own = {**asdict(section), "columns": [asdict(column) for column in section.columns]}
    return LayoutSection(layout=layout, order=place, **own)


def _free_code(institution_id: int) -> str:
    """A code that no layout of the institution has: own-1, own-2."""
    own = Layout.objects.filter(institution_id=institution_id, code__startswith="own-")
    numbers = [code.removeprefix("own-") for code in own.values_list("code", flat=True)]
    return f"own-{max((int(one) for one in numbers if one.isdigit()), default=0) + 1}"


def _copy_name(name: str) -> str:
    longest = Layout._meta.get_field("name").max_length or 0  # noqa: SLF001 - Django's public door
    return f"{name[: longest - len(' (копия)')]} (копия)"
