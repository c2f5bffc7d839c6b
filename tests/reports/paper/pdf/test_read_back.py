"""A tagged PDF as texts and rows."""

import pytest

from reports.paper.pdf import print_html
from reports.paper.pdf.read_back import ReadRow, UnreadableError, read_tagged


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 broken", b"just words"])
def test_what_is_no_tagged_pdf_is_not_read(data):
    with pytest.raises(UnreadableError):
        read_tagged(data)


def test_texts_and_rows_come_in_the_order_of_the_file():
    html = (
        "<html lang=ru><title>Т</title><body><h1>Заголовок</h1><p>Первый</p>"
        "<table><thead><tr><th>А</th><th>Б</th></tr></thead>"
        "<tbody><tr><td>раз</td><td>два</td></tr></tbody></table><p>Последний</p></body></html>"
    )
    heading, first, head, row, last = read_tagged(print_html(html))
    assert [str(one).strip() for one in (heading, first, last)] == [
        "Заголовок",
        "Первый",
        "Последний",
    ]
    assert head == ReadRow(("А", "Б"), is_head=True)
    assert row == ReadRow(("раз", "два"))
