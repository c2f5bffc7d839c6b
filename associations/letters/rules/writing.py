"""Writing letters into the outbox, in the caller's transaction."""

import datetime as dt
import secrets
from dataclasses import dataclass
from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from associations.letters.queries import staff_of
from associations.letters.rules.sending import send_letter
from associations.models import Institution, Letter, LetterSettings, User
from associations.vocabulary import (
    ABOUT_TERMS,
    AT_ONCE_ALWAYS,
    SECRET,
    LetterKind,
    LetterPace,
)
from plans_portal.lib.leases import fresh

_SETTINGS_PAGE: Final = "/letters/settings/"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a letter: plain text and HTML are made of the same.

    `link` is an address of the portal («/plans/7/») that the button `action` leads to.
    """

    subject: str
    paragraphs: tuple[str, ...]
    action: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """The plan and the edition that a letter is about; it is asked again before it is sent."""

    plan: int | None = None
    edition: int | None = None


def write_letter(
    *,
    kind: LetterKind,
    to: User | None,
    words: Words,
    institution: Institution | None = None,
    about: About = About(),
    address: str = "",
    key: str = "",
    send_after: dt.datetime | None = None,
) -> Letter | None:
    """Write a letter to an account; it is sent once the transaction is committed.

    Without an account it goes to the `address` of somebody outside.

    A second letter with the same key is not written. `send_after` is a later time to send it; who
    wants one letter a day gets it with that day's. `address` is where it goes, if not to the
    account's own. Gives the letter, None where the account is closed and no address is given, wants
    none of this kind, or has it already; and for a superuser, who decides nothing, unless it is
    about the account.
    """
    now = timezone.now()
    if to and to.is_superuser and kind != LetterKind.ACCOUNT:
        return None
    pace = LetterPace.AT_ONCE if kind in AT_ONCE_ALWAYS else _pace_for(to, kind)
    if pace is None or not (address or (to and to.is_active)):
        return None
    letter, is_new = Letter.objects.get_or_create(
        key=key or secrets.token_hex(16),
        defaults={
            "kind": kind,
            "recipient": to,
            "address": address or (to.email if to else ""),
            "institution": institution,
            "subject": " ".join(words.subject.split())[:300],
            **texts_of(words, has_settings=kind not in SECRET),
            "plan": about.plan,
            "edition": about.edition,
            # Of a secret letter nothing is kept by which somebody comes in.
            "link": "" if kind in SECRET else words.link[:300],
            "to_gather": pace == LetterPace.DAILY,
            "made_at": now,
            "send_after": send_after or now,
            **fresh(now),
        },
    )
    if not is_new:
        return None
    if not letter.to_gather and letter.send_after <= now:
        transaction.on_commit(partial(send_letter.enqueue, letter.pk))
    return letter


def greeting(user: User) -> str:
    """«Здравствуйте, Ольга Никитична!»."""
    person = getattr(user, "person", None)
    names = f"{person.first_name} {person.middle_name}".strip() if person else ""
    return f"Здравствуйте, {names}!" if names else "Здравствуйте!"


def write_to_staff(
    institution: Institution, subject: str, body: str, *, link: str = "", on: dt.date
) -> None:
    """Write of a trouble to everyone who is a methodist of the institution on that day."""
    words = Words(subject, tuple(body.split("\n\n")), "Открыть", link)
    for user in staff_of(institution, on):
        write_letter(kind=LetterKind.TROUBLE, to=user, words=words, institution=institution)


def address_of(link: str) -> str:
    """The whole address of a page of the portal, for a letter that no request has asked for."""
    return link if "://" in link else f"{settings.PUBLIC_ADDRESS}{link}"


def _pace_for(user: User | None, kind: LetterKind) -> LetterPace | None:
    """How this person wants a letter of the kind; None where not at all (1 query)."""
    chosen = LetterSettings.objects.filter(user=user).first()
    if chosen is None:
        return LetterPace.AT_ONCE
    if kind in chosen.switched_off:
        return None
    if chosen.pace == LetterPace.TERMS:
        return LetterPace.AT_ONCE if kind in ABOUT_TERMS else None
    return LetterPace(chosen.pace)


def texts_of(words: Words, *, has_settings: bool = True) -> dict[str, str]:
    """The words of a letter as plain text and as HTML, with a link to the settings or without."""
    context = {
        "words": words,
        "link": address_of(words.link) if words.link else "",
        "settings": address_of(_SETTINGS_PAGE) if has_settings else "",
    }
    return {
        "text": render_to_string("associations/letters/letter.txt", context).strip() + "\n",
        "html": render_to_string("associations/letters/letter.html", context),
    }
