"""Rules of accounts: open, invite, close, reopen (staff only)."""

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction

from associations.accounts.rules.account_letters import (
    Site,
    write_of_change,
    write_password_link,
)
from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.models import Institution, Person, User


@transaction.atomic
def open_account(*, person: Person, email: str, by: Actor) -> User:
    """Make an account for a person; `invite` then sends the link that sets the password.

    Raises PermissionDenied for others than staff, ValidationError where the person has an account
    or the address is in use.
    """
    require_staff(by, person.institution_id)
    lock_institution(person.institution)
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.user:
        raise ValidationError(f"У этого человека уже есть учётная запись: {person.user.email}.")
    if User.objects.filter(email__iexact=email.strip()).exists():
        raise ValidationError({"email": "Эта почта уже записана за другим человеком."})
    user = User.objects.create_user(email)
    person.user = user
    person.save(update_fields=["user"])
    return user


def invite(*, person: Person, site: Site, by: Actor) -> User:
    """Send a person who has an account a fresh link that sets the password.

    Raises PermissionDenied for others than staff, ValidationError where the account is missing or
    closed, or the letter was not sent.
    """
    require_staff(by, person.institution_id)
    user = _account_of(person)
    if not user.is_active:
        raise ValidationError("Доступ закрыт. Сначала откройте его снова.")
    told = {"person": person, "institution": person.institution}
    if not write_password_link("invitation", user, site=site, **told):
        raise ValidationError(
            f"Письмо на {user.email} не отправилось: почта портала не отвечает. Учётная запись"
            " заведена; отправьте приглашение ещё раз позже."
        )
    return user


@transaction.atomic
def require_second_factor(*, institution: Institution, required: bool, by: Actor) -> Institution:
    """Decide whether those who decide of plans need a second factor of sign-in.

    Raises PermissionDenied for others than staff.
    """
    require_staff(by, institution.pk)
    institution = lock_institution(institution)
    institution.needs_second_factor = required
    institution.full_clean()
    institution.save(update_fields=["needs_second_factor"])
    return institution


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
    write_of_change(user.email, "методист снял второй фактор", site=site)
    return user


@transaction.atomic
def close_account(*, person: Person, by: Actor) -> User:
    """Close a person's account; everything that was signed remains.

    Raises PermissionDenied for others than staff, ValidationError where there is no account.
    """
    require_staff(by, person.institution_id)
    user = _account_of(person)
    if user.pk == by.user_id:
        raise ValidationError("Свою учётную запись закрыть нельзя: попросите другого методиста.")
    user.is_active = False
    user.save(update_fields=["is_active"])
    return user


@transaction.atomic
def reopen_account(*, person: Person, by: Actor) -> User:
    """Open a closed account again.

    Raises PermissionDenied for others than staff, ValidationError where there is no account.
    """
    require_staff(by, person.institution_id)
    user = _account_of(person)
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


def _account_of(person: Person) -> User:
    user = User.objects.filter(person=person).first()
    if user is None:
        raise ValidationError("У этого человека нет учётной записи.")
    return user
