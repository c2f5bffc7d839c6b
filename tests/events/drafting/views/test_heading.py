"""The form of the heading."""

import pytest
from django.urls import reverse

from events.drafting.rules.plans import heading_values
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


def test_heading_is_changed(client, plan):
    words = {"title": "Новый\r\n\r\nзаголовок ", "city": "Заозёрск", "imprint": ""}
    client.post(
        url("heading_edit", plan.pk), words | {"expected_version": version_of(heading_values(plan))}
    )
    plan.refresh_from_db()
    assert plan.title == "Новый\nзаголовок"


def test_empty_title_is_told_at_its_field(client, plan):
    answer = client.post(url("heading_edit", plan.pk), {"title": "", "city": "Заозёрск-3"})
    assert answer.status_code == 422
    assert "title" in answer.context["form"].errors
    assert "Заозёрск-3" in answer.content.decode()
