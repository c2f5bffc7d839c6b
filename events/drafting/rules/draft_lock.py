"""How each change of a plan begins and ends: lock, check rights, count the revision."""

from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.utils import timezone

from associations.actor import Actor
from associations.offices.queries import actor_now
from events.access import is_author
from events.drafting.rules.transitions import DRAFT_REMOVED
from events.models import Plan
from events.plan.status import PlanStatus

GONE: Final = "Этого в плане уже нет: удалил другой человек."


def objection_to_drafting(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not change the plan now, or None."""
    if not is_author(plan.association, actor):
        if actor.is_superuser:
            return "Администратор смотрит планы, но не меняет и не подписывает их."
        return "План пишут председатель и секретарь объединения."
    if plan.removed_at is not None:
        return DRAFT_REMOVED
    return PlanStatus(plan.status).closed_because or None


def plan_to_change(plan: Plan, actor: Actor) -> Plan:
    """Lock the plan's row, and read it and the rights of who acts again; needs a transaction.

    Raises:
        PermissionDenied: the actor does not write this association's plans, or not any more.
        ValidationError: the plan cannot be changed now.

    """
    # Without joins: PostgreSQL loses a joined row that changed while it waited for the lock.
    current = Plan.objects.select_for_update().get(pk=plan.pk)
    if Plan.association.is_cached(plan) and plan.association_id == current.association_id:
        current.association = plan.association
    if Plan.layout.is_cached(plan) and plan.layout_id == current.layout_id:
        current.layout = plan.layout
    actor = actor_now(actor)
    objection = objection_to_drafting(current, actor)
    if objection is None:
        return current
    if is_author(current.association, actor):
        raise ValidationError(objection, code="closed")
    raise PermissionDenied(objection)


def read_again[M: Model](rows: QuerySet[M], pk: int) -> M:
    """Read a row of a locked plan again.

    Raises:
        ValidationError: it was deleted meanwhile.

    """
    row = rows.filter(pk=pk).first()
    if row is None:
        raise ValidationError(GONE, code="gone")
    return row


def part_with_uid[M: Model](parts: QuerySet[M], uid: str) -> M:
    """A row, section or step of a locked plan by its uid.

    Raises:
        ValidationError: it was deleted meanwhile.

    """
    part = parts.filter(uid=uid).first()
    if part is None:
        raise ValidationError(GONE, code="gone")
    return part


def bump_revision(plan: Plan) -> None:
    """Count one more change of the locked plan."""
    plan.revision, plan.changed_at = plan.revision + 1, timezone.now()
    plan.save(update_fields=["revision", "changed_at"])
