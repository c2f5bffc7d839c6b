"""Notes who has a plan open, and tells who else has."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from associations.actor import Actor
from events.models import Plan, Presence

# A page tells of itself every ten seconds; one that is silent for this long is gone.
SILENT: Final = dt.timedelta(seconds=35)
SHOWN: Final = 6


@transaction.atomic
def note_presence(*, plan: Plan, tab: str, row: str, by: Actor) -> QuerySet[Presence]:
    """Note that a page of the plan is open at a row, and give the other pages (4 queries)."""
    now = timezone.now()
    pages = Presence.objects.filter(plan=plan)
    seen = {"user_id": by.user_id, "name": by.name, "row": row, "at": now}
    if not pages.filter(tab=tab, user=by.user_id).update(**seen):
        pages.filter(at__lt=now - SILENT).delete()
        Presence.objects.bulk_create([Presence(plan=plan, tab=tab, **seen)], ignore_conflicts=True)
    others = pages.filter(at__gte=now - SILENT).exclude(tab=tab)
    return others.order_by("name", "pk")[:SHOWN]
