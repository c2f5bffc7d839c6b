"""Remarks for the pages: of one plan with their threads, by place, and counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count

from associations.actor import Actor
from events.models import Plan, Remark
from events.plan.content import PlanContent


@dataclass(frozen=True)
class PlanRemarks:
    """The remarks of a plan that the reader may read, in the order of their making.

    `by_uid` are the unsettled ones of each row and section; `gone` the keys of those whose place is
    not in the content that the reader is shown.
    """

    all: tuple[Remark, ...] = ()
    by_uid: Mapping[str, tuple[Remark, ...]] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()

    @property
    def unsettled(self) -> list[Remark]:
        """Those of which the authors owe something."""
        return [one for one in self.all if not one.is_settled]

    @property
    def settled(self) -> list[Remark]:
        """The others."""
        return [one for one in self.all if one.is_settled]


NO_REMARKS: Final = PlanRemarks()


def remarks_of_plan(plan: Plan, actor: Actor, content: PlanContent | None = None) -> PlanRemarks:
    """The remarks of a plan for this reader (1 query).

    With the `content` that the reader is shown, those whose place is gone are known.
    """
    remarks = Remark.objects.visible_to(actor).filter(plan=plan).annotate(answered=Count("answers"))
    found = tuple(remarks.order_by("made_at", "id"))
    by_uid: defaultdict[str, list[Remark]] = defaultdict(list)
    for one in found:
        one.plan = plan
        if one.uid and not one.is_settled:
            by_uid[one.uid].append(one)
    here = uids_in(content) if content is not None and found else frozenset()
    gone = {one.pk for one in found if one.uid and one.uid not in here}
    return PlanRemarks(
        found,
        {uid: tuple(some) for uid, some in by_uid.items()},
        frozenset(gone if content is not None else ()),
    )


def uids_in(content: PlanContent) -> frozenset[str]:
    """The uids of all sections, rows and sub-events of a content."""
    sections = (one.uid for one in content.all_sections())
    return frozenset((*sections, *(one.uid for one in content.all_events())))


def unsettled_in(plans: Iterable[Plan], actor: Actor) -> dict[int, list[Remark]]:
    """The unsettled remarks of each of the plans by its key (1 query)."""
    keys = [plan.pk for plan in plans]
    remarks = Remark.objects.visible_to(actor).unsettled().filter(plan__in=keys)
    found: defaultdict[int, list[Remark]] = defaultdict(list)
    for one in remarks.order_by("made_at", "id") if keys else ():
        found[one.plan_id].append(one)
    return found
