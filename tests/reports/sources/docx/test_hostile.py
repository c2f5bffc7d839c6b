import contextlib
import random
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement

import pytest

from reports.sources.docx import lists as lists_module
from reports.sources.docx import parts, read_word, styles
from reports.sources.source_document import SourceError
from tests.reports.sources.word_samples import ONE_TABLE, W, raw, table, written


def refusal(data):
    with pytest.raises(SourceError) as caught:
        read_word(data)
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


def packed(name, content, method=zipfile.ZIP_DEFLATED):
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "повреждён"),
        (b"hello, this is no Word file", "повреждён"),
        (b"PK\x03\x04" + b"\0" * 100, "повреждён"),
        (packed("content.xml", "<a/>"), "не файл Word"),
        (packed("photo.png", "x"), "не файл Word"),
    ],
)
def test_what_is_no_word_file_is_refused(data, expected):
    assert expected in refusal(data)


def test_file_without_a_table_is_refused():
    assert "ни одной таблицы" in refusal(written(lambda d: d.add_paragraph("План без таблицы")))


def test_every_truncation_is_refused():
    whole = written(lambda d: table(d, [["Дело", "Срок"]]))
    for share in range(1, 20):
        refusal(whole[: len(whole) * share // 20])


def test_document_without_a_body_is_refused():
    data = packed("word/document.xml", f"<w:document {W}/>")
    assert "повреждён" in refusal(data)


def test_broken_xml_is_refused():
    assert "повреждён" in refusal(packed("word/document.xml", f"<w:document {W}><w:body>"))


def test_too_long_file_is_refused_unread():
    assert "20 МБ" in refusal(b"PK" + b"\0" * parts.MAX_FILE_BYTES)


def test_far_too_much_text_is_refused():
    body = f"<w:p><w:r><w:t>{'слово ' * 600_000}</w:t></w:r></w:p>{ONE_TABLE}"
    assert "слишком много текста" in refusal(raw(body))


def test_bomb_is_refused_while_it_inflates(monkeypatch):
    monkeypatch.setattr(parts, "MAX_INFLATED_BYTES", 1_000_000)
    body = f"<w:document {W}><w:body>{' ' * 5_000_000}{ONE_TABLE}</w:body></w:document>"
    data = packed("word/document.xml", body)
    assert len(data) < 50_000
    assert "опасен" in refusal(data)


def test_too_many_entries_are_refused():
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(parts.MAX_ENTRIES + 1):
            archive.writestr(f"word/{number}.xml", "")
    assert "опасен" in refusal(stream.getvalue())


def test_unusual_compression_is_refused():
    body = f"<w:document {W}><w:body>{ONE_TABLE}</w:body></w:document>"
    assert "опасен" in refusal(packed("word/document.xml", body, zipfile.ZIP_LZMA))


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w:document [<!ENTITY a "ха"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/evil.dtd">',
        "<!DOCTYPE w:document>",
    ],
)
def test_document_type_and_entities_are_refused(declared):
    body = f"{declared}<w:document {W}><w:body>{ONE_TABLE}</w:body></w:document>"
    assert "опасен" in refusal(packed("word/document.xml", body))


def test_deep_nesting_is_refused():
    deep = "<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000
    assert "опасен" in refusal(raw(deep + ONE_TABLE))


def test_numberless_elements_are_refused(monkeypatch):
    monkeypatch.setattr(parts, "MAX_ELEMENTS", 1_000)
    assert "слишком много строк" in refusal(raw("<w:p/>" * 1_001 + ONE_TABLE))


def test_too_wide_a_row_is_refused():
    wide = '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc>'
    assert "столбцов" in refusal(raw(wide + "<w:tc><w:p/></w:tc></w:tr></w:tbl>"))


def test_numbers_of_nonsense_do_not_hurt():
    body = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="много"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>'
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="-5"/></w:trPr><w:tc><w:tcPr><w:gridSpan/>'
        "</w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    )
    assert read_word(raw(body)).tables[0].columns == 1


@pytest.mark.parametrize("seed", range(8))
def test_mutated_bytes_never_crash(seed):
    dice = random.Random(seed)
    whole = bytearray(written(lambda d: table(d, [["Дело", "Срок"], ["Смотр", "май"]])))
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with contextlib.suppress(SourceError):
            assert read_word(bytes(data)).tables


def lists(pattern: str) -> str:
    level = f'<w:lvl w:ilvl="0"><w:lvlText w:val="{pattern}"/></w:lvl>'
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


ITEM = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'


@pytest.mark.parametrize("letters", [500, 1_000_000])
def test_number_made_of_a_whole_book_is_not_drawn(letters):
    data = raw(ITEM * 400 + ONE_TABLE, numbering=lists("%1" * (letters // 2)))
    if letters > parts.MAX_ATTRIBUTE:
        assert {block.marker for block in read_word(data).blocks[:400]} == {""}
    else:
        assert "опасен" in refusal(data)


def test_drawn_numbers_are_weighed_as_letters(monkeypatch):
    data = raw(ITEM * 400 + ONE_TABLE, numbering=lists("Глава %1."))
    assert read_word(data).blocks[0].marker == "Глава 1."
    monkeypatch.setattr(lists_module, "MAX_LETTERS", 1_000)
    assert "слишком много текста" in refusal(data)


def test_long_attribute_that_nobody_asks_for_does_no_harm():
    picture = f'<w:p><w:r><w:pict gfxdata="{"A" * 50_000}"/></w:r></w:p>'
    assert len(read_word(raw(picture + ONE_TABLE)).tables) == 1


def test_endless_ladder_of_styles_is_followed_only_so_far():
    tree = Element("w:styles")
    for n in range(1_000):
        style = SubElement(tree, "w:style", {"w:styleId": f"s{n}"})
        SubElement(style, "w:basedOn", {"w:val": f"s{n + 1}"})
    assert len(styles.Styles(tree).chain("s0")) == styles.MAX_STYLES


def test_tables_of_countless_places_are_refused():
    row = '<w:tr><w:tc><w:tcPr><w:gridSpan w:val="64"/></w:tcPr><w:p/></w:tc></w:tr>'
    assert "слишком много строк" in refusal(raw(f"<w:tbl>{row * 5_000}</w:tbl>"))
