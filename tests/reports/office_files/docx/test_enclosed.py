"""The plan's data inside a Word file."""

import io

import docx

from reports.office_files.docx.enclosed import enclose, hash_of_words
from reports.paper.pdf.read_back import ReadRow
from reports.sources.docx import read_word


def test_hash_is_of_words_and_not_of_spaces():
    assert hash_of_words(["план работы", ReadRow(("а", "б"))]) == hash_of_words(
        ["план  рабо ты", ReadRow((" а", "б "))]
    )
    assert hash_of_words(["план"]) != hash_of_words(["клан"])


def test_enclosed_data_comes_back_with_its_hash():
    word = docx.Document()
    word.add_table(1, 2).rows[0].cells[0].text = "Мероприятие"
    enclose(word, '{"title": "до\uffff"}'.encode(), "00ff")
    data = io.BytesIO()
    word.save(data)
    enclosed = read_word(data.getvalue(), with_table=False).enclosed
    assert (enclosed.data, enclosed.words) == (r'{"title": "до\uffff"}', "00ff")
