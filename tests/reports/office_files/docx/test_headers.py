"""Headers of Word files."""

from events.plan.vocabulary import Orientation
from reports.office_files.docx.headers import number_pages
from reports.office_files.docx.styles import new_word


def test_pages_are_numbered_from_the_second_and_each_has_the_words():
    word = new_word(Orientation.PORTRAIT)
    number_pages(word, Orientation.PORTRAIT, "ПРОЕКТ")
    section = word.sections[0]
    assert 'w:instr="PAGE"' in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text.endswith("ПРОЕКТ")
