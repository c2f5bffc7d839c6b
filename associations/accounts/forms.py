"""Forms of the door: signing in, a forgotten password, a new one.

Knows Django's own forms and gives them our words; who may do what is not known here.
"""

from typing import Any

from axes.utils import reset as forget_failures
from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)

from associations.accounts.rules import take_turn_for_letter, write_letter
from associations.models import User

PASSWORD_HELP = "Не короче 10 знаков, не только цифры и не слово, которое легко угадать."  # noqa: S105


class SignInForm(AuthenticationForm):
    """Sign-in by e-mail, in any case of letters."""

    username = forms.EmailField(
        label="Электронная почта",
        widget=forms.EmailInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    error_messages = {
        "invalid_login": (
            "Почта или пароль не подошли. Проверьте раскладку клавиатуры и Caps Lock."
        ),
        "inactive": "Доступ закрыт. Обратитесь к методисту института.",
    }


class ForgottenPasswordForm(PasswordResetForm):
    """Asks for a letter; says nothing of whether the address is known."""

    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def get_users(self, email: str) -> list[User]:
        """Give the open account of the address, also one that was invited and has no password."""
        return take_turn_for_letter(email)

    def send_mail(  # noqa: PLR0917 - Django's signature
        self,
        subject_template_name: str,  # noqa: ARG002
        email_template_name: str,  # noqa: ARG002
        context: dict[str, Any],
        from_email: str | None,  # noqa: ARG002
        to_email: str,
        html_email_template_name: str | None = None,  # noqa: ARG002
    ) -> None:
        """Write the letter; whether it has gone is not said: only known addresses get one."""
        write_letter("password_reset", to_email, context)


class NewPasswordForm(SetPasswordForm[User]):
    """A new password after the letter; failed sign-ins before it are forgiven."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].help_text = ""

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        """Set the password and open the door that failures had shut."""
        user = super().save(commit=commit)
        forget_failures(username=user.email)
        return user


class ChangedPasswordForm(PasswordChangeForm):
    """A new password for one who knows the old."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].help_text = ""
