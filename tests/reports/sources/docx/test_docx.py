import zipfile
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK

from reports.sources.docx import read_word
from reports.sources.source_document import Paragraph, Table
from tests.reports.sources.hostile import with_parts
from tests.reports.sources.word_samples import ONE_TABLE, W, raw, say, table, written
from tests.reports.sources.word_xml import cell, field, para, row, said, sdt, tbl

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


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
    assert [one.text for one in paragraphs(raw(body + ONE_TABLE))] == ["в рамке", "абзац"]


def test_footnotes_and_page_headers_are_told_apart():
    notes = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>сноска тут</w:t></w:r></w:p></w:footnote></w:footnotes>"
    header = f"<w:hdr {W}><w:p><w:r><w:t>Приложение 3</w:t></w:r></w:p></w:hdr>"
    number = f"<w:ftr {W}><w:p><w:r><w:t>7</w:t></w:r></w:p></w:ftr>"
    word = read_word(raw(ONE_TABLE, footnotes=notes, header1=header, footer1=number))
    assert [(one.place, one.text) for one in word.asides] == [
        ("сноска 1", "сноска тут"),
        ("верхний колонтитул", "Приложение 3"),
    ]


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


def test_hidden_by_style_is_left_out_and_told():
    styles = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="Ghost"><w:rPr><w:vanish/></w:rPr>'
        '</w:style><w:style w:type="character" w:styleId="Veil"><w:rPr><w:vanish/></w:rPr></w:style>'
        "</w:styles>"
    )
    body = para("тайна", look='<w:pStyle w:val="Ghost"/>') + para(
        said("видно"),
        said(" и нет", '<w:rStyle w:val="Veil"/>'),
        said("!", '<w:vanish w:val="0"/>'),
    )
    word = read_word(raw(body + ONE_TABLE, styles=styles))
    assert [block.text for block in word.blocks[:-1]] == ["видно!"]
    assert any("скрытый" in one for one in word.noticed)


def test_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    body = para("Слёт ", look="<w:rPr><w:del/></w:rPr>") + para("учителей")
    assert [one.text for one in paragraphs(raw(body + ONE_TABLE))] == ["Слёт учителей"]


def test_last_paragraph_without_an_end_is_not_lost():
    body = para("Слёт", look="<w:rPr><w:del/></w:rPr>")
    assert [one.text for one in paragraphs(raw(ONE_TABLE + body))] == ["Слёт"]


def test_text_moved_away_is_left_out_and_read_where_it_went():
    body = para("<w:moveFrom>" + said("слёт") + "</w:moveFrom>") + para(
        "<w:moveTo>" + said("слёт") + "</w:moveTo>"
    )
    word = read_word(raw(body + ONE_TABLE))
    assert [block.text for block in word.blocks[:2]] == ["", "слёт"]
    assert any("удалённое" in one for one in word.noticed)


def test_nothing_is_noticed_where_nothing_was_left_out():
    assert read_word(raw(para("слова") + ONE_TABLE)).noticed == ()


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (field(' HYPERLINK "http://a.example" ', "ссылка"), "ссылка"),
        (field(" REF _Ref1 ", "таблица 2"), "таблица 2"),
        (field(' DATE \\@ "d MMMM" ', "5 мая"), "5 мая"),
        (field(" PAGE ", "7"), ""),
        (field(" IF ", "да").replace("<w:instrText> IF </w:instrText>", "<w:t>код</w:t>"), "да"),
        ('<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>12</w:t></w:r></w:fldSimple>', ""),
        ('<w:fldSimple w:instr=" SEQ T "><w:r><w:t>3</w:t></w:r></w:fldSimple>', "3"),
        (
            field(
                " FORMCHECKBOX ",
                "",
                '<w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData>',
            ),
            "☒",
        ),
        (
            field(
                " FORMDROPDOWN ",
                "",
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="очно"/>'
                '<w:listEntry w:val="онлайн"/></w:ddList></w:ffData>',
            ),
            "онлайн",
        ),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:t>слова</w:t></w:r>', "слова"),
        ('<w:r><w:fldChar w:fldCharType="end"/><w:t>слова</w:t></w:r>', "слова"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t> да</w:t></w:r>', "☑ да"),
        ('<w:r><w:sym w:char="D800"/><w:sym w:char="0"/><w:sym w:char="зз"/></w:r>', ""),
        ("<w:r><w:t>\uf0b7 дело, 10\u201112</w:t></w:r>", "• дело, 10-12"),
        ("<w:r><w:t>10</w:t><w:noBreakHyphen/><w:t>12</w:t></w:r>", "10-12"),
        ("<w:r><w:t>пере</w:t><w:softHyphen/><w:t>нос</w:t></w:r>", "пере\u00adнос"),
        ("<w:smartTag><w:r><w:t>Заречье</w:t></w:r></w:smartTag>", "Заречье"),
        ("<w:customXml><w:r><w:t>слово</w:t></w:r></w:customXml>", "слово"),
        (sdt(said("☒"), "<w:checkbox/>") + said(" онлайн"), "☒ онлайн"),
        (sdt(said("Щёлкните здесь"), "<w:showingPlcHdr/>"), ""),
        (
            (
                '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
                "<m:r><m:t>x+1</m:t></m:r></m:oMath>"
            ),
            "x+1",
        ),
        (
            (
                "<w:r><w:ruby><w:rt><w:r><w:t>над</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>слово"
                "</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            ),
            "слово",
        ),
        (
            (
                f"<w:r><mc:AlternateContent {MC}><mc:Choice><w:other/></mc:Choice><mc:Fallback>"
                "<w:t>☺</w:t></mc:Fallback></mc:AlternateContent></w:r>"
            ),
            "☺",
        ),
        (
            (
                f"<mc:AlternateContent {MC}><mc:Choice><w:r><w:t>раз</w:t></w:r></mc:Choice>"
                "<mc:Fallback><w:r><w:t>раз</w:t></w:r></mc:Fallback></mc:AlternateContent>"
            ),
            "раз",
        ),
    ],
)
def test_what_a_run_shows_is_read(inside, expected):
    assert paragraphs(raw(para(inside) + ONE_TABLE))[0].text == expected


def test_comments_and_lines_round_notes():
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator"><w:p><w:r><w:t>—</w:t></w:r></w:p>'
        f"</w:footnote><w:footnote>{para('пояснение')}</w:footnote></w:footnotes>"
    )
    comments = f"<w:comments {W}><w:comment>{para('уточнить срок')}</w:comment></w:comments>"
    word = read_word(raw(ONE_TABLE, footnotes=notes, comments=comments))
    assert [(one.place, one.text) for one in word.asides] == [
        ("сноска 1", "пояснение"),
        ("примечание рецензента 1", "уточнить срок"),
    ]


def test_header_of_every_page_is_told_once_and_without_the_page():
    header = f"<w:hdr {W}>{tbl(row(cell('Утверждаю'), cell('Директор')))}</w:hdr>"
    footer = f"<w:ftr {W}>{para('Страница ', field(' PAGE ', '3'))}</w:ftr>"
    word = read_word(raw(ONE_TABLE, header1=header, header2=header, footer1=footer))
    assert [one.text for one in word.asides] == ["Утверждаю\nДиректор", "Страница"]


def test_words_of_a_scheme_are_told():
    scheme = (
        '<d:dataModel xmlns:d="urn:d" xmlns:a="urn:a"><a:p><a:r><a:t>Этап </a:t></a:r><a:r>'
        "<a:t>первый</a:t></a:r></a:p></d:dataModel>"
    )
    word = read_word(raw(ONE_TABLE, **{"diagrams/data1": scheme}))
    assert [(one.place, one.text) for one in word.asides] == [("схема", "Этап первый")]


def test_object_of_another_program_is_told():
    drawn = '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r>'
    assert any("объект" in one for one in read_word(raw(para(drawn) + ONE_TABLE)).noticed)


def test_plan_lies_where_its_rows_stand():
    def build(document):
        document.add_paragraph("Титул")
        lying = document.add_section()
        lying.orientation = WD_ORIENT.LANDSCAPE
        lying.page_width, lying.page_height = lying.page_height, lying.page_width
        table(document, [["Дело", "Срок"], ["Слёт", "май"]])
        upright = document.add_section()
        upright.orientation = WD_ORIENT.PORTRAIT
        upright.page_width, upright.page_height = upright.page_height, upright.page_width
        document.add_paragraph("Подписи")

    assert read_word(written(build)).landscape


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


def test_struck_words_are_read_and_told():
    word = read_word(
        raw(
            para(said("отменено", "<w:strike/>"), said(" и нет", '<w:strike w:val="0"/>'))
            + ONE_TABLE
        )
    )
    assert word.blocks[0].text == "отменено и нет"
    assert any("зачёркнутый" in one for one in word.noticed)


@pytest.mark.parametrize("at", [0, 1, 2])
def test_box_beside_a_title_does_not_part_it(at):
    box = f"<w:r><w:pict><w:txbxContent>{para('УТВЕРЖДАЮ')}</w:txbxContent></w:pict></w:r>"
    title = [
        [line, box] if n == at else [line] for n, line in enumerate(("План", "работы", "на год"))
    ]
    told = "".join(para(*line, look='<w:jc w:val="center"/>') for line in title)
    found = paragraphs(raw(para("Приложение") + told + ONE_TABLE))
    assert [one.text for one in found] == ["Приложение", "УТВЕРЖДАЮ", "План", "работы", "на год"]


def test_box_on_an_empty_line_stands_there():
    box = f"<w:r><w:pict><w:txbxContent>{para('УТВЕРЖДАЮ')}</w:txbxContent></w:pict></w:r>"
    found = paragraphs(raw(para("до") + para(box) + para("после") + ONE_TABLE))
    assert [one.text for one in found if one.text] == ["до", "УТВЕРЖДАЮ", "после"]


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
