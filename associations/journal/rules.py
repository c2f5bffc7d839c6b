"""Writes the journal of an institution."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import JournalEntry
from associations.vocabulary import JournalAction
from plans_portal.lib.chain import append
from plans_portal.lib.characters import normalize_characters

_LONGEST_AGENT: Final = 300
_TRIES: Final = 20


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from: the address, None where it can't be known, and the program."""

    ip: str | None = None
    user_agent: str = ""


UNKNOWN: Final = Origin()


def note(
    *,
    action: JournalAction,
    words: str,
    institution_id: int | None,
    about_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    origin: Origin = UNKNOWN,
    by: Actor,
) -> JournalEntry:
    """Add an entry in the caller's transaction: `words` is a sentence.

    A stranger is an actor without an account. `before` and `after` hold the values that changed, by
    the Russian name of the field (see `changed`); `about_id` is the account that the action
    concerns.
    """
    values = {
        "institution_id": institution_id,
        "at": timezone.now(),
        "action": action.value,
        "words": normalize_characters(words),
        "by_id": by.user_id,
        "by_name": by.name,
        "about_id": about_id,
        "before": dict(before) if before else None,
        "after": dict(after) if after else None,
        "ip": origin.ip,
        "user_agent": origin.user_agent[:_LONGEST_AGENT],
    }
    # Nobody locks the journal: who comes second finds the link taken, and follows the one before.
    for _ in range(_TRIES):
        try:
            with transaction.atomic():
                return append(JournalEntry(**values))
        except IntegrityError:
            continue
    return append(JournalEntry(**values))


def changed(
    before: Mapping[str, object], after: Mapping[str, object]
) -> tuple[dict[str, str], dict[str, str]]:
    """The values that differ, as texts by the same names; an absent one is an empty text."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: _text(before.get(name)) for name in names},
        {name: _text(after.get(name)) for name in names},
    )


def changed_fields(
    row: models.Model, before: Mapping[str, object]
) -> tuple[dict[str, str], dict[str, str]]:
    """As `changed`, of a row and what its fields were, by their Russian names."""
    names = {name: str(row._meta.get_field(name).verbose_name) for name in before}  # type: ignore[union-attr]  # noqa: SLF001 - Django's own way to the fields
    was = {label: before[name] for name, label in names.items()}
    return changed(was, {label: getattr(row, name) for name, label in names.items()})


def _text(value: object) -> str:
    return "" if value is None else str(value)
