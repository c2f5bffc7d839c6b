"""Queries of a layout's versions."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from associations.actor import Actor
from events.models import Change, Layout, Plan


def all_versions(layout: Layout) -> QuerySet[Layout]:
    """All versions of the same layout, the newest first."""
    first = layout.first_id or layout.pk
    return Layout.objects.filter(Q(pk=first) | Q(first_id=first)).order_by("-version")


def has_plans(layout: Layout) -> bool:
    """Whether a plan uses the layout, or used it and may go back to it."""
    former = Change.objects.filter(action="take_layout", before__layout_pk=layout.pk)
    return layout.plans.exists() or former.exists()


def is_withheld(layout: Layout, institution_id: int) -> bool:
    """Whether the institution begins no more plans on this layout (at most 1 query)."""
    if layout.is_built_in:
        return layout.withheld_in.filter(pk=institution_id).exists()
    return layout.state == "withdrawn"


def unpublished_version(layout: Layout) -> Layout | None:
    """The version that is being prepared and used by no plan, if there is one."""
    drafts = all_versions(layout).filter(is_active=False, published_at=None, from_file=False)
    return drafts.exclude(pk=layout.pk).filter(plans=None).first()


@dataclass(frozen=True, slots=True)
class OfferedVersions:
    """Versions that a plan may move to: the newest, and the one it came from."""

    newer: Layout | None = None
    earlier: Layout | None = None

    def __contains__(self, layout: Layout) -> bool:
        return layout in (self.newer, self.earlier)


def offered_versions(plan: Plan) -> OfferedVersions:
    """Versions that a plan may move to now (at most 2 queries; none for a built-in layout)."""
    layout = plan.layout
    if layout.is_built_in:
        return OfferedVersions()
    versions = list(all_versions(layout))
    newer = [one for one in versions if one.is_active and one.version > layout.version]
    older = {one.pk: one for one in versions if one.version < layout.version}
    return OfferedVersions(
        newer[0] if newer else None, older.get(_previous_layout(plan)) if older else None
    )


def _previous_layout(plan: Plan) -> int:
    """Key of the layout that the plan had before its present one; 0 if there was none."""
    upgrade = plan.changes.filter(action="take_layout").order_by("-id").first()
    if upgrade is None or (upgrade.after or {}).get("layout_pk") != plan.layout_id:
        return 0
    return int((upgrade.before or {}).get("layout_pk", 0))


def with_plan_counts(layouts: QuerySet[Layout], actor: Actor) -> QuerySet[Layout]:
    """The layouts with `used`, the number of plans of the actor's institution on each.

    `withheld` tells whether the institution has taken a built-in one out of use.
    """
    mine = Q(plans__removed_at=None)
    if not actor.is_superuser:
        mine &= Q(plans__association__institution_id__in=actor.staff_institution_ids)
    counted = Count("plans", distinct=True, filter=mine)
    withheld = Layout.withheld_in.through.objects.filter(
        layout=OuterRef("pk"), institution__in=actor.staff_institution_ids
    )
    return layouts.annotate(used=counted, withheld=Exists(withheld))
