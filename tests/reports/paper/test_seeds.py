"""The five real plans from Word file to PDF: every word arrives, in its order.

Nothing of the plans is written here; python-docx reads the source apart from our own reader.
"""

import re
from collections.abc import Iterator
from io import BytesIO, StringIO

import docx
import pytest
from django.core.management import call_command
from docx.table import Table
from docx.text.paragraph import Paragraph

from reports.recognition.words import words
from tests.reports.paper.papers import pages_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_database("a PDF is read back, and no database is asked"),
    pytest.mark.slow,
]

SEEDS = ("000", "001", "002", "003", "004")
WIDE = 3
# On paper numbers of rows, of agenda items and of pages stand between the words.
NUMBER = re.compile(r"\d+|[ivxlc]+", re.IGNORECASE)


@pytest.fixture(params=SEEDS)
def source(request, shared):
    (file,) = (shared / "seeds").glob(f"{request.param}-*.docx")
    return file


@pytest.fixture
def printed(source, tmp_path):
    """Give the pages of the PDF, made by the commands that an institute would use."""
    said = StringIO()
    call_command("import_plan", str(source), "--save", stdout=said)
    number = said.getvalue().split()[-1]
    paper = tmp_path / "plan.pdf"
    call_command("export_plan", number, "--format", "pdf", "--output", str(paper))
    return pages_of(paper.read_bytes())


def units(data: bytes) -> Iterator[tuple[str, list[str]]]:
    """Give the source in reading order: ("row", words) of a cell, ("line", words) of the rest."""
    document = docx.Document(BytesIO(data))
    for element in document.element.body.iterchildren():
        if element.tag.endswith("}p"):
            yield from lines(Paragraph(element, document).text)
        elif element.tag.endswith("}tbl"):
            table = Table(element, document)
            # A cell merged over rows is said once.
            seen = set()
            for row in table.rows:
                for cell in row.cells:
                    if cell._tc in seen:
                        continue
                    seen.add(cell._tc)
                    if len(table.columns) < WIDE:
                        yield from lines(cell.text)
                    elif found := words(cell.text):
                        yield "row", found


def lines(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.splitlines():
        if found := words(line):
            yield "line", found


def stream(pages: list[str]) -> tuple[list[str], int]:
    """Give the words of the paper in order, without the numbers of pages.

    Also how many of them the first page has.
    """
    kept: list[str] = []
    first = 0
    for number, page in enumerate(pages, 1):
        told = words(" ".join(page.replace("ПРОЕКТ", "").split()))
        if told[-1] == str(number):
            told.pop()
        kept += told
        first = first or len(kept)
    return kept, first


def place_of(wanted: list[str], told: list[str], after: int) -> tuple[int, int] | None:
    """Find where the words stand one after another, only numbers between them."""
    for begin in range(after, len(told)):
        at = begin
        for word in wanted:
            while at < len(told) and told[at] != word and at > begin and NUMBER.fullmatch(told[at]):
                at += 1
            if at >= len(told) or told[at] != word:
                break
            at += 1
        else:
            return begin, at
    return None


def test_every_word_of_the_source_is_on_paper_in_its_order(source, printed):
    told, first_page = stream(printed)
    rows_end, lines_end = 0, 0
    for kind, wanted in units(source.read_bytes()):
        if kind == "row":
            place = place_of(wanted, told, rows_end)
            assert place is not None, wanted
            rows_end = place[1]
            continue
        # Stamps and title stand on the first page, in the order of the standard.
        if not lines_end and place_of(wanted, told[:first_page], 0):
            continue
        place = place_of(wanted, told, lines_end or first_page)
        assert place is not None, wanted
        lines_end = place[1]
    assert rows_end
