"""Reads a file or a paste that holds a plan, whatever program it comes from, into one shape.

It knows kinds of files by their first bytes, not by their names; it refuses to know what a plan
is, and every refusal is one Russian sentence.
"""

from typing import Final

from reports.word_file import WordFile, WordFileError, read_word
from reports.word_file.parts import TOO_BIG, Parts

from .markup import read_markup
from .office import converted
from .plain import read_plain
from .sheet import read_sheets

__all__ = ["KINDS", "MAX_FILE_BYTES", "read_paste", "read_source"]

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
KINDS: Final = (".docx", ".doc", ".odt", ".rtf", ".xlsx", ".html", ".htm", ".txt", ".tsv")

EMPTY: Final = "Файл пуст: выберите файл с планом."
OLD_EXCEL: Final = "Это файл старого Excel (.xls): откройте его в Excel и сохраните как .xlsx."
PDF: Final = (
    "Это файл PDF: таблицу из него не прочесть без потерь. "
    "Найдите тот же план в Word или Excel и загрузите его."
)
UNKNOWN: Final = (
    "Такие файлы портал не читает: нужен план в формате Word (.docx) или Excel (.xlsx)."
)
ENCRYPTED: Final = "Файл защищён паролем: снимите защиту, сохраните файл и повторите."
_OLE: Final = b"\xd0\xcf\x11\xe0"
# Where the first kilobytes of a text are looked at.
_BEGINNING: Final = 4_096


def read_source(data: bytes, name: str = "") -> WordFile:
    """The paragraphs and tables of a file.

    `name` is used only where the bytes themselves tell nothing (plain text). WordFileError, with
    one Russian sentence that says what to do, for anything that cannot be read whole.
    """
    if not data:
        raise WordFileError(EMPTY)
    if len(data) > MAX_FILE_BYTES:
        raise WordFileError(TOO_BIG)
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _old(data)
    head = data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{\\rtf"):
        return read_word(converted(data, ".rtf"))
    if head.startswith(b"%pdf"):
        raise WordFileError(PDF)
    return _text(data, name)


def read_paste(markup: str, text: str) -> WordFile:
    """What was pasted: its HTML where the program gave any with a table, else its plain text."""
    if "<table" in markup.casefold():
        return read_markup(markup)
    return read_plain(text)


def _zipped(data: bytes) -> WordFile:
    names = Parts(data).all_names()
    if any(name.startswith("xl/") for name in names):
        return read_sheets(data)
    if "content.xml" in names and "word/document.xml" not in names:
        Parts(data).check_every_part()
        return read_word(converted(data, ".odt"))
    return read_word(data)


def _old(data: bytes) -> WordFile:
    if _holds(data, "EncryptedPackage"):
        raise WordFileError(ENCRYPTED)
    if _holds(data, "WordDocument"):
        return read_word(converted(data, ".doc"))
    raise WordFileError(OLD_EXCEL if _holds(data, "Workbook") else UNKNOWN)


def _holds(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _text(data: bytes, name: str) -> WordFile:
    words = _decoded(data)
    beginning = words[:_BEGINNING].casefold()
    if "<html" in beginning or "<table" in beginning or "<!doctype html" in beginning:
        return read_markup(words)
    if "\x00" in words or not name.casefold().endswith((".txt", ".tsv", ".csv")):
        raise WordFileError(UNKNOWN)
    return read_plain(words)


def _decoded(data: bytes) -> str:
    """Text in UTF-16 or UTF-8 by its mark, else what decodes: UTF-8 or old Russian Windows."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise WordFileError(UNKNOWN)
