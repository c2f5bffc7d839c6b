"""What goes out in every answer's head and what is believed of a request's; no rules of plans."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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


def client_address(request: HttpRequest) -> str:
    """Give the address that asks: the last one our own proxy wrote down, or the connection's.

    Earlier items of X-Forwarded-For are the client's own words, so they are not believed.
    """
    if settings.BEHIND_PROXY:
        forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
        if last := forwarded.rpartition(",")[2].strip():
            return last
    return str(request.META.get("REMOTE_ADDR", ""))
