"""The app registers its deployment check."""

from django.core.checks import run_checks


def test_check_of_the_address_on_paper_is_registered(settings):
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert "reports.W001" in found
    settings.PUBLIC_ADDRESS = "https://plans.example.org"
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert "reports.W001" not in found
