"""Rules of the directory: add and edit associations, organisations, people (staff only)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor, require_staff
from associations.journal.rules import changed_fields, note
from associations.models import Association, Institution, Organisation, Person
from associations.vocabulary import JournalAction
from plans_portal.lib.versions import require_version_of_fields


def lock_institution(pk: int) -> Institution:
    """Lock the institution's row, so that two additions at once go one after the other.

    It comes before all other locks; a rule that holds a plan, a layout or an office must not ask
    for it. Others may still point at the row: they hold such locks, and would wait crosswise.
    """
    return Institution.objects.select_for_update(no_key=True).get(pk=pk)


@transaction.atomic
def add_association(
    *,
    institution: Institution,
    kind: str,
    name: str,
    name_genitive: str = "",
    territory: str = "",
    city: str = "",
    parent: Association | None = None,
    by: Actor,
) -> Association:
    """Add an association.

    Raises PermissionDenied for others than staff, ValidationError with reasons by field.
    """
    row = Association(
        kind=kind,
        name=name,
        name_genitive=name_genitive,
        territory=territory,
        city=city,
        parent=parent,
    )
    return _add(row, institution, by)


@transaction.atomic
def edit_association(
    *,
    association: Association,
    kind: str,
    name: str,
    name_genitive: str,
    territory: str,
    city: str,
    parent: Association | None,
    is_active: bool,
    expected_version: str,
    by: Actor,
) -> Association:
    """Change an association; plans already made keep their own words.

    `expected_version` is that of the fields when the form was opened. Raises PermissionDenied for
    others than staff, ValidationError with reasons by field, Conflict where they changed meanwhile.
    """
    require_staff(by, association.institution_id)
    if parent and association.pk in _with_parents(parent):
        raise ValidationError(
            {"parent": "Это объединение само входит в состав того, которое вы меняете."}
        )
    return _change(
        Association.objects.select_for_update().get(pk=association.pk),
        expected_version,
        by,
        kind=kind,
        name=name,
        name_genitive=name_genitive,
        territory=territory,
        city=city,
        parent=parent,
        is_active=is_active,
    )


def _with_parents(association: Association) -> set[int]:
    """Give the keys of the association and of all its parents."""
    keys: set[int] = set()
    above: Association | None = association
    while above and above.pk not in keys:
        keys.add(above.pk)
        above = above.parent
    return keys


@transaction.atomic
def add_organisation(
    *, institution: Institution, name: str, short_name: str = "", by: Actor
) -> Organisation:
    """Add an organisation.

    Raises PermissionDenied for others than staff, ValidationError with reasons by field.
    """
    return _add(Organisation(name=name, short_name=short_name), institution, by)


@transaction.atomic
def edit_organisation(
    *, organisation: Organisation, name: str, short_name: str, expected_version: str, by: Actor
) -> Organisation:
    """Rename an organisation; what was signed keeps the old name.

    Version and errors as of `edit_association`.
    """
    require_staff(by, organisation.institution_id)
    return _change(
        Organisation.objects.select_for_update().get(pk=organisation.pk),
        expected_version,
        by,
        name=name,
        short_name=short_name,
    )


@transaction.atomic
def add_person(
    *,
    institution: Institution,
    last_name: str,
    first_name: str,
    middle_name: str = "",
    position: str = "",
    organisation: Organisation | None = None,
    by: Actor,
) -> Person:
    """Add a person, without an account.

    Raises PermissionDenied for others than staff, ValidationError with reasons by field.
    """
    row = Person(
        last_name=last_name,
        first_name=first_name,
        middle_name=middle_name,
        position=position,
        organisation=organisation,
    )
    return _add(row, institution, by)


@transaction.atomic
def edit_person(
    *,
    person: Person,
    last_name: str,
    first_name: str,
    middle_name: str,
    position: str,
    organisation: Organisation | None,
    expected_version: str,
    by: Actor,
) -> Person:
    """Change a person; what was signed keeps the old name.

    Version and errors as of `edit_association`.
    """
    require_staff(by, person.institution_id)
    return _change(
        Person.objects.select_for_update().get(pk=person.pk),
        expected_version,
        by,
        last_name=last_name,
        first_name=first_name,
        middle_name=middle_name,
        position=position,
        organisation=organisation,
    )


def _add[Row: (Association, Organisation, Person)](
    row: Row, institution: Institution, by: Actor
) -> Row:
    """Save a new row of the directory, unless it exists already."""
    require_staff(by, institution.pk)
    row.institution = lock_institution(institution.pk)
    if not isinstance(row, Person):
        _refuse_taken_name(row)
    row.full_clean()
    if isinstance(row, Person):
        _refuse_double(row)
    row.save(force_insert=True)
    _note(row, "Добавлено в справочник", {}, by)
    return row


def _refuse_double(person: Person) -> None:
    """Refuse the same person twice; namesakes differ by position or organisation."""
    same = Person.objects.filter(
        institution=person.institution,
        last_name=person.last_name,
        first_name=person.first_name,
        middle_name=person.middle_name,
        position=person.position,
        organisation=person.organisation,
    )
    if same.exists():
        raise ValidationError(
            f"{person.full_name} уже есть в справочнике. Если это однофамилец,"
            " укажите его должность или организацию."
        )


def _refuse_taken_name(row: Association | Organisation) -> None:
    """Refuse a name that another row of the same directory has, with the message at the name."""
    same = type(row).objects.filter(institution=row.institution, name=row.name)
    if same.exclude(pk=row.pk).exists():
        raise ValidationError({"name": "В справочнике уже есть такое название."})


def _change[Row: (Association, Organisation, Person)](
    row: Row, expected_version: str, by: Actor, **values: Any
) -> Row:
    """Write the values into a row that was just read and locked."""
    require_version_of_fields(row, values, expected_version)
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    if not isinstance(row, Person):
        _refuse_taken_name(row)
    row.full_clean()
    row.save(update_fields=list(values))
    _note(row, "Исправлено в справочнике", before, by)
    return row


def _note(
    row: Association | Organisation | Person, words: str, before: dict[str, Any], by: Actor
) -> None:
    """Tell the journal of a new row, or of the fields in which an old one differs from `before`."""
    was, now = changed_fields(row, before)
    if before and not now:
        return
    action = JournalAction.PERSON if isinstance(row, Person) else JournalAction.DIRECTORY
    name = row.full_name if isinstance(row, Person) else row.name
    note(
        action=action,
        words=f"{words}: {name}.",
        institution_id=row.institution_id,
        about_id=row.user_id if isinstance(row, Person) else None,
        before=was,
        after=now,
        by=by,
    )
