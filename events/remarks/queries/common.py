"""Common remarks (типовые замечания): the institution's and the person's own."""

from django.db.models import Q, QuerySet

from associations.actor import Actor
from events.models import CommonRemark


def common_remarks(actor: Actor) -> QuerySet[CommonRemark]:
    """Those that the actor may use: their own and those of their institution."""
    shared = Q(owner=None, institution_id__in=actor.institution_ids)
    return CommonRemark.objects.filter(shared | Q(owner=actor.user_id, owner__isnull=False))


def may_change(common: CommonRemark, actor: Actor) -> bool:
    """Their own are changed by each, the institution's by its staff."""
    if common.owner_id is None:
        return common.institution_id in actor.staff_institution_ids
    return common.owner_id == actor.user_id
