"""Who wrote the words of a plan."""

import datetime as dt
from typing import Final

from django.db.models import Q, QuerySet

from events.models import Change, Plan

# These write a whole plan, without a patch of its parts.
_WHOLE: Final = ("import_content", "begin_from")


def words_written(plan: Plan, since: dt.datetime | None = None) -> QuerySet[Change]:
    """The changes of the plan's words since a moment, or all of them."""
    changes = plan.changes.filter(Q(patch__isnull=False) | Q(action__in=_WHOLE)).order_by()
    return changes if since is None else changes.filter(at__gt=since)
