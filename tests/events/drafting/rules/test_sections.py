"""Sections: typed numbers, what history keeps of a deleted one, and what overtaken people read."""

import pytest
from django.urls import reverse

from events.drafting.queries.row_values import EventValues
from events.drafting.rules.rows import add_event
from events.drafting.rules.sections import (
    SectionValues,
    add_section,
    edit_section,
    section_values,
)
from events.models import Section
from events.plan.typed_numbers import TAKEN_OFF
from plans_portal.lib.versions import version_of
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


def added(cast, layout, parent=None, **values):
    made = make_plan(layout, association=cast.association, rows=1)
    if parent is not None:
        parent = made.sections.order_by("order").first()
    return add_section(
        plan=made, values=SectionValues(**values), parent=parent, by=cast.actor("chair")
    )


def test_number_typed_in_a_heading_is_taken_off_where_sections_are_numbered(cast):
    section = added(cast, "rmc-directions", heading="III. Повышение квалификации")
    assert section.heading == "Повышение квалификации"
    change = section.plan.changes.get(action="add_section")
    assert change.words == f"Добавлен раздел «Повышение квалификации». {TAKEN_OFF}"


def test_number_typed_in_a_heading_stays_where_sections_have_none(cast, plan):
    values = SectionValues(heading="III. Повышение квалификации")
    section = add_section(plan=plan, values=values, by=cast.actor("chair"))
    assert section.heading == "III. Повышение квалификации"


def test_number_typed_in_a_heading_within_a_section_stays(cast):
    assert added(cast, "rmc-directions", parent=True, heading="1. Осень").heading == "1. Осень"


def test_numbers_typed_before_paragraphs_are_taken_off(cast, plan):
    text = "1. Единство требований\n2) Поддержка\n1.2.1 Своё"
    values = SectionValues(kind="text", heading="Задачи", paragraphs=text)
    section = add_section(plan=plan, values=values, by=cast.actor("chair"))
    assert section.paragraphs == "Единство требований\nПоддержка\n1.2.1 Своё"
    old = section_values(section)
    values = SectionValues(kind="text", heading="Задачи", paragraphs=text, numbering="none")
    version = version_of(old)
    edit = {"section": section, "expected_version": version, "by": cast.actor("chair")}
    assert edit_section(values=values, **edit).paragraphs == text
    assert plan.changes.get(action="edit_section").words == "Изменён раздел «Задачи»."


def test_form_sent_twice_with_typed_numbers_makes_one_section(cast, plan):
    values = SectionValues(kind="text", heading="Задачи", paragraphs="1. Единство")
    two = [
        add_section(plan=plan, values=values, key="a" * 32, by=cast.actor("chair")).pk
        for _ in range(2)
    ]
    assert two[0] == two[1]
