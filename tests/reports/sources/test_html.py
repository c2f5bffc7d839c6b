"""HTML of office programs and of sites: read as the eye sees it."""

import re
import time

import pytest

from reports.sources import read_paste
from reports.sources.source_document import SourceParagraph, SourceTable


def read(markup):
    return read_paste(markup, "")


def texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def only_table(markup):
    (table,) = read(markup).tables
    return texts(table)


def told(markup):
    return [one if isinstance(one, SourceTable) else one.text for one in read(markup).blocks]


def lists(inside):
    return only_table(f"<table><tr><td>{inside}<td>май</table>")[0][0]


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


def test_bold_and_alignment_come_from_classes_too():
    word = read(
        "<style><!-- .xl5{font-weight:700;text-align:center} p.c1, p.c2 {font-weight:400} --></style>"
        "<table><tr><td class=xl5>Срок<td class=xl5><p class=c2>май</p></table>"
    )
    (term, may) = (cell.paragraphs[0] for cell in word.tables[0].rows[0])
    assert (term.bold, term.align) == (True, "center")
    assert not may.bold


@pytest.mark.parametrize("piece", [".c1 ", "@", "/* ", "@m{a{}", "display : "])
def test_sheet_of_styles_that_nobody_writes_is_read_at_once(piece):
    sheet = piece * (100_000 // len(piece))
    begun = time.process_time()
    word = read(f"<style>{sheet}</style><table><tr><td>Слёт<td>май</table>")
    assert time.process_time() - begun < 2
    assert texts(word.tables[0]) == [["Слёт", "май"]]


def test_rules_for_print_and_remarks_of_a_sheet_say_nothing():
    word = read(
        "<style>@media print { .x1 {display:none} } /* .x2{display:none} */ .x3{font-weight:700}"
        "/* .x4{display:none}</style><table><tr><td class=x1>а<td class=x2>б<td class=x3>в"
        "<td class=x4>г</table>"
    )
    assert texts(word.tables[0]) == [["а", "б", "в", "г"]]
    assert [cell.paragraphs[0].bold for cell in word.tables[0].rows[0]] == [0, 0, 1, 0]


def test_page_break_of_word_is_told():
    blocks = read(
        "<p>Титул</p><p>дальше<br clear=all style='page-break-before:always'></p><table><tr><td>а<td>б</table>"
    ).blocks
    assert [one.page_break for one in blocks if isinstance(one, SourceParagraph)] == [False, True]


EXCEL = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta name=ProgId content=Excel.Sheet></head><body><table>{rows}</table></body></html>"""
STAMPED = (
    "<tr><td><td><td>УТВЕРЖДАЮ<tr><td><td><td>Директор<tr><td colspan=3>План работы на 2031 год"
    "<tr><td>№<td>Мероприятие<td>Срок<tr><td>1<td>Слёт<td>май<tr><td>2<td>Сбор<td>июнь"
    "<tr><td><td><td><tr><td>Руководитель<td><td>Светлова А. П."
)


@pytest.mark.parametrize(
    "markup",
    [
        EXCEL.format(rows=STAMPED),
        f"<google-sheets-html-origin><table data-sheets-root=1>{STAMPED}</table>",
        f"<table cellspacing=0>{STAMPED.replace('<td>1<', '<td sdval=1 sdnum=1049>1<')}</table>",
    ],
)
def test_sheet_that_was_pasted_whole_is_parted(markup):
    *above, table, signature = told(markup)
    assert above == ["УТВЕРЖДАЮ", "Директор", "План работы на 2031 год"]
    assert texts(table) == [
        ["№", "Мероприятие", "Срок"],
        ["1", "Слёт", "май"],
        ["2", "Сбор", "июнь"],
    ]
    assert signature == "Руководитель\tСветлова А. П."


def test_plan_is_taken_out_of_the_columns_of_a_site():
    plan = "<table><tr><th>№<th>Мероприятие<th>Срок<tr><td>1<td>Слёт учителей<td>май</table>"
    menu = "<ul><li>О нас<li>Новости</ul>"
    found = told(f"<table><tr><td>{menu}<td><h1>План работы</h1>{plan}</table>")
    assert found[:3] == ["О нас", "Новости", "План работы"]
    assert texts(found[3]) == [["№", "Мероприятие", "Срок"], ["1", "Слёт учителей", "май"]]


@pytest.mark.parametrize(
    "tab", ["\t\t", "<span style='mso-tab-count:2'>&nbsp;&nbsp;&nbsp; </span>"]
)
def test_tabs_that_part_a_line_are_kept(tab):
    line = told(f"<p>\n\t\tСОГЛАСОВАНО{tab}УТВЕРЖДАЮ\n\t</p><table><tr><td>а<td>б</table>")[0]
    assert re.fullmatch(r"СОГЛАСОВАНО\t+УТВЕРЖДАЮ", line)


def test_all_tables_of_a_page_are_read_in_order():
    found = read("<table><tr><td>а<td>б</table><p>между</p><table><tr><td>в<td>г</table>")
    assert [texts(one) for one in found.tables] == [[["а", "б"]], [["в", "г"]]]


def test_columns_named_once_for_several_keep_their_widths():
    (table,) = read("<table><col width=40><col span=2 width=90><tr><td>а<td>б<td>в</table>").tables
    assert table.widths == (40, 90, 90)


def test_struck_words_of_a_page_are_read_and_told():
    word = read("<table><tr><td><s>отменено</s> и <strike>нет</strike><td>май</table>")
    assert texts(word.tables[0]) == [["отменено и нет", "май"]]
    assert any("зачёркнутый" in one for one in word.noticed)
