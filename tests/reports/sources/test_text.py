"""Plain text: tabs, quotes of spreadsheets, semicolons of .csv files."""

import pytest

from reports.sources import read_paste, read_pasted_rows, read_source
from reports.sources.source_document import SourceError
from reports.sources.text import read_plain_text, read_text_rows
from tests.reports.sources.test_sources import texts


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ('"две\nстроки"', "две\nстроки"),
        ('"Круглый стол ""Речь""\nи обед"', 'Круглый стол "Речь"\nи обед'),
        ('"Школа" и вуз', '"Школа" и вуз'),
        ('"Школа"', '"Школа"'),
        ('"Светлова, Ветлугина"', "Светлова, Ветлугина"),
        ('Слёт "Заря', 'Слёт "Заря'),
        ('"Заря', '"Заря'),
        ("10\u00a0000", "10\u00a0000"),
    ],
)
def test_quotes_of_a_program_are_taken_off_and_those_of_people_stay(pasted, expected):
    word = read_paste("", f"№\tДело\tСрок\r\n1\t{pasted}\tмай\r\n2\tСбор\tиюнь")
    (table,) = word.tables
    assert texts(table) == [["№", "Дело", "Срок"], ["1", expected, "май"], ["2", "Сбор", "июнь"]]


def test_empty_cells_keep_their_places():
    (table,) = read_paste("", "№\tДело\tСрок\n\tСлёт\tмай\n2\t\tиюнь").tables
    assert texts(table) == [["№", "Дело", "Срок"], ["", "Слёт", "май"], ["2", "", "июнь"]]


@pytest.mark.parametrize("quote", ["", '"'])
def test_file_with_semicolons_is_read(quote):
    said = f"№;Дело;Срок\n1;{quote}Слёт{quote};май".encode("cp1251", "replace")
    (table,) = read_source(said, "План.CSV").tables
    assert texts(table)[1] == ["1", "Слёт", "май"]


def test_semicolons_of_pasted_words_are_no_table():
    with pytest.raises(SourceError, match="таблиц"):
        read_paste("", "слёт; сбор; смотр\nещё; и; ещё")


def test_endless_lines_and_quotes_are_read_in_time():
    for text in ("\n" * 900 + "а\tб", '"а""\t' * 60, ('"' * 50 + "\n") * 900 + "а\tб\tв"):
        assert read_plain_text("х\tу\tя\n" + text) is not None


@pytest.mark.parametrize("read", [read_paste, read_pasted_rows])
def test_lines_with_as_many_semicolons_are_a_table(read):
    (table,) = read("", "№;Дело;Срок\r\n1;Слёт; май\r\n2;Сбор;июнь\r\n").tables
    assert texts(table) == [["№", "Дело", "Срок"], ["1", "Слёт", "май"], ["2", "Сбор", "июнь"]]


@pytest.mark.parametrize(
    "text", ["Слёт; сбор; смотр\nЕщё; и; ещё", "Слёт;сбор\nСмотр", "Слёт;сбор\nСмотр;вечер"]
)
def test_lines_of_words_with_semicolons_are_rows_of_one_column(text):
    assert cells_of(read_pasted_rows("", text)) == [[line] for line in text.splitlines()]


def cells_of(source):
    (table,) = source.tables
    return [[cell.text for cell in row] for row in table.rows]


def test_each_line_is_a_row_with_all_its_columns():
    assert cells_of(read_text_rows(" Слёт \r\n\n1. Сбор\n")) == [["Слёт"], ["1. Сбор"]]
    told = read_text_rows("Осень\t\t\n1\tСлёт\t\n\tСбор\t")
    assert cells_of(told) == [["Осень", "", ""], ["1", "Слёт", ""], ["", "Сбор", ""]]
    assert cells_of(read_text_rows("Слёт\tмай")) == [["Слёт", "май"]]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("просто слова", "нет ни одной таблицы"),
        ("", "нет ни одной таблицы"),
        ("\t\t\n\t\t", "нет ни одной таблицы"),
        ("слово\n" * 5_001, "слишком много строк"),
        ("слово\t" * 65, "слишком много столбцов"),
        ("слово\n" * 300_000, "слишком много текста"),
    ],
)
def test_one_line_or_too_many_are_no_rows(text, sentence):
    with pytest.raises(SourceError, match=sentence):
        read_text_rows(text)


def test_rows_pasted_into_a_plan_keep_empty_columns():
    assert cells_of(read_pasted_rows("", "Слёт\t\tмай")) == [["Слёт", "", "май"]]
    row = "<tr><td>Слёт</td><td></td><td>май</td></tr>"
    sheet = f'<meta charset="utf-8"><table data-sheets-root="1">{row}</table>'
    assert cells_of(read_pasted_rows(sheet, "Слёт")) == [["Слёт", "", "май"]]
    assert cells_of(read_paste(sheet, "Слёт")) == [["Слёт", "май"]]
    one_column = '<table data-sheets-root="1"><tr><td>Слёт</td></tr><tr><td>Сбор</td></tr></table>'
    assert cells_of(read_pasted_rows(one_column, "")) == [["Слёт"], ["Сбор"]]
