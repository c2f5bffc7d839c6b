"""What goes out in every answer's head and what is believed of a request's; no rules of plans."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

# The portal asks a browser for none of these.
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


class PermissionsPolicyMiddleware:
    """Tells browsers which of their powers the portal gives up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the header set."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class PrivateAnswersMiddleware:
    """Tells caches that an answer is its reader's own, and that a fragment is no page.

    It stands behind the static files, which are everybody's and keep their own words.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next handler."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers set; a view that has said its own is left alone."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # The same address gives htmx a part of the page: the browser's «back» must not show it.
            patch_vary_headers(response, ["HX-Request"])
        return response


def client_address(request: HttpRequest) -> str:
    """Give the address that asks: the last one our own proxy wrote down, or the connection's.

    Earlier items of X-Forwarded-For are the client's own words, so they are not believed.
    """
    if settings.BEHIND_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        if last := forwarded.rpartition(",")[2].strip():
            return last
    return str(request.META.get("REMOTE_ADDR", ""))
