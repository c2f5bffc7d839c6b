"""Rules of accounts: open, invite, close, reopen (staff only)."""

from dataclasses import dataclass

from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from associations.accounts.rules.letters import write_account_letter
from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.models import Person, User


@dataclass(frozen=True, slots=True)
class Site:
    """The address of the portal, for links in letters."""

    domain: str
    protocol: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Site":
        """Read it from a request; ALLOWED_HOSTS has already refused a false host."""
        return cls(request.get_host(), "https" if request.is_secure() else "http")


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
    _write_invitation(person, user, site)
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


def _write_invitation(person: Person, user: User, site: Site) -> None:
    context = {
        "person": person,
        "institution": person.institution,
        "email": user.email,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
        "domain": site.domain,
        "protocol": site.protocol,
    }
    write_account_letter("invitation", user, context)
