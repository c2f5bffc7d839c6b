"""Word files as a whole: what is read beside the text, and which pages are landscape."""

import docx
import pytest
from docx.enum.section import WD_ORIENT

from reports.sources.docx import read_word
from tests.reports.sources.docx.reading import only_table
from tests.reports.sources.word_samples import ONE_TABLE, W, raw, table, written
from tests.reports.sources.word_xml import cell, field, para, row, tbl


def test_footnotes_and_page_headers_are_told_apart():
    notes = f"<w:footnotes {W}><w:footnote><w:p><w:r><w:t>сноска тут</w:t></w:r></w:p></w:footnote></w:footnotes>"
    header = f"<w:hdr {W}><w:p><w:r><w:t>Приложение 3</w:t></w:r></w:p></w:hdr>"
    number = f"<w:ftr {W}><w:p><w:r><w:t>7</w:t></w:r></w:p></w:ftr>"
    word = read_word(raw(ONE_TABLE, footnotes=notes, header1=header, footer1=number))
    assert [(one.place, one.text) for one in word.asides] == [
        ("сноска 1", "сноска тут"),
        ("верхний колонтитул", "Приложение 3"),
    ]


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


def test_nothing_is_noticed_where_nothing_was_left_out():
    assert read_word(raw(para("слова") + ONE_TABLE)).noticed == ()


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
