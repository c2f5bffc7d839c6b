"""Two people at one form: both versions are shown."""

import pytest
from django.urls import reverse

from events.drafting.rules.plans import heading_values
from events.drafting.rules.sections import section_values
from events.drafting.rules.steps import step_values
from events.models import Plan
from plans_portal.lib.versions import version_of
from tests.plans import make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("rumo-directions", association=cast.association, rows=1)


@pytest.fixture
def client(cast):
    return cast.client("chair")


def url(name: str, *args) -> str:
    return reverse(f"events:{name}", args=args)


def section_words(heading: str, **more) -> dict[str, str]:
    return {"kind": "table", "heading": heading, "lead_in": "", "paragraphs": "", **more}


def step_words(**more) -> dict[str, str]:
    return {"verb": "agree", "stage": "1", "mode": "person", "position": "", "name": "", **more}


def test_two_people_at_the_heading_see_both_versions(client, plan):
    version = version_of(heading_values(plan))
    words = {"title": "Первый", "city": "", "imprint": "", "expected_version": version}
    client.post(url("heading_edit", plan.pk), words)
    answer = client.post(url("heading_edit", plan.pk), words | {"title": "Второй"})
    assert answer.status_code == 409
    assert "Первый" in answer.content.decode()
    assert "Второй" in answer.content.decode()


def test_two_people_at_a_section_see_both_versions(client, plan):
    section = plan.sections.get(order=1)
    version = version_of(section_values(section))
    address = url("section_edit", plan.pk, section.uid)
    client.post(address, section_words("Первый", expected_version=version))
    answer = client.post(address, section_words("Второй", expected_version=version))
    assert answer.status_code == 409
    assert "Первый" in answer.content.decode()


def test_two_people_at_a_step_see_both_versions(client, plan):
    step = plan.steps.get()
    words = step_words(
        verb="approve", position="Первая", expected_version=version_of(step_values(step))
    )
    address = url("step_edit", plan.pk, step.uid)
    client.post(address, words)
    answer = client.post(address, words | {"position": "Вторая"})
    assert answer.status_code == 409
    assert "Первая" in answer.content.decode()
