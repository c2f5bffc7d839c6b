"""The client's address: its odd forms, and where nobody tells it."""

import pytest

from plans_portal.lib.client_address import client_address


def test_address_is_the_connections_own(rf, settings):
    settings.BEHIND_PROXY = False
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert client_address(request) == "192.0.2.1"


def test_address_behind_a_proxy_is_what_the_proxy_wrote_last(rf, settings):
    settings.BEHIND_PROXY = True
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="10.9.9.9, 198.51.100.7")
    assert client_address(request) == "198.51.100.7"


def test_address_behind_a_proxy_that_says_nothing(rf, settings):
    settings.BEHIND_PROXY = True
    assert client_address(rf.get("/", REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("1.2.3.4:5678", "1.2.3.4"),
        ("2001:db8::1", "2001:db8::1"),
        ("[2001:db8::1]", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("fe80::1%eth0", "fe80::1"),
        ("unknown", None),
        ("_hidden", None),
        ("1.2.3", None),
        ("[", None),
        (":", None),
        ("1.2.3.4, ", "192.0.2.1"),
        ("'; DROP TABLE", None),
    ],
)
def test_odd_forms_of_proxies_are_read_or_left(rf, settings, told, address):
    settings.BEHIND_PROXY = True
    request = rf.get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=told)
    assert client_address(request) == address


def test_unix_socket_has_no_address(rf, settings):
    settings.BEHIND_PROXY = False
    assert client_address(rf.get("/", REMOTE_ADDR="")) is None
