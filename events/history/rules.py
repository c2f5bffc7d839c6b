"""Writing the history of a plan, and naming its versions."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.journal.rules import note
from associations.vocabulary import AUTHORS, JournalAction
from events.access import is_author
from events.models import Change, NamedVersion, Plan
from events.plan.patch import PartKind, Patch, patch_from_json, patch_to_json
from plans_portal.lib.chain import append
from plans_portal.lib.characters import normalize_characters
from plans_portal.lib.versions import require_version_of_fields

# What staff does for authors: noted each time, with the words of the history.
_MOVES: Final = frozenset(
    {
        "accept_remark",
        "begin_from",
        "create_plan",
        "decline_remark",
        "discard_revision",
        "import_content",
        "recall_plan",
        "remove_draft",
        "restore_draft",
        "revise_plan",
        "send_plan",
        "take_remark",
        "take_layout",
        "withdraw_deviation",
    }
)
# They change a plan too, but by a right of the staff's own, or by themselves.
_OWN: Final = frozenset({"grant_deviation", "lift_failure", "renew_steps"})
# Within this time the same words, sent by another page of the form, are a repetition.
JUST_NOW: Final = dt.timedelta(minutes=15)
REPEATED: Final = (
    "Вы только что добавили то же самое, и оно записано. Нужно ещё одно такое же — измените в нём"
    " хотя бы слово или повторите строку в её меню на листе плана."
)
_EDITS: Final = "Правки в плане за его авторов"


def record(
    plan: Plan,
    action: str,
    words: str,
    *,
    event_uid: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    patch: Patch | None = None,
    undoes: Change | None = None,
    undoes_also: Sequence[int] = (),
    key: str = "",
    by: Actor,
) -> Change:
    """Add a row in the caller's transaction: `action` is the rule's name, `words` a sentence.

    `patch` is what the action did to the parts of the plan, for actions that can be undone;
    `key` is the one-time key of the form.
    """
    change = Change(
        plan=plan,
        at=timezone.now(),
        by_id=by.user_id,
        by_name=by.name,
        action=action,
        words=words,
        event_uid=event_uid,
        before=before,
        after=after,
        patch=None if patch is None else patch_to_json(patch),
        undoes=undoes,
        undoes_also=list(undoes_also) or None,
        key=key or None,
    )
    append(change)
    _note_for_others(change, by)
    return change


def done_before(plan: Plan, key: str, by: Actor) -> Change | None:
    """The change that the form with this one-time key has made already (1 query, none without).

    Raises:
        ValidationError: the key belongs to another plan or person.

    """
    change = Change.objects.filter(key=key).first() if key else None
    if change is not None and (change.plan_id, change.by_id) != (plan.pk, by.user_id):
        raise ValidationError("Форма уже отправлена. Откройте её заново.", code="stale")
    return change


def refuse_repeated(plan: Plan, action: str, patch: Patch, key: str, by: Actor) -> None:
    """Refuse a form that adds the very words which this person has just added to the plan.

    Without a script the page behind Back is a new one, with another one-time key (1 query).

    Raises:
        ValidationError: the last change of the plan has added the same, by the same person.

    """
    last = plan.changes.order_by("-pk").first() if key else None
    if last is None or (last.by_id, last.action) != (by.user_id, action):
        return
    if timezone.now() - last.at < JUST_NOW and _added(patch) == _added(
        patch_from_json(last.patch or [])
    ):
        raise ValidationError(REPEATED, code="repeated")


def _added(patch: Patch) -> list[tuple[object, ...]]:
    """What a patch adds: words and the part that they stand in, not their own uids and order."""
    return [
        (one.kind, one.after, one.place_after and (one.place_after.section, one.place_after.parent))
        for one in patch
        if one.before is None
    ]


def added_uid(change: Change) -> str:
    """The uid of the first part that the change has added; empty where it added none."""
    added = (one.uid for one in patch_from_json(change.patch or []) if one.before is None)
    return next(added, "")


def objection_to_naming(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not name the plan's versions, or None."""
    if is_author(plan.association, actor):
        return None
    return "Версии плана называют его авторы: председатель и секретарь объединения."


@transaction.atomic
def name_version(
    *, change: Change, name: str, expected_version: str | None = None, by: Actor
) -> NamedVersion | None:
    """Give the plan as it was after a change a name, another one, or, with an empty name, none.

    `expected_version` is that of the name when the form was opened (without one, what is stored is
    overwritten).

    Raises:
        PermissionDenied: the actor does not write this association's plans.
        Conflict: another author has named it since.
        ValidationError: the name is too long.

    """
    # Two names at once come one after the other.
    plan = Plan.objects.select_for_update().get(pk=change.plan_id)
    objection = objection_to_naming(plan, by)
    if objection is not None or by.user_id is None:
        raise PermissionDenied(objection)
    name = " ".join(normalize_characters(name).split())
    version = NamedVersion.objects.filter(change=change).first()
    if expected_version is not None:
        stored = version or NamedVersion()
        require_version_of_fields(stored, {"name": name}, expected_version)
    if not name:
        if version is not None:
            version.delete()
        return None
    is_new = version is None
    version = version or NamedVersion(change=change)
    version.name, version.named_by_id, version.named_at = name, by.user_id, timezone.now()
    version.full_clean()
    if is_new:
        version.save(force_insert=True)
    else:
        version.save(update_fields=["name", "named_by", "named_at"])
    return version


def added_rows(change: Change) -> list[str]:
    """The uids of the rows that the change has added, in their order, without parts of rows."""
    patch = patch_from_json(change.patch or [])
    rows = (one for one in patch if one.kind == PartKind.ROW and one.before is None)
    return [one.uid for one in rows if one.place_after and not one.place_after.parent]


def _note_for_others(change: Change, by: Actor) -> None:
    """Note a move that staff made for the authors of a plan; their edits of a day once.

    No query where somebody acts who has an author's office in the association, or is no staff.
    """
    plan, action = change.plan, change.action
    is_edit = change.patch is not None and action not in _OWN | _MOVES
    if not (is_edit or action in _MOVES) or not by.staff_institution_ids:
        return
    association = plan.association
    if (
        association.institution_id not in by.staff_institution_ids
        or association.pk in by.association_ids(AUTHORS)
    ):
        return
    if is_edit and _has_edited_today(plan, change):
        return
    name = f"{association.name}, {plan.period.label()}"
    words = _EDITS if is_edit else f"За авторов плана. {change.words.rstrip('.')}"
    # After the commit: whoever has written to the journal makes others wait who note something,
    # so nothing may be locked behind it.
    transaction.on_commit(
        partial(
            note,
            action=JournalAction.FOR_OTHERS,
            words=f"{words}: {name}.",
            institution_id=association.institution_id,
            by=by,
        )
    )


def _has_edited_today(plan: Plan, change: Change) -> bool:
    morning = timezone.localtime(change.at).replace(hour=0, minute=0, second=0, microsecond=0)
    edits = plan.changes.filter(by=change.by_id, at__gte=morning, patch__isnull=False)
    return edits.exclude(pk=change.pk).exclude(action__in=_OWN | _MOVES).exists()
