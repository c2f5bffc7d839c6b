"""Rules of offices and substitutions: appoint, edit, end (staff only)."""

import datetime as dt
from collections.abc import Callable, Collection
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.journal.rules import changed_fields, note
from associations.letters.rules.substitutions import write_to_substitute
from associations.models import Association, Institution, Office, Person, Substitution
from associations.offices.queries import Duty, duties_of, successor_of
from associations.vocabulary import JournalAction, OfficeRole
from plans_portal.lib.versions import require_version_of_fields, version_of_fields

_SHOWN: Final = 10
NOT_ONESELF: Final = "Себя назначить нельзя: попросите другого методиста."
WHO_TAKES: Final = (
    "Назовите на странице «Завершить срок» того, кто их примет, или отметьте, что место пока"
    " останется пустым."
)


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
    replaces: Office | None = None,
    by: Actor,
) -> Office:
    """Appoint a person to an office in an association, or in the institution as a whole.

    What waits for the office that it `replaces` passes to the new one; from no other office
    anything passes. Raises PermissionDenied for others than staff, ValidationError with reasons by
    field, also to staff who appoint themselves.
    """
    require_staff(by, person.institution_id)
    if person.pk == by.person_id:
        raise ValidationError({"person": NOT_ONESELF})
    lock_institution(person.institution_id)
    office = Office(
        person=person,
        role=role,
        association=association,
        institution=institution,
        position=position,
        since=since,
        until=until,
        basis=basis,
        replaces=_read_again(replaces),
        made_by_id=by.user_id,
        made_at=timezone.now(),
    )
    office.full_clean()
    _refuse_taken_seat(office)
    office.save(force_insert=True)
    _note(office, "Назначение", {}, by)
    return office


@transaction.atomic
def edit_office(
    *,
    office: Office,
    position: str,
    since: dt.date,
    until: dt.date | None,
    basis: str,
    replaces: Office | None,
    expected_version: str,
    leave_vacant: bool = False,
    by: Actor,
) -> Office:
    """Change the words or the period of an office, or whom it replaces; person and role stay.

    `expected_version` is that of the five fields when the form was opened. An earlier last day
    needs `leave_vacant` where something waits for the holder. Raises PermissionDenied for others
    than staff, ValidationError with reasons by field, Conflict where they changed meanwhile.
    """
    require_staff(by, office.person.institution_id)
    if office.person_id == by.person_id:
        raise ValidationError("Свою должность исправляет другой методист: попросите его.")
    values = {
        "position": position,
        "since": since,
        "until": until,
        "basis": basis,
        "replaces": _read_again(replaces),
    }
    office = _change(office, values, expected_version, leave_vacant=leave_vacant, by=by)
    tell_of_vacancies([office], by.on)
    return office


@transaction.atomic
def end_office(
    *,
    office: Office,
    until: dt.date,
    successor: Person | None = None,
    position: str = "",
    basis: str = "",
    leave_vacant: bool = False,
    expected_version: str | None = None,
    by: Actor,
) -> Office:
    """Set the last day of an office; its rights end after that day.

    From the next day the `successor`, if one is given, holds the office in its place: in this
    `position` (that of the former, if empty) and by this `basis`. Without one, `leave_vacant` is
    needed where something waits for the holder. `expected_version` is that of the last day when the
    form was opened, else that of `office`. Errors as of `edit_office`.
    """
    require_staff(by, office.person.institution_id)
    if office.person_id == by.person_id and office.until and until > office.until:
        raise ValidationError({"until": "Свой срок продлевает другой методист: попросите его."})
    values = {"until": until}
    version = expected_version or version_of_fields(office, values)
    is_left = leave_vacant or successor is not None
    office = _change(office, values, version, leave_vacant=is_left, by=by)
    if successor is not None:
        try:
            add_office(
                person=successor,
                role=office.role,
                association=office.association,
                institution=office.institution,
                position=position.strip() or office.position,
                since=until + dt.timedelta(days=1),
                basis=basis,
                replaces=office,
                by=by,
            )
        except ValidationError as refusal:
            # The form has one field for all that is wrong with the successor.
            raise ValidationError({"successor": refusal.messages}) from None
    tell_of_vacancies([office], by.on)
    return office


def _change(
    office: Office,
    values: dict[str, Any],
    expected_version: str,
    *,
    leave_vacant: bool,
    by: Actor,
) -> Office:
    """Write the values into the office, which is read again and locked."""
    lock_institution(office.person.institution_id)
    office = Office.objects.select_for_update(of=("self",)).get(pk=office.pk)
    ended = office.until
    require_version_of_fields(office, values, expected_version)
    before = {name: getattr(office, name) for name in values}
    for name, value in values.items():
        setattr(office, name, value)
    office.full_clean()
    _refuse_taken_seat(office)
    _refuse_loose_substitutions(office)
    successor = successor_of(office)
    if successor and (office.until is None or office.until >= successor.since):
        words = f"Вместо него уже назначен {successor.person.short_name}: {_period(successor)}"
        raise ValidationError({"until": words})
    ends_earlier = office.until is not None and (ended is None or office.until < ended)
    if ends_earlier and successor is None and not leave_vacant:
        refuse_to_leave(duties_of([office]), WHO_TAKES)
    office.save(update_fields=list(values))
    _note(office, "Изменена должность", before, by)
    return office


def tell_of_vacancies(offices: Collection[Office], on: dt.date) -> None:
    """Write to the staff of what nobody can decide in these offices now; plans are known elsewhere.

    In the caller's transaction, after what made them vacant.
    """
    write: Callable[[Collection[Office], dt.date], None]
    write = import_string(settings.VACANCIES_OF_OFFICES)
    if offices:
        write(offices, on)


def refuse_to_leave(duties: list[Duty], how: str) -> None:
    """Raise ValidationError with what waits, if anything does; `how` says what to do."""
    if not duties:
        return
    words = [f"{duty.words}." for duty in duties[:_SHOWN]]
    if len(duties) > _SHOWN:
        words.append(f"И ещё: {len(duties) - _SHOWN}.")
    raise ValidationError([f"Эту должность ждут дела. {how}", *words], code="duties")


def _read_again(replaces: Office | None) -> Office | None:
    return Office.objects.select_for_update(of=("self",)).get(pk=replaces.pk) if replaces else None


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

    Raises PermissionDenied for others than staff, ValidationError with reasons by field, also to
    staff who name themselves.
    """
    require_staff(by, office.person.institution_id)
    if person.pk == by.person_id:
        raise ValidationError({"person": NOT_ONESELF})
    lock_institution(office.person.institution_id)
    substitution = Substitution(
        office=office,
        person=person,
        manner=manner,
        since=since,
        until=until,
        basis=basis,
        made_by_id=by.user_id,
        made_at=timezone.now(),
    )
    substitution.full_clean()
    other = office.substitutions.filter(since__lte=until, until__gte=since).first()
    if other:
        raise ValidationError(
            {"since": f"В эти дни уже замещает {other.person.short_name}: {_period(other)}"}
        )
    substitution.save(force_insert=True)
    _note_substitution(substitution, "Замещение", by)
    write_to_substitute(substitution)
    return substitution


@transaction.atomic
def end_substitution(
    *,
    substitution: Substitution,
    until: dt.date,
    expected_version: str | None = None,
    by: Actor,
) -> Substitution:
    """Move the last day of a substitution to an earlier one.

    `expected_version` and errors as of `end_office`.
    """
    require_staff(by, substitution.office.person.institution_id)
    values = {"until": until}
    version = expected_version or version_of_fields(substitution, values)
    substitution = Substitution.objects.select_for_update(of=("self",)).get(pk=substitution.pk)
    require_version_of_fields(substitution, values, version)
    if until > substitution.until:
        words = f"Замещение и так закончится {_day(substitution.until)}; продлить его нельзя."
        raise ValidationError({"until": words})
    substitution.until = until
    substitution.full_clean()
    substitution.save(update_fields=["until"])
    _note_substitution(substitution, "Сокращено замещение", by)
    tell_of_vacancies([substitution.office], by.on)
    return substitution


def _note(office: Office, words: str, before: dict[str, Any], by: Actor) -> None:
    """Tell the journal of a new office, or of the fields in which an old one differs."""
    was, now = changed_fields(office, before)
    if before and not now:
        return
    note(
        action=JournalAction.OFFICE,
        words=f"{words}: {office.person.full_name}, {office.position}, {office.place},"
        f" {_period(office)}",
        institution_id=office.person.institution_id,
        about_id=office.person.user_id,
        before=was,
        after=now,
        by=by,
    )


def _note_substitution(substitution: Substitution, words: str, by: Actor) -> None:
    office, person = substitution.office, substitution.person
    note(
        action=JournalAction.SUBSTITUTION,
        words=f"{words}: {substitution.get_manner_display()} {person.full_name} за"
        f" {office.person.full_name} ({office.position}), {_period(substitution)}"
        f" Основание: {substitution.basis}.",
        institution_id=person.institution_id,
        about_id=person.user_id,
        by=by,
    )


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
                f" {_period(other)} Сначала завершите тот срок."
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
                "until": f"{other.person.short_name} замещает {_period(other)}"
                " Сначала завершите замещение."
            }
        )


def _day(day: dt.date) -> str:
    return date_format(day, "j E Y\u00a0г.")


def _period(row: Office | Substitution) -> str:
    """Give the period in words: «с 1 сентября 2025 г. по 31 августа 2026 г.»."""
    words = f"с {_day(row.since)}"
    return f"{words} по {_day(row.until)}" if row.until else words
