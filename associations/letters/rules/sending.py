"""Sending what is in the outbox: by a worker at once, by the timer when that has failed.

A letter is marked before it is handed to the mail server and after. Where the portal stopped in
between, nobody knows whether it went: it is not sent again by itself, and staff is told.
"""

import datetime as dt
import logging
from collections.abc import Callable
from contextlib import suppress
from smtplib import (
    SMTPException,
    SMTPHeloError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives, mailers
from django.db.models import F
from django.tasks import task
from django.utils import timezone
from django.utils.module_loading import import_string

from associations.models import Letter
from associations.vocabulary import LetterKind, LetterState
from plans_portal.lib import leases

logger = logging.getLogger(__name__)

_MINUTE: Final = dt.timedelta(minutes=1)
# After so long a letter is tried again; after the last it is given up: three days in all.
PAUSES: Final = tuple(_MINUTE * minutes for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 1440))
# From here on a mail server says that it will never take the letter.
_NEVER: Final = 500
_LINK_IS_OLD: Final = "Ссылка в письме уже не действует. Отправьте новое."

type Objection = Callable[[Letter, dt.date], str | None]


class NotHandedOver(Exception):  # noqa: N818 - a letter that may be tried again
    """The mail server has surely not taken the letter; `for_good` where it never will."""

    def __init__(self, why: str, *, for_good: bool = False) -> None:
        super().__init__(why)
        self.for_good = for_good


class Unreachable(NotHandedOver):
    """There is no mail server to hand anything over to."""


@task()
def send_letter(key: int) -> None:
    """Send one letter, if it is still due."""
    send_due(now=timezone.now(), key=key)


def send_due(*, now: dt.datetime, key: int | None = None) -> int:
    """Send the letters that are due, or that one of them; give how many were sent.

    Several workers may do it at once: each letter is claimed by one. Where the mail server can't
    be reached, the rest waits for the next time.
    """
    due = Letter.objects.due(now).select_related("recipient")
    keys = [key] if key is not None else list(due.order_by("pk").values_list("pk", flat=True))
    sent = 0
    for one in keys:
        letter = leases.claim(due, one, now=now)
        if letter is None or is_cancelled(letter, now=now):
            continue
        try:
            _hand_over(letter)
        except leases.LeaseLost:
            continue
        except Unreachable as refusal:
            _leave(letter, refusal, now)
            break
        except NotHandedOver as refusal:
            _put_off(letter, refusal, now)
        except Exception as fault:
            logger.exception("Letter %s may not have been sent", letter.pk)
            _doubt(letter, fault)
        else:
            sent += 1
    return sent


def mark_interrupted(*, now: dt.datetime) -> int:
    """Mark the letters that were being handed over when the portal stopped; give their number."""
    begun = Letter.objects.filter(state=LetterState.WAITING, begun_at__isnull=False)
    return leases.stalled(begun, now=now).update(
        state=LetterState.DOUBTFUL,
        worker="",
        last_error="Портал остановился, пока передавал письмо. Ушло ли оно, неизвестно.",
    )


def is_cancelled(letter: Letter, *, now: dt.datetime) -> bool:
    """Whether nobody needs the letter any more; if so it is cancelled, and says why."""
    why = _objection(letter, now)
    if why is None:
        return False
    Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING).update(
        state=LetterState.CANCELLED, last_error=why, **_without_secrets(letter), **leases.fresh(now)
    )
    return True


def _objection(letter: Letter, now: dt.datetime) -> str | None:
    # The owner of an account is told what was changed in it, and that it was closed.
    is_closed = letter.recipient is not None and not letter.recipient.is_active
    if is_closed and letter.kind != LetterKind.ACCOUNT:
        return "Доступ этого человека закрыт."
    lasts = dt.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    if letter.is_secret and now - letter.made_at > lasts:
        return _LINK_IS_OLD
    ask: Objection = import_string(settings.LETTER_OBJECTION)
    return ask(letter, timezone.localtime(now).date())


def _hand_over(letter: Letter) -> None:
    """Give the letter to the mail server.

    Raises NotHandedOver where it surely was not taken. After any other failure it may have been.
    """
    try:
        connection = mailers["default"]
        connection.open()
    except (OSError, SMTPException, ImproperlyConfigured) as error:
        raise Unreachable(f"Почтовый сервер не отвечает: {error}") from error
    try:
        now = letter.begun_at = timezone.now()
        leases.heartbeat(letter, now=now, begun_at=now)
        connection.send_messages([_message(letter)])
        now = timezone.now()
        texts = _without_secrets(letter)
        leases.finish(letter, now=now, state=LetterState.SENT, sent_at=now, last_error="", **texts)
    except SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()))
        raise NotHandedOver(_said(code, why), for_good=code >= _NEVER) from error
    except SMTPHeloError as error:
        words = _said(error.smtp_code, error.smtp_error)
        raise Unreachable(f"Почтовый сервер не отвечает: {words}") from error
    except SMTPResponseException as error:
        for_good = error.smtp_code >= _NEVER
        raise NotHandedOver(_said(error.smtp_code, error.smtp_error), for_good=for_good) from error
    except ValueError as error:
        raise NotHandedOver(f"Неверный адрес: {error}", for_good=True) from error
    finally:
        with suppress(OSError, SMTPException):
            connection.close()


def _doubt(letter: Letter, fault: Exception) -> None:
    """The letter may have gone, or not."""
    words = f"Связь с почтовым сервером оборвалась. Ушло ли письмо, неизвестно: {fault}"
    leases.finish(letter, now=timezone.now(), state=LetterState.DOUBTFUL, last_error=words)


def _leave(letter: Letter, refusal: Unreachable, now: dt.datetime) -> None:
    """Leave a letter where it is in the queue: it wasn't refused, so it is first again next time.

    Given up as late as one that is refused each time.
    """
    logger.warning("Letter %s is not sent: %s", letter.pk, refusal)
    is_over = now - letter.made_at > sum(PAUSES, dt.timedelta())
    leases.finish(
        letter,
        now=now,
        state=LetterState.FAILED if is_over else LetterState.WAITING,
        last_error=str(refusal),
        begun_at=None,
    )


def _put_off(letter: Letter, refusal: NotHandedOver, now: dt.datetime) -> None:
    """Try the letter again after a while, or give it up."""
    logger.warning("Letter %s is not sent: %s", letter.pk, refusal)
    is_over = refusal.for_good or letter.tries >= len(PAUSES)
    pause = PAUSES[min(letter.tries, len(PAUSES) - 1)]
    leases.finish(
        letter,
        now=now,
        state=LetterState.FAILED if is_over else LetterState.WAITING,
        tries=F("tries") + 1,
        last_error=str(refusal),
        send_after=now + pause,
        begun_at=None,
    )


def _message(letter: Letter) -> EmailMultiAlternatives:
    """The letter as it goes: sent again, it has the same number, so mailboxes know it."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {
        "Message-ID": f"<letter-{letter.pk}-{letter.made_at:%Y%m%d%H%M%S}@{host}>",
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.address], headers=headers
    )
    message.attach_alternative(letter.html, "text/html")
    return message


def _said(code: int, why: bytes | str) -> str:
    words = why.decode(errors="replace") if isinstance(why, bytes) else why
    return f"Почтовый сервер отказал: {code} {words}"


def _without_secrets(letter: Letter) -> dict[str, str]:
    """Leave nothing to read of a letter with a link that signs in, but where letters are tried."""
    return {"text": "", "html": ""} if letter.is_secret and not settings.LOCAL else {}
