"""Who has typed the right code of a one-time link: kept in a signed cookie of its own pages."""

import datetime as dt
from typing import Final

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from events.models import OneTimeLink

LASTS: Final = dt.timedelta(hours=1)
_NAME: Final = "one_time"


def keep_code(response: HttpResponseBase, link: OneTimeLink, token: str) -> None:
    """Let the browser show that the code of this link was right: on its pages, for an hour."""
    response.set_signed_cookie(
        _NAME,
        timezone.now().isoformat(),
        salt=link.token_hash,
        max_age=int(LASTS.total_seconds()),
        path=reverse("events:one_time_link", args=[token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def code_typed_at(request: HttpRequest, link: OneTimeLink) -> dt.datetime | None:
    """When this browser gave the right code of the link; None where it did not, or long ago."""
    said = request.get_signed_cookie(
        _NAME, None, salt=link.token_hash, max_age=int(LASTS.total_seconds())
    )
    return dt.datetime.fromisoformat(said) if said else None


def keep_secret(response: HttpResponseBase) -> None:
    """Keep the answer, and the address that it was asked at, from others."""
    response["Cache-Control"] = "no-store, private"
    # «no-referrer» would leave forms without an origin, and so without their protection (CSRF).
    response["Referrer-Policy"] = "same-origin"
    response["X-Robots-Tag"] = "noindex, nofollow"
