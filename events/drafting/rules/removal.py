"""Removes drafts and restores them; a removed draft is hidden and its period is free."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from associations.actor import Actor, signed_in
from events.access import is_author, is_author_sql
from events.drafting.rules.plans import refuse_second_plan
from events.drafting.rules.transitions import CHANGED_MEANWHILE, lock_plan, raise_objection
from events.history.rules import record
from events.layouts.queries.versions import all_versions
from events.models import Change, Plan
from events.plan.status import PlanStatus

_NOT_YOURS: Final = "Черновик снимают и возвращают его авторы или методист института."
_STAYS: Final = "План уже отправляли на согласование, поэтому он остаётся."
_TAKEN: Final = (
    "На этот период уже есть другой план по этой форме. Пока он черновик, его можно снять,"
    " а этот вернуть."
)


def objection_to_removing(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not remove the draft now, or None."""
    if not is_author(plan.association, actor):
        return _NOT_YOURS
    if plan.removed_at is not None:
        return "Черновик уже снят. Он лежит в «Снятых черновиках»."
    if plan.edition_id is not None:
        return f"{_STAYS} {PlanStatus(plan.status).instead}"
    return None


def objection_to_restoring(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not restore the draft now, or None (1 query).

    A draft from `removed_drafts` needs no query.
    """
    if not is_author(plan.association, actor):
        return _NOT_YOURS
    if plan.removed_at is None:
        return "Черновик уже вернули."
    if hasattr(plan, "standing_pk"):
        return _TAKEN if plan.standing_pk else None
    try:
        refuse_second_plan(plan.association, plan.layout, plan.period)
    except ValidationError:
        return _TAKEN
    return None


def removed_drafts(actor: Actor) -> QuerySet[Plan]:
    """The removed drafts that the actor may restore, the last removed first.

    Annotated with the number of `rows`, `removed_by_name`, and `standing_pk`: the plan that
    took its place meanwhile, if there is one.
    """
    family = Coalesce("layout__first_id", "layout_id")
    standing = Plan.objects.not_removed().annotate(family=family)
    same = ("association_id", "period_start", "period_end", "family")
    standing = standing.filter(**{name: OuterRef(name) for name in same}).order_by("pk")
    removals = Change.objects.filter(plan=OuterRef("pk"), action="remove_draft").order_by("-id")
    found = Plan.objects.filter(is_author_sql(actor), removed_at__isnull=False)
    return (
        found.annotate(family=family)
        .annotate(
            rows=Count("events", filter=Q(events__parent=None)),
            removed_by_name=Subquery(removals.values("by_name")[:1]),
            standing_pk=Subquery(standing.values("pk")[:1]),
        )
        .select_related("association", "layout")
        .order_by("-removed_at", "-pk")
    )


@transaction.atomic
def remove_draft(*, plan: Plan, by: Actor) -> Plan:
    """Remove a draft that was never sent; its content is kept.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_removing`.

    """
    plan, by = lock_plan(plan, by)
    raise_objection(objection_to_removing(plan, by), forbidden=not is_author(plan.association, by))
    never_sent = Plan.objects.not_removed().filter(pk=plan.pk, edition=None)
    if not never_sent.update(removed_at=timezone.now(), removed_by=signed_in(by)):
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    plan.refresh_from_db(fields=["removed_at", "removed_by"])
    record(plan, "remove_draft", "Черновик снят.", by=by)
    return plan


@transaction.atomic
def restore_draft(*, plan: Plan, by: Actor) -> Plan:
    """Restore a removed draft as it was, if no other plan has taken its place.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_restoring`.

    """
    plan, by = lock_plan(plan, by)
    # Who creates a plan locks its layout, so none is created between the check and the update.
    list(all_versions(plan.layout).order_by("pk").select_for_update())
    raise_objection(objection_to_restoring(plan, by), forbidden=not is_author(plan.association, by))
    try:
        with transaction.atomic():
            removed = Plan.objects.filter(pk=plan.pk, removed_at__isnull=False)
            done = removed.update(removed_at=None, removed_by=None)
    except IntegrityError:
        raise ValidationError(_TAKEN, code="stale") from None
    if not done:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    plan.refresh_from_db(fields=["removed_at", "removed_by"])
    record(plan, "restore_draft", "Черновик возвращён.", by=by)
    return plan
