"""Rules of offices and substitutions: appoint, edit, end (staff only)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.letters.rules.substitutions import write_to_substitute
from associations.models import Association, Institution, Office, Person, Substitution
from associations.vocabulary import OfficeRole
from plans_portal.lib.versions import require_version_of_fields, version_of_fields


@transaction.atomic
def add_office(
    *,
    person: Person,
    role: str,
    association: Association | None = None,
    institution: Institution | None = None,
    position: str,
    since: dt.date,
    until: dt.date | None = None,
    basis: str = "",
    by: Actor,
) -> Office:
    """Appoint a person to an office in an association, or in the institution as a whole.

    Raises PermissionDenied for others than staff, ValidationError with reasons by field.
    """
    require_staff(by, person.institution_id)
    lock_institution(person.institution)
    office = Office(
        person=person,
        role=role,
        association=association,
        institution=institution,
        position=position,
        since=since,
        until=until,
        basis=basis,
    )
    office.full_clean()
    _refuse_taken_seat(office)
    office.save(force_insert=True)
    return office


@transaction.atomic
def edit_office(
    *,
    office: Office,
    position: str,
    since: dt.date,
    until: dt.date | None,
    basis: str,
    expected_version: str,
    by: Actor,
) -> Office:
    """Change the words or the period of an office; its person and role stay.

    `expected_version` is that of the four fields when the form was opened. Raises PermissionDenied
    for others than staff, ValidationError with reasons by field, Conflict where they changed
    meanwhile.
    """
    require_staff(by, office.person.institution_id)
    lock_institution(office.person.institution)
    office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    values = {"position": position, "since": since, "until": until, "basis": basis}
    require_version_of_fields(office, values, expected_version)
    for name, value in values.items():
        setattr(office, name, value)
    office.full_clean()
    _refuse_taken_seat(office)
    _refuse_loose_substitutions(office)
    office.save(update_fields=list(values))
    return office


def end_office(*, office: Office, until: dt.date, by: Actor) -> Office:
    """Set the last day of an office; its rights end after that day.

    Errors as of `edit_office`.
    """
    return edit_office(
        office=office,
        position=office.position,
        since=office.since,
        until=until,
        basis=office.basis,
        expected_version=version_of_fields(office, ("position", "since", "until", "basis")),
        by=by,
    )


@transaction.atomic
def add_substitution(
    *,
    office: Office,
    person: Person,
    manner: str,
    since: dt.date,
    until: dt.date,
    basis: str,
    by: Actor,
) -> Substitution:
    """Appoint a substitute for the holder of an office for a period.

    Raises PermissionDenied for others than staff, ValidationError with reasons by field.
    """
    require_staff(by, office.person.institution_id)
    lock_institution(office.person.institution)
    substitution = Substitution(
        office=office, person=person, manner=manner, since=since, until=until, basis=basis
    )
    substitution.full_clean()
    other = office.substitutions.filter(since__lte=until, until__gte=since).first()
    if other:
        raise ValidationError(
            {"since": f"В эти дни уже замещает {other.person.short_name}: {_period(other)}."}
        )
    substitution.save(force_insert=True)
    write_to_substitute(substitution)
    return substitution


@transaction.atomic
def end_substitution(*, substitution: Substitution, until: dt.date, by: Actor) -> Substitution:
    """Move the last day of a substitution to an earlier one.

    Raises PermissionDenied for others than staff, ValidationError with reasons by field.
    """
    require_staff(by, substitution.office.person.institution_id)
    substitution = Substitution.objects.select_for_update(of=("self",)).get(pk=substitution.pk)
    if until > substitution.until:
        words = f"Замещение и так закончится {_day(substitution.until)}; продлить его нельзя."
        raise ValidationError({"until": words})
    substitution.until = until
    substitution.full_clean()
    substitution.save(update_fields=["until"])
    return substitution


def _refuse_taken_seat(office: Office) -> None:
    """Refuse a second chair for the same days, and the same office twice for one person."""
    overlapping = Office.objects.filter(
        Q(until__isnull=True) | Q(until__gte=office.since),
        role=office.role,
        association=office.association,
        institution=office.institution,
    ).exclude(pk=office.pk)
    if office.until:
        overlapping = overlapping.filter(since__lte=office.until)
    if office.role != OfficeRole.CHAIR:
        overlapping = overlapping.filter(person=office.person)
    other = overlapping.select_related("person").first()
    if other:
        raise ValidationError(
            {
                "since": f"В эти дни должность уже занимает {other.person.short_name}:"
                f" {_period(other)}. Сначала завершите тот срок."
            }
        )


def _refuse_loose_substitutions(office: Office) -> None:
    """Refuse a period that leaves a substitution outside it."""
    loose = Q(since__lt=office.since)
    if office.until:
        loose |= Q(until__gt=office.until)
    other = office.substitutions.filter(loose).select_related("person").first()
    if other:
        raise ValidationError(
            {
                "until": f"{other.person.short_name} замещает {_period(other)}."
                " Сначала завершите замещение."
            }
        )


def _day(day: dt.date) -> str:
    return date_format(day, "j E Y г.")


def _period(row: Office | Substitution) -> str:
    """Give the period in words: «с 1 сентября 2025 г. по 31 августа 2026 г.»."""
    words = f"с {_day(row.since)}"
    return f"{words} по {_day(row.until)}" if row.until else words
