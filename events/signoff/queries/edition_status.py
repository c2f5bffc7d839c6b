"""Status of an edition: in force, replaced, repealed, or never approved."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from events.models import Edition, Plan, Repeal, Withdrawal
from events.plan.codec import steps_of
from events.plan.stages import lacking
from events.plan.vocabulary import DECISIONS, POSITIVE

type State = Literal["in_force", "replaced", "repealed", "withdrawn", "not_approved"]


@dataclass(frozen=True, slots=True)
class EditionStatus:
    """The state of an edition and since when it has it.

    `since` is the time of its approval, of the approval of `replaced_by` (the next approved
    edition), of the `repeal` or of the `withdrawal` of its approval; None if it was never approved.
    """

    state: State
    replaced_by: Edition | None = None
    since: dt.datetime | None = None
    repeal: Repeal | None = None
    withdrawal: Withdrawal | None = None

    @property
    def words(self) -> str:
        """One word for a badge: «Действует»."""
        return _WORDS[self.state]


_WORDS: dict[State, str] = {
    "in_force": "Действует",
    "replaced": "Заменена",
    "repealed": "Отменена",
    "withdrawn": "Утверждение отозвано",
    "not_approved": "Не утверждена",
}


def edition_status(edition: Edition) -> EditionStatus:
    """Give the status of one edition (4 queries for any number of editions)."""
    return edition_statuses(edition.plan)[edition.pk]


def edition_statuses(
    plan: Plan, editions: Iterable[Edition] | None = None
) -> dict[int, EditionStatus]:
    """Give the status of each edition of a plan by its key (3 queries).

    No query if `editions` are given: all of the plan's, with signatures and repeals loaded.
    """
    if editions is None:
        editions = plan.editions.select_related("repeal").prefetch_related("signatures")
    statuses: dict[int, EditionStatus] = {}
    later: tuple[Edition, dt.datetime] | None = None
    for edition in sorted(editions, key=lambda edition: edition.number, reverse=True):
        approved = approved_at(edition)
        if approved is None:
            ended = ended_approval(edition)
            statuses[edition.pk] = (
                EditionStatus("withdrawn", since=ended.at, withdrawal=ended)
                if ended
                else EditionStatus("not_approved")
            )
            continue
        repeal = getattr(edition, "repeal", None)
        if repeal is not None:
            statuses[edition.pk] = EditionStatus("repealed", since=repeal.at, repeal=repeal)
        elif later is not None:
            statuses[edition.pk] = EditionStatus("replaced", later[0], later[1])
        else:
            statuses[edition.pk] = EditionStatus("in_force", since=approved)
        later = edition, approved
    return statuses


def ended_approval(edition: Edition) -> Withdrawal | None:
    """The last withdrawal that ended an approval of the edition; it may be approved again since."""
    ended = [
        one.withdrawal
        for one in edition.signatures.all()
        if not one.stands and one.withdrawal.ended_approval
    ]
    return max(ended, key=lambda one: one.at, default=None)


def approved_at(edition: Edition) -> dt.datetime | None:
    """Time of the last signature that agrees or approves; None while one is lacking.

    The steps are read from the edition itself: later changes of the plan's steps don't matter.
    """
    signed = {one.step_uid for one in edition.standing if one.decision in POSITIVE}
    steps = [step for step in steps_of(edition.content) if step.verb in DECISIONS]
    return edition.last_signed_at if steps and not lacking(steps, signed) else None
