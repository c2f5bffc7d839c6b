"""Styles of a Word file and their inheritance."""

from reports.sources.docx import read_word
from tests.reports.sources.docx.reading import paragraphs
from tests.reports.sources.word_samples import ONE_TABLE, W, raw
from tests.reports.sources.word_xml import para, said


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
