"""A browser that has signed in with a name before: a signed cookie remembers it.

A stranger who fails on purpose can lock a name for all other browsers, but not for this one.
"""

from datetime import timedelta
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE: Final = "known"
_KEPT: Final = timedelta(days=365)
# As many people as may share one browser.
_MOST: Final = 8


def has_signed_in(request: HttpRequest, name: str) -> bool:
    """Tell whether this browser has signed in with the name."""
    return _mark(name) in _marks(request)


def remember(request: HttpRequest, answer: HttpResponse, name: str) -> HttpResponse:
    """Let the answer to a sign-in tell the browser so."""
    marks = [one for one in _marks(request) if one != _mark(name)]
    answer.set_signed_cookie(
        COOKIE,
        ".".join([*marks, _mark(name)][-_MOST:]),
        salt=COOKIE,
        max_age=_KEPT,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _marks(request: HttpRequest) -> list[str]:
    kept = request.get_signed_cookie(COOKIE, default="", salt=COOKIE, max_age=_KEPT)
    return kept.split(".") if kept else []


def _mark(name: str) -> str:
    return salted_hmac(__name__, name.strip().lower(), algorithm="sha256").hexdigest()[:24]
