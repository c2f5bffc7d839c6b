"""Tables of a Word file."""

import io
from dataclasses import replace

import docx
import pytest
from docx.oxml.ns import qn

from reports.office_files.docx import read_back, word_bytes
from reports.paper.completeness_check import missing_parts
from reports.paper.document import build_document, draft_document
from reports.sources.docx import read_word
from tests.plans import make_plan
from tests.reports.paper.papers import plan_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a Word file is drawn from plain values and opened by LibreOffice"),
]


def word_of(data):
    return docx.Document(io.BytesIO(data))


def test_sixty_columns_stand_side_by_side():
    content = plan_of("Одна")
    columns = tuple(replace(content.layout.columns[3], heading=f"Графа {n}") for n in range(60))
    columns = (content.layout.columns[2], *columns)
    content = replace(content, layout=replace(content.layout, columns=columns))
    document = build_document(content, status="draft")
    assert missing_parts(document, read_back(read_word(word_bytes(document)))) == ()


def test_table_has_a_head_that_repeats_and_rows_that_stay_whole():
    word = word_of(word_bytes(draft_document(make_plan("omo-directions", rows=4))))
    table = max(word.tables, key=lambda table: len(table.rows))
    head, *rows = table._tbl.tr_lst
    assert head.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert any(cell.tcPr.find(qn("w:vMerge")) is not None for row in rows for cell in row.tc_lst)


def test_rows_keep_their_keys_in_hidden_bookmarks():
    plan = make_plan("moc-results", rows=3)
    source = read_word(word_bytes(draft_document(plan)))
    keys = [key for table in source.tables for key in table.keys if key]
    assert keys == list(
        plan.events.filter(parent=None).order_by("pk").values_list("uid", flat=True)
    )
