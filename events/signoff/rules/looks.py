"""Keeps which edition of a plan somebody last looked at."""

from django.utils import timezone

from associations.actor import Actor
from events.models import Edition, Look, Plan


def note_look(*, plan: Plan, edition: Edition | None, by: Actor) -> None:
    """Note that the edition was opened (1 query where that is known, else 3; none without one).

    Opened again it changes nothing, so that a reload does not lose what was looked at before it.
    """
    if edition is None or by.user_id is None:
        return
    look = Look.objects.filter(plan=plan, user=by.user_id).first()
    if look is not None and look.edition_id == edition.pk:
        return
    earlier = look.edition_id if look else None
    new = Look(
        plan=plan, user_id=by.user_id, edition=edition, earlier_id=earlier, at=timezone.now()
    )
    # Two tabs that open at once write the same.
    Look.objects.bulk_create(
        [new],
        update_conflicts=True,
        unique_fields=["plan", "user"],
        update_fields=["edition", "earlier", "at"],
    )
