"""Accounts: an e-mail address and a password. Rights come from the offices of the person."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    """Makes and finds accounts by e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **values: object) -> "User":
        """Make an account; the address is stored in lower case, so signing in ignores case."""
        user = self.model(email=email.strip().lower(), **values)
        user.set_password(password)
        user.save(using=self._db, force_insert=True)
        return user

    def create_superuser(self, email: str, password: str | None = None, **values: object) -> "User":
        """Make an account that may open the admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **values)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find an account by its address in any letter case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """An account for signing in; its rights come from the offices of its person."""

    username = None  # type: ignore[assignment]
    email = models.EmailField("электронная почта", unique=True)
    letter_asked_at = models.DateTimeField(
        "когда просили письмо о пароле", null=True, blank=True, editable=False
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = "учётная запись"
        verbose_name_plural = "учётные записи"
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case")
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def mark(self) -> str:
        """What pages and browsers call the account: always the same, and it tells nothing."""
        digest = salted_hmac("associations.accounts.mark", str(self.pk), algorithm="sha256")
        return digest.hexdigest()[:16]
