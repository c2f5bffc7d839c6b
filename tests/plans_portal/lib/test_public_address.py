"""The portal's own address: whether others reach it, and where a server is reached."""

import pytest

from plans_portal.lib.public_address import address_served, is_own_machine


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:8000", True),
        ("http://127.3.0.1", True),
        ("https://localhost:8443", True),
        ("http://plans.localhost", True),
        ("http://[::1]:8000", True),
        ("http://0.0.0.0:8000", True),
        ("http://192.168.1.20:8000", False),
        ("https://plans.example.org", False),
        ("https://localhost.example.org", False),
    ],
)
def test_own_machine_is_told_from_others(address, expected):
    assert is_own_machine(address) is expected


@pytest.mark.parametrize(
    ("listens", "address"),
    [
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("8001", "http://127.0.0.1:8001"),
        ("0.0.0.0:9000", "http://127.0.0.1:9000"),
        ("0:9000", "http://127.0.0.1:9000"),
        ("[::]:9000", "http://127.0.0.1:9000"),
        ("192.168.1.20:9000", "http://192.168.1.20:9000"),
        ("plans.example.org:80", "http://plans.example.org:80"),
    ],
)
def test_server_is_reached_where_it_listens(listens, address):
    assert address_served(listens) == address
