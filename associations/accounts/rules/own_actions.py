"""Tells the journal what the owner of an account does with it, and who was refused at the door."""

import datetime as dt

from associations.actor import Actor
from associations.journal.rules import Origin, note
from associations.models import Person, User
from associations.vocabulary import JournalAction

_LONGEST_NAME = 100


def note_of_owner(
    *, action: JournalAction, words: str, user: User, origin: Origin, on: dt.date
) -> None:
    """Note what the owner of the account did, in the journal of their institution."""
    person = Person.objects.filter(user=user).first()
    note(
        action=action,
        words=words,
        institution_id=person.institution_id if person else None,
        about_id=user.pk,
        origin=origin,
        by=Actor(on, person.short_name if person else str(user), user.pk),
    )


def note_refusal(*, name: str, origin: Origin, on: dt.date) -> None:
    """Note that a password was wrong: at the account where there is one, else at no institution."""
    user = User.objects.filter(email=name.strip().lower()).first()
    person = Person.objects.filter(user=user).first() if user else None
    note(
        action=JournalAction.REFUSED,
        words=f"Неверный пароль: {name.strip()[:_LONGEST_NAME]}.",
        institution_id=person.institution_id if person else None,
        about_id=user.pk if user else None,
        origin=origin,
        by=Actor(on),
    )
