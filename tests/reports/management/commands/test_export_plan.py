import json
from io import BytesIO, StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook
from pypdf import PdfReader

from events.drafting.queries.stored_content import read_content
from events.models import Plan
from events.plan.codec import fingerprint, from_json
from reports.issuing.rules.issue import issue_pdf, read_issued
from tests.plans import author_of, make_plan
from tests.reports.sources.word_samples import plan

pytestmark = pytest.mark.django_db

ROWS = [["№", "Мероприятие", "Срок"], ["1.", "Смотр", "май"]]


@pytest.fixture
def stored(tmp_path):
    path = tmp_path / "план.docx"
    path.write_bytes(plan(ROWS))
    out = StringIO()
    call_command("import_plan", path, save=True, stdout=out)
    return Plan.objects.get(pk=int(out.getvalue().splitlines()[-1]))


def refused(*arguments):
    err = StringIO()
    with pytest.raises(SystemExit) as stopped:
        call_command("export_plan", *map(str, arguments), stdout=StringIO(), stderr=err)
    assert stopped.value.code == 2
    return err.getvalue()


def test_json_is_the_canonical_form(stored, tmp_path):
    output = tmp_path / "out.json"
    call_command("export_plan", stored.pk, format="json", output=output)
    content = from_json(json.loads(output.read_bytes()))
    assert fingerprint(content) == fingerprint(read_content(stored))


def test_file_that_stood_there_is_replaced_and_nothing_is_left_beside_it(stored, tmp_path):
    output = tmp_path / "folder" / "out.json"
    output.parent.mkdir()
    output.write_text("old")
    call_command("export_plan", stored.pk, format="json", output=output)
    assert output.read_text().startswith("{")
    assert [path.name for path in output.parent.iterdir()] == ["out.json"]


def test_unknown_plan_is_refused(tmp_path):
    words = refused(999, "--format", "json", "--output", tmp_path / "out.json")
    assert words == "Плана с номером 999 нет.\n"


def test_folder_that_is_not_there_is_refused(stored, tmp_path):
    output = tmp_path / "nowhere" / "out.json"
    assert "не удалось записать" in refused(stored.pk, "--format", "json", "--output", output)


def test_unknown_format_is_refused(stored, tmp_path):
    with pytest.raises(CommandError, match="format"):
        call_command("export_plan", str(stored.pk), "--format", "rtf", "--output", "x")


def exported(plan, output):
    call_command("export_plan", plan.pk, format="pdf", output=output)
    return output.read_bytes()


def test_draft_is_printed_as_a_draft(stored, tmp_path):
    text = PdfReader(BytesIO(exported(stored, tmp_path / "out.pdf"))).pages[0].extract_text()
    assert "Смотр" in text


def test_workbook_of_a_sent_plan_is_its_edition(tmp_path):
    approved = make_plan(status="approved")
    Plan.objects.filter(pk=approved.pk).update(title="Другое")
    call_command("export_plan", approved.pk, format="xlsx", output=tmp_path / "out.xlsx")
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames[0] == "План"
    assert book.properties.title == approved.title_line


def test_official_paper_is_the_one_that_was_issued(tmp_path):
    approved = make_plan(status="approved")
    printed = exported(approved, tmp_path / "before.pdf")
    document = issue_pdf(plan=approved, by=author_of(approved.association))
    assert exported(approved, tmp_path / "after.pdf") == read_issued(document) == printed


def test_official_paper_whose_file_is_damaged_is_refused(tmp_path):
    approved = make_plan(status="approved")
    document = issue_pdf(plan=approved, by=author_of(approved.association))
    document.file.storage.delete(str(document.file))
    words = refused(approved.pk, "--format", "pdf", "--output", tmp_path / "out.pdf")
    assert "повреждён" in words
    assert not (tmp_path / "out.pdf").exists()
