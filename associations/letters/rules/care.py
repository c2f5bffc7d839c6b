"""What the institution's staff does with a letter: send it again, cancel it."""

from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.letters.rules.sending import send_letter
from associations.models import Letter
from associations.vocabulary import LetterKind, LetterState
from plans_portal.lib import leases

NOT_STAFF: Final = "Письма института видит и отправляет его методист."


def objection_to_sending_again(letter: Letter, actor: Actor) -> str | None:
    """Why this actor may not send the letter again, or None."""
    if letter.institution_id not in actor.staff_institution_ids:
        return NOT_STAFF
    if letter.is_secret and letter.kind != LetterKind.ACCOUNT:
        return "Портал не хранит этого письма. Пошлите новую ссылку со страницы плана."
    if letter.is_secret:
        return (
            "В этом письме ссылка для входа, портал её не хранит. Отправьте приглашение ещё раз со"
            " страницы человека."
        )
    if letter.state == LetterState.WAITING and letter.to_gather:
        return "Письмо войдёт в утреннюю сводку."
    if letter.state == LetterState.GATHERED:
        return "Это письмо вошло в сводку. Отправьте ещё раз её."
    return None


def objection_to_cancelling(letter: Letter, actor: Actor) -> str | None:
    """Why this actor may not cancel the letter, or None."""
    if letter.institution_id not in actor.staff_institution_ids:
        return NOT_STAFF
    if letter.state == LetterState.WAITING and letter.begun_at is not None:
        return "Письмо как раз передаётся почтовому серверу."
    if letter.state not in (LetterState.WAITING, LetterState.FAILED, LetterState.DOUBTFUL):
        return f"Отменять нечего: {letter.get_state_display().lower()}."
    return None


@transaction.atomic
def send_again(*, letter: Letter, by: Actor) -> Letter:
    """Put a letter into the queue to be sent now, also one that was sent already.

    Raises PermissionDenied, ValidationError: see `objection_to_sending_again`.
    """
    letter = _locked(letter)
    _refuse(objection_to_sending_again(letter, by))
    now = timezone.now()
    values = {
        "state": LetterState.WAITING,
        "send_after": now,
        "begun_at": None,
        "sent_at": None,
        "tries": 0,
        **leases.fresh(now),
    }
    for name, value in values.items():
        setattr(letter, name, value)
    letter.save(update_fields=list(values))
    transaction.on_commit(lambda: send_letter.enqueue(letter.pk))
    return letter


@transaction.atomic
def cancel_letter(*, letter: Letter, by: Actor) -> Letter:
    """Take a letter out of the queue.

    Raises PermissionDenied, ValidationError: see `objection_to_cancelling`.
    """
    letter = _locked(letter)
    _refuse(objection_to_cancelling(letter, by))
    letter.state = LetterState.CANCELLED
    letter.last_error = f"{by.name}: не отправлять."
    letter.save(update_fields=["state", "last_error"])
    return letter


def _locked(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)


def _refuse(objection: str | None) -> None:
    if objection == NOT_STAFF:
        raise PermissionDenied(objection)
    if objection:
        raise ValidationError(objection, code="stale")
