"""Keeps the institute's calendar of the school year; only its staff may."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.journal.rules import note
from associations.models import Institution
from associations.vocabulary import JournalAction
from events.drafting.models.school_span import SchoolPart
from events.drafting.queries.school_year import SCHOOL_WORDS
from events.drafting.rules.occurrences import refresh_plan
from events.models import Plan, SchoolSpan
from events.plan.period import Period

# Lessons may begin in the last days of August, and summer holidays end with it.
_BEFORE = dt.timedelta(days=7)


@transaction.atomic
def add_school_span(
    *,
    institution: Institution,
    year: int,
    part: int,
    starts: dt.date,
    ends: dt.date,
    by: Actor,
) -> SchoolSpan:
    """Write down when a part of the school year is; plans that name it are read again.

    Raises:
        PermissionDenied: the actor is no staff of this institution.
        ValidationError: the days are none of that school year, overlap another part of its kind,
            or the part is written down already.

    """
    require_staff(by, institution.pk)
    lock_institution(institution.pk)
    row = SchoolSpan(institution=institution, year=year, part=part, starts=starts, ends=ends)
    objection = objection_to_span(row)
    if objection:
        raise ValidationError(objection)
    row.full_clean()
    row.save(force_insert=True)
    _note_and_read_again(row, f"В календарь учебного года записано: {row}.", by)
    return row


@transaction.atomic
def remove_school_span(*, span: SchoolSpan, by: Actor) -> None:
    """Take a part of the school year back; plans that name it are read again.

    Raises PermissionDenied for others than staff.
    """
    require_staff(by, span.institution_id)
    SchoolSpan.objects.filter(pk=span.pk).delete()
    _note_and_read_again(span, f"Из календаря учебного года убрано: {span}.", by)


def objection_to_span(row: SchoolSpan) -> dict[str, str]:
    """Why these days are no part of the school year, by field; empty where they are."""
    if row.ends < row.starts:
        return {"ends": "Последний день раньше первого."}
    year = Period.of_academic_year(row.year)
    for name, day in (("starts", row.starts), ("ends", row.ends)):
        if not year.starts - _BEFORE <= day <= year.ends:
            return {name: f"Этот день вне учебного года {year.short}."}
    others = SchoolSpan.objects.filter(
        institution=row.institution, year=row.year, starts__lte=row.ends, ends__gte=row.starts
    ).exclude(part=row.part)
    for other in others:
        # Trimesters and quarters are two ways to divide one year.
        if _is_trimester(other.part) == _is_trimester(row.part):
            return {"starts": f"Эти дни пересекаются с записанным: {other}."}
    return {}


def _is_trimester(part: int) -> bool:
    return part in (
        SchoolPart.FIRST_TRIMESTER,
        SchoolPart.SECOND_TRIMESTER,
        SchoolPart.THIRD_TRIMESTER,
    )


def _note_and_read_again(row: SchoolSpan, words: str, by: Actor) -> None:
    plans = Plan.objects.filter(
        association__institution=row.institution_id,
        period_start__lte=row.ends,
        period_end__gte=row.starts,
        events__term__iregex=SCHOOL_WORDS,
    )
    for plan in plans.distinct().order_by("pk"):
        refresh_plan(plan)
    # Last, as everywhere: whoever has written to the journal makes others wait, and some of them
    # hold a plan.
    note(action=JournalAction.REQUIREMENT, words=words, institution_id=row.institution_id, by=by)
