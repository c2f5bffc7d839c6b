"""The plan's data inside a Word file."""

import io
import zipfile

import docx

from reports.office_files.docx.enclosed import add_properties, enclose, hash_of_words
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


def test_properties_come_back_whatever_the_part_of_the_plan_is_called():
    word = docx.Document()
    enclose(word, b"{}", "00ff")
    add_properties(word, {"portal-plan": "7", "portal-version": "2"})
    data = io.BytesIO()
    word.save(data)
    renamed = io.BytesIO()
    with zipfile.ZipFile(data) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            new.writestr(name.replace("customXml/plan.xml", "customXml/item3.xml"), old.read(name))
    enclosed = read_word(renamed.getvalue(), with_table=False).enclosed
    assert enclosed.data == "{}"
    assert enclosed.properties == {"portal-plan": "7", "portal-version": "2"}
