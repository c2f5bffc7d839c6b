"""One letter a day for those who want it so: it tells what all the others would have told."""

import datetime as dt
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from associations.letters.rules.sending import is_cancelled
from associations.letters.rules.writing import Words, write_letter
from associations.models import Institution, Letter, User
from associations.vocabulary import LetterKind, LetterState


def hour_has_come(institution: Institution | None, now: dt.datetime) -> bool:
    """Whether it is late enough in the day for the institution's reminders and digests."""
    return institution is None or timezone.localtime(now).hour >= institution.letters_hour


def morning_of(institution: Institution, now: dt.datetime) -> dt.datetime:
    """Today's hour of reminders and digests, which may be over."""
    return timezone.localtime(now).replace(
        hour=institution.letters_hour, minute=0, second=0, microsecond=0
    )


def gather_digests(*, now: dt.datetime) -> int:
    """Make one letter of all that wait for a person's digest; give how many persons have one.

    A person has one a day, once the hour of their institution has come.
    """
    waiting = Letter.objects.filter(state=LetterState.WAITING, to_gather=True)
    waiting = waiting.select_related("recipient", "institution").order_by("recipient", "pk")
    made = 0
    for _, letters in groupby(waiting, key=lambda one: one.recipient_id):
        mine = list(letters)
        if mine[0].recipient and hour_has_come(mine[0].institution, now):
            made += _gather(mine, mine[0].recipient, now)
    return made


@transaction.atomic
def _gather(letters: list[Letter], to: User, now: dt.datetime) -> bool:
    """Make the digest of one person's letters, unless there is one of this day."""
    needed = [one for one in letters if not is_cancelled(one, now=now)]
    if not needed:
        return False
    day = timezone.localtime(now).date()
    words = Words(
        f"Портал планов: {len(needed)} за день" if len(needed) > 1 else needed[0].subject,
        tuple(_entry(one) for one in needed),
        "Открыть портал",
        "/",
    )
    made = write_letter(
        kind=LetterKind.DIGEST,
        to=to,
        words=words,
        institution=needed[0].institution,
        key=f"digest:{to.pk}:{day}",
    )
    if made is None:
        return False
    Letter.objects.filter(pk__in=[one.pk for one in needed], state=LetterState.WAITING).update(
        state=LetterState.GATHERED
    )
    return True


def _entry(letter: Letter) -> str:
    """What the letter tells, without its greeting and foot."""
    return letter.text.partition("\n-- \n")[0].strip()
