"""A tagged PDF as texts and rows."""

import io

import pikepdf
import pytest

from reports.paper.pdf import print_html
from reports.paper.pdf.read_back import ReadRow, UnreadableError, read_tagged


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"just words"])
def test_what_is_no_tagged_pdf_is_not_read(data):
    with pytest.raises(UnreadableError):
        read_tagged(data)


HTML = (
    "<html lang=ru><title>Т</title><body><h1>Заголовок</h1><p>Первый</p>"
    "<table><thead><tr><th>А</th><th>Б</th></tr></thead>"
    "<tbody><tr><td>раз</td><td>два</td></tr></tbody></table><p>Последний</p></body></html>"
)


def test_texts_and_rows_come_in_the_order_of_the_file():
    heading, first, head, row, last = read_tagged(print_html(HTML))
    assert [str(one).strip() for one in (heading, first, last)] == [
        "Заголовок",
        "Первый",
        "Последний",
    ]
    assert head == ReadRow(("А", "Б"), is_head=True, page=1)
    assert row == ReadRow(("раз", "два"), page=1)


def test_page_written_otherwise_is_read_alike():
    data = print_html(HTML)
    file = pikepdf.open(io.BytesIO(data))
    for page in file.pages:
        page.contents_add(b"% no program has to write this\n", prepend=True)
        page.contents_coalesce()
    other = io.BytesIO()
    file.save(other)
    assert b"% no program" in file.pages[0].Contents.read_bytes()
    assert read_tagged(other.getvalue()) == read_tagged(data)
