"""A table pasted into an open plan: a preview in place or the wizard, rows where one stood."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from associations.models import Office
from associations.vocabulary import OfficeRole
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.sections import SectionValues, add_section
from events.plan.codec import fingerprint
from reports.models import ImportSession
from tests.factories import TODAY, make_association, make_office
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.django_db

TABLE = "7\tСлёт\t15 мая\tМетодист\tОтчёт\n8\tСбор\tиюнь\tСекретарь\tПамятка"


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=2)


@pytest.fixture
def section(plan):
    return plan.sections.get()


def address(plan, section):
    return reverse("reports:rows_paste", args=[plan.pk, section.uid])


def paste(client, plan, section, text=TABLE, **more):
    return client.post(address(plan, section), {"text": text, "markup": "", **more})


def test_page_says_where_the_rows_go(cast, plan, section):
    event = plan.events.order_by("order").first()
    page = cast.client("chair").get(address(plan, section), {"after": event.uid}).text
    assert event.title[:40] in page
    assert event.uid in page


def test_rows_are_looked_through_and_stand_after_their_row(cast, plan, section):
    client = cast.client("chair")
    first, second = plan.events.order_by("order")
    answer = paste(client, plan, section, after=first.uid)
    import_session = ImportSession.objects.get()
    assert answer["Location"] == import_session.get_absolute_url()
    page = client.get(answer["Location"]).text
    assert "Вставить строки" in page
    assert "Период плана не найден" not in page
    done = client.post(reverse("reports:import_session_rows", args=[import_session.pk]))
    rows = list(plan.events.order_by("order"))
    assert [row.title for row in rows] == [first.title, "Слёт", "Сбор", second.title]
    assert done["Location"] == f"{plan.get_absolute_url()}#at-{rows[1].uid}"
    assert (rows[1].term, rows[1].result) == ("15 мая", "Отчёт")


def test_way_back_stands_beside_the_rows_at_once(cast, plan, section):
    client = cast.client("chair")
    paste(client, plan, section)
    done = client.post(
        reverse("reports:import_session_rows", args=[ImportSession.objects.get().pk])
    )
    change = plan.changes.get(action="bring_rows")
    undo = reverse("events:change_undo", args=[plan.pk, change.pk])
    page = client.get(done["Location"].partition("#")[0]).text
    assert f'<form class="undo" method="post" action="{undo}">' in page


def test_paste_is_taken_back_in_history(cast, plan, section):
    was = fingerprint(read_content(plan))
    client = cast.client("chair")
    paste(client, plan, section)
    client.post(reverse("reports:import_session_rows", args=[ImportSession.objects.get().pk]))
    change = plan.changes.get(action="bring_rows")
    page = client.get(reverse("events:plan_history", args=[plan.pk])).text
    assert "Вернуть как было" in page
    client.post(reverse("events:change_undo", args=[plan.pk, change.pk]))
    assert fingerprint(read_content(plan)) == was


def test_who_writes_the_plan_no_more_is_told_nothing_of_where_rows_go(cast, plan, section):
    client = cast.client("chair")
    event = plan.events.order_by("order").first()
    paste(client, plan, section, after=event.uid)
    plan.events.filter(pk=event.pk).update(title="Тайный замысел")
    chair = cast.office("chair")
    make_office(OfficeRole.SECRETARY, make_association(cast.institution), person=chair.person)
    Office.objects.filter(pk=chair.pk).update(until=TODAY - dt.timedelta(days=1))
    answer = client.get(ImportSession.objects.get().get_absolute_url())
    assert answer.status_code == 404
    assert "Тайный" not in answer.text
    client.post(reverse("reports:import_session_drop", args=[ImportSession.objects.get().pk]))
    assert not ImportSession.objects.exists()


def test_table_that_is_not_wanted_leads_back_to_its_plan(cast, plan, section):
    client = cast.client("chair")
    paste(client, plan, section)
    dropped = reverse("reports:import_session_drop", args=[ImportSession.objects.get().pk])
    assert client.post(dropped)["Location"] == plan.get_absolute_url()
    assert not ImportSession.objects.exists()
    assert plan.events.count() == 2


def test_rows_are_not_added_twice(cast, plan, section):
    client = cast.client("chair")
    paste(client, plan, section)
    rows = reverse("reports:import_session_rows", args=[ImportSession.objects.get().pk])
    client.post(rows)
    client.post(rows)
    assert plan.events.count() == 4


def test_words_that_are_no_table_stay_in_the_form(cast, plan, section):
    answer = paste(cast.client("chair"), plan, section, "просто слова")
    assert answer.status_code == 422
    assert "просто слова" in answer.text


def test_closed_plan_takes_no_rows(cast, plan, section):
    client = cast.client("chair")
    paste(client, plan, section)
    bring_to(plan, "signoff")
    assert client.get(address(plan, section)).status_code == 302
    answer = client.post(
        reverse("reports:import_session_rows", args=[ImportSession.objects.get().pk])
    )
    assert answer["Location"] == ImportSession.objects.get().get_absolute_url()
    assert plan.events.count() == 2


def test_section_that_is_gone_is_told(cast, plan, section):
    client = cast.client("chair")
    values = SectionValues(heading="Другой")
    add_section(plan=plan, values=values, by=cast.actor("chair"))
    paste(client, plan, section)
    section.delete()
    answer = client.post(
        reverse("reports:import_session_rows", args=[ImportSession.objects.get().pk]), follow=True
    )
    assert "в плане уже нет" in answer.text


def test_draft_is_not_made_of_rows_for_a_plan(cast, plan, section):
    client = cast.client("chair")
    paste(client, plan, section)
    values = {"association": cast.association.pk, "starts": "2040-01-01", "ends": "2040-12-31"}
    client.post(
        reverse("reports:import_session_draft", args=[ImportSession.objects.get().pk]), values
    )
    assert ImportSession.objects.get().plan == plan


HTMX = {"HX-Request": "true"}
JSON = {"Accept": "application/json"}


def look(client, plan, section, text=TABLE, **more):
    """The preview, as the script of the sheet asks for it."""
    where = address(plan, section) if section else reverse("reports:rows_paste", args=[plan.pk])
    return client.post(where, {"text": text, "markup": "", **more}, headers=HTMX)


def insert(client, answer):
    return client.post(
        reverse("reports:import_session_rows", args=[answer.context["import_session"].pk]),
        headers=JSON,
    )


def test_preview_is_a_fragment_that_says_what_becomes_of_each_line(cast, plan, section):
    first, _ = plan.events.order_by("order")
    answer = look(cast.client("chair"), plan, section, f"{TABLE}\nИтого\t2\t\t\t", after=first.uid)
    assert answer.status_code == 200
    assert "<html" not in answer.text
    for words in ("Вставить 2 строки", "был 7", "Слёт", "Срок: 15 мая", first.title[:40], "Итого"):
        assert words in answer.text
    assert "Эти слова встанут в замечания" in answer.text
    assert plan.events.count() == 2


def test_insertion_answers_with_json(cast, plan, section):
    client = cast.client("chair")
    before = plan.revision
    first, second = plan.events.order_by("order")
    preview = look(client, plan, section, after=first.uid)
    answer = insert(client, preview)
    plan.refresh_from_db()
    rows = list(plan.events.order_by("order"))
    change = plan.changes.get(action="bring_rows")
    assert answer.json() == {
        "revision": plan.revision,
        "undo": reverse("events:change_undo", args=[plan.pk, change.pk]),
        "words": change.words,
        "uids": [row.uid for row in rows[1:3]],
    }
    assert plan.revision == before + 1
    assert [row.title for row in rows] == [first.title, "Слёт", "Сбор", second.title]
    # The answer was lost on its way, and the script asks again.
    assert insert(client, preview).json() == answer.json()
    assert plan.events.count() == 4


def test_paste_that_is_not_wanted_is_dropped(cast, plan, section):
    client = cast.client("chair")
    key = look(client, plan, section).context["import_session"].pk
    answer = client.post(reverse("reports:import_session_drop", args=[key]), headers=JSON)
    assert (answer.status_code, answer.content) == (204, b"")
    assert not ImportSession.objects.exists()


@pytest.mark.parametrize("has_text_section", [True, False])
def test_rows_are_pasted_into_a_plan_without_tables(cast, plan, has_text_section):
    client = cast.client("chair")
    plan.sections.all().delete()
    if has_text_section:
        values = SectionValues(kind="text", heading="Задачи")
        add_section(plan=plan, values=values, by=cast.actor("chair"))
    answer = look(client, plan, None, "Слёт\t15 мая\tМетодист\tОтчёт")
    assert "Вставить 1 строку" in answer.text
    assert "в новый раздел" in answer.text
    assert insert(client, answer).json()["uids"] == [plan.events.get().uid]
    assert plan.events.get().title == "Слёт"
    assert plan.sections.order_by("order").last().kind == "table"


def test_section_of_a_plan_without_tables_gets_a_uid_and_no_other_words(cast, plan, section):
    plan.sections.all().delete()
    section.uid = "x" * 40
    answer = look(cast.client("chair"), plan, section)
    assert answer.status_code == 422
    assert "в плане уже нет" in answer.text


def test_rows_without_a_named_section_come_last(cast, plan, section):
    client = cast.client("chair")
    insert(client, look(client, plan, None))
    assert plan.events.order_by("order").last().title == "Сбор"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("просто слова", "нет ни одной таблицы"),
        ("", "Вставьте таблицу"),
        ("\n".join(["\t".join(["слово"] * 60)] * 2_000), "больше 30000 ячеек"),
        (f"1\t{'я' * 100_000}\tмай", "100000 знаков"),
    ],
)
def test_paste_that_cannot_be_read_gets_a_sentence_in_place(cast, plan, section, text, sentence):
    answer = look(cast.client("chair"), plan, section, text)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "<html" not in answer.text
    assert not ImportSession.objects.exists()


def test_closed_plan_and_lost_section_get_a_sentence_in_place(cast, plan, section):
    client = cast.client("chair")
    section.uid = "f" * 32
    assert "в плане уже нет" in look(client, plan, section).text
    ready = look(client, plan, None)
    bring_to(plan, "signoff")
    answer = look(client, plan, None)
    assert answer.status_code == 422
    assert "на согласовании" in answer.text
    refused = insert(client, ready)
    assert (refused.status_code, refused.json()["code"]) == (422, "closed")
    assert "на согласовании" in refused.json()["errors"]["__all__"][0]


def test_words_of_the_clipboard_are_escaped(cast, plan, section):
    rows = "1\t<script>alert(1)</script>\tмай\tМетодист\tОтчёт"
    answer = look(cast.client("chair"), plan, section, rows)
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_page_of_today_stays_for_a_plan_without_sections(cast, plan):
    plan.sections.all().delete()
    client = cast.client("chair")
    where = reverse("reports:rows_paste", args=[plan.pk])
    assert "в новый раздел" in client.get(where).text
    answer = client.post(where, {"text": "Слёт\t15 мая\tМетодист\tОтчёт"}, follow=True)
    assert "Вставить строки" in answer.text
    assert "в новый раздел" in answer.text


def test_query_counts_of_the_preview_do_not_grow(cast, plan, section):
    client = cast.client("chair")

    def queries(count):
        rows = "\n".join(f"{n}\tСлёт\t15 мая\tМетодист\tОтчёт" for n in range(1, count + 1))
        with CaptureQueriesContext(connection) as caught:
            look(client, plan, section, rows)
        return len(caught)

    queries(1)
    assert queries(1) == queries(30)


def test_paste_longer_than_any_request_may_be_says_what_to_do(cast, plan, section):
    client = cast.client("chair")
    client.raise_request_exception = False
    answer = look(client, plan, section, "я" * 3_000_000)
    assert answer.status_code == 400
    assert "вставьте их по частям" in answer.text


def test_correction_draws_anew_what_would_be_inserted(cast, plan, section):
    client = cast.client("chair")
    wizard = paste(client, plan, section)["Location"]
    page = client.get(wizard).text
    assert "Строк: 2, они встанут" in page
    assert "hx-swap-oob" not in page
    answer = client.post(wizard, {"say": "row 1 0 left", "seen": "0"}, headers=HTMX)
    assert "Строк: 1, они встанут" in answer.text
    assert 'id="paste-facts" hx-swap-oob="true"' in answer.text
