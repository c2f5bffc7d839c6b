"""Writes a patch of a locked plan as one action: parts, length, revision, history."""

from collections.abc import Mapping, Sequence

from associations.actor import Actor
from events.drafting.rules.draft_lock import bump_revision
from events.drafting.rules.length import count_characters, refuse_long_plan
from events.drafting.rules.part_writing import write_patch
from events.drafting.rules.route import refuse_off_route
from events.history.rules import record
from events.models import Change, Event, Plan
from events.plan.patch import Patch


def commit_patch(
    plan: Plan,
    patch: Patch,
    action: str,
    words: str,
    *,
    event_uid: str = "",
    undoes: Change | None = None,
    undoes_also: Sequence[int] = (),
    key: str = "",
    read: Mapping[str, Event] = {},
    by: Actor,
) -> Change:
    """Write the patch, count the revision and record the action, which can then be undone.

    `read` are rows of the patch that were read under the lock (see `write_patch`).

    The caller is in a transaction and has locked the plan by `plan_to_change`.

    Raises:
        ValidationError: a wrong value, the plan became too long, a part is gone, or its steps
            would leave the route (see `refuse_off_route`).

    """
    refuse_off_route(plan, patch)
    write_patch(plan, patch, read)
    if _growth(patch) > 0:
        refuse_long_plan(plan)
    bump_revision(plan)
    return record(
        plan,
        action,
        words,
        event_uid=event_uid,
        patch=patch,
        undoes=undoes,
        undoes_also=undoes_also,
        key=key,
        by=by,
    )


def _growth(patch: Patch) -> int:
    """How many characters the plan gains."""
    return sum(_length(change.after) - _length(change.before) for change in patch)


def _length(fields: object) -> int:
    if isinstance(fields, dict):
        return sum(map(_length, fields.values()))
    if isinstance(fields, list):
        return sum(map(_length, fields))
    return count_characters(fields)
