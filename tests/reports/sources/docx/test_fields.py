"""Fields of a Word file."""

import pytest

from reports.sources.docx import read_word
from tests.reports.sources.word_samples import ONE_TABLE, raw
from tests.reports.sources.word_xml import field, para, said


@pytest.mark.parametrize(
    ("number", "text", "is_told"),
    [
        ('<w:fldSimple w:instr=" AUTONUM "/>', "Слёт", True),
        (field(" AUTONUMLGL ", ""), "Слёт", True),
        (field(" LISTNUM NumberDefault ", "1) "), "1) Слёт", False),
    ],
)
def test_numbers_that_word_only_draws_are_told(number, text, is_told):
    word = read_word(raw(para(f"{number}{said('Слёт')}") + ONE_TABLE))
    assert word.blocks[0].text == text
    assert any("номеров" in one for one in word.noticed) == is_told
