"""Deployment checks of outgoing mail, addresses of clients, and a developer's settings."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's word

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


@register(Tags.security, deploy=True)
def addresses_are_known(**_: Any) -> list[CheckMessage]:
    """Warn where all clients seem to come from one address: they would be locked together.

    The portal itself speaks plain http, so with https there is a proxy before it.
    """
    if not settings.HTTPS or settings.BEHIND_PROXY:
        return []
    return [
        Warning(
            "The addresses of clients are not known: the proxy that speaks https stands before"
            " them. One who fails to sign in too often locks out all, and signatures keep its"
            " address.",
            hint="Set BEHIND_PROXY=1 where that proxy sets X-Forwarded-For and X-Forwarded-Proto.",
            id="associations.W002",
        )
    ]


@register(Tags.security, deploy=True)
def no_developer_settings(**_: Any) -> list[CheckMessage]:
    """Tell where the portal serves others with the settings of a developer's machine.

    Django's own check asks about DEBUG, which is off there too.
    """
    if not settings.LOCAL:
        return []
    return [
        Error(
            "The portal runs with the settings of a developer's machine: whoever signs in reads"
            " every letter at /outbox/, with its links, and cookies go by plain http.",
            hint="Take DEBUG out of the environment.",
            id="associations.E001",
        )
    ]
