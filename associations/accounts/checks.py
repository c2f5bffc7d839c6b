"""A deployment check of outgoing mail."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - Django's word

SENDING_NOTHING = (
    "django.core.mail.backends.filebased.EmailBackend",
    "django.core.mail.backends.console.EmailBackend",
)


@register(Tags.security, deploy=True)
def letters_are_sent(**_: Any) -> list[CheckMessage]:
    """Warn where letters are only stored or printed: a reader of them could use their links."""
    if settings.MAILERS["default"]["BACKEND"] not in SENDING_NOTHING:
        return []
    return [
        Warning(
            "Letters are not sent but kept as files or printed, with links that set a password.",
            hint="Set EMAIL_URL to a mail server: smtp+tls://user:password@host:587.",
            id="associations.W001",
        )
    ]
