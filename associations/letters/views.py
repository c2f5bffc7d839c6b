"""The log of letters for the institution's staff, each person's settings, and the local outbox."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from associations.actor import require_staff
from associations.directory.forms import attempt
from associations.letters.forms import LetterFilter, LetterSettingsForm
from associations.letters.queries import queue_of
from associations.letters.rules.care import (
    cancel_letter,
    objection_to_cancelling,
    objection_to_sending_again,
    send_again,
)
from associations.letters.rules.choosing import choose_letters
from associations.models import Letter, LetterSettings
from associations.offices.queries import Request

ROWS = 50
# A letter's own page: its styles stand in it, and nothing else may work there.
LETTER_CSP = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": [""]}


@require_safe
def letter_list(request: Request) -> HttpResponse:
    """The letters of the institution, the newest first, and how the queue stands."""
    require_staff(request.actor)
    form = LetterFilter(request.GET)
    found = Letter.objects.visible_to(request.actor).select_related("recipient__person")
    if form.is_valid():
        found = form.narrow(found)
    now = timezone.now()
    queue = queue_of(request.actor, now)
    context = {
        "form": form,
        "page": Paginator(found, ROWS).get_page(request.GET.get("page")),
        "queue": queue,
        "is_stuck": queue.is_stuck(now),
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "associations/letters/letter_list.html", context)


@require_safe
def letter_detail(request: Request, pk: int) -> HttpResponse:
    """One letter: its words, unless they let somebody in, and what became of it."""
    letter = _letter(request, pk)
    context = {
        "letter": letter,
        "again_objection": objection_to_sending_again(letter, request.actor),
        "cancel_objection": objection_to_cancelling(letter, request.actor),
    }
    return render(request, "associations/letters/letter_detail.html", context)


@require_POST
def letter_send(request: Request, pk: int) -> HttpResponse:
    """Send a letter again."""
    return _act(request, pk, send_again, "Письмо снова в очереди и скоро уйдёт.")


@require_POST
def letter_cancel(request: Request, pk: int) -> HttpResponse:
    """Take a letter out of the queue."""
    return _act(request, pk, cancel_letter, "Письмо не будет отправлено.")


@require_http_methods(["GET", "POST"])
def letter_settings(request: Request) -> HttpResponse:
    """Choose when letters come, and which."""
    chosen = LetterSettings.objects.filter(user=request.actor.user_id).first() or LetterSettings()
    form = LetterSettingsForm(request.POST or None, chosen=chosen)
    if attempt(form, choose_letters, by=request.actor):
        messages.success(request, "Записано. Письма будут приходить так.")
        return redirect("associations:letter_settings")
    status = 422 if form.errors else 200
    return render(
        request, "associations/letters/letter_settings.html", {"form": form}, status=status
    )


@require_safe
def outbox(request: Request) -> HttpResponse:
    """On a developer's machine: all letters, to be read in the browser; else nothing is here."""
    _require_own_machine()
    letters = Letter.objects.select_related("recipient__person")
    page = Paginator(letters, ROWS).get_page(request.GET.get("page"))
    return render(request, "associations/letters/outbox.html", {"page": page})


@require_safe
def outbox_letter(request: Request, pk: int) -> HttpResponse:
    """On a developer's machine: one letter as plain text, with a link to its HTML."""
    _require_own_machine()
    letter = get_object_or_404(Letter, pk=pk)
    return render(request, "associations/letters/outbox_letter.html", {"letter": letter})


@require_safe
@csp_override(LETTER_CSP)
def outbox_html(request: Request, pk: int) -> HttpResponse:
    """On a developer's machine: the HTML of one letter, as a mail program shows it."""
    del request
    _require_own_machine()
    return HttpResponse(get_object_or_404(Letter, pk=pk).html)


def _require_own_machine() -> None:
    if not settings.LOCAL:
        raise Http404


def _letter(request: Request, pk: int) -> Letter:
    require_staff(request.actor)
    found = Letter.objects.visible_to(request.actor).select_related("recipient__person")
    return get_object_or_404(found, pk=pk)


def _act(request: Request, pk: int, rule: Callable[..., Letter], words: str) -> HttpResponse:
    letter = _letter(request, pk)
    try:
        rule(letter=letter, by=request.actor)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    else:
        messages.success(request, words)
    return redirect(letter)
