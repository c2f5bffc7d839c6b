"""Which files are the portal's own, and whose plans they are of."""

import io
import zipfile

import pytest

from reports.bringing_back.queries.brought import brought_file, plan_of
from reports.office_files.brought_file import BroughtFile
from reports.office_files.docx.checked import checked_word
from reports.office_files.round_trip import FileStamp, stamp_of
from reports.paper.document import draft_document
from reports.sources.docx.parts import MAX_FILE_BYTES
from reports.sources.source_document import SourceError
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


def test_a_word_file_names_its_plan_and_keeps_its_base(cast):
    plan = make_plan("rumo-headings", association=cast.association)
    file = brought_file(checked_word(draft_document(plan), stamp_of(plan)))
    assert file.stamp == stamp_of(plan)
    assert file.content() is not None
    assert file.said == file.base


def test_a_file_without_a_stamp_is_like_any_other(cast):
    plan = make_plan("moc-results", association=cast.association)
    assert brought_file(checked_word(draft_document(plan))) is None


def test_other_bytes_are_no_file_of_the_portal():
    assert brought_file(b"title;term") is None


def test_a_huge_file_is_not_opened():
    with pytest.raises(SourceError, match="20 МБ"):
        brought_file(b"PK" + bytes(MAX_FILE_BYTES))


def test_an_archive_with_properties_alone_is_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("docProps/custom.xml", "<Properties/>")
    with pytest.raises(SourceError):
        brought_file(target.getvalue())


def test_a_plan_is_found_by_those_who_write_it_alone(cast):
    plan = make_plan("moc-results", association=cast.association)
    file = BroughtFile(stamp_of(plan), "")
    assert plan_of(file, cast.actor("chair")) == plan
    assert plan_of(file, cast.actor("curator")) is None
    assert plan_of(BroughtFile(FileStamp(10**17, 1), ""), cast.actor("chair")) is None
