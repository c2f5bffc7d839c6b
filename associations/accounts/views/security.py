"""Page «Вход и безопасность»: what guards the account, and where it is signed in."""

from http import HTTPStatus

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from associations.accounts.adapter import NOBODYS_ADDRESS
from associations.accounts.queries import owes_second_factor
from associations.accounts.rules.accounts import require_second_factor
from associations.accounts.views.given_back import posted_words
from associations.actor import require_staff, signed_in
from associations.models import Institution
from associations.offices.queries import Request

# Words of browsers and systems in «User-Agent», the telling ones first.
BROWSERS = {
    "YaBrowser": "Яндекс Браузер",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


@require_GET
def security(request: Request) -> HttpResponse:
    """Show the password, the codes, the keys and the sessions of the account, and lead on."""
    user_id = signed_in(request.actor)
    factors = list(Authenticator.objects.filter(user_id=user_id).order_by("created_at"))
    by_type = {one.type: one for one in factors}
    recovery = by_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "totp": by_type.get(Authenticator.Type.TOTP),
        "keys": [one for one in factors if one.type == Authenticator.Type.WEBAUTHN],
        "recovery": recovery,
        "recovery_left": len(recovery.wrap().get_unused_codes()) if recovery else 0,
        "institute": SocialAccount.objects.filter(user_id=user_id).first(),
        "sessions": [
            {
                "pk": one.pk,
                "browser": browser_in_words(one.user_agent),
                "address": "" if one.ip == NOBODYS_ADDRESS else one.ip,
                "since": one.created_at,
                "is_this": one.session_key == request.session.session_key,
            }
            for one in _sessions_of(user_id)
        ],
        "owes": owes_second_factor(request.actor),
    }
    return render(request, "account/security.html", context)


@require_POST
def session_end(request: Request, pk: int) -> HttpResponse:
    """End one of the own sessions: that browser must sign in again."""
    get_object_or_404(_sessions_of(signed_in(request.actor)), pk=pk).end()
    messages.success(request, "Сеанс завершён.")
    return redirect("mfa_index")


@require_POST
def other_sessions_end(request: Request) -> HttpResponse:
    """End all of the own sessions but this one."""
    here = request.session.session_key
    for one in _sessions_of(signed_in(request.actor)).exclude(session_key=here):
        one.end()
    messages.success(request, "Остальные сеансы завершены.")
    return redirect("mfa_index")


@require_POST
def institution_second_factor(request: Request, pk: int) -> HttpResponse:
    """Ask a second factor of those who decide, or ask no longer."""
    institution = get_object_or_404(Institution.objects.visible_to(request.actor), pk=pk)
    require_staff(request.actor, institution.pk)
    required = request.POST.get("required") == "yes"
    require_second_factor(institution=institution, required=required, by=request.actor)
    messages.success(
        request,
        "Теперь решать по планам можно только со вторым фактором."
        if required
        else "Второй фактор больше не обязателен.",
    )
    return redirect(institution)


def second_factor_first(request: HttpRequest) -> HttpResponse:
    """Answer one who would decide and owes a second factor; what was typed is shown again."""
    context = {"words": posted_words(request)}
    page = "account/second_factor_first.html"
    return render(request, page, context, status=HTTPStatus.FORBIDDEN)


def browser_in_words(user_agent: str) -> str:
    """Tell the browser and the system in words: «Firefox, Windows»."""
    told = (
        next((word for mark, word in marks.items() if mark in user_agent), "")
        for marks in (BROWSERS, SYSTEMS)
    )
    return ", ".join(filter(None, told)) or "Неизвестная программа"


def _sessions_of(user_id: int) -> QuerySet[UserSession]:
    """Give the sessions that have neither ended nor run out, the newest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    found: QuerySet[UserSession] = UserSession.objects.filter(
        user_id=user_id, session_key__in=alive
    ).order_by("-created_at", "-pk")
    return found
