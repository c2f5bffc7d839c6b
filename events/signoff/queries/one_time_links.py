"""One-time links: found by what their reader has, and as the plan's page tells of them."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Final

from django.utils import timezone
from django.utils.crypto import salted_hmac

from associations.actor import Actor, Outsider
from associations.models import Letter
from associations.vocabulary import LetterKind
from events.models import OneTimeLink, Plan, Step
from events.plan.vocabulary import DECISIONS

# A code that came by letter is good for so long; one that is told by phone, as long as its link.
CODE_LASTS: Final = dt.timedelta(minutes=30)
MOST_WRONG: Final = 5
MOST_CODES: Final = 5
SECRET_OF_LINKS: Final = (LetterKind.LINK, LetterKind.CODE)

_NOT_NEEDED: Final = "Пока письмо ждало, ссылка перестала действовать."


def hash_of_token(token: str) -> str:
    """What is kept of the secret part of a link's address."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_of_code(link: OneTimeLink, code: str) -> str:
    """What is kept of a code: nobody finds six digits by it without the portal's secret."""
    return salted_hmac(__name__, f"{link.token_hash} {code}", algorithm="sha256").hexdigest()


def find_link(token: str) -> OneTimeLink | None:
    """The link of which this is the secret part, or None (1 query)."""
    related = ("plan__association__institution", "plan__edition", "plan__layout", "edition")
    found = OneTimeLink.objects.select_related(*related, "signature")
    return found.filter(token_hash=hash_of_token(token)).first()


def step_of_link(link: OneTimeLink) -> Step | None:
    """The step that it is for, while the plan has it (1 query)."""
    return Step.objects.filter(plan=link.plan_id, uid=link.step_uid, office=None).first()


def actor_by_link(
    link: OneTimeLink, step: Step, *, on: dt.date, accepts: int | None = None
) -> Actor:
    """Who decides by the link, as rules take it: no account, no office, this step alone.

    `accepts` is the version of the rules of electronic signature that they accept by their act.
    """
    return Actor(
        on=on,
        name=step.name or link.name,
        full_name=link.name,
        signing_name=step.name or link.name,
        position=link.position,
        outsider=Outsider(
            link.pk, step.pk, link.address, link.made_by_id, link.made_by_name, accepts
        ),
    )


def is_code_void(link: OneTimeLink, now: dt.datetime) -> bool:
    """Whether no code opens the link now: there is none, it is too old, or was guessed at."""
    if not link.code_hash or link.code_at is None or link.wrong_codes >= MOST_WRONG:
        return True
    return link.code_by == OneTimeLink.CodeBy.LETTER and now - link.code_at > CODE_LASTS


def is_locked(link: OneTimeLink) -> bool:
    """Whether wrong codes have locked the link for good."""
    if link.wrong_codes < MOST_WRONG:
        return False
    return link.code_by == OneTimeLink.CodeBy.PHONE or link.codes >= MOST_CODES


def links_for(plan: Plan, steps: Iterable[Step], actor: Actor) -> dict[str, OneTimeLink]:
    """The newest link of each step on the plan's present edition, by its uid; for staff alone.

    1 query, and none where everybody has an account or nothing is asked.
    """
    is_staff = plan.association.institution_id in actor.staff_institution_ids
    outside = any(step.office_id is None and step.verb in DECISIONS for step in steps)
    if not is_staff or not outside or plan.status != Plan.Status.SIGNOFF:
        return {}
    found = OneTimeLink.objects.filter(edition=plan.edition_id).select_related("letter")
    return {link.step_uid: link for link in found.order_by("pk")}


def objection_to_link_letter(letter: Letter, on: dt.date) -> str | None:
    """Why the letter with a link, or with its code, is needed no more, or None (1 query)."""
    kind, _, rest = letter.key.partition(":")
    number, _, code = rest.partition(":")
    link = OneTimeLink.objects.standing().select_related("plan").filter(pk=number).first()
    if link is None or link.is_over(on) or link.plan.edition_id != link.edition_id:
        return _NOT_NEEDED
    if link.plan.status != Plan.Status.SIGNOFF:
        return _NOT_NEEDED
    if kind == LetterKind.CODE and (code != str(link.codes) or is_code_void(link, timezone.now())):
        return _NOT_NEEDED
    return None
