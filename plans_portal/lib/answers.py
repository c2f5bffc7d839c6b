"""What kind of answer a request asks for."""

from django.http import HttpRequest

HTML, JSON = "text/html", "application/json"


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks for JSON; a browser's own requests prefer a page."""
    return request.get_preferred_type([HTML, JSON]) == JSON
