"""The Word file of an approved plan carries no sign of a signature."""

import io
import re
import zipfile

import pytest

from events.plan.stamps import ELECTRONIC
from reports.office_files.docx.checked import checked_word
from reports.office_files.docx.working_copy import WORKING_COPY, header_words, working_copy
from reports.paper.document import agreement_sheet, draft_document, edition_document
from tests.plans import make_plan

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a Word file is drawn from plain values and opened by LibreOffice"),
]


def test_no_mark_no_key_and_no_code_are_in_the_file():
    plan = make_plan("rmc-directions", "approved", rows=1)
    document = edition_document(plan.official)
    marks = [line for stamp in document.approvals for line in stamp.mark]
    assert ELECTRONIC in marks
    with zipfile.ZipFile(io.BytesIO(checked_word(document))) as archive:
        parts = {name: archive.read(name).decode(errors="ignore") for name in archive.namelist()}
    whole = "".join(parts.values())
    for sign in (ELECTRONIC, document.check.code, document.check.page, *marks):
        assert sign not in whole
    assert not [name for name in parts if re.search(r"media/|footer", name)]
    headers = [text for name, text in parts.items() if "header" in name]
    assert len(headers) == 2
    assert all(WORKING_COPY in text for text in headers)


def test_words_stay_and_a_draft_says_that_it_is_one():
    document = draft_document(make_plan(rows=1))
    copy = working_copy(document)
    assert copy == document
    assert header_words(copy) == "ПРОЕКТ"


def test_sheet_without_a_plan_loses_its_code():
    sheet = agreement_sheet(make_plan("rmc-directions", "approved", rows=1).official)
    assert sheet.check
    assert working_copy(sheet).check is None
