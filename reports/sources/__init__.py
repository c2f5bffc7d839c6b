"""Reads a file or a paste of any supported kind into a `SourceDocument`.

The kind is found by the first bytes, not by the name.
"""

from typing import Final

from reports.sources.converter import convert_to_docx
from reports.sources.docx import read_word
from reports.sources.docx.parts import ENCRYPTED, MAX_FILE_BYTES, SLIDES, TOO_BIG, DocxParts
from reports.sources.html import read_html
from reports.sources.source_document import SourceDocument, SourceError, objection_to_cells
from reports.sources.text import read_plain_text, read_text_rows
from reports.sources.xlsx import read_workbook

__all__ = ["KINDS", "read_paste", "read_pasted_rows", "read_source", "within_limits"]

KINDS: Final = (
    ".docx", ".doc", ".odt", ".rtf", ".xlsx", ".html", ".htm", ".txt", ".tsv",
    ".csv",
)  # fmt: skip

EMPTY: Final = "Файл пуст: выберите файл с планом."
PICTURE: Final = (
    "Это рисунок, текст с него портал не читает: найдите документ, с которого он сделан, и "
    "загрузите его."
)
ARCHIVE: Final = "Это архив: распакуйте его и загрузите сам файл плана, а не архив целиком."
FLAT: Final = (
    "Этот файл сохранён в виде XML или веб-архива: откройте его в Word, сохраните как «Документ "
    "Word (.docx)» и повторите."
)
OTHER_SHEETS: Final = (
    "Это книга в формате {kind}: откройте её, сохраните как «Книга Excel (.xlsx)» и повторите."
)
PDF: Final = (
    "Это файл PDF, таблицу из него не прочесть без потерь: найдите тот же план в Word или Excel и "
    "загрузите его."
)
UNKNOWN: Final = (
    "Такие файлы портал не читает: загрузите план в формате Word (.docx) или Excel (.xlsx)."
)
# What other files begin with.
_OTHERS: Final = (
    (b"%pdf", PDF),
    ((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"), PICTURE),
    ((b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"), ARCHIVE),
    ((b"mime-version:", b"from: <saved by"), FLAT),
)
_OLE: Final = b"\xd0\xcf\x11\xe0"
_SECTOR: Final = 512
_DOC_TEXT: Final = b"\xec\xa5"
# How many bytes of a text are enough to find its kind.
_BEGINNING: Final = 4_096


def read_source(data: bytes, name: str = "") -> SourceDocument:
    """The paragraphs and tables of a file.

    `name` is used only where the bytes don't show the kind (plain text).

    Raises:
        SourceError: the file cannot be read completely; one Russian sentence says what to do.

    """
    if not data:
        raise SourceError(EMPTY)
    if len(data) > MAX_FILE_BYTES:
        raise SourceError(TOO_BIG)
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(_OLE):
        return _old(data)
    head = data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(b"{\\rtf"):
        return read_word(convert_to_docx(data, ".rtf"))
    for prefix, sentence in _OTHERS:
        if head.startswith(prefix) or data.startswith(prefix):
            raise SourceError(sentence)
    return _text(data, name)


def read_paste(markup: str, text: str) -> SourceDocument:
    """Read what was pasted: its HTML where that has a table, else its plain text."""
    if "<table" in markup.casefold():
        return within_limits(read_html(markup))
    return within_limits(read_plain_text(text))


def read_pasted_rows(markup: str, text: str) -> SourceDocument:
    """Read rows that were pasted into a plan: with all their columns, and without a title above."""
    if "<table" in markup.casefold():
        return within_limits(read_html(markup, as_rows=True))
    return within_limits(read_text_rows(text))


def within_limits(source: SourceDocument) -> SourceDocument:
    """The file or paste itself, if none of its cells is too long to be recognised.

    Raises:
        SourceError: a cell is; the sentence names its place.

    """
    if objection := objection_to_cells(source.tables):
        raise SourceError(objection)
    return source


def _zipped(data: bytes) -> SourceDocument:
    parts = DocxParts(data)
    names = parts.all_names()
    if any(name.startswith("xl/") for name in names):
        return read_workbook(data)
    if any(name.startswith("ppt/") for name in names):
        raise SourceError(SLIDES)
    if "content.xml" in names and "word/document.xml" not in names:
        if "encryption-data" in parts.text("META-INF/manifest.xml"):
            raise SourceError(ENCRYPTED)
        parts.check_every_part()
        kind = parts.text("mimetype")
        if "presentation" in kind:
            raise SourceError(SLIDES)
        if "spreadsheet" in kind:
            raise SourceError(OTHER_SHEETS.format(kind=".ods"))
        return read_word(convert_to_docx(data, ".odt"))
    is_document = any(name.startswith(("word/", "_rels/")) for name in names)
    if not is_document and any(name.casefold().endswith(KINDS) for name in names):
        raise SourceError(ARCHIVE)
    return read_word(data)


def _old(data: bytes) -> SourceDocument:
    if _holds(data, "EncryptedPackage") or _is_locked(data):
        raise SourceError(ENCRYPTED)
    if _holds(data, "WordDocument"):
        return read_word(convert_to_docx(data, ".doc"))
    if _holds(data, "Workbook"):
        raise SourceError(OTHER_SHEETS.format(kind=".xls"))
    raise SourceError(SLIDES if _holds(data, "PowerPoint Document") else UNKNOWN)


def _is_locked(data: bytes) -> bool:
    """Whether the text of an old .doc is encrypted: a flag near the start of its stream."""
    at = data.find(_DOC_TEXT, _SECTOR)
    return (
        at > 0 and at % _SECTOR == 0 and bool(data[at + 11 : at + 12] > b"" and data[at + 11] & 1)
    )


def _holds(data: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in data


def _text(data: bytes, name: str) -> SourceDocument:
    words = _decoded(data)
    beginning = words[:_BEGINNING].casefold()
    is_page = name.casefold().endswith((".html", ".htm"))
    if is_page or "<html" in beginning or "<table" in beginning or "<!doctype html" in beginning:
        return read_html(words)
    if beginning.lstrip().startswith("<?xml"):
        raise SourceError(FLAT)
    if "\x00" in words or not name.casefold().endswith((".txt", ".tsv", ".csv")):
        raise SourceError(UNKNOWN)
    return read_plain_text(words, may_be_csv=name.casefold().endswith(".csv"))


def _decoded(data: bytes) -> str:
    """Decode UTF-16 by its byte order mark, else try UTF-8, then the old Russian Windows."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SourceError(UNKNOWN)
