"""Incomplete and too long Word files are refused."""

import pytest
from django.core.exceptions import ValidationError

from reports.office_files.docx import table
from reports.office_files.docx.checked import checked_word
from reports.paper.document import build_document
from tests.reports.paper.papers import plan_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a Word file is drawn from plain values and opened by LibreOffice"),
]


def test_file_that_does_not_say_all_is_not_given(monkeypatch):
    def careless(line, style):
        return table.paragraph(line.text[:-1], style)

    monkeypatch.setattr(table, "_line", careless)
    with pytest.raises(ValidationError, match="не отдан"):
        checked_word(build_document(plan_of("Встреча"), status="draft"))


def test_plan_that_no_word_file_holds_is_refused_in_words():
    with pytest.raises(ValidationError, match="велик для одного файла Word"):
        checked_word(build_document(plan_of("слово " * 270_000), status="draft"))
