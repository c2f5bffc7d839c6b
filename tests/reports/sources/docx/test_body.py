"""Paragraphs and text boxes of a Word file."""

import pytest
from docx.enum.text import WD_BREAK

from reports.sources.docx import read_word
from reports.sources.source_document import SourceTable
from tests.reports.sources.docx.reading import only_table, paragraphs, texts
from tests.reports.sources.word_samples import ONE_TABLE, raw, say, table, written
from tests.reports.sources.word_xml import cell, field, para, row, said, sdt

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def test_paragraphs_keep_order_alignment_and_bold():
    def build(document):
        say(document, "Утверждаю", "right")
        say(document, "План", "center", bold=True)
        table(document, [["Дело", "Срок"], ["Смотр", "май"]])
        say(document, "Подпись")

    blocks = read_word(written(build)).blocks
    assert [b.text if not isinstance(b, SourceTable) else "таблица" for b in blocks] == [
        "Утверждаю",
        "План",
        "таблица",
        "Подпись",
    ]
    assert [b.align for b in blocks if not isinstance(b, SourceTable)] == [
        "right",
        "center",
        "left",
    ]
    assert [b.bold for b in blocks if not isinstance(b, SourceTable)] == [False, True, False]


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


def test_object_of_another_program_is_told():
    drawn = '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object></w:r>'
    assert any("объект" in one for one in read_word(raw(para(drawn) + ONE_TABLE)).noticed)


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
