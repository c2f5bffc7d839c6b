"""Reads what is to be held and what was: rows of editions in force, and their marks."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from associations.actor import Actor
from events.drafting.queries.kept import kept_of_edition
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.school_year import dated_periods
from events.drafting.queries.stored_content import edition_content
from events.execution.queries.planned import planned_rows
from events.models import Edition, Fact, Plan
from events.plan.held import MarkPlace, PlannedDate, PlannedRow, Progress, progress
from events.plan.period import SchoolDays

type Facts = dict[MarkPlace, Fact]


def rows_in_force_of(plans: Iterable[Plan]) -> dict[int, tuple[PlannedRow, ...]]:
    """The rows that each plan's edition in force plans, by primary key of the plan.

    Plans without one are left out. They come with their associations and `official`. 2 queries at
    most, however many there are: words are read only of editions that were not worked out before.
    """
    found = [plan for plan in plans if plan.official is not None]
    if not found:
        return {}
    periods = dated_periods(found)
    words = _Words(plan.official for plan in found if plan.official)
    rows = {}
    for plan in found:
        edition, school = plan.official, periods[plan.pk].school
        if edition is not None:
            work = partial(_planned, words, edition.pk, school)
            rows[plan.pk] = kept_of_edition(work, "planned", edition.sha256, school)
    return rows


def facts_of(plan: Plan) -> Facts:
    """The marks of a plan by what they are about (1 query)."""
    return {fact.place_in_plan: fact for fact in plan.facts.all()}


def progress_of(plans: Iterable[Plan], today: dt.date) -> dict[int, Progress]:
    """How far each plan in force is carried out, by primary key (3 queries at most for all)."""
    rows = rows_in_force_of(plans)
    facts: defaultdict[int, Facts] = defaultdict(dict)
    for fact in Fact.objects.filter(plan__in=rows).only(
        "plan_id", "event_uid", "date_key", "mark", "moved_to"
    ):
        facts[fact.plan_id][fact.place_in_plan] = fact
    return {
        pk: progress(of_plan, {place: fact.marked for place, fact in facts[pk].items()}, today)
        for pk, of_plan in rows.items()
    }


def row_with(rows: Iterable[PlannedRow], uid: str) -> PlannedRow | None:
    """The row or part with this uid."""
    return next((row for row in all_rows(rows) if row.uid == uid), None)


def place_of(row: PlannedRow, date: PlannedDate | None = None) -> MarkPlace:
    """What a mark of the row on this date is about: the whole where it has only one."""
    return MarkPlace(row.uid, date.key if date and len(row.dates) > 1 else "")


def all_rows(rows: Iterable[PlannedRow]) -> Iterator[PlannedRow]:
    """The rows, each with its parts after it."""
    for row in rows:
        yield row
        yield from all_rows(row.parts)


def rows_of_responsible(plan: Plan, rows: Iterable[PlannedRow], actor: Actor) -> frozenset[str]:
    """The uids of the rows that name the actor's person, or an office of theirs (3 queries).

    They are those of the edition in force: who is named in a draft alone has no right by it.
    """
    if actor.person_id is None:
        return frozenset()
    directory = responsible_directory(plan.association, actor)
    offices = frozenset(pk for one in actor.standings for pk in one.office_ids)
    named = ((row.uid, directory.meant(text)) for row in all_rows(rows) for text in row.responsible)
    return frozenset(
        uid
        for uid, who in named
        if who and (who.person_id == actor.person_id or who.office_id in offices)
    )


class _Words:
    """The words of several editions, read together when the first is asked for (1 query)."""

    def __init__(self, editions: Iterable[Edition]) -> None:
        self._wanted = [edition.pk for edition in editions]
        self._read: dict[int, Edition] = {}

    def of(self, pk: int) -> Edition:
        if not self._read:
            self._read = Edition.objects.in_bulk(self._wanted)
        return self._read[pk]


def _planned(words: _Words, pk: int, school: tuple[SchoolDays, ...]) -> tuple[PlannedRow, ...]:
    return planned_rows(edition_content(words.of(pk)), school)
