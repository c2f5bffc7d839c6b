import zipfile
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK

from reports.word_file import Paragraph, Table, read_word
from tests.reports.word_samples import ONE_TABLE, W, fill, raw, say, table, written

CELL = "<w:tc>{props}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def cell(text, props=""):
    return CELL.format(text=text, props=f"<w:tcPr>{props}</w:tcPr>" if props else "")


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def only_table(data):
    return next(block for block in read_word(data).blocks if isinstance(block, Table))


def paragraphs(data):
    return [block for block in read_word(data).blocks if isinstance(block, Paragraph)]


def texts(found):
    return [[one.text for one in cells] for cells in found.rows]


def test_paragraphs_keep_order_alignment_and_bold():
    def build(document):
        say(document, "Утверждаю", "right")
        say(document, "План", "center", bold=True)
        table(document, [["Дело", "Срок"], ["Смотр", "май"]])
        say(document, "Подпись")

    blocks = read_word(written(build)).blocks
    assert [b.text if not isinstance(b, Table) else "таблица" for b in blocks] == [
        "Утверждаю",
        "План",
        "таблица",
        "Подпись",
    ]
    assert [b.align for b in blocks if not isinstance(b, Table)] == ["right", "center", "left"]
    assert [b.bold for b in blocks if not isinstance(b, Table)] == [False, True, False]


def test_paragraph_bold_by_style_and_unbold_by_run():
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Base"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Base"/></w:style></w:styles>'
    )
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:t>Раздел</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Own"/></w:pPr><w:r><w:rPr><w:b w:val="0"/></w:rPr>'
        "<w:t>Слова</w:t></w:r></w:p>"
    )
    found = paragraphs(raw(body + ONE_TABLE, styles=styles))
    assert [found[0].bold, found[1].bold] == [True, False]


def test_style_that_is_based_on_itself_is_read():
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    body = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Слова</w:t></w:r></w:p>'
    assert paragraphs(raw(body + ONE_TABLE, styles=styles))[0].text == "Слова"


def test_tabs_and_breaks_are_kept_and_a_page_break_is_told():
    def build(document):
        paragraph = document.add_paragraph("Директор\t\tИ.И. Горный")
        paragraph.add_run().add_break()
        paragraph.add_run("вторая строка")
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        table(document, [["Дело", "Срок"]])

    first, second = paragraphs(written(build))
    assert first.text == "Директор\t\tИ.И. Горный\nвторая строка"
    assert [first.page_break, second.page_break] == [False, True]


def test_merged_cells_stand_on_a_grid():
    def build(document):
        made = document.add_table(3, 3)
        fill(made.cell(0, 0).merge(made.cell(0, 2)), "полоса")
        fill(made.cell(1, 0).merge(made.cell(2, 0)), "номер")
        fill(made.cell(1, 1), "первое")
        fill(made.cell(2, 1), "второе")

    found = only_table(written(build))
    assert texts(found) == [["полоса"], ["номер", "первое", ""], ["второе", ""]]
    assert (found.rows[0][0].colspan, found.rows[1][0].rowspan) == (3, 2)
    assert found.at(2, 0) is found.rows[1][0]
    assert found.at(0, 2) is found.rows[0][0]
    assert found.at(9, 9) is None


def test_text_in_the_hidden_part_of_a_merged_cell_is_kept():
    body = (
        "<w:tbl>"
        + row(cell("верх", '<w:vMerge w:val="restart"/>'), cell("а"))
        + row(cell("низ", "<w:vMerge/>"), cell("б"))
        + "</w:tbl>"
    )
    assert texts(only_table(raw(body))) == [["верх\nниз", "а"], ["б"]]


def test_vertical_merge_of_another_width_begins_anew():
    body = (
        "<w:tbl>"
        + row(cell("а", '<w:vMerge w:val="restart"/>'), cell("б"))
        + row(cell("в", '<w:gridSpan w:val="2"/><w:vMerge/>'))
        + "</w:tbl>"
    )
    assert texts(only_table(raw(body))) == [["а", "б"], ["в"]]


def test_columns_skipped_before_a_row_are_counted():
    body = (
        "<w:tbl>"
        + row(cell("а"), cell("б"))
        + '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>'
        + cell("в")
        + "</w:tr></w:tbl>"
    )
    found = only_table(raw(body))
    assert found.rows[1][0].column == 1
    assert found.columns == 2


def test_nested_table_reads_inside_its_cell():
    inner = f"<w:tbl>{row(cell('внутри'))}</w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>снаружи</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert texts(only_table(raw(body))) == [["снаружи\nвнутри"]]


def test_deleted_and_hidden_text_is_left_out_and_inserted_is_read():
    body = (
        "<w:p><w:del><w:r><w:delText>старое</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>новое</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайное</w:t></w:r></w:p>"
        f"<w:tbl>{row(cell('есть'))}<w:tr><w:trPr><w:del/></w:trPr>{cell('нет')}</w:tr></w:tbl>"
    )
    assert paragraphs(raw(body))[0].text == "новое"
    assert texts(only_table(raw(body))) == [["есть"]]


def test_content_controls_links_and_fields_are_read():
    body = (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>ссылка </w:t></w:r></w:hyperlink>"
        '<w:fldSimple w:instr="DATE"><w:r><w:t>2031</w:t></w:r></w:fldSimple>'
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:sdtContent></w:sdt>"
        f"<w:tbl><w:sdt><w:sdtContent>{row(cell('в поле'))}</w:sdtContent></w:sdt></w:tbl>"
    )
    assert paragraphs(raw(body))[0].text == "ссылка 2031"
    assert texts(only_table(raw(body))) == [["в поле"]]


def test_text_box_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>в рамке</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><w:t>абзац</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert [one.text for one in paragraphs(raw(body + ONE_TABLE))] == ["абзац", "в рамке"]


def test_footnotes_and_page_headers_are_told_apart():
    notes = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>сноска тут</w:t></w:r></w:p></w:footnote></w:footnotes>"
    header = f"<w:hdr {W}><w:p><w:r><w:t>Приложение 3</w:t></w:r></w:p></w:hdr>"
    number = f"<w:ftr {W}><w:p><w:r><w:t>7</w:t></w:r></w:p></w:ftr>"
    word = read_word(raw(ONE_TABLE, footnotes=notes, header1=header, footer1=number))
    assert [(one.place, one.text) for one in word.asides] == [
        ("сноска 1", "сноска тут"),
        ("верхний колонтитул", "Приложение 3"),
    ]


def numbering(levels, starts=""):
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{starts}</w:num></w:numbering>'
    )


def level(at, form, text, start=1):
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text, num=1, at=0):
    return (
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr></w:pPr>'
        f"<w:r><w:t>{text}</w:t></w:r></w:p>"
    )


def markers(body, levels, starts=""):
    found = paragraphs(raw(body + ONE_TABLE, numbering=numbering(levels, starts)))
    return [one.marker for one in found]


def test_automatic_numbers_are_counted_by_level():
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")
    body = item("а") + item("б", at=1) + item("в", at=1) + item("г") + item("д", at=1)
    assert markers(body, levels) == ["1.", "1.1", "1.2", "2.", "2.1"]


def test_automatic_numbers_begin_where_the_list_says():
    levels = level(0, "decimal", "%1)", start=4)
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("а") + item("б") + item("в", num=2) + item("г", num=2)
    assert markers(body, levels, override) == ["4)", "5)", "1)", "2)"]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("upperRoman", ["I.", "II."]),
        ("lowerRoman", ["i.", "ii."]),
        ("russianLower", ["а.", "б."]),
        ("upperLetter", ["A.", "B."]),
        ("decimalZero", ["01.", "02."]),
        ("none", ["", ""]),
    ],
)
def test_automatic_numbers_take_their_form(form, expected):
    assert markers(item("а") + item("б"), level(0, form, "%1.")) == expected


def test_bullet_of_the_symbol_font_is_a_bullet():
    assert markers(item("а"), level(0, "bullet", "\uf0b7")) == ["•"]


def test_list_of_an_unknown_number_has_no_marker():
    assert markers(item("а", num=99), level(0, "decimal", "%1.")) == [""]


def test_strict_namespace_is_read():
    strict = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {strict}><w:body>{ONE_TABLE}</w:body></w:document>",
        )
    assert texts(only_table(stream.getvalue())) == [["ячейка"]]


def test_landscape_is_told():
    def build(document):
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        table(document, [["Дело", "Срок"]])

    assert read_word(written(build)).landscape
    assert not read_word(written(lambda d: table(d, [["Дело", "Срок"]]))).landscape


def test_widths_of_columns_are_told():
    def build(document):
        made = table(document, [["Дело", "Срок"]])
        for column, width in zip(made.columns, (4, 2), strict=True):
            column.width = docx.shared.Cm(width)

    first, second = only_table(written(build)).widths
    assert first == pytest.approx(second * 2, rel=0.01)


def test_seeds_read_whole(shared):
    files = sorted((shared / "seeds").glob("*.docx"))
    assert len(files) == 5
    for file in files:
        word = read_word(file.read_bytes())
        assert word.asides == ()
        assert max(len(one.rows) for one in word.tables) > 8
