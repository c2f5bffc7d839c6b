"""HTML of office programs and of sites: read as the eye sees it."""

import time

import pytest

from tests.reports.sources.markup import read, texts, told


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


def test_all_tables_of_a_page_are_read_in_order():
    found = read("<table><tr><td>а<td>б</table><p>между</p><table><tr><td>в<td>г</table>")
    assert [texts(one) for one in found.tables] == [[["а", "б"]], [["в", "г"]]]
