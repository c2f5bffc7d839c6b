"""The month calendar and the list of upcoming events."""

import datetime as dt
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.actor import Actor
from associations.offices.queries import Request
from events.calendar.forms import CalendarForm, UpcomingForm, first_of_month
from events.calendar.queries.month import (
    dated_entries,
    month_grid,
    month_name,
    nearest_month,
    plans_in_calendar,
    undated_entries,
    upcoming_entries,
)
from events.calendar.queries.rows_in_force import OfficialRow, rows_in_force
from events.drafting.models.plan import PlanQuerySet
from events.plan.period import last_day


@require_safe
def calendar(request: Request) -> HttpResponse:
    """A month of the plans that the reader may see."""
    today = request.actor.on
    form = CalendarForm(request.GET, plans=plans_in_calendar(request.actor))
    first = first_of_month(request.GET.get("month"), today)
    days = first, last_day(first.year, first.month)
    rows = _rows(form, request.actor)
    entries = dated_entries(rows.plans, *days, meetings=form.meetings, official=rows.official)
    apart = undated_entries(rows.plans, *days, meetings=form.meetings, official=rows.official)
    month = month_grid(entries, apart, first, today)
    context = {
        "form": form,
        "kept": {"month": f"{first:%Y-%m}"} if "month" in request.GET else {},
        "month": month,
        "previous": _link(form, first - dt.timedelta(days=1)),
        "next": _link(form, days[1] + dt.timedelta(days=1)),
        "present": _link(form, today) if first != today.replace(day=1) else None,
        "near": None if month.has_dates else _near(form, rows, first),
        "query": urlencode(form.query),
    }
    template = "events/calendar/calendar.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


@require_safe
def upcoming(request: Request) -> HttpResponse:
    """Upcoming events, day by day."""
    today = request.actor.on
    form = UpcomingForm(request.GET, plans=plans_in_calendar(request.actor))
    days = today, today + form.days
    rows = _rows(form, request.actor)
    entries = dated_entries(rows.plans, *days, meetings=form.meetings, official=rows.official)
    apart = undated_entries(rows.plans, *days, meetings=form.meetings, official=rows.official)
    query = {name: value for name, value in form.query.items() if name != "ahead"}
    context = {
        "form": form,
        "upcoming": upcoming_entries(entries, apart, today),
        "until": days[1],
        "query": urlencode(query),
    }
    template = "events/calendar/upcoming.html"
    return render(request, f"{template}#found" if request.htmx else template, context)


class _Rows(NamedTuple):
    """Plans whose present rows are read, and rows read from editions in force."""

    plans: PlanQuerySet
    official: list[OfficialRow]


def _rows(form: CalendarForm, actor: Actor) -> _Rows:
    narrowed = form.narrowed
    official = rows_in_force(narrowed.being_changed_for(actor))
    return _Rows(narrowed.as_they_stand_for(actor), official)


def _near(form: CalendarForm, rows: _Rows, first: dt.date) -> dict[str, str] | None:
    day = nearest_month(
        rows.plans,
        last_day(first.year, first.month),
        meetings=form.meetings,
        official=rows.official,
    )
    return _link(form, day) if day else None


def _link(form: CalendarForm, day: dt.date) -> dict[str, str]:
    """Link to a month: its name, and its address with the filters kept."""
    query = urlencode({**form.query, "month": f"{day:%Y-%m}"})
    return {"name": month_name(day), "url": f"?{query}"}
