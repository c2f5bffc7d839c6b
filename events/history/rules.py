"""Writing the history of a plan."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from associations.actor import Actor
from events.models import Change, Plan


def record(
    plan: Plan,
    action: str,
    words: str,
    *,
    event_uid: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    by: Actor,
) -> Change:
    """Add a row in the caller's transaction: `action` is the rule's name, `words` a sentence."""
    return Change.objects.create(
        plan=plan,
        at=timezone.now(),
        by_id=by.user_id,
        by_name=by.name,
        action=action,
        words=words,
        event_uid=event_uid,
        before=before,
        after=after,
    )
