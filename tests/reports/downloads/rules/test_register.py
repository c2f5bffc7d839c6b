"""The register of plans: what stands in its rows, in a number of queries that doesn't grow."""

import datetime as dt
import io
from dataclasses import replace

import openpyxl
import pytest
from django.utils import timezone

from events.models import Plan
from events.signoff.rules.sealing import seal_chains
from reports.downloads.rules.register import (
    RegisterFile,
    checksums_of,
    register_pdf,
    register_rows,
    register_xlsx,
)
from tests.plans import author_of, make_plan, make_staffed_association
from tests.reports.paper.papers import pages_of, text_of

pytestmark = pytest.mark.django_db

MADE = dt.datetime(2027, 5, 4, 9, 30, tzinfo=dt.UTC)
SHA = "0123456789abcdef" * 4


def sheet_of(data):
    return openpyxl.load_workbook(io.BytesIO(data))["Реестр"]


def values_of(data):
    return [[cell.value for cell in row] for row in sheet_of(data).iter_rows()]


@pytest.fixture
def plans():
    association = make_staffed_association(name="Объединение учителей чтения", kind="moc")
    draft = make_plan(association=association, rows=1)
    approved = make_plan("rumo-directions", "approved", rows=1)
    return [draft, approved]


def test_row_says_whose_plan_it_is_and_in_which_state(plans):
    draft, approved = register_rows(plans)
    assert draft.association == "Объединение учителей чтения"
    assert (draft.state, draft.edition, draft.approved_on, draft.approver) == (
        "Черновик", 0, None, "",
    )  # fmt: skip
    assert draft.period == "2027 год"
    assert (approved.state, approved.edition) == ("Утверждён", 1)
    assert approved.approved_on == approved_on(plans[1])
    assert approved.approver.endswith("Председатель объединения")


def approved_on(plan):
    return timezone.localdate(plan.status_since)


@pytest.mark.parametrize("count", [1, 4])
def test_queries_do_not_grow(django_assert_num_queries, count):
    for _ in range(count):
        make_plan(status="approved", rows=1)
    plans = list(Plan.objects.all())
    with django_assert_num_queries(3):
        assert len(register_rows(plans)) == count


def test_workbook_has_a_row_for_each_file(plans):
    draft, approved = register_rows(plans)
    files = (RegisterFile("2027/План.pdf", SHA, 4), RegisterFile("2027/План.xlsx", SHA))
    data = register_xlsx((draft, replace(approved, files=files)), "Реестр планов", MADE)
    head, *rows = values_of(data)
    assert head[:4] == ["№", "Объединение", "Вид", "План"]
    assert [row[0] for row in rows] == [1, 2, 2]
    assert rows[0][9:] == [None, None, None]
    assert rows[1][9:] == ["2027/План.pdf", SHA, 4]
    assert rows[2][9:] == ["2027/План.xlsx", SHA, None]
    assert isinstance(rows[1][7], dt.datetime)
    assert rows[1][7].date() == approved.approved_on


def test_workbook_can_be_filtered_and_names_itself(plans):
    data = register_xlsx(register_rows(plans), "Реестр планов", MADE)
    sheet = sheet_of(data)
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:L3"
    assert openpyxl.load_workbook(io.BytesIO(data)).properties.title == "Реестр планов"
    assert register_xlsx(register_rows(plans), "Реестр планов", MADE) == data


def test_names_of_plans_stay_text(plans):
    Plan.objects.filter(pk=plans[0].pk).update(title='=HYPERLINK("http://x","<b>да</b>")')
    rows = register_rows([Plan.objects.get(pk=plans[0].pk)])
    cell = sheet_of(register_xlsx(rows, "Реестр", MADE))["D2"]
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("http://x","<b>да</b>")')
    assert "<b>да</b>" in text_of(register_pdf(rows, "Реестр", MADE))


def test_paper_says_the_same(plans):
    draft, approved = register_rows(plans)
    file = RegisterFile("2027/План.pdf", SHA, 4)
    rows = (draft, replace(approved, files=(file,)))
    text = text_of(register_pdf(rows, "Реестр планов за 2027 год", MADE))
    assert "Реестр планов за 2027 год" in text
    assert "Планов: 2." in text
    assert "Черновик" in text
    assert f"{approved.approved_on:%d.%m.%Y}" in text
    assert SHA in text.replace(" ", "")


def test_long_register_repeats_its_head(plans):
    rows = register_rows(plans) * 20
    pages = pages_of(register_pdf(rows, "Реестр планов", MADE))
    assert len(pages) > 1
    assert all("Объединение" in page and "Период" in page for page in pages)


def test_register_of_nothing_says_so():
    assert "Планов в реестре нет" in text_of(register_pdf((), "Реестр планов", MADE))
    assert len(values_of(register_xlsx((), "Реестр планов", MADE))) == 1


def test_checksum_of_the_journal_stands_in_both(plans, django_assert_num_queries):
    approved = plans[1]
    assert checksums_of(plans) == ()
    seal = seal_chains(
        institution=approved.association.institution, by=author_of(approved.association)
    )
    with django_assert_num_queries(2):
        lines = checksums_of(plans)
    assert lines == (seal.words,)
    rows = register_rows(plans)
    book = openpyxl.load_workbook(io.BytesIO(register_xlsx(rows, "Реестр", MADE, lines)))
    assert book["Контрольная сумма"]["A2"].value == seal.words
    text = "".join(text_of(register_pdf(rows, "Реестр", MADE, lines)).split())
    assert "".join(seal.words.split()) in text
