"""Signing in, who is signed in now, and the pages that give back what could not be taken."""

from http import HTTPStatus

from allauth.account import views as account
from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.mfa.base import views as second
from allauth.mfa.webauthn import views as keys
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from associations.accounts.adapter import GIVEN_BACK
from associations.accounts.forms import SignInForm
from associations.accounts.views.given_back import PostedWords, posted_words, seal, unseal

DOOR = "account/login.html"


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Allauth's own sign-in; words that were posted without a session are given back after it."""
    sealed = request.POST.get(GIVEN_BACK, "")
    words = unseal(sealed) if sealed else None
    if words and "login" not in request.POST:
        # Back from the page that says that the sign-in is locked.
        return sign_in_first(request, words)
    view = account.LoginView.as_view(extra_context={"words": words, "sealed": sealed})
    return _with_words(request, view(request), sealed if words else "")


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in_by_key(request: HttpRequest) -> HttpResponseBase:
    """Sign-in by a key alone; the words are given back as after a password."""
    sealed = request.POST.get(GIVEN_BACK, "")
    return _with_words(request, keys.login_webauthn(request), sealed if unseal(sealed) else "")


@login_not_required
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code or a key after the password."""
    answer: HttpResponseBase = second.authenticate(request)
    return answer


@require_GET
def given_back(request: HttpRequest) -> HttpResponse:
    """Give back what was typed before the sign-in: to the same account, and once."""
    words = unseal(request.session.pop(GIVEN_BACK, ""))
    if words is None or words.by != getattr(request.user, "mark", ""):
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "account/given_back.html", {"words": words})


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
        **get_entrance_context_data(request),
        "form": SignInForm(request=request),
        "redirect_field_value": words.address,
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
    template = "account/given_back.html" if words else "403_csrf.html"
    context = {"words": words, "is_stale": True}
    return render(request, template, context, status=HTTPStatus.FORBIDDEN)


def _with_words(request: HttpRequest, answer: HttpResponseBase, sealed: str) -> HttpResponseBase:
    """Keep the words in the session where the password was right; lead to them after the last step.

    Nothing is kept for one who only knocks: a refused sign-in is answered with its page.
    """
    if not sealed or answer.status_code != HTTPStatus.FOUND:
        return answer
    request.session[GIVEN_BACK] = sealed
    if request.user.is_authenticated:
        answer.headers["Location"] = redirect("given_back").headers["Location"]
    return answer
