"""Who wrote the words of a plan."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

from django.db.models import Max, Q, QuerySet

from events.models import Change, Plan

# These write a whole plan, without a patch of its parts.
_WHOLE: Final = ("import_content", "begin_from")
_OF_WORDS: Final = Q(patch__isnull=False) | Q(action__in=_WHOLE)


def words_written(plan: Plan, since: dt.datetime | None = None) -> QuerySet[Change]:
    """The changes of the plan's words since a moment, or all of them."""
    changes = plan.changes.filter(_OF_WORDS).order_by()
    return changes if since is None else changes.filter(at__gt=since)


def last_written(plans: Iterable[Plan], user_id: int | None) -> dict[int, dt.datetime]:
    """When this account last wrote words of each of the plans, by their keys (1 query)."""
    changes = Change.objects.filter(_OF_WORDS, plan__in=[plan.pk for plan in plans], by=user_id)
    found = changes.order_by().values("plan").annotate(last=Max("at"))
    return dict(found.values_list("plan", "last"))
