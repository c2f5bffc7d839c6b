"""Forms of signing in and of passwords: Django's own, with Russian words."""

from typing import Any

from axes.utils import reset as forget_failures
from django import forms
from django.contrib.auth.forms import (
    AuthenticationForm,
    PasswordChangeForm,
    PasswordResetForm,
    SetPasswordForm,
)

from associations.accounts.rules.letters import claim_password_letter, write_account_letter
from associations.models import User

PASSWORD_HELP = "Не короче 10 знаков, не только цифры и не слово, которое легко угадать."  # noqa: S105


class SignInForm(AuthenticationForm):
    """Sign-in by e-mail address, in any letter case."""

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
    """Asks for a password letter; the answer never shows whether the address is known."""

    email = forms.EmailField(
        label="Электронная почта",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True}),
    )

    def get_users(self, email: str) -> list[User]:
        """Give the active account of the address, also an invited one that has no password yet."""
        return claim_password_letter(email)

    def send_mail(  # noqa: PLR0917 - Django's signature
        self,
        subject_template_name: str,  # noqa: ARG002
        email_template_name: str,  # noqa: ARG002
        context: dict[str, Any],
        from_email: str | None,  # noqa: ARG002
        to_email: str,  # noqa: ARG002
        html_email_template_name: str | None = None,  # noqa: ARG002
    ) -> None:
        """Write the letter into the outbox: no mail server makes this page slow."""
        write_account_letter("password_reset", context["user"], context)


class NewPasswordForm(SetPasswordForm[User]):
    """A new password set by the link of a letter; it clears the failed sign-ins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].help_text = ""

    def save(self, commit: bool = True) -> User:  # noqa: FBT001, FBT002 - Django's signature
        """Set the password and clear the failed sign-ins of this account."""
        user = super().save(commit=commit)
        forget_failures(username=user.email)
        return user


class ChangedPasswordForm(PasswordChangeForm):
    """A new password for a user who knows the old one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = PASSWORD_HELP
        self.fields["new_password2"].help_text = ""
