"""Accounts of people: open, invite, close, reopen."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpRequest
from django.tasks import TaskResultStatus, task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from associations.actor import Actor, require_staff
from associations.directory.rules import lock_institution
from associations.models import Institution, Office, Person, User
from associations.vocabulary import OfficeRole

PAUSE_BETWEEN_LETTERS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Site:
    """The address of the portal, for links in letters."""

    domain: str
    protocol: str

    @classmethod
    def of(cls, request: HttpRequest) -> "Site":
        """Read it from a request; ALLOWED_HOSTS has already refused a false host."""
        return cls(request.get_host(), "https" if request.is_secure() else "http")


def counted_name(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Give the name under which failed sign-ins are counted.

    In lower case: another letter case must not give more attempts.
    """
    name = (credentials or {}).get("username") or request.POST.get("username", "")
    return name.strip().lower()


def take_turn_for_letter(email: str) -> list[User]:
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


def tell_staff(institution: Institution, subject: str, body: str, *, on: date) -> None:
    """Send a letter to everyone who is a methodist of the institution on that day.

    Call it outside a transaction, as `write_letter`.
    """
    offices = Office.objects.in_force(on).filter(
        institution=institution, role=OfficeRole.METHODIST, person__user__is_active=True
    )
    for email in sorted(set(offices.values_list("person__user__email", flat=True))):
        send_letter.enqueue(subject, body, email)


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
    if not _write_invitation(person, user, site):
        raise ValidationError(
            f"Письмо на {user.email} не отправилось: почта портала не отвечает. Учётная запись"
            " заведена; отправьте приглашение ещё раз позже."
        )
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


def _write_invitation(person: Person, user: User, site: Site) -> bool:
    context = {
        "person": person,
        "institution": person.institution,
        "email": user.email,
        "uid": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
        "domain": site.domain,
        "protocol": site.protocol,
    }
    return write_letter("invitation", user.email, context)
