"""Forms of the heading, of sections and of steps; and the history of what they changed."""

import pytest
from django.urls import reverse

from events.drafting.rules.plans import heading_values
from events.drafting.rules.sections import contents_of, delete_section, section_values
from events.drafting.rules.steps import delete_step, step_values
from events.models import Plan, Step
from plans_portal.lib.versions import version_of
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


def test_two_people_at_the_heading_see_both_versions(client, plan):
    version = version_of(heading_values(plan))
    words = {"title": "Первый", "city": "", "imprint": "", "expected_version": version}
    client.post(url("heading_edit", plan.pk), words)
    answer = client.post(url("heading_edit", plan.pk), words | {"title": "Второй"})
    assert answer.status_code == 409
    assert "Первый" in answer.content.decode()
    assert "Второй" in answer.content.decode()


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


def test_two_people_at_a_section_see_both_versions(client, plan):
    section = plan.sections.get(order=1)
    version = version_of(section_values(section))
    address = url("section_edit", plan.pk, section.uid)
    client.post(address, section_words("Первый", expected_version=version))
    answer = client.post(address, section_words("Второй", expected_version=version))
    assert answer.status_code == 409
    assert "Первый" in answer.content.decode()


def test_deleted_section_leaves_what_was_typed(cast, client, plan):
    section = plan.sections.get(order=1)
    address = url("section_edit", plan.pk, section.uid)
    version = version_of(contents_of(plan, section))
    delete_section(section=section, expected_version=version, by=cast.actor("secretary"))
    answer = client.post(address, section_words("Не пропади"))
    assert answer.status_code == 422
    assert "Не пропади" in answer.content.decode()
    assert "удалил другой человек" in answer.content.decode()


def test_section_is_moved_and_stays_at_the_edge(client, plan):
    section = plan.sections.get(order=1)
    address = url("section_move", plan.pk, section.uid)
    client.post(address, {"to": "down"})
    section.refresh_from_db()
    assert section.order == 2
    client.post(address, {"to": "up"})
    answer = client.post(address, {"to": "up"}, headers={"HX-Request": "true"})
    assert "Раздел уже на краю." in answer.content.decode()


def test_section_is_deleted_after_a_question(client, plan):
    section = plan.sections.get(order=1)
    address = url("section_delete", plan.pk, section.uid)
    assert "удалятся его строки: 1" in client.get(address).content.decode()
    client.post(address)
    assert plan.sections.filter(pk=section.pk).exists()
    client.post(address, {"expected_version": version_of(contents_of(plan, section))})
    assert not plan.sections.filter(pk=section.pk).exists()


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


def test_step_takes_position_and_name_from_the_office(cast, client, plan):
    office = cast.office("curator")
    client.post(url("step_add", plan.pk), step_words(office=office.pk))
    step = plan.steps.get(office=office)
    assert (step.position, step.name) == (office.position, office.person.signing_name)


def test_step_without_an_office_needs_a_position(client, plan):
    answer = client.post(url("step_add", plan.pk), step_words(name="В. И. Полозова"))
    assert answer.status_code == 422
    assert "position" in answer.context["form"].errors
    assert "В. И. Полозова" in answer.content.decode()


@pytest.mark.parametrize("mode", ["order", "protocol", "letter"])
def test_step_by_an_act_needs_its_words(client, plan, mode):
    words = step_words(verb="approve", mode=mode, position="Институт")
    answer = client.post(url("step_add", plan.pk), words)
    assert "act" in answer.context["form"].errors
    client.post(url("step_add", plan.pk), words | {"act": "приказом от 16.01.2027 № 1"})
    assert plan.steps.filter(mode=mode, act="приказом от 16.01.2027 № 1").exists()


def test_step_of_a_foreign_office_is_refused(cast, client, plan):
    answer = client.post(url("step_add", plan.pk), step_words(office=cast.office("foreigner").pk))
    assert "office" in answer.context["form"].errors


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


def test_deleted_step_leaves_what_was_typed(cast, client, plan):
    step = plan.steps.get()
    address = url("step_edit", plan.pk, step.uid)
    delete_step(step=step, by=cast.actor("secretary"))
    answer = client.post(address, step_words(position="Не пропади"))
    assert "Не пропади" in answer.content.decode()
    assert url("step_add", plan.pk) in answer.content.decode()


def test_step_is_deleted_after_a_question(client, plan):
    step = plan.steps.get()
    address = url("step_delete", plan.pk, step.uid)
    assert "Удалить шаг согласования?" in client.get(address).content.decode()
    client.post(address)
    assert not Step.objects.filter(pk=step.pk).exists()


@pytest.mark.parametrize("name", ["heading_edit", "section_add", "step_add"])
def test_closed_plan_keeps_what_was_typed_and_says_why(client, plan, name):
    bring_to(plan, "signoff")
    words = section_words("Не пропади", title="Не пропади") | step_words(position="Не пропади")
    answer = client.post(url(name, plan.pk), words)
    assert answer.status_code == 422
    assert "Не пропади" in answer.content.decode()
    assert "План на согласовании." in answer.content.decode()


def test_history_tells_what_was_and_what_became(client, plan):
    words = {"title": "Новый заголовок", "city": plan.city, "imprint": ""}
    client.post(
        url("heading_edit", plan.pk), words | {"expected_version": version_of(heading_values(plan))}
    )
    answer = client.get(url("plan_history", plan.pk))
    (change, fields), *_ = answer.context["changes"]
    assert change.by_name
    assert [(one.label, one.before, one.after) for one in fields] == [
        ("Заголовок", plan.title, "Новый заголовок")
    ]


def test_history_lists_editions_with_their_signatures(cast, client):
    plan = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    page = client.get(url("plan_history", plan.pk)).content.decode()
    assert plan.edition.sha256[:12] in page
    assert cast.person("approver").signing_name in page


def test_history_stands_fifty_on_a_page(cast, client, plan):
    for n in range(60):
        client_words = {"title": f"Заголовок {n}", "city": "", "imprint": ""}
        plan.refresh_from_db()
        version = {"expected_version": version_of(heading_values(plan))}
        client.post(url("heading_edit", plan.pk), client_words | version)
    assert len(client.get(url("plan_history", plan.pk)).context["changes"]) == 50


def test_form_of_a_closed_plan_says_why_its_button_is_closed(client, plan):
    bring_to(plan, "signoff")
    page = client.get(url("section_add", plan.pk)).content.decode()
    assert "План на согласовании." in page
    assert 'type="submit" disabled' in page
