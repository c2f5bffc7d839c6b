"""Public pages that check a printed plan or its file: no sign-in, nothing is stored."""

from http import HTTPStatus
from typing import Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from associations.accounts.limits import is_allowed
from associations.offices.queries import Request
from events.models import Plan
from reports.issuing.queries import (
    MAX_FILE_BYTES,
    TOO_LARGE,
    address_of,
    check_edition,
    find_by_file,
    find_edition,
    hash_of,
    verify,
)
from reports.models import IssuedDocument
from reports.paper.check_code import read_code

# What a form adds around its file.
_WRAPPING: Final = 64 * 1024
TOO_OFTEN: Final = "Слишком много проверок подряд. Подождите минуту и повторите."
NO_CODE: Final = "Это не код документа. Перепишите его с бумаги: он стоит под QR-кодом."
NO_FILE: Final = "Выберите файл, который нужно проверить."


# Nothing is changed here, so CSRF does no harm; and the size of the request must be checked before
# its body is read, which the check of the token would do first.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_file(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a paper or for its file, and show which document it is."""
    if refusal := _refusal(request):
        return refusal
    if request.method == "POST":
        context = _file_context(request)
        found = context["found"]
        if isinstance(found, IssuedDocument) and verify(found.edition.plan):
            context = {"damaged": True}
        elif isinstance(found, IssuedDocument):
            # An issued file may be no longer in force: the page says both.
            context |= {"checked": check_edition(found.edition, found), "same": True}
        return _page(request, context, status=422 if context.get("refusal") else 200)
    typed = request.GET.get("code", "").strip()
    if not typed:
        return _page(request, {})
    read = read_code(typed[:200])
    if read is None:
        return _page(request, {"typed": typed[:200], "refusal": NO_CODE}, status=422)
    return redirect("reports:check", read[1])


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Show whether the paper with this code is in force, who signed it, its fingerprints.

    Where a record of its plan is damaged, that alone is said: nothing of it can be relied on.
    """
    if refusal := _refusal(request):
        return refusal
    edition = find_edition(code)
    if edition is None:
        return _page(request, {"typed": code, "not_found": True}, status=404)
    if verify(edition.plan):
        return _page(request, {"damaged": True})
    context: dict[str, object] = {"checked": check_edition(edition)}
    if request.method == "POST":
        context |= _file_context(request)
        found = context["found"]
        if isinstance(found, IssuedDocument) and found.edition_id == edition.pk:
            context |= {"checked": check_edition(edition, found), "same": True}
    return _page(request, context, status=422 if context.get("refusal") else 200)


@require_safe
def plan_check(request: Request, plan_id: int) -> HttpResponse:
    """Lead from a plan to the check page of its edition in force."""
    plans = Plan.objects.visible_to(request.actor).select_related("official")
    edition = get_object_or_404(plans, pk=plan_id).official
    if edition is None:
        raise Http404
    return redirect(address_of(edition))


def _refusal(request: HttpRequest) -> HttpResponse | None:
    """Refuse too many requests and too large ones, before anything is read."""
    if not is_allowed(request, "paper_checks"):
        return _page(request, {"refusal": TOO_OFTEN}, status=HTTPStatus.TOO_MANY_REQUESTS)
    if request.method == "POST":
        length = request.META.get("CONTENT_LENGTH", "")
        if not length.isdecimal() or int(length) > MAX_FILE_BYTES + _WRAPPING:
            return _page(request, {"refusal": TOO_LARGE}, status=413)
    return None


def _file_context(request: HttpRequest) -> dict[str, object]:
    """The issued document that the uploaded file is, or a sentence where there is no file."""
    file = request.FILES.get("file")
    if file is None:
        return {"refusal": NO_FILE, "found": None}
    found = find_by_file(hash_of(file))
    address = address_of(found.edition) if found else ""
    return {"asked_file": True, "found": found, "found_at": address}


def _page(request: HttpRequest, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    response = render(request, "reports/issuing/check.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
