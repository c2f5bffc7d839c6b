"""Fetches what a page stands on, and asks first whether the reader may see or change it.

A stranger gets 404, a reader who may not change gets 403 with a sentence.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from associations.offices.queries import Request
from events.access import is_author
from events.drafting.queries.stored_content import shown_plan
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.removal import removed_drafts
from events.models import Plan


def plan_to_read(request: Request, pk: int) -> Plan:
    """The plan as the reader reads it, if it may (404 otherwise)."""
    plans = Plan.objects.visible_to(request.actor)
    plans = plans.select_related("association__institution", "layout", "edition", "official")
    return shown_plan(get_object_or_404(plans, pk=pk), request.actor)


def plan_to_draft(request: Request, pk: int) -> Plan:
    """The plan, if the reader is one of its authors (403 for another reader).

    Whether its words are open now is told by the page and asked again by the rule. What was typed
    while another author took the draft away still comes to its form, and is refused there: with
    a bare 404 it would be lost.
    """
    try:
        plan = plan_to_read(request, pk)
    except Http404:
        removed = removed_drafts(request.actor).filter(pk=pk).first()
        if request.method != "POST" or removed is None:
            raise
        return removed
    if not is_author(plan.association, request.actor):
        raise PermissionDenied(objection_to_drafting(plan, request.actor))
    return plan


def part_of[M: Model](rows: QuerySet[M], uid: str | None) -> M | None:
    """A section, row or step by its uid, or None where there is none (any more)."""
    return rows.filter(uid=uid).first() if uid else None


def part_or_404[M: Model](rows: QuerySet[M], uid: str) -> M:
    """A section, row or step by its uid."""
    part = part_of(rows, uid)
    if part is None:
        raise Http404
    return part
