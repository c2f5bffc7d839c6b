"""What the portal decides where allauth asks: sentences, letters, limits, who may come in."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes

from associations.accounts import known_browser
from associations.accounts.authentication import authentication_of, needs_fresh_proof
from associations.accounts.limits import Attempt
from associations.accounts.rules.account_letters import Site, write_of_change
from associations.accounts.rules.own_actions import note_of_owner, note_refusal
from associations.journal.rules import Origin
from associations.models import User
from associations.vocabulary import JournalAction
from plans_portal.lib.client_address import client_address

# Where nobody tells the address of a client: a column of addresses takes it, and no client has it.
NOBODYS_ADDRESS = "0.0.0.0"  # noqa: S104 (nothing listens there)
# In the session: what was typed before a sign-in of two steps.
GIVEN_BACK = "given_back"

# What a page says after a change; allauth's other messages are not shown.
SAID = {
    "account/messages/password_changed.txt": (
        "Пароль изменён. На других устройствах портал попросит войти заново."
    ),
    "account/messages/password_set.txt": "Пароль задан.",
    "mfa/messages/totp_activated.txt": "Коды из приложения включены.",
    "mfa/messages/totp_deactivated.txt": "Коды из приложения выключены.",
    "mfa/messages/webauthn_added.txt": "Ключ устройства записан.",
    "mfa/messages/webauthn_removed.txt": "Ключ устройства удалён.",
    "mfa/messages/recovery_codes_generated.txt": (
        "Новые резервные коды готовы. Прежние не действуют."
    ),
}
# What a letter tells the owner of an account.
CHANGES = {
    "account/email/password_changed": "изменён пароль",
    "account/email/password_reset": "задан новый пароль по ссылке из письма",
    "account/email/password_set": "задан пароль",
    "mfa/email/totp_activated": "для входа включены коды из приложения",
    "mfa/email/totp_deactivated": "выключены коды из приложения",
    "mfa/email/webauthn_added": "добавлен ключ устройства",
    "mfa/email/webauthn_removed": "удалён ключ устройства",
    "mfa/email/recovery_codes_generated": "выпущены новые резервные коды",
    "socialaccount/email/account_connected": "к учётной записи привязан вход через институт",
}


class SignInLocked(ImmediateHttpResponse):  # type: ignore[misc]
    """Too many passwords were wrong: the answer is a page that says how long to wait."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(render(request, "account/locked_out.html", status=429))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by staff, and known by their address."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": (
            "Почта или пароль не подошли. Проверьте раскладку клавиатуры и Caps Lock."
        ),
        "enter_current_password": (
            "Нынешний пароль не подошёл. Проверьте раскладку клавиатуры и Caps Lock."
        ),
        "incorrect_password": "Пароль не подошёл. Проверьте раскладку клавиатуры и Caps Lock.",
        "incorrect_code": "Код не подошёл. Введите тот, что виден сейчас.",
        "too_many_login_attempts": "Слишком много неудачных попыток. Подождите 15 минут.",
        "rate_limited": "Слишком много попыток подряд. Подождите немного и повторите.",
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is checked; SignInLocked where too many failed."""
        name = str(credentials.get("email", "")).strip().lower()
        self._attempt = Attempt(
            request, name, self.get_client_ip(request), known_browser.has_signed_in(request, name)
        )
        if not self._attempt.is_allowed():
            raise SignInLocked(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Give the user whose password it is, and take the counted try back; else None."""
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user:
            self._attempt.take_back()
        else:
            note_refusal(
                name=str(credentials.get("email", "")),
                origin=_origin_of(request),
                on=timezone.localdate(),
            )
        return user

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the client's address, one and the same for all who have none."""
        return client_address(request) or NOBODYS_ADDRESS

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **others: Any
    ) -> HttpResponse:
        """Remember the browser; go where the person wanted to, or to the words they had typed."""
        answer: HttpResponse = super().post_login(request, user, **others)
        if isinstance(user, User):
            note_of_owner(
                action=JournalAction.SIGN_IN,
                words=f"Вход: {authentication_of(request).in_words}.",
                user=user,
                origin=_origin_of(request),
                on=timezone.localdate(),
            )
        if GIVEN_BACK in request.session:
            answer = HttpResponseRedirect(reverse("given_back"))
        return known_browser.remember(request, answer, user.get_username())

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set it, end the other sessions, and forget the failures of this name."""
        user.set_password(password)
        user.save(update_fields=["password"])
        here = self.request.session.session_key
        for session in UserSession.objects.filter(user_id=user.pk).exclude(session_key=here):
            session.end()
        name = user.get_username()
        Attempt(self.request, name, self.get_client_ip(self.request)).forgive()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to the page of sign-in and security."""
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **_: Any) -> bool:  # noqa: ARG002
        """Only where the last proof, the sign-in among them, is not fresh."""
        return needs_fresh_proof(self.request)

    def add_message(  # noqa: PLR0917 (allauth's signature)
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what was done in a sentence of ours."""
        del message_context
        if sentence := message or SAID.get(message_template or ""):
            messages.add_message(request, level, sentence, extra_tags=extra_tags)

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, *_: Any, **__: Any
    ) -> None:
        """Write to the owner of the account what was changed in it."""
        if isinstance(user, User) and (what := CHANGES.get(template_prefix)):
            write_of_change(user, what, site=Site.of(self.request))
            note_of_owner(
                action=JournalAction.PROOF,
                words=f"{what[:1].upper()}{what[1:]}.",
                user=user,
                origin=_origin_of(self.request),
                on=timezone.localdate(),
            )


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Codes and keys: their secrets are not kept in the clear."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Код не подошёл. Введите тот, что виден сейчас.",
        "cannot_generate_recovery_codes": (
            "Сначала включите коды из приложения или ключ устройства."
        ),
    }

    def encrypt(self, text: str) -> str:
        """Hide a secret by the secret key of the portal."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Give the secret again."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002
        """Give the name that is proposed for a new key."""
        del user, type
        return "Этот компьютер или телефон"


class InstituteAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in by the institute's own directory: to accounts that staff have made, and no others."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link the one who comes for the first time to the account of their verified address."""
        if sociallogin.is_existing:
            return
        verified = [one.email.lower() for one in sociallogin.email_addresses if one.verified]
        account = User.objects.filter(email__in=verified).first()
        if account is None or request.user.is_authenticated:
            context = {"email": ", ".join(verified)}
            page = render(request, "account/signup_closed.html", context, status=403)
            raise ImmediateHttpResponse(page)
        if not account.is_active:
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_inactive")))
        sociallogin.connect(request, account)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: accounts are made by staff."""
        del request, sociallogin
        return False


def _origin_of(request: HttpRequest) -> Origin:
    return Origin(client_address(request), request.headers.get("User-Agent", ""))


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"second factor " + force_bytes(key)).digest() for key in keys)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
