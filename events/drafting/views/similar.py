"""Rows that a plan may want too, each with a button that adds it."""

import re
from typing import Final

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from associations.offices.queries import Request
from events.drafting.queries.similar import similar_rows
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.similar import add_similar
from events.drafting.views.done import tell_done
from events.drafting.views.fetch import plan_to_draft
from events.drafting.views.one_time import key_of_form, sent_key
from events.models import Plan

_NUMBER: Final = re.compile("[0-9]{1,9}")


@require_http_methods(["GET", "POST"])
def plan_similar(request: Request, pk: int) -> HttpResponse:
    """Show last year's rows that the plan has not, and those of sister associations."""
    plan = plan_to_draft(request, pk)
    if request.method == "POST":
        _add(request, plan)
        return redirect("events:plan_similar", pk=plan.pk)
    context = {
        "plan": plan,
        "rows": similar_rows(plan, read_content(plan), request.actor),
        "objection": objection_to_drafting(plan, request.actor),
        "key": key_of_form(request),
    }
    return render(request, "events/drafting/plan_similar.html", context)


def _add(request: Request, plan: Plan) -> None:
    """Add the row that the button names, as «plan:uid»."""
    source, _, uid = request.POST.get("row", "").partition(":")
    pk = int(source) if _NUMBER.fullmatch(source) else 0
    try:
        change = add_similar(
            plan=plan,
            source_pk=pk,
            uid=uid,
            key=sent_key(request, about=f"{source}:{uid}"),
            by=request.actor,
        )
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    else:
        tell_done(request, plan, change.words)
