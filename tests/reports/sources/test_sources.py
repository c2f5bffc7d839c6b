import datetime as dt
import io
import subprocess
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment

from reports.sources import html as markup_module
from reports.sources import read_paste, read_pasted_rows, read_source, within_limits
from reports.sources.converter import convert_to_docx
from reports.sources.docx.parts import MAX_FILE_BYTES
from reports.sources.source_document import SourceError, SourceParagraph, SourceTable

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p {color: red}</style>
</head><body lang=RU><!--StartFragment--><p class=MsoNormal align=center><b>План встреч</b></p>
<table class=MsoTableGrid border=1><tr><td width=30><p class=MsoNormal><b>№</b></p></td>
<td><p class=MsoNormal><b>Мероприятие</b></p></td><td><p><b>Срок</b></p></td></tr>
<tr><td><p>1<o:p></o:p></p></td><td><p class=MsoListParagraph><![if !supportLists]>
<span style='mso-list:Ignore'>1)<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;</span></span>
<![endif]>Круглый стол<o:p></o:p></p><p>Мастер-<br>класс</p></td><td rowspan=2><p>май</p></td></tr>
<tr><td><p>2</p></td><td><p>Выставка<span style='display:none'>тайное</span><del>старое</del></p></td></tr>
</table></body></html>"""

EXCEL = """<html><body><table><col width=64 style='width:48pt'><col width=200><col width=90>
<tr height=20><td class=xl65 width=64>№</td><td class=xl65>Мероприятие</td><td>Срок</td></tr>
<tr><td align=right x:num>1</td><td>Встреча<br style='mso-data-placement:same-cell;'>на площадке</td>
<td>10.03.2026</td></tr></table></body></html>"""

GOOGLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-0"><div dir="ltr">
<table style="border:none"><colgroup><col width="60"/><col width="300"/></colgroup><tbody>
<tr><td><p dir="ltr"><span style="font-weight:700;">Событие</span></p></td><td><p>Когда</p></td></tr>
<tr><td><ol start="2"><li><p><span>Доклад</span></p></li><li><p>Обзор</p></li></ol><ul><li>иное</li></ul>
</td><td><p>осенью</p></td></tr></tbody></table></div></b>"""


def table_of(word) -> SourceTable:
    (table,) = word.tables
    return table


def texts(table: SourceTable) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_reads_a_table_pasted_from_word():
    word = read_paste(WORD, "")
    table = table_of(word)
    assert texts(table) == [
        ["№", "Мероприятие", "Срок"],
        ["1", "1) Круглый стол\nМастер-\nкласс", "май"],
        ["2", "Выставка"],
    ]
    assert table.rows[1][2].rowspan == 2
    title = word.blocks[0]
    assert isinstance(title, SourceParagraph)
    assert (title.text, title.align, title.bold) == ("План встреч", "center", True)


def test_reads_a_table_pasted_from_excel():
    table = table_of(read_paste(EXCEL, "ignored"))
    assert texts(table)[1] == ["1", "Встреча\nна площадке", "10.03.2026"]
    assert table.widths == (64, 200, 90)


def test_counts_the_items_of_pasted_lists():
    table = table_of(read_paste(GOOGLE, ""))
    assert table.rows[1][0].text == "2. Доклад\n3. Обзор\n– иное"
    bold, plain = (row[0].paragraphs[0].bold for row in table.rows)
    assert bold
    assert not plain  # the page's own <b> says of itself that it is not bold


def test_undoes_spans_of_pasted_cells():
    table = table_of(
        read_paste("<table><tr><td colspan=2>А<td rowspan=0>Б<tr><td>В<td>Г</table>", "")
    )
    assert [(c.text, c.column, c.rowspan, c.colspan) for row in table.rows for c in row] == [
        ("А", 0, 1, 2),
        ("Б", 2, 2, 1),
        ("В", 0, 1, 1),
        ("Г", 1, 1, 1),
    ]


def test_keeps_a_table_inside_a_cell_and_a_caption():
    table = table_of(
        read_paste(
            "<table><caption>Весна</caption><tr><td>А<table><tr><td>Б</table><td>В</table>", ""
        )
    )
    assert texts(table) == [["Весна\nА\nБ", "В"]]


def test_reads_text_with_tabs():
    word = read_paste("", 'План\n\n№\tДело\tСрок\n1\t"две\nстроки"\tмай\n')
    assert texts(table_of(word)) == [["№", "Дело", "Срок"], ["1", "две\nстроки", "май"]]
    assert [block.text for block in word.blocks if isinstance(block, SourceParagraph)] == ["План"]


def test_reads_quotation_marks_that_quote_nothing():
    table = table_of(read_paste("", '№\tДело\tСрок\n1\t"Школа" и вуз\tмай'))
    assert table.rows[1][1].text in ('"Школа" и вуз', "Школа и вуз")
    assert len(table.rows) == 2


@pytest.mark.parametrize("text", ["", "просто строка", "<p>без таблицы</p>"])
def test_tells_that_there_is_no_table(text):
    with pytest.raises(SourceError, match="таблиц"):
        read_paste(text, text)


def test_refuses_too_long_a_paste_before_reading_it():
    with pytest.raises(SourceError, match="слишком много"):
        read_paste("<table>" + "ы" * markup_module.MAX_LETTERS, "")


@pytest.mark.parametrize(
    "markup",
    [
        "<table>" + "<tr>" + "<td>а" * 65 + "</table>",
        "<table><tr><td colspan=100000>а</table>",
        "<div>" * 5_000 + "<table><tr><td>а</table>",
    ],
)
def test_refuses_tables_that_are_no_plan(markup):
    with pytest.raises(SourceError):
        read_paste(markup, "")


def test_a_huge_rowspan_ends_with_the_table():
    table = table_of(read_paste("<table><tr><td rowspan=60000>а<td>б<tr><td>в</table>", ""))
    assert table.rows[0][0].rowspan == 2


def workbook() -> Workbook:
    book = Workbook()
    sheet = book.active
    sheet.title = "План"
    sheet["C1"] = "УТВЕРЖДАЮ"
    sheet["C2"] = "Директор института"
    sheet["A4"] = "План работы на 2026 год"
    sheet.merge_cells("A4:C4")
    for column, text in enumerate(("№", "Мероприятие", "Срок"), 1):
        sheet.cell(5, column, text)
    sheet["A6"] = "Встречи"
    sheet.merge_cells("A6:C6")
    return book


def saved(book: Workbook) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_reads_a_workbook():
    book = workbook()
    sheet = book.active
    sheet["A7"], sheet["B7"], sheet["C7"] = 1, "Круглый стол", "май"
    sheet["A9"] = "Руководитель"
    word = read_source(saved(book), "plan.xlsx")
    above = [block for block in word.blocks if isinstance(block, SourceParagraph)]
    assert [(one.text, one.align) for one in above] == [
        ("УТВЕРЖДАЮ", "right"),
        ("Директор института", "right"),
        ("План работы на 2026 год", "center"),
        ("Руководитель", ""),
    ]
    table = table_of(word)
    assert texts(table) == [
        ["№", "Мероприятие", "Срок"],
        ["Встречи"],
        ["1", "Круглый стол", "май"],
    ]
    assert table.rows[1][0].colspan == 3


@pytest.mark.parametrize(
    ("value", "shape", "said"),
    [
        ("2026-03-10", "DD.MM.YYYY", "10.03.2026"),
        ("2026-03-01", "MMMM YYYY", "март 2026"),
        ("2026-03-01", "MMM", "март"),
        # A day keeps its year, which its format leaves off.
        ("2026-03-10", "DD.MMM", "10 марта 2026"),
    ],
)
def test_shows_dates_of_a_workbook_as_its_sheet_does(value, shape, said):
    book = workbook()
    sheet = book.active
    sheet["A7"], sheet["B7"], sheet["C7"] = 1, "Стол", dt.date.fromisoformat(value)
    sheet["C7"].number_format = shape
    assert texts(table_of(read_source(saved(book))))[-1] == ["1", "Стол", said]


def test_leaves_out_what_a_workbook_hides_and_keeps_its_notes():
    book = workbook()
    sheet = book.active
    for row, words in ((7, "видно"), (8, "скрыто")):
        sheet.cell(row, 1, row), sheet.cell(row, 2, words), sheet.cell(row, 3, "май")
    sheet.row_dimensions[8].hidden = True
    sheet["B7"].comment = Comment("уточнить дату", "кто-то")
    secret = book.create_sheet("Тайный")
    secret["A1"] = "нет"
    secret.sheet_state = "hidden"
    word = read_source(saved(book))
    assert "скрыто" not in str(word.blocks)
    assert "нет" not in [row[0].text for row in table_of(word).rows]
    assert [(one.place, one.text) for one in word.asides] == [
        ("скрытая строка 8 листа «План»", "8\nскрыто\nмай"),
        ("примечание к ячейке B7", "уточнить дату"),
    ]
    assert ["«Тайный»" in one for one in word.noticed] == [True]


def test_names_the_sheets_where_there_are_several():
    book = workbook()
    more = book.create_sheet("Осень")
    for column, text in enumerate(("№", "Мероприятие", "Срок"), 1):
        more.cell(1, column, text), more.cell(2, column, f"{text} 2")
    blocks = read_source(saved(book)).blocks
    assert [b.text for b in blocks if isinstance(b, SourceParagraph)][-1] == "Осень"


def test_refuses_a_workbook_that_declares_entities():
    data = saved(workbook())
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>' + part
            new.writestr(name, part)
    with pytest.raises(SourceError, match="опасен"):
        read_source(target.getvalue())


@pytest.mark.parametrize("suffix", [".odt", ".rtf", ".doc", ".html"])
def test_reads_what_other_programs_write(suffix, tmp_path, soffice):
    source = tmp_path / "a.docx"
    paper = Document()
    paper.add_paragraph("План")
    table = paper.add_table(2, 3)
    for cell, text in zip(table.rows[0].cells, ("№", "Дело", "Срок"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("1", "Стол", "май"), strict=True):
        cell.text = text
    # A body that ends with a table is no document of Word, and loses it on the way to .doc.
    paper.add_paragraph("Руководитель")
    paper.save(source)
    kind = "html:HTML (StarWriter)" if suffix == ".html" else suffix[1:]
    command = [*soffice, "--convert-to", kind, "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True)
    word = read_source((tmp_path / f"a{suffix}").read_bytes())
    assert texts(table_of(word)) == [["№", "Дело", "Срок"], ["1", "Стол", "май"]]


def test_says_what_to_do_where_the_machine_has_no_libreoffice(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SourceError, match=r"\.rtf.*сохраните"):
        convert_to_docx(rb"{\rtf1}", ".rtf")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "пуст"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le"), r"\.xls"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "паролем"),
        (b"\xff\xfe\x00\xd8", "не читает"),
        (b"\x89PNG\r\n\x1a\n", "не читает"),
        (b"PK\x03\x04 nothing", "повреждён"),
    ],
)
def test_refuses_with_a_sentence(data, said):
    with pytest.raises(SourceError, match=said):
        read_source(data, "plan.docx")


def test_refuses_too_large_a_file():
    with pytest.raises(SourceError, match="больше 20 МБ"):
        read_source(b"PK" + b"0" * MAX_FILE_BYTES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_reads_plain_text_in_the_encodings_of_windows(encoding):
    data = "№\tДело\tСрок\n1\tСтол\tмай".encode(
        encoding, "replace" if encoding == "cp1251" else "strict"
    )
    assert texts(table_of(read_source(data, "plan.txt")))[1] == ["1", "Стол", "май"]


def test_a_file_with_a_cell_of_a_hundred_thousand_letters_is_refused_by_its_place():
    words = "а; " * 33_334
    word = Document()
    table = word.add_table(2, 2)
    for cell, text in zip(table._cells, ("Дело", "Срок", words, "май"), strict=True):
        cell.text = text
    saved = io.BytesIO()
    word.save(saved)
    page = f"<table><tr><td>Дело<td>Срок</tr><tr><td>{words}<td>май</tr></table>"
    said = "таблица 1, строка 2, столбец 1, «а; а; "
    for data, name in (
        (saved.getvalue(), "план.docx"),
        (page.encode(), "план.html"),
        (f"Дело\tСрок\n{words}\tмай".encode(), "план.txt"),
    ):
        with pytest.raises(SourceError, match=said):
            within_limits(read_source(data, name))
    for read in (read_paste, read_pasted_rows):
        with pytest.raises(SourceError, match=said):
            read(page, "")
