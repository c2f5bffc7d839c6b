"""The form of a row: add, change, lines of agenda and responsible, two people at one row."""

import pytest
from django.urls import reverse

from events.drafting.queries.row_values import row_values
from events.drafting.rules.rows import delete_event
from events.models import Event, Plan
from plans_portal.lib.versions import version_of
from tests.conflicts import decided
from tests.plans import bring_to, make_plan


@pytest.fixture
def plan(cast) -> Plan:
    return make_plan("moc-results", association=cast.association, rows=3)


@pytest.fixture
def client(cast):
    return cast.client("chair")


def section_of(plan: Plan):
    return plan.sections.get()


def add_url(plan: Plan) -> str:
    return reverse("events:event_add", args=[plan.pk, section_of(plan).uid])


def edit_url(event: Event) -> str:
    return reverse("events:event_edit", args=[event.plan_id, event.uid])


def words(title: str = "Новая мастерская", **more) -> dict[str, str]:
    lines = {"agenda-count": "0", "responsible-count": "0"}
    return {"title": title, "term": "15 марта", **lines, **more}


def titles(plan: Plan) -> list[str]:
    rows = plan.events.filter(parent=None).order_by("section__order", "order")
    return list(rows.values_list("title", flat=True))


def test_it_adds_a_row_last(client, plan):
    answer = client.post(add_url(plan), words())
    event = plan.events.get(title="Новая мастерская")
    assert answer["Location"].endswith(f"#at-{event.uid}")
    assert titles(plan)[-1] == "Новая мастерская"


def test_it_adds_a_row_before_another(client, plan):
    second = plan.events.get(order=2)
    client.post(add_url(plan), words(before=second.uid))
    assert titles(plan)[1] == "Новая мастерская"


def test_it_adds_a_row_after_another(client, plan):
    first = plan.events.get(order=1)
    client.post(add_url(plan), words(after=first.uid))
    assert titles(plan)[1] == "Новая мастерская"


def test_it_adds_a_row_after_the_last(client, plan):
    last = plan.events.get(order=3)
    client.post(add_url(plan), words(after=last.uid))
    assert titles(plan)[-1] == "Новая мастерская"


def test_it_goes_on_to_the_next_row_where_asked(client, plan):
    answer = client.post(add_url(plan), words(then="another"))
    event = plan.events.get(title="Новая мастерская")
    assert answer["Location"] == f"{add_url(plan)}?after={event.uid}"


def test_it_adds_a_sub_event_and_goes_back_to_its_row(client, plan):
    row = plan.events.get(order=1)
    answer = client.post(add_url(plan), words("Первая часть", parent=row.uid))
    assert row.children.get().title == "Первая часть"
    assert answer["Location"].endswith(f"#at-{row.uid}")


def test_it_adds_a_meeting_with_its_agenda_in_order(client, plan):
    lines = {
        "is_meeting": "on",
        "agenda-count": "3",
        "agenda-0-text": "Итоги года",
        "agenda-0-speaker": "Светлова А. П.",
        "agenda-1-text": "",
        "agenda-1-speaker": "",
        "agenda-2-text": "Разное",
        "agenda-2-speaker": "",
    }
    client.post(add_url(plan), words("Заседание № 1", **lines))
    event = plan.events.get(title="Заседание № 1")
    assert event.is_meeting
    assert list(event.agenda.order_by("order").values_list("order", "text", "speaker")) == [
        (1, "Итоги года", "Светлова А. П."),
        (2, "Разное", ""),
    ]


def test_it_finds_the_responsible_in_the_directory_and_keeps_free_words(cast, client, plan):
    curator = cast.office("curator")
    lines = {
        "responsible-count": "3",
        "responsible-0-text": curator.person.short_name,
        "responsible-1-text": curator.position,
        "responsible-2-text": "все члены объединения",
    }
    client.post(add_url(plan), words(**lines))
    named = plan.events.get(title="Новая мастерская").responsible.order_by("order")
    assert [one.kind for one in named] == ["person", "office", "words"]
    assert named[0].person == curator.person
    assert named[1].office == curator


def test_speaker_without_a_question_is_told_at_the_field_and_stays(client, plan):
    lines = {"is_meeting": "on", "agenda-count": "1", "agenda-0-text": "", "agenda-0-speaker": "Я"}
    answer = client.post(add_url(plan), words(**lines))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Напишите вопрос" in page
    assert 'value="Я"' in page
    assert "Новая мастерская" in page
    assert titles(plan) == titles(plan)[:3]


def test_too_long_a_term_is_told_at_the_field_and_stays(client, plan):
    answer = client.post(add_url(plan), words(term="м" * 501))
    assert answer.status_code == 422
    assert (
        'id="error_id_term"' in answer.content.decode() or "is-invalid" in answer.content.decode()
    )
    assert "м" * 501 in answer.content.decode()


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("responsible add", ["Первый", "Второй", ""]),
        ("responsible remove 0", ["Второй"]),
        ("responsible down 0", ["Второй", "Первый"]),
        ("responsible up 1", ["Второй", "Первый"]),
        ("responsible up 0", ["Первый", "Второй"]),
        ("responsible remove 9", ["Первый", "Второй"]),
        ("nonsense", ["Первый", "Второй"]),
    ],
)
def test_lines_work_without_javascript_and_keep_what_was_typed(client, plan, action, expected):
    lines = {
        "responsible-count": "2",
        "responsible-0-text": "Первый",
        "responsible-1-text": "Второй",
        "line": action,
    }
    answer = client.post(add_url(plan), words(place="Актовый зал", **lines))
    form = answer.context["form"]
    assert [one["text"].value() or "" for one in form.responsible] == expected
    assert form.fields["title"].value() == "Новая мастерская"
    assert form.fields["place"].value() == "Актовый зал"
    assert "Новая мастерская" not in titles(plan)


def test_lines_of_the_other_kind_stay_too(client, plan):
    lines = {
        "is_meeting": "on",
        "agenda-count": "1",
        "agenda-0-text": "Итоги",
        "agenda-0-speaker": "",
        "line": "responsible add",
    }
    form = client.post(add_url(plan), words(**lines)).context["form"]
    assert [one["text"].value() for one in form.agenda] == ["Итоги"]


def test_it_changes_a_row(client, plan):
    event = plan.events.get(order=1)
    client.post(
        edit_url(event), words("Переписано", expected_version=version_of(row_values(event)))
    )
    event.refresh_from_db()
    assert event.title == "Переписано"


def test_untouched_form_brings_no_change(client, plan):
    event = plan.events.get(order=3)
    event.description = "Первая строка\nвторая строка"
    event.save()
    page = client.get(edit_url(event))
    sent = posted(page.context["form"])
    revision = plan.revision
    client.post(edit_url(event), sent | {"expected_version": page.context["version"]})
    plan.refresh_from_db()
    assert plan.revision == revision


def posted(form) -> dict[str, object]:
    """What a browser sends of the form as it is, with its CRLF."""
    sent: dict[str, object] = {
        form.agenda.count_name: len(form.agenda),
        form.responsible.count_name: len(form.responsible),
    }
    fields = [
        *form.fields,
        *(field for line in (*form.agenda, *form.responsible) for field in line),
    ]
    for field in fields:
        value = field.value()
        if isinstance(value, bool):
            sent |= {field.html_name: "on"} if value else {}
        else:
            sent[field.html_name] = str(value or "").replace("\n", "\r\n")
    return sent


def test_two_people_at_one_row_see_both_versions(client, plan):
    event = plan.events.get(order=1)
    version = version_of(row_values(event))
    client.post(edit_url(event), words("Первая запись", expected_version=version))
    answer = client.post(edit_url(event), words("Вторая запись", expected_version=version))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Первая запись" in page
    assert "Вторая запись" in page
    event.refresh_from_db()
    assert event.title == "Первая запись"


def test_mine_can_be_written_over_theirs(client, plan):
    event = plan.events.get(order=1)
    client.post(
        edit_url(event), words("Первая запись", expected_version=version_of(row_values(event)))
    )
    answer = client.post(edit_url(event), words("Вторая запись", expected_version="0" * 16))
    again = decided(answer, title="mine")
    assert client.post(edit_url(event), again).status_code == 302
    event.refresh_from_db()
    assert event.title == "Вторая запись"
    assert event.term == "15 марта"


def test_deleted_row_leaves_what_was_typed_and_a_way_to_write_it(cast, client, plan):
    event = plan.events.get(order=1)
    url = edit_url(event)
    section = section_of(plan)
    delete_event(event=event, by=cast.actor("secretary"))
    answer = client.post(url, words("Не пропади", expected_version="0" * 16, section=section.uid))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Не пропади" in page
    assert "удалил другой человек" in page
    assert f'action="{add_url(plan)}"' in page


def test_plan_sent_meanwhile_leaves_what_was_typed_in_the_form(client, plan):
    event = plan.events.get(order=1)
    version = version_of(row_values(event))
    bring_to(plan, "signoff")
    answer = client.post(edit_url(event), words("Не пропади", expected_version=version))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Не пропади" in page
    assert "План на согласовании" in page


def test_fields_of_the_columns_come_first_and_the_rest_is_folded(cast):
    plan = make_plan("rmc-directions", association=cast.association, rows=1)
    event = plan.events.first()
    form = cast.client("chair").get(edit_url(event)).context["form"]
    assert [field.name for field in form.in_sight] == ["title", "term"]
    assert "result" in [field.name for field in form.more]


def test_foreign_row_is_not_found(cast, plan):
    event = plan.events.first()
    assert cast.client("foreigner").get(edit_url(event)).status_code == 404
