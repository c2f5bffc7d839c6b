"""Who acts on a request, and who must sign in first."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from associations.accounts.views.given_back import posted_words
from associations.accounts.views.sign_in import sign_in_first
from associations.offices.queries import actor_of


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
