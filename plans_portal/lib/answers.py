"""What kind of answer a request asks for, and where it may lead."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

HTML, JSON = "text/html", "application/json"


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks for JSON; a browser's own requests prefer a page."""
    return request.get_preferred_type([HTML, JSON]) == JSON


def own_address(address: str) -> str:
    """The address if it is a path of the portal itself; else an empty text."""
    is_own = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if is_own else ""


def with_value(address: str, name: str, value: object) -> str:
    """The address with one more value in its query."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode({name: value})}"
