"""Signing in, who is signed in now, and the pages that give back what could not be taken."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from associations.accounts.forms import SignInForm
from associations.accounts.views.given_back import PostedWords, posted_words, seal, unseal

DOOR = "registration/login.html"


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Django's own sign-in; words that were posted without a session are given back after it.

    Another account gets nothing of them and is led to its own desk.
    """
    sealed = request.POST.get("given_back", "")
    words = unseal(sealed) if sealed else None
    if words and "username" not in request.POST:
        # Back from the page that says that the sign-in is locked.
        return sign_in_first(request, words)
    view = LoginView.as_view(
        authentication_form=SignInForm,
        redirect_authenticated_user=True,
        extra_context={"words": words, "sealed": sealed},
    )
    answer = view(request)
    if words is None or not request.user.is_authenticated:
        return answer
    if words.by != request.user.mark:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "registration/given_back.html", {"words": words})


@login_not_required
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Whose session this is (nobody's: an empty mark), with a fresh CSRF token.

    A page asks it before it sends a form.
    """
    told = {"account": getattr(request.user, "mark", ""), "csrf": get_token(request)}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


def sign_in_first(request: HttpRequest, words: PostedWords) -> HttpResponse:
    """Answer a form that was posted without a session with the sign-in, which keeps its words."""
    context = {
        "form": SignInForm(request),
        "next": words.address,
        "words": words,
        "sealed": seal(words),
    }
    return render(request, DOOR, context, status=HTTPStatus.FORBIDDEN)


def stale_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose CSRF token is stale: its words are given back to who has typed them."""
    del reason
    words = posted_words(request)
    if words and not request.user.is_authenticated:
        return sign_in_first(request, words)
    if words and words.by != getattr(request.user, "mark", ""):
        words = None
    template = "registration/given_back.html" if words else "403_csrf.html"
    context = {"words": words, "is_stale": True}
    return render(request, template, context, status=HTTPStatus.FORBIDDEN)
