"""What stands at the top of every page of a Word file: its number, and what kind of paper it is."""

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm

from events.plan.vocabulary import Orientation
from reports.office_files.docx.table import tag


def number_pages(word: WordDocument, orientation: str, words: str = "") -> None:
    """Number the pages from the second on; `words` are on each, at the right edge."""
    section = word.sections[0]
    width = Orientation(orientation).text_width
    for header in (section.header, section.first_page_header):
        line = header.paragraphs[0]
        line.style = "План: колонтитул"
        stops = line.paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(Mm(width / 2), WD_TAB_ALIGNMENT.CENTER)
        stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("\t")
        if header is section.header:
            _field(line, "PAGE")
        if words:
            line.add_run("\t")
            line.add_run(words).bold = True


def _field(line: Any, code: str) -> None:
    """Add a field that Word computes, such as the page number."""
    field = tag("fldSimple", line._p, instr=code)  # noqa: SLF001
    tag("t", tag("r", field)).text = "2"
