"""Papers of a meeting as Word files."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from reports.office_files.meeting_docx import meeting_word
from reports.office_files.meeting_papers import NAMES, meeting_paper
from tests.reports.office_files.test_meeting_papers import MEETING


@pytest.mark.parametrize("kind", NAMES)
def test_word_file_of_a_paper_has_its_title_and_no_time_or_author(kind):
    paper = meeting_paper(kind, MEETING)
    data = meeting_word(paper)
    assert data == meeting_word(paper)
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author) == (paper.file_title, "")


def test_questions_are_numbered_and_blank_lines_are_ruled():
    word = docx.Document(io.BytesIO(meeting_word(meeting_paper("protocol", MEETING))))
    texts = [paragraph.text.replace("\u00a0", " ") for paragraph in word.paragraphs]
    assert any(text.startswith("1. О плане работы") for text in texts)
    assert any(text.startswith("2. Разное") for text in texts)
    ruled = [one for one in word.paragraphs if one.style.name == "План: строка для записи"]
    assert len(ruled) >= 2
    assert {one.text for one in ruled} == {""}
    borders = ruled[0].style.element.find(f".//{qn('w:pBdr')}")
    assert [edge.tag for edge in borders] == [qn("w:bottom"), qn("w:between")]


def test_pages_are_numbered_and_signatures_stand_in_a_table():
    word = docx.Document(io.BytesIO(meeting_word(meeting_paper("protocol", MEETING))))
    assert 'w:instr="PAGE"' in word.sections[0].header._element.xml
    (table,) = word.tables
    assert len(table.columns) == 5
    assert all(row.cells[0].text and not row.cells[2].text for row in table.rows)
