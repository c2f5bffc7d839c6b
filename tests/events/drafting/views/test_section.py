"""The forms and actions of sections."""

import pytest
from django.urls import reverse

from events.drafting.rules.sections import contents_of, delete_section, section_values
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


def test_section_is_added_last(client, plan):
    client.post(url("section_add", plan.pk), section_words("Пятый раздел"))
    assert plan.sections.order_by("order").last().heading == "Пятый раздел"


def test_sub_section_is_added_under_its_parent(client, plan):
    parent = plan.sections.get(order=1)
    client.post(url("section_add", plan.pk), section_words("Внутри", parent=parent.uid))
    assert parent.children.get().heading == "Внутри"


def test_section_is_changed(client, plan):
    section = plan.sections.get(order=1)
    words = section_words(
        "Иначе", numbering="restart", expected_version=version_of(section_values(section))
    )
    client.post(url("section_edit", plan.pk, section.uid), words)
    section.refresh_from_db()
    assert (section.heading, section.numbering) == ("Иначе", "restart")


def test_section_is_moved_and_stays_at_the_edge(client, plan):
    section = plan.sections.get(order=1)
    address = url("section_move", plan.pk, section.uid)
    client.post(address, {"to": "down"})
    section.refresh_from_db()
    assert section.order == 2
    client.post(address, {"to": "up"})
    answer = client.post(address, {"to": "up"}, follow=True)
    assert answer.redirect_chain == [(f"{plan.get_absolute_url()}#at-{section.uid}", 302)]
    assert "Раздел уже на краю." in answer.text


def test_section_is_deleted_after_a_question(client, plan):
    section = plan.sections.get(order=1)
    address = url("section_delete", plan.pk, section.uid)
    assert "удалятся его строки: 1" in client.get(address).content.decode()
    client.post(address)
    assert plan.sections.filter(pk=section.pk).exists()
    client.post(address, {"expected_version": version_of(contents_of(plan, section))})
    assert not plan.sections.filter(pk=section.pk).exists()


def test_deleted_section_leaves_what_was_typed(cast, client, plan):
    section = plan.sections.get(order=1)
    address = url("section_edit", plan.pk, section.uid)
    version = version_of(contents_of(plan, section))
    delete_section(section=section, expected_version=version, by=cast.actor("secretary"))
    answer = client.post(address, section_words("Не пропади"))
    assert answer.status_code == 422
    assert "Не пропади" in answer.content.decode()
    assert "удалил другой человек" in answer.content.decode()


def test_row_of_a_deleted_section_leaves_what_was_typed(cast, client, plan):
    section, other = plan.sections.get(order=1), plan.sections.get(order=2)
    address = url("event_add", plan.pk, section.uid)
    version = version_of(contents_of(plan, section))
    delete_section(section=section, expected_version=version, by=cast.actor("secretary"))
    lines = {"agenda-count": "0", "responsible-count": "0"}
    answer = client.post(address, {"title": "Не пропади", **lines})
    page = answer.content.decode()
    assert "Не пропади" in page
    assert url("event_add", plan.pk, other.uid) in page


def test_page_that_deletes_tells_what_goes_and_what_stays(client, plan):
    section = plan.sections.get(order=1)
    page = client.get(url("section_delete", plan.pk, section.uid)).text
    assert section.heading in page
    assert "Вместе с ним удалятся его строки: 1." in page
    assert "останется в истории плана" in page
