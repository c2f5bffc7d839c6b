"""Letters about passwords and invitations: they go through the outbox as all others."""

from datetime import timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from associations.letters.rules.writing import Words, write_letter
from associations.models import Letter, Person, User
from associations.vocabulary import LetterKind

PAUSE_BETWEEN_LETTERS = timedelta(minutes=1)


def claim_password_letter(email: str) -> list[User]:
    """Give the active account of the address, unless a letter was asked for within a minute.

    So nobody can fill another person's mailbox. One UPDATE decides, so the pause holds for all
    processes of the portal.
    """
    now = timezone.now()
    accounts = User.objects.filter(email=email.strip().lower(), is_active=True)
    due = accounts.exclude(letter_asked_at__gt=now - PAUSE_BETWEEN_LETTERS)
    return list(accounts) if due.update(letter_asked_at=now) else []


def write_account_letter(
    name: str, to: User, context: dict[str, object], *, address: str = ""
) -> Letter | None:
    """Write a letter from its two templates into the outbox; None where the account is closed.

    Its links use ADDRESS_IN_LETTERS where set, else `protocol` and `domain` of the context.
    """
    if settings.ADDRESS_IN_LETTERS:
        protocol, _, domain = settings.ADDRESS_IN_LETTERS.partition("://")
        context = {**context, "protocol": protocol, "domain": domain}
    subject = render_to_string(f"registration/{name}_subject.txt", context)
    body = render_to_string(f"registration/{name}_email.txt", context)
    person = Person.objects.select_related("institution").filter(user=to).first()
    return write_letter(
        kind=LetterKind.ACCOUNT,
        to=to,
        words=Words(subject, tuple(body.strip().split("\n\n"))),
        institution=person.institution if person else None,
        address=address,
    )
