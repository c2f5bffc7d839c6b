"""The table of moves of a plan's sign-off, and how a move is made: by compare-and-set, once.

Who may make which move, and what it leaves behind, is told in `events.signoff.rules.signing` and
`events.signoff.rules.revision`.
"""

from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from events.models import Plan

Status = Plan.Status

_OPEN: Final = frozenset(status for status in Status if status.is_open)
# Which status each move starts from. What it leads to follows from the steps that are left.
MOVES: Final[dict[str, frozenset[str]]] = {
    "send": _OPEN,
    "recall": frozenset({Status.SIGNOFF}),
    "sign": frozenset({Status.SIGNOFF}),
    "return": frozenset({Status.SIGNOFF}),
    "revise": frozenset({Status.APPROVED}),
    # These two also ask for an edition in force.
    "discard": _OPEN,
    "repeal": frozenset(Status),
}

CHANGED_MEANWHILE: Final = "План изменился, пока вы смотрели. Откройте его снова и проверьте."
REMOVED: Final = "Черновик снят. Чтобы работать с ним дальше, верните его из «Снятых черновиков»."


def lock_plan(plan: Plan) -> Plan:
    """Lock the plan's row and read it anew; the caller is in a transaction."""
    # First the lock alone: PostgreSQL loses a joined row that changed while it waited for one.
    Plan.objects.select_for_update().values_list("pk").get(pk=plan.pk)
    related = ("association", "layout", "edition", "official")
    return Plan.objects.select_related(*related).get(pk=plan.pk)


def transition(plan: Plan, name: str, *, to: str, stage: int = 0, **values: Any) -> None:
    """Change the plan's status only if nobody has moved it meanwhile.

    `values` are what moves with it: `edition`, `official`, `status_since`.

    Raises:
        ValidationError: somebody has.

    """
    now = timezone.now()
    values = {"status": to, "stage": stage, "status_since": now, "changed_at": now, **values}
    moved = (
        Plan.objects.not_removed()
        .filter(pk=plan.pk, status__in=MOVES[name], status=plan.status, stage=plan.stage)
        .update(**values)
    )
    if not moved:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    plan.refresh_from_db()


def refuse(objection: str | None, *, forbidden: bool) -> None:
    """Raise what an `objection_to_…` says, if it says anything.

    Raises:
        PermissionDenied: the move is not this person's (`forbidden`).
        ValidationError: it can't be made now.

    """
    if objection is None:
        return
    if forbidden:
        raise PermissionDenied(objection)
    raise ValidationError(objection, code="stale")


def where(plan: Plan) -> str:
    """In whose hands the plan is: «План уже …»."""
    return Status(plan.status).where
