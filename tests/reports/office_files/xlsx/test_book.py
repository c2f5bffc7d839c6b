"""A workbook's texts, sizes and bytes."""

import datetime as dt
import io

import openpyxl
import pytest

from reports.office_files.xlsx.book import (
    LONGEST_CELL,
    BookProperties,
    Column,
    Record,
    WorkbookTable,
    cut_to_cells,
    write_book,
)


def test_short_texts_are_not_cut():
    assert cut_to_cells("слово") == ("слово",)
    assert cut_to_cells("") == ("",)


def test_long_text_is_cut_at_a_space_and_loses_no_word():
    text = "слово " * 12_000
    pieces = cut_to_cells(text)
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST_CELL + 1 for piece in pieces)
    assert "".join(piece.strip("…") for piece in pieces) == text


@pytest.mark.parametrize("text", ["=1+1", "http://x.example", "007"])
def test_text_is_a_text_and_a_day_is_a_day(text):
    columns = (Column("Что"), Column("Когда"))
    table = WorkbookTable("Лист", columns, [Record((text, dt.date(2027, 3, 5)))])
    data = write_book(BookProperties("Название"), [table])
    assert data == write_book(BookProperties("Название"), [table])
    what, when = openpyxl.load_workbook(io.BytesIO(data))["Лист"][2]
    assert (what.value, what.data_type, what.hyperlink) == (text, "s", None)
    assert when.value == dt.datetime(2027, 3, 5)  # noqa: DTZ001 - a cell has no zone
