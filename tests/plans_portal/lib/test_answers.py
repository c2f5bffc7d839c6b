"""Who gets JSON."""

import pytest
from django.test import RequestFactory

from plans_portal.lib.answers import wants_json


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
