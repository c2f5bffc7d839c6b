"""The month grid and the list of upcoming events.

The dates are those kept by `events.drafting.rules.occurrences`. Events longer than two weeks,
and those without days, are listed apart from the grid.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, When

from associations.actor import Actor
from events.calendar.queries.rows_in_force import OfficialRow
from events.drafting.models.plan import PlanQuerySet
from events.models import Event, Occurrence, Plan
from events.plan.period import MONTHS, last_day
from events.terms.meaning import TermKind

# In days. Longer events are not drawn as a bar but listed apart.
LONGEST_BAR = 14
LONGEST_MONTH = 31
# An event on more days of a month than this is listed once, apart.
OFTEN = 10
# With more entries the page asks to narrow the filters.
MOST = 1000
MOST_UNDATED = 200

_WEEK = 7
_RECURRING = TermKind.RECURRING


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One event on one of its dates; `occurrence` is None if it has no dates."""

    event: Event
    occurrence: Occurrence | None = None

    @property
    def plan(self) -> Plan:
        """The plan of the event."""
        return self.event.plan

    @property
    def key(self) -> tuple[int, str]:
        """Identifies the event: the same for all its dates, read from rows or from an edition."""
        return self.event.plan_id, self.event.uid

    @property
    def title(self) -> str:
        """The title in one line."""
        event = self.event
        words = event.title or event.description or event.direction or event.lead_in
        return " ".join(words.split()) or "Строка без названия"

    @property
    def whole(self) -> str:
        """Title of the event that this one is part of, or an empty string."""
        parent = self.event.parent
        return " ".join(parent.title.split()).rstrip(":") if parent else ""

    @property
    def url(self) -> str:
        """Link to the row on the plan's page; a sub-event is inside the row of its event."""
        row = self.event.parent or self.event
        return f"{self.plan.get_absolute_url()}#at-{row.uid}"

    @property
    def first(self) -> dt.date:
        """The first day, or the deadline; entries are ordered by it."""
        if self.occurrence is None:
            return self.plan.period_end
        return self.occurrence.starts or self.occurrence.ends

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.occurrence.ends if self.occurrence else self.plan.period_end

    @property
    def length(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    @property
    def is_due(self) -> bool:
        """Whether the date is a deadline."""
        return self.occurrence is not None and self.occurrence.starts is None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading."""

    heading: str
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; days of neighbour months are empty."""

    date: dt.date
    is_inside: bool
    is_today: bool
    entries: tuple[CalendarEntry, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """The part of an entry of several days in one week: `column` is 1 to 7.

    `goes_on`: the previous week of the month shows it too.
    """

    entry: CalendarEntry
    column: int
    columns: int
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday: bars of several days, then single days."""

    days: tuple[Day, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month as the page draws it; `is_cut` if there were too many entries."""

    first: dt.date
    weeks: tuple[Week, ...]
    apart: tuple[Group, ...]
    is_cut: bool = False

    @property
    def name(self) -> str:
        """«Апрель 2026»."""
        return month_name(self.first)

    @property
    def has_dates(self) -> bool:
        """Whether any day has an entry."""
        return any(week.bars or any(day.entries for day in week.days) for week in self.weeks)


@dataclass(frozen=True, slots=True)
class Upcoming:
    """Upcoming events by months, those going on now, and those listed apart."""

    months: tuple[Group, ...]
    now: tuple[CalendarEntry, ...]
    apart: tuple[Group, ...]
    is_cut: bool = False


def month_name(day: dt.date) -> str:
    """«Апрель 2026»."""
    return f"{MONTHS[day.month - 1].capitalize()} {day.year}"


def dated_entries(
    plans: PlanQuerySet,
    starts: dt.date,
    ends: dt.date,
    *,
    meetings: bool = False,
    official: Iterable[OfficialRow] = (),
) -> list[CalendarEntry]:
    """Entries that touch the days (1 query). At most `MOST` + 1: one more means there are more.

    `official` are rows read from editions in force, added to those of `plans`.
    """
    found = Occurrence.objects.filter(event__plan__in=plans, ends__gte=starts)
    found = found.exclude(starts__isnull=False, starts__gt=ends)
    found = found.exclude(starts__isnull=True, ends__gt=ends)
    if meetings:
        found = found.filter(event__is_meeting=True)
    related = ("event__plan__association", "event__parent")
    # If there are too many, those that last all year are cut first.
    is_all_period = Case(When(event__term_kind=TermKind.ALL_PERIOD, then=1), default=0)
    order = (is_all_period, "ends", "starts", "event_id", "pk")
    rows = found.select_related(*related).order_by(*order)
    frozen = [
        CalendarEntry(event, occurrence)
        for event, occurrences in official
        for occurrence in occurrences
        if occurrence.ends >= starts and (occurrence.starts or occurrence.ends) <= ends
        if event.is_meeting or not meetings
    ]
    return [*(CalendarEntry(one.event, one) for one in rows[: MOST + 1]), *frozen]


def undated_entries(
    plans: PlanQuerySet,
    starts: dt.date,
    ends: dt.date,
    *,
    meetings: bool = False,
    official: Iterable[OfficialRow] = (),
) -> list[CalendarEntry]:
    """Rows «по необходимости» or not recognised, of plans for these days (1 query)."""
    kinds = (TermKind.ON_DEMAND, TermKind.UNKNOWN)
    frozen = [
        CalendarEntry(event)
        for event, _occurrences in official
        if event.term and event.term_kind in kinds
        if event.plan.period_start <= ends and event.plan.period_end >= starts
        if event.is_meeting or not meetings
    ]
    found = Event.objects.filter(plan__in=plans, term_kind__in=kinds).exclude(term="")
    found = found.filter(plan__period_start__lte=ends, plan__period_end__gte=starts)
    if meetings:
        found = found.filter(is_meeting=True)
    found = found.select_related("plan__association", "parent")
    rows = found.order_by("plan_id", "section_id", "order")[:MOST_UNDATED]
    return [*(CalendarEntry(one) for one in rows), *frozen]


def nearest_month(
    plans: PlanQuerySet,
    day: dt.date,
    *,
    meetings: bool = False,
    official: Iterable[OfficialRow] = (),
) -> dt.date | None:
    """First day of the month to offer for an empty one: the next with dates, or the last."""
    dates = Occurrence.objects.filter(event__plan__in=plans)
    if meetings:
        dates = dates.filter(event__is_meeting=True)
    dates = dates.exclude(event__term_kind=TermKind.ALL_PERIOD)
    frozen = [
        occurrence
        for event, occurrences in official
        if event.term_kind != TermKind.ALL_PERIOD and (event.is_meeting or not meetings)
        for occurrence in occurrences
    ]
    after = [one for one in frozen if one.ends > day]
    after += dates.filter(ends__gt=day).order_by("ends")[:1]
    before = [one for one in frozen if one.ends <= day]
    before += dates.filter(ends__lte=day).order_by("-ends")[:1]
    if after:
        near = min(after, key=lambda one: one.ends)
    elif before:
        near = max(before, key=lambda one: one.ends)
    else:
        return None
    starts = near.starts or near.ends
    return (starts if starts > day else near.ends).replace(day=1)


def plans_in_calendar(actor: Actor) -> PlanQuerySet:
    """The plans whose events the actor may see: as drafts or by their edition in force."""
    return Plan.objects.as_they_stand_for(actor) | Plan.objects.being_changed_for(actor)


def month_grid(
    entries: Sequence[CalendarEntry],
    without_days: Iterable[CalendarEntry],
    first: dt.date,
    today: dt.date,
) -> Month:
    """Lay a month out; `first` is its first day. No query."""
    is_cut, entries = len(entries) > MOST, _in_order(entries[:MOST])
    last = last_day(first.year, first.month)
    often = _often(entries)
    on_days = [one for one in entries if not _is_apart(one, often)]
    apart = [one for one in entries if _is_apart(one, often)]
    by_day: defaultdict[dt.date, list[CalendarEntry]] = defaultdict(list)
    for one in on_days:
        if one.length == 1:
            by_day[one.first].append(one)
    several = [one for one in on_days if one.length > 1]
    weeks = []
    monday = first - dt.timedelta(days=first.weekday())
    while monday <= last:
        dates = [monday + dt.timedelta(days=n) for n in range(_WEEK)]
        days = tuple(
            Day(date, first <= date <= last, date == today, tuple(by_day[date])) for date in dates
        )
        edges = max(monday, first), min(dates[-1], last)
        crossing = [one for one in several if one.first <= edges[1] and one.last >= edges[0]]
        bars = tuple(_bar(one, *edges, is_first=edges[0] == first) for one in crossing)
        weeks.append(Week(days, bars))
        monday += dt.timedelta(days=_WEEK)
    return Month(first, tuple(weeks), _groups([*apart, *without_days]), is_cut)


def upcoming_entries(
    entries: Sequence[CalendarEntry], without_days: Iterable[CalendarEntry], today: dt.date
) -> Upcoming:
    """Group entries by month; those that began before `today` are going on now. No query."""
    is_cut, entries = len(entries) > MOST, _in_order(entries[:MOST])
    often = _often(entries)
    months: defaultdict[dt.date, list[CalendarEntry]] = defaultdict(list)
    now, apart = [], []
    for one in entries:
        is_month = one.event.term_kind == TermKind.MONTH and one.first >= today
        if _is_apart(one, often) and not is_month:
            apart.append(one)
        elif one.first < today:
            now.append(one)
        else:
            months[one.first.replace(day=1)].append(one)
    groups = tuple(
        # Entries of a whole month come after those of single days.
        Group(month_name(first), tuple(sorted(group, key=lambda one: one.length > LONGEST_BAR)))
        for first, group in sorted(months.items())
    )
    return Upcoming(groups, tuple(now), _groups([*apart, *without_days]), is_cut)


def _in_order(entries: Iterable[CalendarEntry]) -> list[CalendarEntry]:
    return sorted(entries, key=lambda one: (one.first, one.is_due, one.last, one.event.pk or 0))


def _is_apart(entry: CalendarEntry, often: frozenset[tuple[int, str]]) -> bool:
    if entry.length > LONGEST_BAR or entry.key in often:
        return True
    # «Еженедельно» names no day: a bar in each week would be useless.
    return entry.event.term_kind == _RECURRING and entry.length > 1 and not entry.is_due


def _often(entries: Iterable[CalendarEntry]) -> frozenset[tuple[int, str]]:
    counts = Counter(one.key for one in entries)
    return frozenset(key for key, count in counts.items() if count > OFTEN)


def _groups(entries: Iterable[CalendarEntry]) -> tuple[Group, ...]:
    """Group what is listed apart by its heading; each event once."""
    groups: dict[str, dict[tuple[int, str], CalendarEntry]] = {heading: {} for heading in _HEADINGS}
    for one in entries:
        groups[_heading(one)].setdefault(one.key, one)
    return tuple(
        Group(heading, tuple(events.values())) for heading, events in groups.items() if events
    )


_HEADINGS = (
    "В течение месяца",
    "Дольше месяца",
    "Повторяется",
    "Весь период плана",
    "По необходимости",
    "Срок не разобран",
)


def _heading(entry: CalendarEntry) -> str:
    kinds = TermKind
    named = {
        kinds.ALL_PERIOD: "Весь период плана",
        kinds.RECURRING: "Повторяется",
        kinds.ON_DEMAND: "По необходимости",
        kinds.UNKNOWN: "Срок не разобран",
    }
    if heading := named.get(kinds(entry.event.term_kind)):
        return heading
    return "В течение месяца" if entry.length <= LONGEST_MONTH else "Дольше месяца"


def _bar(entry: CalendarEntry, starts: dt.date, ends: dt.date, *, is_first: bool) -> Bar:
    first, last = max(entry.first, starts), min(entry.last, ends)
    goes_on = entry.first < starts and not is_first
    return Bar(entry, first.weekday() + 1, (last - first).days + 1, goes_on)
