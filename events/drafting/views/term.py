"""The fragment under the term field: how the typed term is understood."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from associations.offices.queries import Request
from events.drafting.forms.term import TermReading
from events.drafting.queries.school_year import dated_period
from events.drafting.rules.occurrences import month_of_section
from events.drafting.views.fetch import part_of, plan_to_draft


@require_safe
def term_reading(request: Request, pk: int) -> HttpResponse:
    """Read `?term=` in the plan's period and the month of `?section=`."""
    plan = plan_to_draft(request, pk)
    section = part_of(plan.sections.all(), request.GET.get("section"))
    month = month_of_section(section) if section else None
    words, choice = request.GET.get("term", ""), request.GET.get("term_choice", "")
    reading = TermReading(words, choice, dated_period(plan), month)
    return render(request, "events/drafting/_term.html#reading", {"reading": reading})
