"""The renderer reads its own style sheet and fonts, and nothing else."""

import pytest

from reports.paper import pdf
from reports.paper.pdf import fetcher
from tests.reports.paper.papers import text_of

pytestmark = pytest.mark.one_database("a PDF is drawn from plain values")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "https://example.org/a.png",
        "http://127.0.0.1/",
        "data:text/plain,a",
        "ftp://example.org/a",
        "https://paper.invalid/../manage.py",
        "https://paper.invalid/portal.css",
        "https://paper.invalid/vendor/@expo-google-fonts/tinos/../../bootstrap/package.json",
        "https://paper.invalid.example.org/reports/paper/paper.css",
    ],
)
def test_paper_reaches_nothing_but_its_own_style_and_fonts(url):
    with pytest.raises(fetcher.RefusedError):
        fetcher.PaperFetcher().fetch(url)


def test_refused_address_does_not_stop_the_printing(caplog):
    data = pdf.print_html("<p>Слова<img src='file:///etc/passwd'></p>")
    assert "Слова" in text_of(data)
    assert "was refused" in caplog.text
