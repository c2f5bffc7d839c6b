"""Secret parts of addresses don't come into the log."""

import io
import logging

import pytest
from django.test import Client
from django.urls import reverse

from plans_portal.web.logged_addresses import without_secrets

TOKEN = "kX2_secret-part-of-an-address"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["one_time_link", "one_time_code"])
def test_refusals_are_logged_without_the_token(monkeypatch, name):
    written = io.StringIO()
    (handler,) = [one for one in logging.root.handlers if type(one) is logging.StreamHandler]
    monkeypatch.setattr(handler, "stream", written)
    url = reverse(f"events:{name}", args=[TOKEN])
    client = Client(enforce_csrf_checks=True)
    client.get(url)
    client.post(url, {"code": "123456"})
    assert "/one-time/…/" in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_other_words_are_left_as_they_are():
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s of %d: /plans/5/", ("one", 2), None)
    assert without_secrets()(record)
    assert record.getMessage() == "one of 2: /plans/5/"
    assert record.args == ("one", 2)
