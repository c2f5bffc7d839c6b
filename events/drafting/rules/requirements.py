"""Sets what an institution requires of plans; only its staff may."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.journal.rules import changed, note
from associations.models import Association, Institution
from associations.vocabulary import JournalAction
from events.models import Requirement
from plans_portal.lib.versions import require_version_of_fields

# A year with a 29th of February, so that the day may be named.
LEAP_YEAR = 2024


@transaction.atomic
def set_requirement(
    *,
    institution: Institution,
    kind: str,
    meetings: int = 0,
    report_month: int | None = None,
    report_day: int | None = None,
    sections: str = "",
    expected_version: str | None = None,
    by: Actor,
) -> Requirement:
    """Set what plans of one kind of association must have; empty values require nothing.

    `sections` is one section a line; `expected_version` is that of the four values when the form
    was opened (without one, what is stored is overwritten).

    Raises:
        PermissionDenied: the actor is no staff of this institution.
        Conflict: they have changed since.
        ValidationError: a day without a month or the reverse, no such day, no such kind.

    """
    require_staff(by, institution.pk)
    lock_institution(institution.pk)
    _refuse_wrong_day(report_month, report_day)
    if kind not in Association.Kind.values:
        raise ValidationError("Такого вида объединений нет.")
    existing = Requirement.objects.filter(institution=institution, kind=kind).first()
    row = existing or Requirement(institution=institution, kind=kind)
    values: dict[str, Any] = {
        "meetings": meetings,
        "report_month": report_month,
        "report_day": report_day,
        "sections": "\n".join(filter(None, (line.strip() for line in sections.splitlines()))),
    }
    if expected_version is not None:
        require_version_of_fields(row, values, expected_version)
    before = _told(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save(force_insert=existing is None)
    was, now = changed(before, _told(row))
    if now:
        words = f"Изменены требования к планам: {row.get_kind_display()}."
        note(
            action=JournalAction.REQUIREMENT,
            words=words,
            institution_id=institution.pk,
            before=was,
            after=now,
            by=by,
        )
    return row


def _told(row: Requirement) -> dict[str, object]:
    """What the journal tells of the requirements."""
    return {
        "заседаний не меньше": row.meetings,
        "отчёт не позже": row.report_by,
        "обязательные разделы": row.sections,
    }


def _refuse_wrong_day(month: int | None, day: int | None) -> None:
    if (month is None) != (day is None):
        missing = "report_day" if day is None else "report_month"
        words = "Укажите и день, и месяц отчёта, или оставьте пустыми оба."
        raise ValidationError({missing: words})
    if month is None or day is None:
        return
    try:
        dt.date(LEAP_YEAR, month, day)
    except ValueError:
        raise ValidationError({"report_day": "Такого дня в этом месяце нет."}) from None
