"""A Word file as texts and rows."""

from reports.office_files.docx import read_back, word_bytes
from reports.paper.document import build_document
from reports.paper.pdf.read_back import ReadRow
from reports.sources.docx import read_word
from tests.reports.paper.papers import plan_of


def test_rows_of_a_table_and_texts_around_it_are_read():
    document = build_document(plan_of("Семинар"), status="draft")
    read = read_back(read_word(word_bytes(document)))
    rows = [part for part in read if isinstance(part, ReadRow)]
    assert "План работы" in read
    assert [row.is_head for row in rows] == [True, *[False] * (len(rows) - 1)]
    assert any("Семинар" in cell for cell in rows[-1].cells)
