"""Whether a letter about a plan is still needed when it is about to be sent."""

import datetime as dt
from typing import Final

from associations.models import Letter
from associations.vocabulary import LetterKind
from events.models import Plan, Withdrawal
from events.signoff.queries.deciders import deciders_of
from events.signoff.queries.one_time_links import SECRET_OF_LINKS, objection_to_link_letter
from events.signoff.queries.pending_steps import pending_steps

# They ask for a decision of their reader, or tell that somebody else's is missing.
_TO_DECIDE: Final = (LetterKind.WAITS, LetterKind.DUE, LetterKind.OVERDUE)
_OF_OTHERS: Final = (LetterKind.ESCALATED, LetterKind.VACANT)
_OF_EDITION: Final = (LetterKind.RETURNED, LetterKind.REJECTED, LetterKind.RECALLED)
# They tell of a decision, which may be withdrawn.
_TOLD: Final = (LetterKind.RETURNED, LetterKind.REJECTED, LetterKind.APPROVED)

DECIDED: Final = "Пока письмо ждало, решение по плану уже приняли или план отозвали."
NOT_THEIRS: Final = "Решает теперь другой человек."
TAKEN_BACK: Final = "Пока письмо ждало, это решение отозвали."
GONE_ON: Final = "Пока письмо ждало, план отправили снова."


def objection_to_letter(letter: Letter, on: dt.date) -> str | None:
    """Why nobody needs the letter any more, or None (no query where it is about no plan)."""
    if letter.kind in SECRET_OF_LINKS:
        return objection_to_link_letter(letter, on)
    if letter.plan is None or letter.kind not in (*_TO_DECIDE, *_OF_OTHERS, *_OF_EDITION, *_TOLD):
        return None
    if letter.kind in _TOLD and _is_withdrawn(letter):
        return TAKEN_BACK
    if letter.kind == LetterKind.APPROVED:
        return None
    plan = Plan.objects.not_removed().filter(pk=letter.plan).first()
    if letter.kind in _OF_EDITION:
        is_same = plan is not None and plan.edition_id == letter.edition
        return None if is_same else GONE_ON
    if (
        plan is None
        or plan.status != Plan.Status.SIGNOFF
        or plan.edition_id != letter.edition
        # Since then the plan has gone on to another stage.
        or plan.status_since > letter.made_at
    ):
        return DECIDED
    if letter.kind in _OF_OTHERS:
        return None
    steps = pending_steps(plan)
    asked = {user.pk for step in steps for user, _actor in deciders_of(step, on=on)}
    return None if letter.recipient_id in asked else NOT_THEIRS


def _is_withdrawn(letter: Letter) -> bool:
    """Whether the decision of which the letter tells was withdrawn since (1 query)."""
    since = Withdrawal.objects.filter(signature__edition=letter.edition, at__gt=letter.made_at)
    if letter.kind == LetterKind.APPROVED:
        return since.filter(ended_approval=True).exists()
    return since.filter(signature__decision=letter.kind).exists()
