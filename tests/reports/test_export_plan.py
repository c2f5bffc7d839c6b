import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from events.content import fingerprint, from_json
from events.models import Plan
from events.reading import read_content
from tests.reports.word_samples import plan

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
