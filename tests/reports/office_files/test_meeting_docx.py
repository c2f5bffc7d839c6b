"""Papers of a meeting as Word files."""

import io

import docx
import pytest

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


def test_questions_are_numbered_and_blank_lines_are_empty_paragraphs():
    word = docx.Document(io.BytesIO(meeting_word(meeting_paper("protocol", MEETING))))
    texts = [paragraph.text.replace("\u00a0", " ") for paragraph in word.paragraphs]
    assert any(text.startswith("1. О плане работы") for text in texts)
    assert any(text.startswith("2. Разное") for text in texts)
    assert texts.count("") >= 2
