"""Versions of a layout: which belong together, which one is being made, which one is newer.

Questions to the database only.
"""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from associations.actor import Actor
from events.models import Change, Layout, Plan


def family_of(layout: Layout) -> QuerySet[Layout]:
    """Every version of the same form, the newest first."""
    first = layout.first_id or layout.pk
    return Layout.objects.filter(Q(pk=first) | Q(first_id=first)).order_by("-version")


def has_plans(layout: Layout) -> bool:
    """Whether a plan stands on the layout, or stood on it and may go back to it."""
    left = Change.objects.filter(deed="take_layout", before__layout_pk=layout.pk)
    return layout.plans.exists() or left.exists()


def unpublished_version(layout: Layout) -> Layout | None:
    """The version of this form that is being made and no plan uses, if there is one."""
    drafts = family_of(layout).filter(is_active=False, published_at=None, from_file=False)
    return drafts.exclude(pk=layout.pk).filter(plans=None).first()


@dataclass(frozen=True, slots=True)
class Offered:
    """The versions of its layout that a plan may take: the newest, and the one it came from."""

    newer: Layout | None = None
    earlier: Layout | None = None

    def __contains__(self, layout: Layout) -> bool:
        return layout in (self.newer, self.earlier)


def offered_to(plan: Plan) -> Offered:
    """What a plan may take now (one query; none for a built-in layout; two after a move)."""
    layout = plan.layout
    if layout.is_built_in:
        return Offered()
    versions = list(family_of(layout))
    newer = [one for one in versions if one.is_active and one.version > layout.version]
    older = {one.pk: one for one in versions if one.version < layout.version}
    return Offered(newer[0] if newer else None, older.get(_came_from(plan)) if older else None)


def _came_from(plan: Plan) -> int:
    """The layout that the plan stood on before it took its present one; 0 if it took none."""
    taken = plan.changes.filter(deed="take_layout").order_by("-id").first()
    if taken is None or (taken.after or {}).get("layout_pk") != plan.layout_id:
        return 0
    return int((taken.before or {}).get("layout_pk", 0))


def with_use(layouts: QuerySet[Layout], actor: Actor) -> QuerySet[Layout]:
    """The layouts with `used`: how many plans stand on each, of those that the actor may count."""
    mine = Q(plans__removed_at=None)
    if not actor.is_superuser:
        mine &= Q(plans__association__institution_id__in=actor.staff_institution_ids)
    counted = Count("plans", distinct=True, filter=mine)
    return layouts.annotate(used=counted)
