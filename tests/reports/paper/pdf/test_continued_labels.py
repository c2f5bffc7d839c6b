"""What a page cuts is said again on the next one: labels of merged cells, numbers of long rows."""

from dataclasses import replace

import pytest

from events.plan.content import EventContent, SectionContent
from reports.paper import pdf
from reports.paper.completeness_check import missing_parts
from reports.paper.document import build_document
from reports.paper.pdf.continued_labels import CONTINUED
from reports.paper.pdf.read_back import ReadRow, read_tagged
from tests.reports.paper.papers import pages_of, plan_of, whole

pytestmark = pytest.mark.one_database("a PDF is drawn from plain values")

LONG = "Обсуждение итогов диагностики чтения и составление перечня трудных тем. "


def document_with(*titles, heading="Встречи", status="approved", **values):
    content = plan_of(*titles, sections_as="merged", **values)
    section = replace(content.sections[0], heading=heading)
    return build_document(replace(content, sections=(section,)), status=status)


def read(document):
    """Give the pages of the document's file and the rows of its tags, which lack nothing."""
    data = pdf.render(document)
    parts = read_tagged(data)
    assert missing_parts(document, parts) == ()
    return pages_of(data), [part.cells for part in parts if isinstance(part, ReadRow)]


@pytest.mark.parametrize("status", ["draft", "approved"])
@pytest.mark.parametrize("rows", [8, 12, 17, 40])
def test_label_is_said_again_on_each_page(rows, status):
    pages, read_rows = read(document_with(*[LONG * 6] * rows, status=status))
    assert len(pages) > 1
    assert CONTINUED not in pages[0]
    for page in pages[1:]:
        assert page.count(CONTINUED) == 1
        # At the page's top: before the first row's own words.
        assert page.index(CONTINUED) < page.index("Обсуждение")
    labels = [cell for row in read_rows for cell in row if CONTINUED in cell]
    assert len(labels) == len(pages) - 1
    assert all(label.split() == ["Встречи", CONTINUED] for label in labels)


def test_paper_of_one_page_says_nothing_again():
    pages, _ = read(document_with("Семинар", "Круглый стол"))
    assert len(pages) == 1
    assert CONTINUED not in pages[0]


def test_only_the_first_line_of_a_label_is_said_again():
    _, rows = read(document_with(*[LONG * 6] * 12, heading="Встречи:\n– с детьми;\n– со взрослыми"))
    (label, *_) = [cell for row in rows for cell in row if CONTINUED in cell]
    assert label.split() == ["Встречи:", CONTINUED]


def test_label_as_long_as_a_text_is_not_said_again_whole():
    _, rows = read(document_with(*[LONG * 6] * 14, heading=LONG * 6))
    labels = [cell for row in rows for cell in row if CONTINUED in cell]
    assert labels
    assert set(labels) == {CONTINUED}


def test_shared_number_is_said_again():
    content = plan_of()
    events = tuple(EventContent(title=LONG * 9, same_number=n > 0) for n in range(9))
    content = replace(content, sections=(SectionContent(heading="Встречи", events=events),))
    pages, rows = read(build_document(content, status="approved"))
    numbers = [whole(row[0]) for row in rows if CONTINUED in whole(row[0])]
    assert len(pages) > 1
    assert [number.split() for number in numbers] == [["1.", CONTINUED]] * (len(pages) - 1)


@pytest.mark.parametrize("sections_as", ["band", "merged"])
def test_row_longer_than_a_page_says_its_number_on_each(sections_as):
    content = plan_of("Семинар", LONG * 140, "Круглый стол", sections_as=sections_as)
    pages, rows = read(build_document(content, status="approved"))
    numbers = [whole(row[0]) for row in rows if CONTINUED in whole(row[0])]
    assert len(pages) > 2
    assert [number.split() for number in numbers] == [["2.", CONTINUED]] * (len(pages) - 1)


def test_same_document_gives_the_same_bytes():
    document = document_with(*[LONG * 6] * 17)
    assert pdf.render(document) == pdf.render(document)
