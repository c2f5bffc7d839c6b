"""Rules of accounts: open, invite, close, reopen (staff only)."""

import datetime as dt
from typing import Final

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from associations.accounts.rules.account_letters import (
    Site,
    write_of_change,
    write_password_link,
)
from associations.actor import Actor, require_staff, signed_in
from associations.directory.rules import lock_institution
from associations.journal.rules import note
from associations.models import Institution, Office, Person, User
from associations.offices.queries import Duty, duties_of, holding
from associations.offices.rules import refuse_to_leave, tell_of_vacancies
from associations.vocabulary import JournalAction

WHO_TAKES: Final = (
    "Сначала завершите срок должности и назначьте преемника, или назначьте замещение. Или отметьте,"
    " что дела пока подождут."
)


@transaction.atomic
def open_account(*, person: Person, email: str, by: Actor) -> User:
    """Make an account for a person; `invite` then sends the link that sets the password.

    Raises PermissionDenied for others than staff, ValidationError where the person has an account
    or the address is in use.
    """
    require_staff(by, person.institution_id)
    lock_institution(person.institution_id)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.user:
        raise ValidationError(f"У этого человека уже есть учётная запись: {person.user.email}.")
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise ValidationError({"email": "Эта почта уже записана за другим человеком."})
    _refuse_own_mailbox(email, by)
    user = User.objects.create_user(email)
    person.user = user
    person.save(update_fields=["user"])
    _note(person, f"Заведена учётная запись: {user.email}", by)
    return user


@transaction.atomic
def invite(*, person: Person, site: Site, by: Actor) -> User:
    """Write a person who has an account a letter with a fresh link that sets the password.

    Raises PermissionDenied for others than staff, ValidationError where the account is missing or
    closed.
    """
    require_staff(by, person.institution_id)
    user = _account_of(person)
    if not user.is_active:
        raise ValidationError("Доступ закрыт. Сначала откройте его снова.")
    told = {"person": person, "institution": person.institution}
    write_password_link("invitation", user, site=site, **told)
    _note(person, "Отправлено приглашение", by)
    return user


@transaction.atomic
def require_second_factor(*, institution: Institution, required: bool, by: Actor) -> Institution:
    """Decide whether those who decide of plans need a second factor of sign-in.

    Raises PermissionDenied for others than staff.
    """
    require_staff(by, institution.pk)
    institution = lock_institution(institution.pk)
    institution.needs_second_factor = required
    institution.full_clean()
    institution.save(update_fields=["needs_second_factor"])
    words = "обязателен" if required else "не обязателен"
    note(
        action=JournalAction.DIRECTORY,
        words=f"Второй фактор входа для тех, кто решает, теперь {words}.",
        institution_id=institution.pk,
        by=by,
    )
    return institution


@transaction.atomic
def drop_second_factor(*, person: Person, site: Site, by: Actor) -> User:
    """Take codes and keys from an account whose owner has lost them; the owner gets a letter.

    The password stays, so nobody else gets in by it. Raises PermissionDenied for others than staff,
    ValidationError where there is no account, nothing to take, or it is one's own.
    """
    require_staff(by, person.institution_id)
    user = _account_of(person)
    if user.pk == by.user_id:
        raise ValidationError("Свой второй фактор меняют на странице «Вход и безопасность».")
    dropped, _ = Authenticator.objects.filter(user=user).delete()
    if not dropped:
        raise ValidationError("Второй фактор у этого человека не включён.")
    write_of_change(user, "методист снял второй фактор", site=site)
    _note(person, "Снят второй фактор входа", by)
    return user


@transaction.atomic
def close_account(*, person: Person, leave_vacant: bool = False, by: Actor) -> User:
    """Close a person's account; everything that was signed remains.

    Where something waits for the person it needs `leave_vacant`: see `duties_of_person`. Raises
    PermissionDenied for others than staff, ValidationError where there is no account, or with what
    waits.
    """
    require_staff(by, person.institution_id)
    user = _account_of(person)
    if user.pk == by.user_id:
        raise ValidationError("Свою учётную запись закрыть нельзя: попросите другого методиста.")
    offices = _offices_of_person(person, by.on)
    if not leave_vacant:
        refuse_to_leave(duties_of(offices), WHO_TAKES)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _note(person, "Доступ закрыт", by)
    tell_of_vacancies(offices, by.on)
    return user


def duties_of_person(person: Person, on: dt.date) -> list[Duty]:
    """What nobody could do if the person's account were closed on the day.

    That is what waits in the person's offices without a substitute, and in those of others in which
    the person is the substitute.
    """
    return duties_of(_offices_of_person(person, on))


def _offices_of_person(person: Person, on: dt.date) -> list[Office]:
    offices = Office.objects.with_holders().filter(Q(until=None) | Q(until__gte=on), person=person)
    alone = [office for office in offices if holding(office, on).substitution is None]
    now = Office.objects.in_force(on).filter(
        substitutions__person=person, substitutions__since__lte=on, substitutions__until__gte=on
    )
    return [*alone, *now]


@transaction.atomic
def reopen_account(*, person: Person, by: Actor) -> User:
    """Open a closed account again.

    Raises PermissionDenied for others than staff, ValidationError where there is no account.
    """
    require_staff(by, person.institution_id)
    user = _account_of(person)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _note(person, "Доступ снова открыт", by)
    return user


def _note(person: Person, words: str, by: Actor) -> None:
    """Tell the journal what was done with the person's account."""
    note(
        action=JournalAction.ACCOUNT,
        words=f"{words}: {person.full_name}.",
        institution_id=person.institution_id,
        about_id=person.user_id,
        by=by,
    )


def _refuse_own_mailbox(email: str, by: Actor) -> None:
    """Refuse an address of the mailbox of who opens the account: they could sign by it."""
    own = User.objects.get(pk=signed_in(by)).email
    if _mailbox(own) == _mailbox(email):
        raise ValidationError(
            {"email": "Письма на этот адрес придут вам. Впишите почту самого человека."}
        )


def _mailbox(email: str) -> str:
    """The address without case and without «+слово», by which one mailbox has many addresses."""
    name, _, host = email.strip().casefold().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def _account_of(person: Person) -> User:
    user = User.objects.filter(person=person).first()
    if user is None:
        raise ValidationError("У этого человека нет учётной записи.")
    return user
