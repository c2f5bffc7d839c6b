"""A workbook of the portal, read as it comes back, also from hostile hands."""

import base64
import io
import zlib

import openpyxl
import pytest

from events.plan.content import EventContent
from reports.office_files.brought_file import MOST_BYTES
from reports.office_files.xlsx.book import LONGEST_CELL
from reports.office_files.xlsx.own_book import NO_ROWS, read_own_book
from reports.sources.source_document import SourceError
from tests.drafts import plan, section
from tests.reports.bringing_back.books import STAMP, book_of, opened, saved, uid

ROW = EventContent(uid=uid(1), title="Слёт", term="15 мая")
BASE = plan(section(ROW, EventContent(uid=uid(2), title="Сбор"), uid=uid(9)))


def test_rows_come_with_their_keys_and_the_base_with_its_seal():
    file = read_own_book(book_of(BASE))
    assert file.stamp == STAMP
    assert file.content() == BASE
    assert [row.uid for row in file.rows] == [uid(1), uid(2)]
    assert "Слёт" in file.rows[0].cells
    assert uid(1) not in file.rows[0].cells


def test_a_book_without_a_stamp_brings_nothing():
    assert read_own_book(book_of(BASE, None)) is None


def test_a_head_may_stand_lower():
    book, sheet, _ = opened(book_of(BASE))
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Мои пометки"
    assert [row.uid for row in read_own_book(saved(book)).rows] == [uid(1), uid(2)]


def test_empty_rows_are_left_out():
    book, sheet, _ = opened(book_of(BASE))
    sheet.insert_rows(3, 3)
    assert len(read_own_book(saved(book)).rows) == 2


def test_without_its_sheet_the_book_is_refused():
    book, _, _ = opened(book_of(BASE))
    del book["План"]
    with pytest.raises(SourceError, match="нет листа"):
        read_own_book(saved(book))
    assert "нет листа" in NO_ROWS


def test_a_formula_that_nobody_counted_is_refused_and_not_read_as_empty():
    book, sheet, _ = opened(book_of(BASE))
    sheet.cell(2, 2).value = '=HYPERLINK("http://example.org","да")'
    with pytest.raises(SourceError, match="формулы"):
        read_own_book(saved(book))


def test_a_text_too_long_for_a_cell_is_one_text_again():
    words = "слово " * (LONGEST_CELL // 5)
    file = read_own_book(book_of(plan(section(EventContent(uid=uid(1), title=words), uid=uid(9)))))
    (row,) = file.rows
    assert " ".join(" ".join(row.cells).split()).count("слово") == words.count("слово")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "не base64",
        base64.b64encode(b"no zip").decode(),
        base64.b64encode(zlib.compress(bytes(MOST_BYTES * 2), 9)).decode()[:32_000],
        base64.b64encode(zlib.compress(bytes(MOST_BYTES + 1), 9)).decode()[:30_000],
    ],
)
def test_a_base_that_the_portal_did_not_write_is_unknown(text):
    book, _, _ = opened(book_of(BASE))
    book["Данные портала"]["A1"].value = text
    file = read_own_book(saved(book))
    assert file.base == ""
    assert len(file.rows) == 2


def test_rows_are_high_enough_for_their_words_and_keys_are_hidden():
    words = "Длинное название встречи учителей " * 10
    content = plan(section(EventContent(uid=uid(1), title=words), ROW, uid=uid(9)))
    sheet = openpyxl.load_workbook(io.BytesIO(book_of(content)))["План"]
    long, short = (sheet.row_dimensions[row].height for row in (2, 3))
    # Some 350 letters in a column of 60 take six lines of fifteen points at the least.
    assert long > 6 * 15
    assert short < 2 * 15
    assert sheet.column_dimensions[sheet.cell(1, sheet.max_column).column_letter].hidden


def test_one_long_text_in_thousands_of_cells_is_refused():
    book, sheet, _ = opened(book_of(BASE))
    words = "слово " * 5_000
    for row in range(2, 80):
        sheet.cell(row, 2).value = words
    with pytest.raises(SourceError, match="слишком много текста"):
        read_own_book(saved(book))
