"""Outgoing mail: letters about passwords, and letters to the staff."""

from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import TaskResultStatus, task
from django.template.loader import render_to_string
from django.utils import timezone

from associations.models import Institution, Office, User
from associations.vocabulary import OfficeRole

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


@task(backend="letters")
def send_letter(subject: str, body: str, to: str) -> None:
    """Send one letter."""
    EmailMessage(subject, body, to=[to]).send()


def write_letter(name: str, to: str, context: dict[str, object]) -> bool:
    """Write a letter from its two templates and send it; tell whether it was sent.

    Call it outside a transaction, so that a letter never tells of what was rolled back. Its links
    use ADDRESS_IN_LETTERS where set, else `protocol` and `domain` of the context.
    """
    if settings.ADDRESS_IN_LETTERS:
        protocol, _, domain = settings.ADDRESS_IN_LETTERS.partition("://")
        context = {**context, "protocol": protocol, "domain": domain}
    subject = render_to_string(f"registration/{name}_subject.txt", context).strip()
    body = render_to_string(f"registration/{name}_email.txt", context)
    return send_letter.enqueue(subject, body, to).status != TaskResultStatus.FAILED


def write_to_staff(institution: Institution, subject: str, body: str, *, on: date) -> None:
    """Send a letter to everyone who is a methodist of the institution on that day.

    Call it outside a transaction, as `write_letter`.
    """
    offices = Office.objects.in_force(on).filter(
        institution=institution, role=OfficeRole.METHODIST, person__user__is_active=True
    )
    for email in sorted(set(offices.values_list("person__user__email", flat=True))):
        send_letter.enqueue(subject, body, email)
