"""A table pasted into an open plan: the same wizard, and rows where the author stood."""

import datetime as dt

import pytest
from django.urls import reverse

from associations.models import Office
from associations.vocabulary import OfficeRole
from events.drafting.queries.stored_content import read_content
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
