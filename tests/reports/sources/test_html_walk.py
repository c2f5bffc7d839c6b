"""What of a page is text, in which order, and where its lists and lines part."""

import re

import pytest

from reports.sources.source_document import SourceParagraph
from tests.reports.sources.markup import lists, read, texts, told


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<ol type=I><li>а<li>б</ol>", "I. а\nII. б"),
        ("<ol style='list-style-type:lower-alpha' start=3><li>а</ol>", "c. а"),
        ("<ol><li>а<ol><li>б</ol><li>в</ol>", "1. а\n1. б\n2. в"),
        ("<ol><li value=7>а<li>б</ol>", "7. а\n8. б"),
        ("<ol style='list-style:none'><li>а</ol>", "а"),
        ("<ul><li>а<li style='list-style-type:none'>б</ul>", "– а\nб"),
        ("<p>а<br>б</p><p>в</p>", "а\nб\nв"),
        ("<div>а</div><div>б</div>", "а\nб"),
        ("а\n   б", "а б"),
        ("<pre>а\nб</pre>", "а\nб"),
        ("10\u201112 марта", "10-12 марта"),
        ("а<script>alert(1)</script><style>p{}</style>", "а"),
    ],
)
def test_lists_and_lines_of_a_cell_stand_apart(inside, expected):
    assert lists(inside) == expected


WORD_LIST = """<p class=MsoListParagraph style='text-indent:-18pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-fareast-font-family:"Times New Roman"'><span
style='mso-list:Ignore'>{number}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span>
</span></span><![endif]>доклад<o:p></o:p></p>"""


@pytest.mark.parametrize(
    ("number", "expected"),
    [("1.2)", "1.2) доклад"), ("IV.", "IV. доклад"), ("·", "• доклад"), ("o", "◦ доклад"),
     ("§", "▪ доклад"), ("Ø", "➢ доклад"), ("\uf0fc", "✓ доклад")],
)  # fmt: skip
def test_numbers_that_word_drew_are_markers(number, expected):
    (table,) = read(f"<table><tr><td>{WORD_LIST.format(number=number)}<td>май</table>").tables
    (paragraph,) = table.rows[0][0].paragraphs
    assert paragraph.full_text == expected
    assert paragraph.text == "доклад"


def test_number_alone_in_its_cell_is_read():
    number = WORD_LIST.format(number="3.").replace("доклад", "")
    (table,) = read(f"<table><tr><td>{number}<td>Слёт<td>май</table>").tables
    assert table.rows[0][0].text == "3."


def test_what_a_page_hides_is_left_out_and_told():
    word = read(
        "<style>.x1 {display:none} td.gone{mso-hide:all} @media print { .seen{display:none} }</style>"
        "<table><tr><td>Слёт<span class=x1>тайна</span><td class=gone>нет<td class=seen>май</td>"
        "<tr style='display:none'><td>нет<td>нет<tr hidden><td>нет</table>"
    )
    assert texts(word.tables[0]) == [["Слёт", "май"]]
    assert any("скрытый" in one for one in word.noticed)


def test_deleted_text_is_left_out_and_inserted_is_read():
    word = read("<table><tr><td><del>старое</del><ins>новое</ins><td>май</table>")
    assert texts(word.tables[0]) == [["новое", "май"]]
    assert any("удалённое" in one for one in word.noticed)


def test_comments_stand_aside():
    word = read(
        "<table><tr><td>Слёт<span class=MsoCommentReference><a class=msocomanchor href='#a'>[А1]</a>"
        "</span><td>май</table><div style='mso-element:comment-list'><div><p>уточнить</p></div></div>"
    )
    assert texts(word.tables[0]) == [["Слёт", "май"]]
    assert [(one.place, one.text) for one in word.asides] == [("примечание рецензента", "уточнить")]


def test_page_break_of_word_is_told():
    blocks = read(
        "<p>Титул</p><p>дальше<br clear=all style='page-break-before:always'></p><table><tr><td>а<td>б</table>"
    ).blocks
    assert [one.page_break for one in blocks if isinstance(one, SourceParagraph)] == [False, True]


@pytest.mark.parametrize(
    "tab", ["\t\t", "<span style='mso-tab-count:2'>&nbsp;&nbsp;&nbsp; </span>"]
)
def test_tabs_that_part_a_line_are_kept(tab):
    line = told(f"<p>\n\t\tСОГЛАСОВАНО{tab}УТВЕРЖДАЮ\n\t</p><table><tr><td>а<td>б</table>")[0]
    assert re.fullmatch(r"СОГЛАСОВАНО\t+УТВЕРЖДАЮ", line)


def test_columns_named_once_for_several_keep_their_widths():
    (table,) = read("<table><col width=40><col span=2 width=90><tr><td>а<td>б<td>в</table>").tables
    assert table.widths == (40, 90, 90)


def test_struck_words_of_a_page_are_read_and_told():
    word = read("<table><tr><td><s>отменено</s> и <strike>нет</strike><td>май</table>")
    assert texts(word.tables[0]) == [["отменено и нет", "май"]]
    assert any("зачёркнутый" in one for one in word.noticed)
