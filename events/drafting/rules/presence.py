"""Notes who has a plan open, and tells who else has."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone

from associations.actor import Actor
from events.models import Plan, Presence

# A page tells of itself every ten seconds; one that is silent for this long is gone.
SILENT: Final = dt.timedelta(seconds=35)
SHOWN: Final = 6
# Of one person in one plan; more pages than these are forgotten.
MOST_OPEN: Final = 20


@transaction.atomic
def note_presence(*, plan: Plan, tab: str, row: str, by: Actor) -> QuerySet[Presence]:
    """Note that a page of the plan is open at a row, and give the other pages (4 queries)."""
    now = timezone.now()
    pages = Presence.objects.filter(plan=plan)
    seen = {"user_id": by.user_id, "name": by.name, "row": row, "at": now}
    if not pages.filter(tab=tab, user=by.user_id).update(**seen):
        own = pages.filter(user=by.user_id).order_by("-at", "-pk").values("pk")
        pages.filter(Q(at__lt=now - SILENT) | Q(pk__in=own[MOST_OPEN - 1 :])).delete()
        Presence.objects.bulk_create([Presence(plan=plan, tab=tab, **seen)], ignore_conflicts=True)
    others = pages.filter(at__gte=now - SILENT).exclude(tab=tab)
    # One's own other pages come last.
    is_own = Case(When(user=by.user_id, then=Value(1)), default=Value(0))
    return others.order_by(is_own, "name", "pk")[:SHOWN]
