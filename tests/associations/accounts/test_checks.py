"""Deployment checks of outgoing mail, addresses of clients, and a developer's settings."""

import pytest

from associations.accounts.checks import (
    SENDING_NOTHING,
    addresses_are_known,
    letters_are_sent,
    no_developer_settings,
)


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


@pytest.mark.parametrize(
    ("https", "behind", "codes"),
    [
        (True, False, ["associations.W002"]),
        (True, True, []),
        (False, False, []),
    ],
)
def test_unknown_addresses_are_warned_of(settings, https, behind, codes):
    settings.HTTPS, settings.BEHIND_PROXY = https, behind
    assert [one.id for one in addresses_are_known()] == codes


@pytest.mark.parametrize(("local", "codes"), [(True, ["associations.E001"]), (False, [])])
def test_settings_of_a_developers_machine_are_an_error(settings, local, codes):
    settings.LOCAL, settings.DEBUG = local, False
    assert [one.id for one in no_developer_settings()] == codes
