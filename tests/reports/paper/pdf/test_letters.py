"""A glyph in the PDF is named by the letter that it shows, whatever it was drawn for first."""

import re

import pytest

from reports.paper.document import build_document
from reports.paper.pdf import render
from tests.reports.paper.papers import plan_of, reader_of


def letters_in(data: bytes) -> set[str]:
    found = set()
    for page in reader_of(data).pages:
        for font in page["/Resources"]["/Font"].values():
            table = font.get_object()["/ToUnicode"].get_object().get_data().decode("latin-1")
            for _, said in re.findall(r"<([0-9a-f]{4})> <([0-9a-f]*)>", table):
                found.add(bytes.fromhex(said).decode("utf-16-be"))
    return found


@pytest.mark.parametrize("words", ["ы\u0301", "(א)", "э\u0301 а\u0301"])
def test_each_glyph_has_one_letter(words):
    found = letters_in(render(build_document(plan_of(words, "ы (э) а"), status="draft")))
    assert "" not in found
    assert {letter for letter in found if len(letter) > 1} == set()
