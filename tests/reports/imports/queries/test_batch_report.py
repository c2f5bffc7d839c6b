"""The result of a batch, line by line."""

import pytest

from reports.imports.queries.batch_report import batch_lines, recent_imports
from reports.models import ImportSession
from tests.reports.imports.batches import four_files, named

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(cast):
    return ImportSession.objects.filter(batch=four_files(named(cast)))


def test_each_file_has_its_result_and_reason(cast, files):
    lines = {
        line.import_session.name: line for line in batch_lines(files, cast.actor("methodist")).lines
    }
    assert [name for name, line in lines.items() if line.is_ready] == ["верный.docx"]
    assert lines["верный.docx"].why == ""
    assert "Сомнений: " in lines["сомнения.docx"].why
    assert "Непонятно, чей это план." in lines["чей.docx"].why
    assert not lines["скан.pdf"].was_read
    assert lines["верный.docx"].period == "2031 год"


def test_counts_add_up(cast, files):
    shown = batch_lines(files, cast.actor("methodist"))
    assert (shown.total, shown.ready, shown.to_look_at, shown.refused) == (4, 1, 2, 1)
    assert shown.is_finished
    assert shown.over == 4
    files.filter(name="верный.docx").update(state=ImportSession.State.ASKED)
    shown = batch_lines(files, cast.actor("methodist"))
    assert (shown.asked, shown.over, shown.is_finished) == (1, 3, False)


def test_batch_is_one_recent_import(files):
    (one,) = recent_imports(files)
    assert one.name == "Планы из файлов: 4"
    assert one.state == "прочитано: 3, не прочитано: 1"
