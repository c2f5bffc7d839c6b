"""Merges a sent form with what others have written since it was opened."""

from typing import Any

from events.models import Event, Plan, Section, Step
from events.plan.merging import Fields, Opened, merged
from plans_portal.lib.versions import Conflict, version_of


def merge_typed(
    mine: Fields,
    stored: Fields,
    *,
    is_stale: bool,
    opened: Opened,
    message: str,
    part: Event | Section | Step | Plan,
) -> dict[str, Any]:
    """The fields to write: mine where only I changed them, else those that are stored.

    `is_stale` says that the part has changed since the form was opened; else all of mine is meant,
    but for what was left as it is stored.

    Raises:
        Conflict: both changed a field differently; it names the fields.

    """
    left = {name: stored[name] for name in opened.left if name in mine}
    if not is_stale:
        return {**mine, **left}
    both = merged(opened.fields, mine, stored)
    if both.conflicts:
        raise Conflict(message, part, version_of(stored), both.conflicts)
    return {**both.fields, **left}
