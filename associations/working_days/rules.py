"""Rules of own days and of the terms of sign-off (staff only)."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.journal.rules import note
from associations.models import InstituteDay, Institution, Person
from associations.vocabulary import AskAgain, JournalAction
from plans_portal.lib.versions import require_version_of_fields
from plans_portal.lib.working_days import is_working_day


@transaction.atomic
def add_institute_day(
    *, institution: Institution, day: dt.date, is_working: bool, why: str = "", by: Actor
) -> InstituteDay:
    """Write down a day that is off, or worked on, unlike the official calendar.

    Raises PermissionDenied for others than staff, ValidationError with reasons by field: the day is
    written down already, or is so by the official calendar.
    """
    require_staff(by, institution.pk)
    row = InstituteDay(institution=institution, day=day, is_working=is_working, why=why.strip())
    if is_working == is_working_day(day):
        what = "рабочий" if is_working else "выходной"
        raise ValidationError({"day": f"Этот день и так {what} по производственному календарю."})
    row.full_clean()
    row.save(force_insert=True)
    return row


@transaction.atomic
def remove_institute_day(*, day: InstituteDay, by: Actor) -> None:
    """Take an own day back: the official calendar holds again.

    Raises PermissionDenied for others than staff.
    """
    require_staff(by, day.institution_id)
    InstituteDay.objects.filter(pk=day.pk).delete()


@transaction.atomic
def change_terms(
    *,
    institution: Institution,
    step_working_days: int,
    escalation_to: Person | None,
    letters_hour: int,
    ask_again: str,
    expected_version: str,
    by: Actor,
) -> Institution:
    """Change the term of a decision, who is told of what is late, and when letters are sent.

    `ask_again` is whom a plan that is sent again asks (`AskAgain`); those in sign-off stay as they
    are.

    Raises PermissionDenied for others than staff, ValidationError with reasons by field, Conflict
    where the values have another version than `expected_version`.
    """
    require_staff(by, institution.pk)
    row = lock_institution(institution.pk)
    values = {
        "step_working_days": step_working_days,
        "escalation_to": escalation_to,
        "letters_hour": letters_hour,
        "ask_again": ask_again,
    }
    require_version_of_fields(row, values, expected_version)
    asked = row.ask_again
    for name, value in values.items():
        setattr(row, name, value)
    if escalation_to and escalation_to.institution_id != row.pk:
        raise ValidationError({"escalation_to": "Это человек из справочника другого института."})
    row.full_clean()
    row.save(update_fields=list(values))
    if row.ask_again != asked:
        rule = AskAgain(row.ask_again).label
        note(
            action=JournalAction.DIRECTORY,
            words=f"Кого спросить снова, когда исправленный план отправят: {rule}.",
            institution_id=row.pk,
            by=by,
        )
    return row
