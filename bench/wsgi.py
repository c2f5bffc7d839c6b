"""Requests pages through the portal's own WSGI application, as a web server does.

Django's test client is not used: it copies the context at each included template and keeps what was
rendered, which was 35 of the 229 ms of a plan's page.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from wsgiref.util import setup_testing_defaults

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from associations.models import User


def cookie_of(user: User) -> str:
    """Sign the user in and give the session cookie."""
    from django.conf import settings  # noqa: PLC0415 - after django.setup()
    from django.test import Client  # noqa: PLC0415

    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].output(attrs=[], header="").strip()


def asker(user: User, **heads: str) -> Callable[[str], bytes]:
    """Give a function that gets an address for that user and gives the bytes of the answer.

    `heads` go with every request, as WSGI names them (HTTP_ACCEPT_ENCODING). Any answer but 200
    ends the measurement.
    """
    cookie = cookie_of(user)
    return lambda address: _answer(address, {"HTTP_COOKIE": cookie, **heads})


def poster(user: User) -> Callable[[str, bytes], bytes]:
    """Give a function that posts JSON to an address for that user, with a valid CSRF token."""
    token = "a" * 32
    heads = {
        "HTTP_COOKIE": f"{cookie_of(user)}; __Host-csrftoken={token}; csrftoken={token}",
        "HTTP_X_CSRFTOKEN": token,
        "HTTP_REFERER": "https://testserver/",
        "REQUEST_METHOD": "POST",
        "CONTENT_TYPE": "application/json",
    }

    def post(address: str, body: bytes) -> bytes:
        sent = {"CONTENT_LENGTH": str(len(body)), "wsgi.input": BytesIO(body)}
        return _answer(address, {**heads, **sent})

    return post


def _answer(address: str, heads: Mapping[str, object]) -> bytes:
    from plans_portal.wsgi import application  # noqa: PLC0415

    path, _, query = address.partition("?")
    environ: dict[str, object] = {
        "HTTP_HOST": "testserver",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "https",
        **heads,
    }
    setup_testing_defaults(environ)
    told: list[str] = []
    answer = application(environ, lambda status, _heads: told.append(status))
    try:
        body = b"".join(answer)
    finally:
        answer.close()
    if not told[0].startswith("200"):
        raise SystemExit(f"{address}: {told[0]}")
    return body
