"""The order of rows among their siblings, stored as 1, 2, 3 … in the field `order`.

`siblings` is always the query set of all rows that share one order; the caller holds a lock.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When


def ordered_keys(siblings: QuerySet[Any]) -> list[int]:
    """The keys of the rows in their order."""
    return list(siblings.order_by("order").values_list("pk", flat=True))


def renumber(siblings: QuerySet[Any], pks: Iterable[int] | None = None) -> None:
    """Number the rows as given, or as they are without gaps; writes only those that change.

    Two writes, so that no two rows ever have the same number.
    """
    now = dict(siblings.order_by("order").values_list("pk", "order"))
    wanted = {
        pk: place for place, pk in enumerate(now if pks is None else pks, 1) if now.get(pk) != place
    }
    if not wanted:
        return
    moved = siblings.filter(pk__in=wanted)
    moved.update(order=-1 - F("pk"))
    places = [When(pk=pk, then=Value(place)) for pk, place in wanted.items()]
    moved.update(order=Case(*places, output_field=IntegerField()))
