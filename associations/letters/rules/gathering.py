"""Letters that tell together what one person does within some minutes."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.db.models import Q
from django.utils import timezone

from associations.letters.rules.writing import About, Words, texts_of, write_letter
from associations.models import Institution, Letter, User
from associations.vocabulary import LetterKind, LetterState

# Such a letter waits until nothing was added for so long, but no longer than the second.
QUIET: Final = dt.timedelta(minutes=10)
LONGEST: Final = dt.timedelta(hours=1)


def write_gathered(
    *,
    kind: LetterKind,
    to: User,
    words: Callable[[dt.datetime], Words],
    at: dt.datetime,
    key: str,
    institution: Institution,
    about: About,
) -> None:
    """Tell something that happened `at`, in a letter that waits for more of it by the same `key`.

    `words` gives the whole letter of all that happened since a moment. The caller holds a lock
    under which no two write by the same key.
    """
    now = timezone.now()
    mine = Letter.objects.select_for_update(of=("self",)).filter(
        Q(send_after__gt=now) | Q(to_gather=True),
        recipient=to,
        plan=about.plan,
        key__startswith=f"{key}|",
        state=LetterState.WAITING,
        begun_at=None,
        tries=0,
    )
    letter = mine.first()
    if letter is None:
        write_letter(
            kind=kind,
            to=to,
            words=words(at),
            institution=institution,
            about=about,
            key=f"{key}|{at.isoformat()}",
            send_after=now + QUIET,
        )
        return
    told = words(dt.datetime.fromisoformat(letter.key.rpartition("|")[2]))
    values = {
        **texts_of(told),
        "subject": " ".join(told.subject.split())[:300],
        "link": told.link[:300],
        "send_after": min(now + QUIET, letter.made_at + LONGEST),
    }
    for name, value in values.items():
        setattr(letter, name, value)
    letter.save(update_fields=list(values))


def drop_gathered(*, key: str, plan: int) -> None:
    """Take the letters that still wait for more out of the queue: another letter tells it all."""
    waiting = Letter.objects.filter(plan=plan, key__startswith=f"{key}:", begun_at=None)
    waiting.filter(state=LetterState.WAITING).update(
        state=LetterState.CANCELLED, last_error="Об этом говорит другое письмо."
    )
