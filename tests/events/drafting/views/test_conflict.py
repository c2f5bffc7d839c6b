"""Two people at one form: field by field, and both versions are shown."""

import pytest
from django.urls import reverse

from events.drafting.queries.row_values import row_values
from events.drafting.rules.plans import heading_values
from events.drafting.rules.sections import section_values
from events.drafting.rules.steps import step_values
from events.models import Event, Plan
from plans_portal.lib.versions import version_of
from tests.conflicts import decided
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
        verb="approve",
        office=step.office_id,
        position="Первая",
        expected_version=version_of(step_values(step)),
    )
    address = url("step_edit", plan.pk, step.uid)
    client.post(address, words)
    answer = client.post(address, words | {"position": "Вторая"})
    assert answer.status_code == 409
    assert "Первая" in answer.content.decode()


def row(plan: Plan) -> Event:
    return Event.objects.filter(plan=plan).order_by("pk")[0]


def row_address(plan: Plan) -> str:
    return url("event_edit", plan.pk, row(plan).uid)


def opened(client, plan: Plan) -> dict[str, str]:
    """What a browser sends of the untouched form of the row."""
    page = client.get(row_address(plan))
    form = page.context["form"]
    lines = (form.agenda, form.responsible)
    sent = {one.count_name: str(len(one)) for one in lines}
    for field in [*form.fields, *(field for one in lines for line in one for field in line)]:
        if field.value() and field.value() is not True:
            sent[field.html_name] = field.value()
    return sent | {"expected_version": page.context["version"], "base": page.context["base"]}


def stored(plan: Plan):
    return row_values(row(plan))


def test_other_fields_of_a_colleague_stay(cast, client, plan):
    mine, hers = opened(client, plan), opened(cast.client("secretary"), plan)
    theirs = {"title": "Её слова", "responsible-0-text": "Её люди"}
    assert cast.client("secretary").post(row_address(plan), hers | theirs).status_code == 302
    answer = client.post(row_address(plan), mine | {"term": "1 апреля", "place": "Сургут"})
    assert answer.status_code == 302
    now = stored(plan)
    assert (now.title, now.term, now.place) == ("Её слова", "1 апреля", "Сургут")
    assert now.responsible[0].text == "Её люди"


@pytest.fixture
def conflict(cast, client, plan):
    """The page after both changed the title, she the note, and I the place."""
    mine, hers = opened(client, plan), opened(cast.client("secretary"), plan)
    theirs = {"title": "Слёт юных краеведов", "note": "Её заметка"}
    cast.client("secretary").post(row_address(plan), hers | theirs)
    mine |= {"title": "Слёт смелых краеведов", "place": "Сургут"}
    return client.post(row_address(plan), mine)


def test_only_the_field_of_both_is_asked_about(conflict):
    page = conflict.text
    assert conflict.status_code == 409
    assert [one.name for one in conflict.context["fields"]] == ["title"]
    assert "Слёт <mark>юных</mark> краеведов" in page
    assert "Слёт <mark>смелых</mark> краеведов" in page
    assert "остальное, что изменили вы: «Место»" in page
    assert "чего вы не меняли: «Примечание»" in page


def test_it_says_who_wrote_the_other_version(cast, conflict):
    assert "её изменил другой человек" in conflict.text
    assert cast.actor("secretary").name in conflict.text


def test_my_own_second_tab_is_called_that(client, plan):
    first, second = opened(client, plan), opened(client, plan)
    client.post(row_address(plan), first | {"title": "В первой"})
    page = client.post(row_address(plan), second | {"title": "Во второй"}).text
    assert "вы сами изменили в другой вкладке" in page
    assert "другой человек" not in page


@pytest.mark.parametrize(
    ("choice", "title"), [("stored", "Слёт юных краеведов"), ("mine", "Слёт смелых краеведов")]
)
def test_what_was_chosen_is_written_with_the_rest_of_both(client, plan, conflict, choice, title):
    answer = client.post(row_address(plan), decided(conflict, title=choice))
    assert answer.status_code == 302
    now = stored(plan)
    assert (now.title, now.place, now.note) == (title, "Сургут", "Её заметка")


@pytest.mark.parametrize("choices", [{}, {"title": ""}, {"title": "чьё"}, {"term": "mine"}])
def test_without_a_choice_it_asks_again(client, plan, conflict, choices):
    again = client.post(row_address(plan), decided(conflict, **choices))
    assert again.status_code == 409
    assert [one.name for one in again.context["fields"]] == ["title"]
    assert stored(plan).title == "Слёт юных краеведов"
    assert client.post(row_address(plan), decided(again, title="mine")).status_code == 302
    assert stored(plan).title == "Слёт смелых краеведов"


def test_another_change_while_deciding_asks_again(cast, client, plan, conflict):
    secretary = cast.client("secretary")
    hers = opened(secretary, plan) | {"title": "Слёт новых краеведов", "place": "Урай"}
    secretary.post(row_address(plan), hers)
    again = client.post(row_address(plan), decided(conflict, title="mine"))
    assert [one.name for one in again.context["fields"]] == ["title", "place"]
    assert "Слёт <mark>новых</mark> краеведов" in again.text
    done = client.post(row_address(plan), decided(again, title="stored", place="mine"))
    assert done.status_code == 302
    now = stored(plan)
    assert (now.title, now.place) == ("Слёт новых краеведов", "Сургут")


def test_what_was_left_stays_left_when_another_field_is_asked_about(cast, client, plan, conflict):
    secretary = cast.client("secretary")
    secretary.post(row_address(plan), opened(secretary, plan) | {"place": "Урай"})
    again = client.post(row_address(plan), decided(conflict, title="stored"))
    assert [one.name for one in again.context["fields"]] == ["place"]
    assert "остальное, что изменили вы" not in again.text
    client.post(row_address(plan), decided(again, place="mine"))
    now = stored(plan)
    assert (now.title, now.place) == ("Слёт юных краеведов", "Сургут")


def test_refused_decision_gives_the_form_back_and_writes_nothing_stale(client, plan, conflict):
    wrong = decided(conflict, title="stored") | {"number": "9" * 999}
    form = client.post(row_address(plan), wrong)
    assert form.status_code == 422
    right = wrong | {"number": "", "base": form.context["base"]}
    again = client.post(row_address(plan), {n: v for n, v in right.items() if n != "version-title"})
    assert again.status_code == 409
    assert stored(plan).title == "Слёт юных краеведов"


def test_choices_and_boxes_are_shown_in_words(client, plan):
    step = plan.steps.get()
    words = step_words(mode="order", position="Первая", name_first="on")
    answer = client.post(url("step_edit", plan.pk, step.uid), words)
    shown = {one.name: (one.stored, one.mine) for one in answer.context["fields"]}
    assert shown["mode"] == ("Подписью должностного лица", "Приказом (распоряжением)")
    assert shown["name_first"] == ("нет", "да")
