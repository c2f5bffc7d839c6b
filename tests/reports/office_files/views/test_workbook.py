"""The page that gives a plan as a workbook: to whom, whose words, under which name."""

import io

import openpyxl
import pytest
from django.urls import reverse

from events.models import Plan
from events.signoff.rules.revision import revise_plan
from tests.plans import bring_to, make_plan
from tests.reports.office_files.xlsx.test_plan import rows


def given(client, plan):
    return client.get(reverse("reports:plan_xlsx", args=[plan.pk]))


@pytest.mark.django_db
def test_it_is_given_under_a_readable_name(cast):
    answer = given(cast.client("chair"), make_plan(association=cast.association))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%9F%D0%A0")
    assert answer["Cache-Control"] == "private, no-cache"
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames[0] == "План"


@pytest.mark.django_db
def test_approved_plan_is_no_draft(cast):
    plan = make_plan(association=cast.association, status="approved")
    book = openpyxl.load_workbook(io.BytesIO(given(cast.client("stranger"), plan).content))
    assert book["План"].oddHeader.right.text is None
    assert rows(book, "О плане")[-1]
    assert "Утверждён, редакция 1" in str(rows(book, "О плане"))


@pytest.mark.django_db
def test_who_reads_only_what_was_sent_gets_that(cast):
    plan = bring_to(make_plan(association=cast.association), "returned")
    Plan.objects.filter(pk=plan.pk).update(title="Тайные правки")
    assert "Тайные" not in str(rows(openpyxl.load_workbook(
        io.BytesIO(given(cast.client("agreer"), plan).content)), "О плане"))  # fmt: skip
    assert "Тайные" in str(rows(openpyxl.load_workbook(
        io.BytesIO(given(cast.client("chair"), plan).content)), "О плане"))  # fmt: skip


@pytest.mark.django_db
def test_plan_that_is_being_changed_is_its_edition_in_force_to_others(cast):
    plan = make_plan(association=cast.association, status="approved")
    revise_plan(plan=plan, by=cast.actor("chair"))
    Plan.objects.filter(pk=plan.pk).update(title="Тайные правки")
    told = {}
    for who in ("stranger", "chair"):
        book = openpyxl.load_workbook(io.BytesIO(given(cast.client(who), plan).content))
        told[who] = str(rows(book, "О плане")), book["План"].oddHeader.right.text
    assert "Утверждён, редакция 1" in told["stranger"][0]
    assert "Тайные" not in told["stranger"][0]
    assert told["stranger"][1] is None
    assert "Вносятся изменения" in told["chair"][0]
    assert told["chair"][1] == "&BПРОЕКТ"


@pytest.mark.django_db
def test_queries_do_not_grow_with_rows(cast, django_assert_max_num_queries):
    client = cast.client("chair")
    small = make_plan(association=cast.association, rows=1)
    given(client, small)
    counts = []
    for plan in (small, make_plan("rumo-directions", association=cast.association, rows=12)):
        with django_assert_max_num_queries(20) as counted:
            assert given(client, plan).status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_plan_page_leads_to_it(cast):
    plan = make_plan(association=cast.association)
    page = cast.client("chair").get(plan.get_absolute_url()).content.decode()
    assert reverse("reports:plan_xlsx", args=[plan.pk]) in page
