"""Every address of the portal: which of them answer a stranger, and who looks after the rest."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.tree import ROOT

# Everything else asks for a sign-in first.
OPEN = {
    "healthz",
    "events:one_time_link",
    "events:one_time_code",
    "reports:one_time_pdf",
    "reports:check",
    "reports:check_file",
    "session",
    "account_login",
    "account_logout",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_login_webauthn",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
    "openid_connect_login",
    "openid_connect_callback",
    "admin:login",
}
SAMPLES = {
    "int": 1,
    "uuid": "0c5b1f6e-7d38-4f2a-9a52-3f2f5a0f7a11",
    "str": "x",
    "slug": "x",
    "uid": "0" * 32,
}


def addresses(resolver: URLResolver, *space: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = (*space, pattern.namespace) if pattern.namespace else space
            yield from addresses(pattern, *inner)
        elif pattern.name:
            yield ":".join((*space, pattern.name)), pattern


def sample(name: str, pattern: URLPattern) -> str | None:
    """Give an address of that name, or None for Django's own patterns of regular expressions."""
    converters = pattern.pattern.converters
    if not converters and pattern.pattern.regex.groups:
        return None
    words = {
        key: SAMPLES.get(re.sub("Converter$", "", type(one).__name__).lower(), "x")
        for key, one in converters.items()
    }
    return reverse(name, kwargs=words)


def closed() -> list[tuple[str, str]]:
    found = {
        name: sample(name, pattern)
        for name, pattern in addresses(get_resolver())
        if name not in OPEN and not name.startswith("admin:")
    }
    return sorted((name, address) for name, address in found.items() if address)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_stranger_is_led_to_the_sign_in(client, method):
    login = reverse(settings.LOGIN_URL)
    astray = {}
    for name, address in closed():
        response = getattr(client, method)(address)
        if response.status_code != 302 or not response["Location"].startswith(login):
            astray[name] = response.status_code
    assert astray == {}


def test_open_addresses_are_still_there():
    names = {name for name, _pattern in addresses(get_resolver())}
    assert names >= OPEN


@pytest.mark.parametrize("app", ["associations", "events", "reports"])
def test_app_with_addresses_tests_who_may_come(app):
    """That file walks every address × everybody, and fails where one of them has no row."""
    if not (ROOT / app / "urls.py").exists():
        return
    text = (ROOT / "tests" / app / "test_urls.py").read_text(encoding="utf-8")
    assert "EVERYBODY" in text
    assert f"from {app}.urls import urlpatterns" in text
