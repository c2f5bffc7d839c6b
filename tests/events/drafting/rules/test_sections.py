"""Deleting a section: what history keeps, and what a person who was overtaken is told."""

import pytest
from django.urls import reverse

from events.drafting.queries.row_values import EventValues
from events.drafting.rules.rows import add_event
from events.models import Section
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=2)


def address(plan, section):
    return reverse("events:section_delete", args=[plan.pk, section.uid])


def test_history_keeps_every_row(cast, plan):
    section, client = plan.sections.get(), cast.client("chair")
    titles = list(section.events.order_by("order").values_list("title", flat=True))
    client.post(
        address(plan, section),
        {"expected_version": client.get(address(plan, section)).context["version"]},
    )
    change = plan.changes.get(action="delete_section")
    assert [one["before"]["title"] for one in change.patch[-2::-1]] == titles
    assert "(строк: 2)" in change.words
    page = client.get(reverse("events:plan_history", args=[plan.pk])).text
    assert all(title in page for title in titles)


def test_row_added_meanwhile_is_asked_about_again(cast, plan):
    section, client = plan.sections.get(), cast.client("chair")
    version = client.get(address(plan, section)).context["version"]
    add_event(section=section, values=EventValues(title="Новая"), by=cast.actor("secretary"))
    answer = client.post(address(plan, section), {"expected_version": version}, follow=True)
    assert "изменил другой человек" in answer.text
    assert Section.objects.filter(pk=section.pk).exists()
