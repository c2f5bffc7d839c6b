"""Who gets JSON."""

import pytest
from django.test import RequestFactory

from plans_portal.lib.answers import own_address, wants_json, with_value


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("application/json", True),
        ("application/json, text/plain;q=0.5", True),
        ("text/html,application/xhtml+xml,*/*;q=0.8", False),
        ("*/*", False),
        ("", False),
        ("image/png", False),
    ],
)
def test_script_asks_for_json_by_name(accept, expected):
    assert wants_json(RequestFactory().get("/", headers={"accept": accept})) is expected


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("/plans/?a=1", "/plans/?a=1"),
        ("https://evil.example/", ""),
        ("//evil.example/", ""),
        ("/\\evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("plans/", ""),
        ("", ""),
    ],
)
def test_only_paths_of_the_portal_are_led_to(address, own):
    assert own_address(address) == own


def test_value_is_added_to_an_address():
    assert with_value("/plans/", "a", "б") == "/plans/?a=%D0%B1"
    assert with_value("/plans/?a=1", "b", 2) == "/plans/?a=1&b=2"
