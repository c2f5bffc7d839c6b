"""The app registers its checks."""

from django.core.checks import registry

from associations.accounts.checks import letters_are_sent


def test_check_of_mail_belongs_to_a_deployment():
    assert letters_are_sent in registry.registry.deployment_checks
