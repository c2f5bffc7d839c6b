"""Marks what became of the rows of a plan in force, and takes marks back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from events.access import is_author
from events.drafting.rules.transitions import lock_plan, raise_objection
from events.execution.queries.facts import (
    all_rows,
    facts_of,
    place_of,
    row_with,
    rows_in_force_of,
    rows_of_responsible,
)
from events.history.rules import record
from events.models import Fact, Plan
from events.plan.held import WHOLE, MarkPlace, PlannedDate, PlannedRow
from events.plan.period import Period, day_in_words
from events.plan.vocabulary import Mark, MarkedBy
from plans_portal.lib.characters import normalize_characters
from plans_portal.lib.versions import Conflict, version_of

NOT_IN_FORCE: Final = "Отмечают строки утверждённого плана, а этот план ещё не утверждён."
NOT_YOURS: Final = (
    "Отмечают, что проведено, председатель и секретарь объединения, методист института и сам"
    " ответственный за мероприятие."
)
GONE: Final = "Такой строки или даты в утверждённом плане нет. Откройте план заново."
MARKED_ALREADY: Final = "уже отмечено"
# An event is held at most so long before its plan begins.
_EARLY: Final = dt.timedelta(days=62)
_LONGEST_TITLE: Final = 200
_URL: Final = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class FactValues:
    """What a person tells of an event; days are included.

    `people_by_kind` are pairs of a kind of participants and their number; `links` has one a line.
    """

    mark: Mark
    held_on: dt.date | None = None
    held_until: dt.date | None = None
    moved_to: dt.date | None = None
    place: str = ""
    people: int | None = None
    people_by_kind: tuple[tuple[str, int], ...] = ()
    result: str = ""
    reason: str = ""
    links: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was left out of marking several, and why."""

    place: MarkPlace
    why: str


def fact_values(fact: Fact) -> FactValues:
    """What a stored mark tells."""
    names = ("held_on", "held_until", "moved_to", "place", "people", "result", "reason", "links")
    kinds = tuple(sorted((str(kind), int(count)) for kind, count in fact.people_by_kind.items()))
    return FactValues(
        Mark(fact.mark), **{name: getattr(fact, name) for name in names}, people_by_kind=kinds
    )


def fact_version(fact: Fact | None) -> str:
    """The version of a mark for a form that shows it; empty for a row without one."""
    return version_of(fact_values(fact)) if fact else ""


def objection_to_marking(plan: Plan, actor: Actor, uid: str = "") -> str | None:
    """Why this actor may not mark the row now, or any row of the plan, or None.

    No query where the actor writes the association's plans, else at most 5.
    """
    if is_author(plan.association, actor):
        return None if plan.official_id else NOT_IN_FORCE
    own = rows_of_responsible(plan, rows_in_force_of([plan]).get(plan.pk, ()), actor)
    return None if uid in own or (own and not uid) else NOT_YOURS


def objection_to_values(
    values: FactValues, date: PlannedDate, period: Period, today: dt.date
) -> dict[str, str]:
    """Why this can't have become of an event of this date, by field; empty where it can."""
    found = _faults_of_days(values, date, period, today)
    if values.mark.needs_reason and not values.reason.strip():
        found["reason"] = "Напишите, почему: это прочтут в отчёте."
    if values.people is not None and sum(count for _, count in values.people_by_kind) > (
        values.people
    ):
        found["people"] = "По видам участников вышло больше людей, чем всего. Проверьте числа."
    for link in values.links.split():
        try:
            _URL(link)
        except ValidationError:
            found["links"] = f"«{link[:80]}» — не ссылка. Она начинается с https:// или http://."
    return found


@transaction.atomic
def mark_event(
    *,
    plan: Plan,
    place: MarkPlace,
    values: FactValues,
    expected_version: str | None = None,
    way: str = MarkedBy.PAGE,
    by: Actor,
) -> Fact:
    """Mark what became of a row, or of one of its dates; a mark that is there is written anew.

    `expected_version` is that of the mark when the form was opened, "" where there was none;
    without one what is stored is overwritten. The same mark again changes nothing.

    Raises:
        PermissionDenied: the actor may not mark this row.
        ValidationError: the plan is not in force, or has no such row or date; by field, what is
            told is impossible.
        Conflict: somebody else has marked it since.

    """
    plan, by = _plan_to_mark(plan, place.uid, by)
    row = _row_to_mark(plan, place.uid)
    found = _date_in(row, place)
    if found is None:
        raise ValidationError(GONE, code="gone")
    place, date = found
    stored = plan.facts.filter(event_uid=row.uid, date_key=place.date).first()
    values = _with_story(_tidy(values), stored)
    if stored and fact_values(stored) == values:
        return stored
    if expected_version is not None and fact_version(stored) != expected_version:
        raise _conflict(stored)
    if faults := objection_to_values(values, date, plan.period, by.on):
        raise ValidationError(dict(faults))
    before = _as_json(fact_values(stored)) if stored else None
    fact = stored or Fact(plan=plan, event_uid=row.uid, date_key=place.date)
    _write(fact, values, way, by)
    words = f"Отмечено: {fact.get_mark_display().lower()}. {_named(row)}"
    record(
        plan,
        "mark_event",
        words,
        event_uid=row.uid,
        before=before,
        after={"date": place.date, **_as_json(values)},
        by=by,
    )
    return fact


@transaction.atomic
def clear_mark(
    *, plan: Plan, place: MarkPlace, expected_version: str | None = None, by: Actor
) -> None:
    """Take a mark back: nothing is said of the row any more. The history keeps what was said.

    Raises:
        PermissionDenied, Conflict: as `mark_event`.

    """
    plan, by = _plan_to_mark(plan, place.uid, by)
    row = _row_to_mark(plan, place.uid)
    # What was marked of a date that the plan has no more can still be taken back.
    place, _date = _date_in(row, place) or (place, None)
    stored = plan.facts.filter(event_uid=place.uid, date_key=place.date).first()
    if stored is None:
        return
    if expected_version is not None and fact_version(stored) != expected_version:
        raise _conflict(stored)
    before = {"date": place.date, **_as_json(fact_values(stored))}
    stored.delete()
    words = f"Отметка снята. {_named(row)}"
    record(plan, "clear_mark", words, event_uid=place.uid, before=before, by=by)


@transaction.atomic
def mark_several(
    *, plan: Plan, places: Sequence[MarkPlace], mark: str, by: Actor
) -> tuple[list[Fact], list[Skipped]]:
    """Mark rows or dates alike, without details; what has a mark keeps it, and is told.

    Of who is no author only the rows are marked for which they are responsible.

    Gives the new marks, and what was left out.

    Raises:
        PermissionDenied, ValidationError: as `mark_event`; the mark needs a reason.

    """
    plan, by = _plan_to_mark(plan, "", by)
    values = FactValues(Mark(mark))
    if values.mark.needs_reason:
        raise ValidationError("Для переноса и отмены нужна причина: отметьте строки по одной.")
    known, made, skipped = facts_of(plan), [], []
    rows = {row.uid: row for row in all_rows(rows_in_force_of([plan])[plan.pk])}
    is_all = is_author(plan.association, by)
    own = rows.keys() if is_all else rows_of_responsible(plan, rows.values(), by)
    for wanted in dict.fromkeys(places):
        row = rows.get(wanted.uid)
        place, date = (row and _date_in(row, wanted)) or (wanted, None)
        if date is None:
            why = GONE
        elif place.uid not in own:
            why = NOT_YOURS
        elif place in known:
            why = MARKED_ALREADY
        else:
            why = next(iter(objection_to_values(values, date, plan.period, by.on).values()), "")
        if why:
            skipped.append(Skipped(place, why))
        else:
            fact = Fact(plan=plan, event_uid=place.uid, date_key=place.date)
            known[place] = _write(fact, values, MarkedBy.PAGE, by)
            made.append(known[place])
    if made:
        told = {"places": [asdict(fact.place_in_plan) for fact in made], "mark": str(mark)}
        words = f"Отмечено сразу несколько ({values.mark.label.lower()}): {len(made)}"
        record(plan, "mark_several", words, after=told, by=by)
    return made, skipped


def _plan_to_mark(plan: Plan, uid: str, by: Actor) -> tuple[Plan, Actor]:
    plan, by = lock_plan(plan, by)
    objection = objection_to_marking(plan, by, uid)
    raise_objection(objection, forbidden=objection == NOT_YOURS)
    return plan, by


def _row_to_mark(plan: Plan, uid: str) -> PlannedRow:
    """The row of the edition in force, or the event beside the plan (1 query more)."""
    row = row_with(rows_in_force_of([plan])[plan.pk], uid)
    if row is not None:
        return row
    event = plan.unplanned_events.filter(uid=uid).first()
    if event is None:
        raise ValidationError(GONE, code="gone")
    return PlannedRow(event.uid, title=event.title)


def _date_in(row: PlannedRow, place: MarkPlace) -> tuple[MarkPlace, PlannedDate] | None:
    """The date of a row that a place names: of the whole, all its days from first to last."""
    if place.date != WHOLE:
        date = next((one for one in row.dates if one.key == place.date), None)
        return (place_of(row, date), date) if date else None
    if not row.dates:
        return MarkPlace(row.uid), PlannedDate()
    starts = min((one.starts for one in row.dates if one.starts), default=None)
    is_open = any(one.starts is None for one in row.dates)
    return MarkPlace(row.uid), PlannedDate(None if is_open else starts, row.dates[-1].ends)


def _tidy(values: FactValues) -> FactValues:
    """The values as they are kept: usual characters, no spaces around, kinds in their order."""
    names = ("place", "result", "reason", "links")
    texts = {name: normalize_characters(getattr(values, name)).strip() for name in names}
    kinds = ((normalize_characters(kind).strip(), n) for kind, n in values.people_by_kind)
    return FactValues(**{**_fields(values), **texts, "people_by_kind": tuple(sorted(kinds))})


def _with_story(values: FactValues, stored: Fact | None) -> FactValues:
    """The values of what was moved and is held now: with its new day, and why it was moved."""
    if stored is None or stored.mark != Mark.MOVED or values.mark.needs_reason:
        return values
    reason = values.reason or stored.reason
    return replace(values, moved_to=values.moved_to or stored.moved_to, reason=reason)


def _faults_of_days(
    values: FactValues, date: PlannedDate, period: Period, today: dt.date
) -> dict[str, str]:
    held_on, held_until = values.held_on, values.held_until
    if values.mark.needs_reason:
        return {"held_on": "Не проведённое даты проведения не имеет."} if held_on else {}
    if held_on is None:
        if held_until is not None:
            return {"held_on": "Напишите и первый день, когда проведено."}
        if not date.has_begun(today) and date.starts is not None:
            starts = day_in_words(date.starts)
            why = f"По плану это с {starts}. Если прошло раньше, напишите, какого числа."
            return {"held_on": why}
        return {}
    if held_on > today or (held_until or held_on) > today:
        return {"held_on": f"Этот день ещё не наступил: сегодня {day_in_words(today)}"}
    if held_until is not None and held_until < held_on:
        return {"held_until": "Последний день раньше первого. Проверьте даты."}
    if held_on < period.starts - _EARLY:
        starts = day_in_words(period.starts)
        return {"held_on": f"Это задолго до начала плана ({starts}). Проверьте год."}
    return {}


def _write(fact: Fact, values: FactValues, way: str, by: Actor) -> Fact:
    for name, value in _fields(values).items():
        setattr(fact, name, value)
    fact.people_by_kind = dict(values.people_by_kind)
    fact.way, fact.marked_at = way, timezone.now()
    fact.marked_by_id, fact.marked_by_name = by.user_id, by.name
    fact.full_clean(exclude=["plan", "marked_by"])
    fact.save(force_insert=fact.pk is None)
    return fact


def _fields(values: FactValues) -> dict[str, Any]:
    return {name: getattr(values, name) for name in FactValues.__dataclass_fields__}


def _as_json(values: FactValues) -> dict[str, Any]:
    """The values for the history: days as ISO text, only what is said."""
    said = {name: value for name, value in _fields(values).items() if value not in (None, "", ())}
    return {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in said.items()
    }


def _named(row: PlannedRow) -> str:
    """The row as the history names it, by its approved words."""
    return row.title[:_LONGEST_TITLE] or "Строка без названия"


def _conflict(stored: Fact | None) -> Conflict:
    """Say what somebody else has marked meanwhile."""
    if stored is None:
        words = "Пока вы отмечали, отметку сняли. Сохраните ещё раз, чтобы она осталась."
    else:
        when = timezone.localtime(stored.marked_at)
        words = (
            f"Пока вы отмечали, в {when:%H:%M} появилась другая отметка:"
            f" «{stored.get_mark_display()}» ({stored.marked_by_name}). Сохраните ещё раз, чтобы"
            " осталась ваша."
        )
    return Conflict(words, stored, fact_version(stored))
