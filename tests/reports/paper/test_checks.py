"""The deployment check of the address on paper."""

from reports.paper.checks import papers_lead_somewhere


def test_papers_that_lead_to_ones_own_machine_are_warned_of(settings):
    settings.PUBLIC_ADDRESS = "http://127.0.0.1:8000"
    (warning,) = papers_lead_somewhere()
    assert warning.id == "reports.W001"
    assert "http://127.0.0.1:8000" in warning.msg


def test_papers_that_lead_to_the_portal_are_not(settings):
    settings.PUBLIC_ADDRESS = "https://plans.example.org"
    assert papers_lead_somewhere() == []
