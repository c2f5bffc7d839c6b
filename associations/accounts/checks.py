"""What `manage.py check --deploy` says of letters; it sends none and reads no plans."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - Django's word

SENDING_NOTHING = (
    "django.core.mail.backends.filebased.EmailBackend",
    "django.core.mail.backends.console.EmailBackend",
)


@register(Tags.security, deploy=True)
def letters_are_sent(**_: Any) -> list[CheckMessage]:
    """Warn where letters are kept or printed: whoever reads them gets in by their links."""
    if settings.MAILERS["default"]["BACKEND"] not in SENDING_NOTHING:
        return []
    return [
        Warning(
            "Letters are not sent but kept as files or printed, with links that set a password.",
            hint="Set EMAIL_URL to a mail server: smtp+tls://user:password@host:587.",
            id="associations.W001",
        )
    ]
