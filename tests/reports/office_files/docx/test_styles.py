"""Styles of a Word file."""

import io

import docx
import pytest

from reports.office_files.docx import word_bytes
from reports.paper.document import draft_document
from tests.plans import make_plan

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a Word file is drawn from plain values and opened by LibreOffice"),
]


def word_of(data):
    return docx.Document(io.BytesIO(data))


def test_styles_carry_the_look():
    word = word_of(word_bytes(draft_document(make_plan(rows=2))))
    used = {paragraph.style.name for paragraph in word.paragraphs if paragraph.text}
    assert "Title" in used
    assert all(run.font.name is None and run.font.size is None
               for paragraph in word.paragraphs for run in paragraph.runs)  # fmt: skip
    assert word.styles["Normal"].font.name == "Times New Roman"
    assert word.core_properties.language == "ru-RU"
    assert word.core_properties.author == ""
