"""The transitions between the statuses of a plan, made by compare-and-set."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from associations.actor import Actor
from associations.offices.queries import actor_now
from events.models import Plan

Status = Plan.Status

_OPEN: Final = frozenset(status for status in Status if status.is_open)
# The statuses that each transition starts from; the next one depends on the steps left.
TRANSITIONS: Final[dict[str, frozenset[str]]] = {
    "send": _OPEN,
    "recall": frozenset({Status.SIGNOFF}),
    "sign": frozenset({Status.SIGNOFF}),
    "return": frozenset({Status.SIGNOFF}),
    "reject": frozenset({Status.SIGNOFF}),
    "withdraw": frozenset({Status.SIGNOFF, Status.RETURNED, Status.REJECTED, Status.APPROVED}),
    "revise": frozenset({Status.APPROVED}),
    # These two also need an edition in force.
    "discard": _OPEN,
    "repeal": frozenset(Status),
}

CHANGED_MEANWHILE: Final = "План изменился, пока вы смотрели. Откройте его снова и проверьте."
DRAFT_REMOVED: Final = (
    "Черновик снят. Чтобы работать с ним дальше, верните его из «Снятых черновиков»."
)


def lock_plan(plan: Plan, by: Actor) -> tuple[Plan, Actor]:
    """Lock the plan's row, and read it and the rights of who acts again; needs a transaction.

    An office that ended, or an account that was closed, while this waited gives no right any more;
    the offices that are left last until the transaction ends.
    """
    # First the lock alone: PostgreSQL loses a joined row that changed while it waited for one.
    Plan.objects.select_for_update().values_list("pk").get(pk=plan.pk)
    related = ("association", "layout", "edition", "official")
    return Plan.objects.select_related(*related).get(pk=plan.pk), actor_now(by, lock=True)


def transition(plan: Plan, name: str, *, to: str, stage: int = 0, **values: Any) -> None:
    """Change the plan's status, unless it was changed meanwhile.

    `values` are further fields: `edition`, `official`, `status_since`.

    Raises:
        ValidationError: it was changed meanwhile.

    """
    now = timezone.now()
    values = {"status": to, "stage": stage, "status_since": now, "changed_at": now, **values}
    moved = (
        Plan.objects.not_removed()
        .filter(pk=plan.pk, status__in=TRANSITIONS[name], status=plan.status, stage=plan.stage)
        .update(**values)
    )
    if not moved:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    plan.refresh_from_db()


def raise_objection(objection: str | None, *, forbidden: bool) -> None:
    """Raise the objection, if there is one.

    Raises:
        PermissionDenied: this person may not do it (`forbidden`).
        ValidationError: it cannot be done now.

    """
    if objection is None:
        return
    if forbidden:
        raise PermissionDenied(objection)
    raise ValidationError(objection, code="stale")


def place_in_words(plan: Plan) -> str:
    """Where the plan is now, as words for «План уже …»."""
    return Status(plan.status).where
