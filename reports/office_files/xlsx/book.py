"""Writes tables of plain values as a workbook; the only module that uses XlsxWriter.

Every text is written as text, so nothing that a person typed becomes a formula or a link.
"""

import base64
import datetime as dt
import io
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import xlsxwriter

from reports.paper.heights import lines_in

# The media type of a workbook.
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

type Value = str | int | dt.date | None

# Excel keeps 32,767 UTF-16 units in a cell; a character outside the first plane takes two.
LONGEST_CELL: Final = 32_000
_FIRST_PLANE: Final = 0xFFFF
_LOOK_BACK: Final = 200
_FIRST_YEAR: Final = 1900
# A header holds 255 UTF-16 units, with its codes.
_LONGEST_HEADER: Final = 110
_WIDE_AND: Final = "\uff06"
_A4: Final = 9
# The hidden sheet with what programs read, in pieces that fit cells.
ENCLOSED: Final = "Данные портала"
_PIECE: Final = 30_000
# A line of eleven points, and what stands above and below the lines; Excel makes no row higher.
_LINE, _EDGES, _HIGHEST = 15.0, 3.0, 409.0
# Ems in one character of a column's width, as Excel measures it; and of an indent.
_CHARACTER: Final = 0.477
_INDENT: Final = 0.8

# Characters that XML and cells cannot hold, and lone surrogates.
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_REPLACEMENT: Final = "\ufffd"
# A cell that begins so becomes a formula when a person opens it for editing.
_RISKY: Final = ("=", "+", "-", "@", "\t", "'")

_TEXT: Final = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B9C6CB"}
_HEAD: Final = {**_TEXT, "bold": True, "bg_color": "#E4F0F2", "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, its width in characters, whether it is centred, or not shown."""

    heading: str
    width: int = 24
    centred: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One row: a value for each column; `depth` is the indent of its texts."""

    values: tuple[Value, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class WorkbookTable:
    """One sheet: a head and its records.

    Where a record continues in another row, its first `keys` columns are repeated there.
    """

    name: str
    columns: tuple[Column, ...]
    records: Sequence[Record]
    keys: int = 1


@dataclass(frozen=True, slots=True)
class BookProperties:
    """The file's properties, and the header of each printed page.

    `custom` are properties for programs, by name.
    """

    title: str
    state: str = ""
    association: str = ""
    note: str = ""
    at: dt.datetime = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
    custom: Mapping[str, str] = field(default_factory=dict)


def write_book(
    about: BookProperties, tables: Iterable[WorkbookTable], enclosed: bytes = b""
) -> bytes:
    """The workbook; the same values give the same bytes.

    `enclosed` is kept in a sheet that programs do not show: see `opened`.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties(
        {
            "title": _clean(about.title),
            "subject": _clean(about.association),
            "status": about.state,
            "comments": about.note,
            "created": about.at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0),
        }
    )
    for name, value in about.custom.items():
        book.set_custom_property(name, value, "text")
    styles = _Styles(book)
    for table in tables:
        _write(book.add_worksheet(table.name), table, about, styles)
    if enclosed:
        _enclose(book.add_worksheet(ENCLOSED), enclosed)
    book.close()
    return target.getvalue()


def _enclose(sheet: Any, data: bytes) -> None:
    text = base64.b64encode(zlib.compress(data, 9)).decode()
    for row, start in enumerate(range(0, len(text), _PIECE)):
        sheet.write_string(row, 0, text[start : start + _PIECE])
    sheet.very_hidden()


def opened(pieces: Iterable[str], most: int) -> bytes:
    """What was enclosed in a book as these cells.

    Raises:
        ValueError: it was not written so, or is longer than `most` bytes.

    """
    unpack = zlib.decompressobj()
    try:
        data = unpack.decompress(base64.b64decode("".join(pieces), validate=True), most)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not unpack.eof:
        raise ValueError("cut off, or too long")
    return data


class _Styles:
    """The formats of the book, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.formats: dict[tuple[object, ...], Any] = {}
        self.head = book.add_format(_HEAD)

    def of(self, value: Value, depth: int, *, centred: bool) -> Any:
        is_day = isinstance(value, dt.date)
        risky = isinstance(value, str) and value.startswith(_RISKY)
        depth = 0 if centred or is_day else depth
        key = (is_day, risky, centred, depth)
        if key not in self.formats:
            more: dict[str, object] = {}
            if is_day:
                more |= {"num_format": "dd.mm.yyyy", "align": "center"}
            elif centred:
                more |= {"align": "center"}
            elif depth:
                more |= {"indent": depth}
            if risky:
                more |= {"quote_prefix": True}
            self.formats[key] = self.book.add_format({**_TEXT, **more})
        return self.formats[key]


def _write(sheet: Any, table: WorkbookTable, about: BookProperties, styles: _Styles) -> None:
    last = len(table.columns) - 1
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, None, {"hidden": column.hidden})
        sheet.write_string(0, index, _clean(column.heading), styles.head)
    sheet.set_row(0, _height([each.heading for each in table.columns], table.columns, bold=True))
    row = 0
    for record in table.records:
        for values in _rows_of(record.values, table.keys):
            row += 1
            sheet.set_row(row, _height(values, table.columns, record.depth))
            for index, value in enumerate(values):
                centred = table.columns[index].centred
                style = styles.of(value, record.depth, centred=centred)
                _write_cell(sheet, row, index, value, style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row, last)
    # «1.1» is the number of a row and stays text: Excel should not warn of it.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{row + 1}"})
    _set_up_print(sheet, about)


def _height(
    values: Sequence[Value], columns: Sequence[Column], depth: int = 0, *, bold: bool = False
) -> float:
    """How high a row must be for its texts, in points: not every program finds it by itself."""
    lines = (
        lines_in(value, max(column.width * _CHARACTER - depth * _INDENT, 1.0), bold=bold)
        for value, column in zip(values, columns, strict=True)
        if isinstance(value, str) and value and not column.hidden
    )
    return min(max(lines, default=1) * _LINE + _EDGES, _HIGHEST)


def _write_cell(sheet: Any, row: int, column: int, value: Value, style: Any) -> None:
    if isinstance(value, str) and value:
        sheet.write_string(row, column, value, style)
    elif isinstance(value, dt.date) and value.year >= _FIRST_YEAR:
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, dt.date):
        sheet.write_string(row, column, f"{value:%d.%m.%Y}", style)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_blank(row, column, None, style)


def _set_up_print(sheet: Any, about: BookProperties) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.6, right=0.4, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    title = " ".join(_clean(about.title).split())
    if len(title) > _LONGEST_HEADER:
        title = title[: _LONGEST_HEADER - 1].rstrip() + "…"
    state = f"&R&B{about.state}" if about.state else ""
    # An ampersand starts a code in a header, so its full-width form replaces it.
    sheet.set_header(f"&L{title.replace('&', _WIDE_AND)}{state}")
    sheet.set_footer("&L&A&RСтраница &P из &N")


def _rows_of(values: tuple[Value, ...], keys: int) -> Iterable[tuple[Value, ...]]:
    """The row, and more rows with the rest of each text that is too long for a cell."""
    clean = [_clean(value) if isinstance(value, str) else value for value in values]
    if not any(isinstance(v, str) and len(v) > LONGEST_CELL // 2 for v in clean):
        return [tuple(clean)]
    pieces = [cut_to_cells(value) if isinstance(value, str) else (value,) for value in clean]
    rows = max(len(parts) for parts in pieces)
    return [
        tuple(
            parts[row] if row < len(parts) else (parts[0] if column < keys else None)
            for column, parts in enumerate(pieces)
        )
        for row in range(rows)
    ]


def cut_to_cells(text: str) -> tuple[str, ...]:
    """The text in pieces that fit a cell, cut at a space; «…» marks that it continues."""
    limit = LONGEST_CELL // (2 if max(text, default="") > chr(_FIRST_PLANE) else 1)
    pieces = []
    rest = text
    while len(rest) > limit:
        blank = max(rest.rfind(space, limit - _LOOK_BACK, limit) for space in " \n")
        end = blank + 1 if blank > 0 else limit
        pieces.append(rest[:end] + "…")
        rest = "…" + rest[end:]
    return (*pieces, rest)


def _clean(text: str) -> str:
    """The text as XML may hold it: line ends alike, other characters visibly replaced."""
    return _UNFIT.sub(_REPLACEMENT, text.replace("\r\n", "\n").replace("\r", "\n"))
