"""Versions of a layout: which belong together, which one is being made, which one is newer.

Questions to the database only.
"""

from django.db.models import Count, Q, QuerySet

from associations.access import Actor
from events.models import Layout, Plan


def family_of(layout: Layout) -> QuerySet[Layout]:
    """Every version of the same form, the newest first."""
    first = layout.first_id or layout.pk
    return Layout.objects.filter(Q(pk=first) | Q(first_id=first)).order_by("-version")


def in_work(layout: Layout) -> Layout | None:
    """The version of this form that is being made and no plan uses, if there is one."""
    drafts = family_of(layout).filter(is_active=False, published_at=None, from_file=False)
    return drafts.exclude(pk=layout.pk).filter(plans=None).first()


def newer_for(plan: Plan) -> Layout | None:
    """The version in force that came out after the plan's own (one query, or none: built in)."""
    layout = plan.layout
    if layout.is_built_in:
        return None
    return family_of(layout).filter(is_active=True, version__gt=layout.version).first()


def earlier_for(plan: Plan) -> Layout | None:
    """The version that the plan stood on before it took its present one, if it may go back."""
    if plan.layout.is_built_in:
        return None
    taken = plan.changes.filter(deed="take_layout").order_by("-id").first()
    if taken is None or (taken.after or {}).get("layout_pk") != plan.layout_id:
        return None
    before = (taken.before or {}).get("layout_pk", 0)
    return family_of(plan.layout).filter(pk=before, version__lt=plan.layout.version).first()


def with_use(layouts: QuerySet[Layout], actor: Actor) -> QuerySet[Layout]:
    """The layouts with `used`: how many plans stand on each, of those that the actor may count."""
    mine = Q(plans__association__institution_id__in=actor.staff_institution_ids)
    counted = Count("plans", distinct=True, filter=None if actor.is_superuser else mine)
    return layouts.annotate(used=counted)
