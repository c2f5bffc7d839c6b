"""Workbooks: dates and numbers as shown, merges, frames, what is hidden, what stands beside."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook
from openpyxl.styles import Border, Font, Side

from events.plan.content import (
    ColumnContent,
    EventContent,
    LayoutContent,
    PlanContent,
    SectionContent,
)
from reports.office_files.xlsx.plan import WorkbookState, content_xlsx
from reports.recognition import recognise
from reports.sources import read_source
from reports.sources.source_document import SourceError, SourceTable
from reports.sources.xlsx_values import shown_text
from tests.reports.sources.test_sources import saved, texts

THIN = Side(style="thin")
# Cells know no time zones.
DAY = dt.datetime(2031, 3, 10)  # noqa: DTZ001
AT_HALF_PAST = DAY.replace(hour=14, minute=30)
FRAME = Border(THIN, THIN, THIN, THIN)


def sheet_of(*rows, framed=()):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for at in framed:
        for cell in book.active[at]:
            cell.border = FRAME
    return book


def told(book):
    blocks = read_source(saved(book)).blocks
    return [texts(one) if isinstance(one, SourceTable) else one.text for one in blocks]


HEAD = ("№", "Мероприятие", "Срок")


@pytest.mark.parametrize(
    ("value", "pattern", "expected"),
    [
        (DAY, "mm-dd-yy", "10.03.2031"),
        (DAY, r"dd\.mm\.yyyy", "10.03.2031"),
        (DAY, '[$-FC19]dd mmmm yyyy "г.";@', "10 марта 2031 г."),
        (DAY, "[$-419]d mmm;@", "10 марта 2031"),
        (DAY, "[$-419]mmmm yyyy;@", "март 2031"),
        (DAY, "dddd, d mmmm", "понедельник, 10 марта 2031"),
        (AT_HALF_PAST, "dd.mm.yyyy hh:mm", "10.03.2031 14:30"),
        (AT_HALF_PAST, "h:mm", "14:30"),
        (DAY, "yyyy", "2031"),
        (dt.time(9, 5), "h:mm", "09:05"),
        (dt.timedelta(hours=26), "[h]:mm", "26:00"),
        (1.0, "General", "1"),
        (1, "General", "1"),
        (1.1, "General", "1.1"),
        (1.1, "0.00", "1.10"),
        (2, '"№ "0', "№ 2"),
        (2, '0"."', "2."),
        (0.25, "0%", "25%"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "#,##0", "1 234 567"),
        (7, "000", "007"),
        (-3, "0", "-3"),
        (10**400, "0", "1" + "0" * 400),
        (float("inf"), "0.0", "inf"),
        (5, "0" * 5_000, "0" * 199 + "5"),
        (True, "General", "ИСТИНА"),
        (None, "General", ""),
        ("слова", "@", "слова"),
    ],
)
def test_value_is_told_as_its_sheet_shows_it(value, pattern, expected):
    assert shown_text(value, pattern) == expected


def test_frames_tell_where_the_table_is():
    book = sheet_of(
        ("СОГЛАСОВАНО", "СОГЛАСОВАНО", "УТВЕРЖДАЮ"),
        ("Ректор", "Министр", "Директор"),
        (),
        ("План работы на 2031 год",),
        HEAD,
        ("Учёба",),
        (1, "Слёт", "май"),
        ("Исполнил", "Светлова А. П.", "тел. 5-55"),
        framed=(5, 6, 7),
    )
    assert told(book) == [
        [["СОГЛАСОВАНО", "СОГЛАСОВАНО", "УТВЕРЖДАЮ"], ["Ректор", "Министр", "Директор"]],
        "План работы на 2031 год",
        [list(HEAD), ["Учёба", "", ""], ["1", "Слёт", "май"]],
        "Исполнил\tСветлова А. П.\tтел. 5-55",
    ]


def test_tables_one_under_another_are_told_apart_by_their_frames():
    book = sheet_of(
        HEAD, (1, "Слёт", "май"), ("Второе полугодие",), HEAD, (2, "Сбор", "июнь"),
        framed=(1, 2, 4, 5),
    )  # fmt: skip
    assert told(book) == [
        [list(HEAD), ["1", "Слёт", "май"]],
        "Второе полугодие",
        [list(HEAD), ["2", "Сбор", "июнь"]],
    ]


def book_of(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def test_name_of_a_sheet_heads_its_table():
    months = book_of(
        Май=[("План на 2031 год",), HEAD, (1, "Слёт", "5 мая")],
        Июнь=[("План на 2031 год",), HEAD, (1, "Сбор", "6 июня")],
    )
    assert told(months) == [
        *("План на 2031 год", "Май", [list(HEAD), ["1", "Слёт", "5 мая"]]),
        *("План на 2031 год", "Июнь", [list(HEAD), ["1", "Сбор", "6 июня"]]),
    ]
    found = recognise(read_source(saved(months)))
    assert [one.heading for one in found.content.sections] == ["Май", "Июнь"]
    assert (found.unplaced, found.words.lost) == ((), 0)


@pytest.mark.parametrize("name", ["План", "План работы 2030-2031", "План на 2031 г.", "Лист1"])
def test_name_of_a_sheet_that_says_nothing_is_left_out(name):
    rows = [HEAD, (1, "Слёт", "май"), (2, "Сбор", "июнь")]
    plain = book_of(**{name: rows, "Члены": [("Светлова А. П.",)]})
    assert told(plain) == [
        [list(HEAD), ["1", "Слёт", "май"], ["2", "Сбор", "июнь"]],
        *("Члены", "Светлова А. П."),
    ]


def test_head_that_is_only_coloured_belongs_to_its_table():
    book = sheet_of(("План",), HEAD, (1, "Слёт", "май"), (2, "Сбор", "июнь"), framed=(3, 4))
    assert told(book) == ["План", [list(HEAD), ["1", "Слёт", "май"], ["2", "Сбор", "июнь"]]]


def test_columns_that_say_nothing_are_left_out():
    book = sheet_of((None, "№", None, "Мероприятие", "Срок"), (None, 1, None, "Слёт", "май"))
    book.active.merge_cells("B1:C1")
    (table,) = read_source(saved(book)).tables
    assert texts(table) == [list(HEAD), ["1", "Слёт", "май"]]
    assert table.columns == 3


def test_hidden_column_is_told_apart():
    book = sheet_of((*HEAD, "Смета"), (1, "Слёт", "май", 5000))
    book.active.column_dimensions["D"].hidden = True
    word = read_source(saved(book))
    assert texts(word.tables[0]) == [list(HEAD), ["1", "Слёт", "май"]]
    assert [(one.place, one.text) for one in word.asides] == [
        ("скрытая графа 4 листа «Sheet»", "Смета\n5000")
    ]


def test_merged_cell_that_begins_in_a_hidden_row_is_shown_below():
    book = sheet_of(HEAD, (1, "Слёт", "май"), (2, "Сбор", None), (3, "Смотр", "июнь"))
    book.active.merge_cells("C2:C3")
    book.active.row_dimensions[2].hidden = True
    word = read_source(saved(book))
    rows = [row for row in texts(word.tables[0]) if any(row)]
    assert rows == [list(HEAD), ["2", "Сбор", "май"], ["3", "Смотр", "июнь"]]


def test_lines_of_a_cell_and_its_rich_text_are_kept():
    book = sheet_of(HEAD, (1, "Слёт:\n- смотр\n- выставка", "май"))
    assert told(book)[0][1][1] == "Слёт:\n- смотр\n- выставка"


def with_part(book, name, change):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as old, zipfile.ZipFile(target, "w") as new:
        for one in old.namelist():
            part = old.read(one)
            new.writestr(one, change(part) if one == name else part)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return target.getvalue()


FIRST = "xl/worksheets/sheet1.xml"


def test_last_result_of_a_formula_is_read():
    data = with_part(
        sheet_of(HEAD, (1, "Слёт", 7)),
        FIRST,
        lambda part: part.replace(b"<v>7</v>", b"<f>3+4</f><v>7</v>"),
    )
    word = read_source(data)
    assert texts(word.tables[0])[1] == ["1", "Слёт", "7"]
    assert word.noticed == ()


def test_formula_that_nobody_worked_out_is_told():
    word = read_source(saved(sheet_of(HEAD, (1, "Слёт", "=3+4"))))
    assert any("формулы" in one for one in word.noticed)


def test_words_on_the_sheet_and_round_its_pages_are_told():
    drawing = (
        '<x:wsDr xmlns:x="urn:x" xmlns:a="urn:a"><a:p><a:r><a:t>УТВЕРЖДАЮ</a:t></a:r></a:p>'
        "<a:p><a:r><a:t>Директор</a:t></a:r></a:p></x:wsDr>"
    )
    book = sheet_of(HEAD, (1, "Слёт", "май"))
    book.active.oddHeader.center.text = "Приложение 2"
    book.active.oddFooter.center.text = "&P"
    data = with_part(book, "xl/drawings/drawing9.xml", lambda _: drawing.encode())
    asides = {one.place: one.text for one in read_source(data).asides}
    assert asides == {"надпись на листе": "УТВЕРЖДАЮ\nДиректор", "колонтитул листа": "Приложение 2"}


def test_book_of_hidden_sheets_is_no_plan():
    book = sheet_of(HEAD, (1, "Слёт", "май"))
    book.create_sheet("Пустой")
    book.worksheets[0].sheet_state = "veryHidden"
    book.active = 1
    with pytest.raises(SourceError, match="ни одной таблицы"):
        read_source(saved(book))


def test_long_words_that_many_cells_share_are_weighed_by_cells():
    book = sheet_of(*(("слово " * 5_000,) * 3 for _ in range(40)))
    with pytest.raises(SourceError, match="слишком много текста"):
        read_source(saved(book))


def test_far_cell_does_not_make_a_table_of_everything():
    book = sheet_of(*[[f"{at}" for at in range(60)]] * 3)
    book.active.cell(19_000, 3, "далеко")
    with pytest.raises(SourceError, match="строк"):
        read_source(saved(book))


def test_struck_words_of_a_sheet_are_read_and_told():
    book = sheet_of(HEAD, (1, "Слёт", "май"))
    book.active["B2"].font = Font(strike=True)
    word = read_source(saved(book))
    assert texts(word.tables[0])[1] == ["1", "Слёт", "май"]
    assert any("зачёркнутый" in one for one in word.noticed)


def test_book_of_the_portal_is_not_read_as_a_plan():
    content = PlanContent(
        title=("План работы на 2031 год",),
        layout=LayoutContent(columns=(ColumnContent("event", "Мероприятие", 90),)),
        sections=(SectionContent(events=(EventContent(title="Слёт"),)),),
    )
    made = content_xlsx(content, WorkbookState(is_draft=True, words="Черновик", at=DAY), "0" * 64)
    with pytest.raises(SourceError, match=r"выгружена из портала.*загрузите"):
        read_source(made.data)
