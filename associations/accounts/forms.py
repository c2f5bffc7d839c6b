"""Forms of signing in and of passwords: allauth's own, with Russian words."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.fields import PasswordField
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as keys
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from associations.accounts.adapter import SignInLocked
from associations.accounts.authentication import keep_proof
from associations.accounts.rules.account_letters import Site, write_password_link
from associations.accounts.rules.letters import claim_password_letter
from associations.models import User

PASSWORD_HELP = "Не короче 10 знаков, не только цифры и не слово, которое легко угадать."  # noqa: S105
AGAIN = "Новый пароль ещё раз"
CODE_HELP = "Шесть цифр из приложения или один из резервных кодов."


class _Worded:
    """Words of ours on the fields of another's form: label and help by name of the field."""

    words: dict[str, tuple[str, str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for number, (name, (label, help_text)) in enumerate(self.words.items()):
            field = fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)
            if not number:
                field.widget.attrs["autofocus"] = True


class SignInForm(_Worded, account.LoginForm):  # type: ignore[misc]
    """Sign-in by e-mail address, in any letter case."""

    words = {"login": ("Электронная почта", ""), "password": ("Пароль", "")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ForgottenPasswordForm(_Worded, account.ResetPasswordForm):  # type: ignore[misc]
    """Asks for a password letter; the answer never shows whether the address is known."""

    words = {"email": ("Электронная почта", "")}

    def save(self, request: HttpRequest, **_: Any) -> str:
        """Write to the active account of the address, also to one that has no password yet."""
        email = str(self.cleaned_data["email"])
        for user in claim_password_letter(email):
            write_password_link("password_reset", user, site=Site.of(request))
        return email


class _NewPassword(_Worded):
    """A password that is typed twice."""

    words = {"password1": ("Новый пароль", PASSWORD_HELP), "password2": (AGAIN, "")}


class NewPasswordForm(_NewPassword, account.ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password set by the link of a letter."""


class FirstPasswordForm(_NewPassword, account.SetPasswordForm):  # type: ignore[misc]
    """A password for one who has signed in without one."""


class ChangedPasswordForm(_NewPassword, account.ChangePasswordForm):  # type: ignore[misc]
    """A new password for a user who knows the old one."""

    words = {"oldpassword": ("Нынешний пароль", ""), **_NewPassword.words}


class PasswordAgainForm(_Worded, account.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, on a page of its own."""

    words = {"password": ("Пароль", "")}


class CodeForm(_Worded, second.AuthenticateForm):  # type: ignore[misc]
    """The second step of the sign-in."""

    words = {"code": ("Код", CODE_HELP)}


class CodeAgainForm(_Worded, second.ReauthenticateForm):  # type: ignore[misc]
    """A code once more, on a page of its own."""

    words = {"code": ("Код", CODE_HELP)}


class FirstCodeForm(_Worded, totp.ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an application: it shows that the application has the secret."""

    words = {"code": ("Код из приложения", "Шесть цифр, которые приложение показывает сейчас.")}


class NewKeyForm(_Worded, keys.AddWebAuthnForm):  # type: ignore[misc]
    """A new key: of the computer, of the phone, or on a string."""

    words = {
        "name": ("Название", "По нему вы узнаете ключ в списке."),
        "passwordless": (
            "Входить одним этим ключом, без пароля",
            "Ключ попросит отпечаток, лицо или ПИН-код устройства.",
        ),
    }


class KeyNameForm(_Worded, keys.EditWebAuthnForm):  # type: ignore[misc]
    """Another name of a key."""

    words = {"name": ("Название", "")}


class ProofForm(forms.Form):
    """The password once more, inside another form: what is typed there stays where it is.

    Bind it beside the form whose deed needs a fresh proof (`authentication.needs_fresh_proof`); it
    refuses with a sentence at its field, and where it is valid the proof is kept in the session.
    """

    password = PasswordField(label="Ваш пароль", autocomplete="current-password")

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def clean_password(self) -> str:
        """Check it, within the limits of the sign-in, and keep the proof."""
        user, password = self.request.user, str(self.cleaned_data["password"])
        if not isinstance(user, User) or not user.has_usable_password():
            raise ValidationError("У вас нет пароля. Подтвердите, что это вы, ключом устройства.")
        try:
            is_right = get_adapter().reauthenticate(user, password)
        except SignInLocked as locked:
            words = get_adapter().error_messages["too_many_login_attempts"]
            raise ValidationError(words) from locked
        if not is_right:
            raise get_adapter().validation_error("incorrect_password")
        keep_proof(self.request)
        return password
