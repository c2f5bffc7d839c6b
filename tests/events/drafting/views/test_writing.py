"""What all forms of a plan do while it is closed."""

import pytest
from django.urls import reverse

from events.models import Plan
from tests.plans import bring_to, make_plan


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


@pytest.mark.parametrize("name", ["heading_edit", "section_add", "step_add"])
def test_closed_plan_keeps_what_was_typed_and_says_why(client, plan, name):
    bring_to(plan, "signoff")
    words = section_words("Не пропади", title="Не пропади") | step_words(position="Не пропади")
    answer = client.post(url(name, plan.pk), words)
    assert answer.status_code == 422
    assert "Не пропади" in answer.content.decode()
    assert "План на согласовании." in answer.content.decode()


def test_form_of_a_closed_plan_says_why_its_button_is_closed(client, plan):
    bring_to(plan, "signoff")
    page = client.get(url("section_add", plan.pk)).content.decode()
    assert "План на согласовании." in page
    assert 'type="submit" disabled' in page
