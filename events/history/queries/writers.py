"""Who wrote the words of a plan."""

import datetime as dt
from typing import Final

from django.db.models import Q

from events.models import Plan

# These write a whole plan, without a patch of its parts.
_WHOLE: Final = ("import_content", "begin_from")


def writers(plan: Plan, since: dt.datetime | None = None) -> frozenset[int]:
    """The people who changed the plan's words since a moment, or ever (1 query)."""
    changes = plan.changes.filter(Q(patch__isnull=False) | Q(action__in=_WHOLE))
    if since is not None:
        changes = changes.filter(at__gt=since)
    people = changes.filter(by__person__isnull=False).order_by()
    return frozenset(people.values_list("by__person", flat=True).distinct())
