"""The pages of a file that is brought back: the file, what it changes, and the button."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.drafting.rules.cells import CellEdit, edit_cells
from reports.models import ImportSession
from reports.office_files.xlsx.plan import plan_xlsx, present_xlsx
from tests.factories import TODAY
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan("moc-results", association=cast.association, rows=6)


def book(cast, plan, rows=1, term="20 мая"):
    """Give the plan's workbook with another term in its first rows."""
    workbook = openpyxl.load_workbook(io.BytesIO(plan_xlsx(plan, cast.actor("chair")).data))
    for row in range(rows):
        workbook["План"].cell(row + 2, 3).value = term
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def send(client, address, data, name="План.xlsx"):
    return client.post(address, {"file": SimpleUploadedFile(name, data)})


def asked(plan):
    return reverse("reports:file_bring", args=[plan.pk])


def test_from_the_plan_through_the_preview_into_the_plan(cast, plan):
    client = cast.client("chair")
    assert asked(plan) in client.get(plan.get_absolute_url()).text
    answer = send(client, asked(plan), book(cast, plan))
    one = ImportSession.objects.get()
    assert answer["Location"] == one.get_absolute_url()
    page = client.get(answer["Location"])
    assert "Изменится ячеек: 1" in page.text
    done = client.post(answer["Location"], {"seen": page.context["merge"].seen})
    assert done["Location"] == plan.get_absolute_url()
    assert plan.events.order_by("order")[0].term == "20 мая"
    assert "уже в плане" in client.get(answer["Location"]).text


def test_an_own_file_on_the_page_of_new_plans_goes_to_its_plan(cast, plan):
    answer = send(cast.client("chair"), reverse("reports:plan_from_file"), book(cast, plan))
    assert answer["Location"] == ImportSession.objects.get().get_absolute_url()
    assert ImportSession.objects.get().brought_to == plan


def test_who_does_not_write_the_plan_is_refused(cast, plan):
    answer = send(cast.client("curator"), asked(plan), book(cast, plan))
    assert answer.status_code == 403
    assert not ImportSession.objects.exists()


def test_a_book_of_a_strange_plan_says_nothing_of_it(cast, plan):
    strange = make_plan("moc-results", rows=1)
    data = present_xlsx(strange, TODAY).data
    answer = send(cast.client("chair"), reverse("reports:plan_from_file"), data)
    assert answer.status_code == 422
    assert strange.association.name not in answer.text
    assert "только в её же план" in answer.text


def test_conflicts_are_asked_and_answers_are_kept(cast, plan):
    client, data = cast.client("chair"), book(cast, plan, rows=2)
    for row in plan.events.order_by("order")[:2]:
        edits = [CellEdit("term", "1 июня", row.term)]
        edit_cells(plan=plan, uid=row.uid, edits=edits, by=cast.actor("secretary"))
    address = send(client, asked(plan), data)["Location"]
    page = client.get(address)
    first, second = (question.name for part in page.context["asked"] for question in part.asked)
    refused = client.post(address, {"seen": page.context["merge"].seen, first: "file"})
    assert refused.status_code == 422
    assert "Осталось решить: 1" in refused.text
    assert [q.answer for part in refused.context["asked"] for q in part.asked] == ["file", ""]
    answers = {"seen": page.context["merge"].seen, first: "file", second: "plan"}
    client.post(address, answers)
    terms = plan.events.order_by("order").values_list("term", flat=True)
    assert list(terms[:2]) == ["20 мая", "1 июня"]


def test_a_closed_plan_says_so(cast, plan):
    client = cast.client("chair")
    address = send(client, asked(plan), book(cast, plan))["Location"]
    bring_to(plan, "signoff")
    assert "Сравнить с планом" not in client.get(asked(plan)).text
    page = client.get(address).text
    assert "Внести в план" not in page
    assert "вернитесь на эту страницу" in page


def test_a_wrong_file_is_refused_in_words(cast, plan):
    answer = send(cast.client("chair"), asked(plan), b"no file of ours", "План.docx")
    assert answer.status_code == 422
    assert "выгружен не из портала" in answer.text


def test_what_was_read_can_be_dropped(cast, plan):
    client = cast.client("chair")
    send(client, asked(plan), book(cast, plan))
    one = ImportSession.objects.get()
    answer = client.post(reverse("reports:import_session_drop", args=[one.pk]))
    assert answer["Location"] == plan.get_absolute_url()
    assert not ImportSession.objects.exists()


@pytest.mark.parametrize("name", ["import_session", "import_session_draft"])
def test_the_pages_of_new_plans_lead_to_it(cast, plan, name):
    client = cast.client("chair")
    send(client, asked(plan), book(cast, plan))
    one = ImportSession.objects.get()
    answer = client.post(reverse(f"reports:{name}", args=[one.pk]))
    assert answer["Location"] == one.get_absolute_url()


def test_another_person_does_not_see_it(cast, plan):
    send(cast.client("chair"), asked(plan), book(cast, plan))
    address = ImportSession.objects.get().get_absolute_url()
    assert cast.client("secretary").get(address).status_code == 404


def test_queries_are_the_same_for_one_row_and_many(cast, plan):
    client = cast.client("chair")
    counts = []
    for rows in (1, 6):
        ImportSession.objects.all().delete()
        address = send(client, asked(plan), book(cast, plan, rows))["Location"]
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
