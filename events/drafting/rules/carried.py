"""Settles what was not certain when a plan was begun from that of another year."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import chain
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.checks import CarriedDoubt
from events.drafting.queries.responsible_names import ResponsibleDirectory, responsible_directory
from events.drafting.queries.row_values import ResponsibleValues
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import plan_to_change
from events.drafting.rules.parts import fields_of
from events.history.rules import done_before
from events.models import Change, Event, Plan, Section
from events.plan.patch import PartKind, Patch, difference

NOTHING_LEFT: Final = "Здесь уже всё исправлено: посмотрите, что осталось в проверке."


@transaction.atomic
def settle_carried(
    *, plan: Plan, places: Iterable[tuple[str, str]], key: str = "", by: Actor
) -> Change:
    """Write what is proposed for the doubts at these places (uid and field), as one action.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; no doubt stands there any more.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    wanted = set(places)
    doubts = [CarriedDoubt(**one) for one in plan.carried_doubts]
    doubts = [one for one in doubts if (one.uid, one.field) in wanted]
    patch = _settling(plan, doubts, responsible_directory(plan.association, by))
    if not patch:
        raise ValidationError(NOTHING_LEFT, code="stale")
    count = sum(len(change.after or {}) for change in patch)
    words = f"Исправлено после переноса с другого года: мест {count}."
    return commit_patch(plan, patch, "settle_carried", words, key=key, by=by)


def _settling(plan: Plan, doubts: list[CarriedDoubt], directory: ResponsibleDirectory) -> Patch:
    uids = {doubt.uid for doubt in doubts}
    rows = plan.events.filter(uid__in=uids).prefetch_related("responsible", "agenda")
    parts: list[tuple[PartKind, str, Plan | Section | Event]] = [
        (PartKind.HEADING, "", plan),
        *((PartKind.SECTION, one.uid, one) for one in plan.sections.filter(uid__in=uids)),
        *((PartKind.ROW, one.uid, one) for one in rows),
    ]
    changes = []
    for kind, uid, part in parts:
        old = fields_of(part)
        new = dict(old)
        for doubt in doubts:
            if doubt.uid == uid:
                new[doubt.field] = _settled(new[doubt.field], doubt, directory)
        changes.append(difference(kind, uid, old, new))
    return tuple(chain.from_iterable(changes))


def _settled(value: Any, doubt: CarriedDoubt, directory: ResponsibleDirectory) -> Any:
    """The stored value of a field with the first of the doubtful words replaced."""
    if isinstance(value, str):
        return value.replace(doubt.words, doubt.proposed, 1)
    items: list[Mapping[str, Any]] = list(value)
    for place, item in enumerate(items):
        if doubt.words in item["text"]:
            text = item["text"].replace(doubt.words, doubt.proposed, 1)
            items[place] = {**item, "text": text}
            if doubt.field == "responsible":
                named = directory.meant(text) or ResponsibleValues(text, item["kind"])
                items[place] = asdict(named)
            break
    return items
