"""Delivers what the portal wrote, as the timer does, into the mailbox of the tests."""

import datetime as dt

from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from associations.letters.rules.sending import send_due


def deliver(now: dt.datetime | None = None) -> list[EmailMessage]:
    """Send all letters that are due; give what is in the mailbox."""
    send_due(now=now or timezone.now())
    return mail.outbox
