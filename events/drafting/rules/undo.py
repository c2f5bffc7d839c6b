"""Undoes an action of the history, and so redoes it: an undo is an action too."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import plan_to_change
from events.drafting.rules.parts import conflicts_with
from events.history.rules import done_before
from events.models import Change, Plan
from events.plan.patch import Patch, as_one, inverse, patch_from_json

UNDO_DAYS: Final = 30
UNDONE: Final = "Это действие уже отменено."
NOT_UNDOABLE: Final = "Эту запись истории одним нажатием не отменить."
TOO_OLD: Final = f"Отменить одним нажатием можно то, что сделано за последние {UNDO_DAYS} дней."
CAME_BACK: Final = "Эти правки уже вернули всё, как было: отменять нечего."
CHANGED_SINCE: Final = (
    "После этого то же место плана правили, поэтому отменить одним нажатием нельзя: чужая правка "
    "пропала бы. Что было раньше, видно в истории."
)
_UNDO: Final = "Отменено. "
_REDO: Final = "Возвращено. "


def undo_change(*, change: Change, key: str = "", by: Actor) -> Change:
    """Undo an action, if what it changed was not changed since; return the new change.

    Undoing an undo brings the action back. The same one-time `key` undoes nothing again.

    Raises:
        PermissionDenied, ValidationError: see `undo_changes`.

    """
    return undo_changes(changes=[change], key=key, by=by)


@transaction.atomic
def undo_changes(*, changes: Sequence[Change], key: str = "", by: Actor) -> Change:
    """Undo successive edits of one part of a plan as a single action, or one action of any kind.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; undone already, changed since,
            too long ago, or nothing that can be undone.

    """
    *others, last = sorted(changes, key=lambda change: change.pk)
    plan = plan_to_change(last.plan, by)
    if done := done_before(plan, key, by):
        return done
    undone = undone_changes(plan)
    oldest = timezone.now() - dt.timedelta(days=UNDO_DAYS)
    for change in changes:
        if change.patch is None:
            raise ValidationError(NOT_UNDOABLE, code="stale")
        if change.pk in undone:
            raise ValidationError(UNDONE, code="stale")
        if change.at < oldest:
            raise ValidationError(TOO_OLD, code="stale")
    patch = inverse(_patch_of([*others, last]))
    if conflicts_with(plan, patch):
        raise ValidationError(CHANGED_SINCE, code="stale")
    return commit_patch(
        plan,
        patch,
        "undo_change",
        _words(last),
        event_uid=last.event_uid,
        undoes=last,
        undoes_also=[change.pk for change in others],
        key=key,
        by=by,
    )


def _patch_of(changes: Sequence[Change]) -> Patch:
    patches = [patch_from_json(change.patch or []) for change in changes]
    if len(patches) == 1:
        return patches[0]
    if not all(len(patch) == 1 for patch in patches):
        raise ValidationError(NOT_UNDOABLE, code="stale")
    edit = as_one([part for [part] in patches])
    if edit is None:
        raise ValidationError(NOT_UNDOABLE, code="stale")
    if edit.before == {}:
        raise ValidationError(CAME_BACK, code="stale")
    return (edit,)


def undone_changes(plan: Plan) -> set[int]:
    """The primary keys of a plan's changes that are undone now (1 query)."""
    undone: set[int] = set()
    undoing = plan.changes.exclude(undoes=None).order_by("-pk")
    for pk, undoes, also in undoing.values_list("pk", "undoes", "undoes_also"):
        if pk not in undone and undoes is not None:
            undone |= {undoes, *(also or ())}
    return undone


def _words(change: Change) -> str:
    if change.words.startswith(_UNDO):
        return _REDO + change.words.removeprefix(_UNDO)
    return _UNDO + change.words.removeprefix(_REDO)
