"""Who acts on a request, who must sign in first, and what of a form's words was taken."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.messages.storage.base import BaseStorage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from associations.accounts.views.given_back import posted_words
from associations.accounts.views.sign_in import sign_in_first
from associations.offices.queries import actor_of
from plans_portal.lib.chain import DamagedRecord

logger = logging.getLogger(__name__)

DAMAGED = (
    "Запись повреждена: её изменили в обход портала, и прочесть её нельзя. Методист института"
    " узнает об этом из письма; запись вернут из резервной копии."
)
# By this hidden field `static/js/kept_forms.js` names what it keeps of a form.
SENT_AS = "sent_as"
TAKEN = "taken"
# A form that is answered by one of these was not taken.
DOORS = (settings.LOGIN_URL, "account_reauthenticate")
TAKEN_KEPT = timedelta(days=14)
# As many forms as one browser may have sent before it opens another page of ours.
TAKEN_MOST = 5


class ActorMiddleware:
    """Puts `request.actor` on each request; read from the database at its first use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor of today and go on."""
        request.actor = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: actor_of(request.user, timezone.localdate())
        )
        return self.get_response(request)


class DamagedRecordMiddleware:
    """Answers in words where a page needs a record that can't be read any more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page that says so, or None for any other error."""
        if not isinstance(error, DamagedRecord):
            return None
        logger.error("A kept record can't be read: %s", error, exc_info=error)
        return render(request, "damaged.html", {"refusal": DAMAGED}, status=500)


class SignInFirstMiddleware(LoginRequiredMiddleware):
    """Asks for a sign-in as Django does; a form that came without a session loses nothing."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: Any,
        view_kwargs: Any,
    ) -> HttpResponseBase | None:
        """Give a redirect to the sign-in, the sign-in with the words, or None to go on."""
        refusal = super().process_view(request, view_func, view_args, view_kwargs)
        words = posted_words(request) if refusal else None
        return sign_in_first(request, words) if words else refusal


class TakenWordsMiddleware:
    """Tells a browser by a cookie that the words it keeps of a form were taken.

    They were where a post is answered by a redirect that is neither to the sign-in nor with a
    warning. No page could tell it by itself: a form may be followed by the same form, empty.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on, and name the form in the cookie where its words were taken."""
        response = self.get_response(request)
        if request.method != "POST" or not _is_taken(request, response):
            return response
        sent_as = request.POST.get(SENT_AS, "")
        if re.fullmatch(r"[\w%.~!*':-]{1,200}", sent_as, re.ASCII):
            before = request.COOKIES.get(TAKEN, "").split("|")[1 - TAKEN_MOST :]
            response.set_cookie(
                TAKEN,
                "|".join(filter(None, [*before, sent_as])),
                max_age=TAKEN_KEPT,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response


def _is_taken(request: HttpRequest, response: HttpResponse) -> bool:
    place = response.headers.get("Location", "")
    if not place or place.startswith(tuple(map(resolve_url, DOORS))):
        return False
    told = messages.get_messages(request)
    is_refused = any(message.level >= messages.WARNING for message in told)
    if isinstance(told, BaseStorage):
        # They were only looked at: the next page shows them.
        told.used = False
    return not is_refused
