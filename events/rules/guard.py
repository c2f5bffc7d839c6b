"""What every deed on a plan's content begins and ends with: may I, re-read, count the revision.

Refusals are sentences, and the same ones explain a disabled button.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Case, F, IntegerField, Model, QuerySet, Value, When
from django.utils import timezone

from associations import marks
from associations.actor import Actor
from events.access import is_author
from events.models import Event, Plan, Section, Step
from events.moves import REMOVED

# Rules and pages of plans ask for it here, beside the refusal that it leads to.
mark = marks.mark


class Conflict(ValidationError):  # noqa: N818 - a word of the field
    """Somebody changed the row after it was opened; `current` is how it stands now."""

    def __init__(self, message: str, current: Event | Section | Step | Plan) -> None:
        """Keep the row, so that the page can show both versions."""
        super().__init__(message, code="conflict")
        self.current = current


def objection_to_drafting(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not change the plan's words now, or None."""
    if not is_author(plan.association, actor):
        if actor.is_superuser:
            return "Администратор смотрит планы, но не меняет и не подписывает их."
        return "План пишут председатель и секретарь объединения."
    if plan.removed_at is not None:
        return REMOVED
    if plan.status == Plan.Status.SIGNOFF:
        return "План на согласовании. Чтобы исправить его, отзовите план или дождитесь решения."
    if plan.status == Plan.Status.APPROVED:
        return "План утверждён. Чтобы исправить его, внесите изменения: это новая редакция."
    return None


def plan_to_change(plan: Plan, actor: Actor) -> Plan:
    """Lock the plan's row and read it anew; the caller is in a transaction.

    Raises:
        PermissionDenied: the actor does not write this association's plans.
        ValidationError: the plan's words are closed now.

    """
    # First the lock alone: PostgreSQL loses a joined row that changed while it waited for one.
    Plan.objects.select_for_update().values_list("pk").get(pk=plan.pk)
    current = Plan.objects.select_related("association", "layout").get(pk=plan.pk)
    objection = objection_to_drafting(current, actor)
    if objection is None:
        return current
    if is_author(current.association, actor):
        raise ValidationError(objection, code="closed")
    raise PermissionDenied(objection)


def still_there[M: Model](rows: QuerySet[M], pk: int) -> M:
    """Read a row anew; the plan is locked, so nobody deletes it from now on.

    Raises:
        ValidationError: somebody has deleted it meanwhile.

    """
    row = rows.filter(pk=pk).first()
    if row is None:
        raise ValidationError("Этого в плане уже нет: удалил другой человек.", code="gone")
    return row


def touch(plan: Plan) -> None:
    """Count one more change of the plan's words."""
    Plan.objects.filter(pk=plan.pk).update(revision=F("revision") + 1, changed_at=timezone.now())
    plan.refresh_from_db(fields=["revision", "changed_at"])


def arrange[M: (Event, Section, Step)](rows: QuerySet[M], pks: Iterable[int]) -> None:
    """Put the rows in the given order, 1, 2, 3 …, writing only those that change place.

    Two writes, so that no row ever meets another's order.
    """
    now = dict(rows.values_list("pk", "order"))
    wanted = {pk: place for place, pk in enumerate(pks, 1) if now.get(pk) != place}
    if not wanted:
        return
    moved = rows.filter(pk__in=wanted)
    moved.update(order=-1 - F("pk"))
    places = [When(pk=pk, then=Value(place)) for pk, place in wanted.items()]
    moved.update(order=Case(*places, output_field=IntegerField()))


def shifted(pks: list[int], pk: int, direction: str) -> list[int]:
    """The same rows with one moved "up" or "down" by a place; at the edge it stays."""
    place = pks.index(pk)
    other = place - 1 if direction == "up" else place + 1
    if 0 <= other < len(pks):
        pks[place], pks[other] = pks[other], pks[place]
    return pks


def placed(pks: list[int], pk: int, before: int | None) -> list[int]:
    """The same rows with one put before another, or last."""
    rest = [one for one in pks if one != pk]
    place = rest.index(before) if before in rest else len(rest)
    return [*rest[:place], pk, *rest[place:]]
