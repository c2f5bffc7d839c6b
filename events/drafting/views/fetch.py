"""Fetches the plan of a page: 404 where it may not be seen, 403 where not changed."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from associations.offices.queries import Request
from events.access import is_author
from events.drafting.models.plan import UID
from events.drafting.queries.stored_content import shown_plan
from events.drafting.rules.draft_lock import objection_to_drafting
from events.drafting.rules.removal import removed_drafts
from events.models import Deviation, DismissedFinding, Plan


def plan_to_read(request: Request, pk: int) -> Plan:
    """The plan as the reader may read it, else 404."""
    plans = Plan.objects.visible_to(request.actor)
    plans = plans.select_related("association__institution", "layout", "edition", "official")
    # Few plans have any: of the others nothing more is asked.
    dismissed = DismissedFinding.objects.filter(plan=OuterRef("pk"))
    deviations = Deviation.objects.filter(plan=OuterRef("pk"))
    plans = plans.annotate(has_dismissed=Exists(dismissed), has_deviations=Exists(deviations))
    return shown_plan(get_object_or_404(plans, pk=pk), request.actor)


def plan_to_draft(request: Request, pk: int) -> Plan:
    """The plan, if the reader is one of its authors (403 for another reader).

    It may be closed: the rule refuses then. A POST to a draft that was removed meanwhile comes
    to its form too and is refused there: with a bare 404 the typed words would be lost.
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
    """A section, row or step by its uid, or None, as for any other text."""
    return rows.filter(uid=uid).first() if uid and UID.fullmatch(uid) else None


def part_or_404[M: Model](rows: QuerySet[M], uid: str) -> M:
    """A section, row or step by its uid, else 404."""
    part = part_of(rows, uid)
    if part is None:
        raise Http404
    return part
