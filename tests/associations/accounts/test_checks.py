"""The deployment check of outgoing mail."""

import pytest

from associations.accounts.checks import SENDING_NOTHING, letters_are_sent


def mailers(backend):
    return {"default": {"BACKEND": backend}}


@pytest.mark.parametrize("backend", SENDING_NOTHING)
def test_mail_that_is_only_kept_is_warned_of(settings, backend):
    settings.MAILERS = mailers(backend)
    (warning,) = letters_are_sent()
    assert warning.id == "associations.W001"


def test_mail_server_is_not_warned_of(settings):
    settings.MAILERS = mailers("django.core.mail.backends.smtp.EmailBackend")
    assert letters_are_sent() == []
