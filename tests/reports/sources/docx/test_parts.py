"""Parts of a Word file."""

import zipfile
from io import BytesIO

from reports.sources.docx import read_word
from tests.reports.sources.docx.reading import only_table, texts
from tests.reports.sources.hostile import with_parts
from tests.reports.sources.word_samples import ONE_TABLE, W, raw
from tests.reports.sources.word_xml import para


def test_strict_namespace_is_read():
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {strict}><w:body>{ONE_TABLE}</w:body></w:document>",
        )
    assert texts(only_table(stream.getvalue())) == [["ячейка"]]


def test_parts_are_found_by_the_relations_of_the_document():
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{kinds}/footnotes" Target="/word/notes/n7.xml"/>'
        f'<Relationship Id="r2" Type="{kinds}/comments" Target="http://a.example/c.xml"/>'
        "</Relationships>"
    )
    notes = f"<w:footnotes {W}><w:footnote>{para('пояснение')}</w:footnote></w:footnotes>"
    parts = {"word/_rels/document.xml.rels": relations, "word/notes/n7.xml": notes}
    data = with_parts(raw(ONE_TABLE), parts)
    assert [one.text for one in read_word(data).asides] == ["пояснение"]
