"""What became of an edition after it was signed: in force, replaced, repealed, or never approved.

It reads signatures, repeals and which edition its plan names; it moves nothing.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from events.models import Edition, Plan, Repeal
from events.plan.codec import steps_of
from events.plan.vocabulary import Decision, Verb

type State = Literal["in_force", "replaced", "repealed", "not_approved"]

_DONE = (Decision.AGREED, Decision.APPROVED)


@dataclass(frozen=True, slots=True)
class EditionStatus:
    """Whether an edition is in force, and since when it has been as it is now.

    `since` is the moment of its approval, of the approval of `replaced_by` (the approved edition
    that came next) or of the `repeal`; None where it was never approved.
    """

    state: State
    replaced_by: Edition | None = None
    since: dt.datetime | None = None
    repeal: Repeal | None = None

    @property
    def words(self) -> str:
        """One word for a badge: «Действует»."""
        return _WORDS[self.state]


_WORDS: dict[State, str] = {
    "in_force": "Действует",
    "replaced": "Заменена",
    "repealed": "Отменена",
    "not_approved": "Не утверждена",
}


def edition_status(edition: Edition) -> EditionStatus:
    """Of one edition (4 queries, whatever number of editions the plan has)."""
    return edition_statuses(edition.plan)[edition.pk]


def edition_statuses(
    plan: Plan, editions: Iterable[Edition] | None = None
) -> dict[int, EditionStatus]:
    """Of each edition of a plan, by its key (3 queries).

    `editions`, all of the plan's with signatures and repeal at hand, spare the queries.
    """
    if editions is None:
        editions = plan.editions.select_related("repeal").prefetch_related("signatures")
    found: dict[int, EditionStatus] = {}
    later: tuple[Edition, dt.datetime] | None = None
    for edition in sorted(editions, key=lambda one: one.number, reverse=True):
        approved = approved_at(edition)
        if approved is None:
            found[edition.pk] = EditionStatus("not_approved")
            continue
        repeal = getattr(edition, "repeal", None)
        if repeal is not None:
            found[edition.pk] = EditionStatus("repealed", since=repeal.at, repeal=repeal)
        elif later is not None:
            found[edition.pk] = EditionStatus("replaced", later[0], later[1])
        else:
            found[edition.pk] = EditionStatus("in_force", since=approved)
        later = edition, approved
    return found


def approved_at(edition: Edition) -> dt.datetime | None:
    """When the last of those who agree and approve signed; None while somebody has not.

    The steps that the edition itself holds tell who that is, so it is true for ever.
    """
    signed = {one.step_uid for one in edition.signatures.all() if one.decision in _DONE}
    wanted = {one.uid for one in steps_of(edition.content) if one.verb != Verb.CLOSE}
    return edition.last_signed_at if wanted and wanted <= signed else None
