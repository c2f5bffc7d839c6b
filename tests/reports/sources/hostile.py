"""Files that hurt, cheat or are something else, each made here, with what the portal answers.

Knows ZIP, XML and the beginnings of other files; it refuses to know how the portal reads them.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

from docx.document import Document
from openpyxl import Workbook

from tests.reports.sources.word_samples import ONE_TABLE, W, plan, raw, say, written
from tests.reports.sources.word_xml import cell, para, row, tbl

MEGABYTE: Final = 1024 * 1024
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
ODT: Final = "application/vnd.oasis.opendocument.text"
GOOD: Final = plan([["№", "Мероприятие", "Срок"], ["1", "Слёт", "май"]])


def zipped(**parts: str | bytes) -> bytes:
    """An archive of these parts; two underscores in a name stand for a slash, one for a dot."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def with_parts(data: bytes, parts: dict[str, str | bytes]) -> bytes:
    """The same archive with some parts changed or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return stream.getvalue()


def document(body: str, before: str = "") -> bytes:
    """A .docx of this body; `before` stands before its root."""
    return zipped(
        word__document_xml=f"{before}<w:document {W}><w:body>{body}</w:body></w:document>"
    )


def book(change: Callable[[str], str] | None = None, **parts: str | bytes) -> bytes:
    """A workbook of one plan; `change` is made to the XML of its sheet."""
    made = Workbook()
    for line in (("№", "Мероприятие", "Срок"), (1, "Слёт", "май")):
        made.active.append(line)
    stream = io.BytesIO()
    made.save(stream)
    name = "xl/worksheets/sheet1.xml"
    if change:
        with zipfile.ZipFile(io.BytesIO(stream.getvalue())) as archive:
            parts[name] = change(archive.read(name).decode())
    return with_parts(stream.getvalue(), {k.replace("__", "/"): v for k, v in parts.items()})


def many_parts() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(2_100):
            archive.writestr(f"word/{number}.xml", "")
    return stream.getvalue()


def bomb_in_many_parts() -> bytes:
    """Each part is small enough, all together are not."""
    blank = f"<w:hdr {W}><!--{' ' * 6 * MEGABYTE}--></w:hdr>"
    return with_parts(raw(ONE_TABLE), {f"word/header{n}.xml": blank for n in range(10)})


def lying_size() -> bytes:
    """One part that says it is a hundred bytes long."""
    content = f"<w:document {W}><w:body>{ONE_TABLE * 500}</w:body></w:document>".encode()
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = deflate.compress(content) + deflate.flush()
    name, said, crc = b"word/document.xml", 100, zlib.crc32(content)
    sizes = struct.pack("<LLL", crc, len(squeezed), said)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes
    local += struct.pack("<HH", len(name), 0) + name + squeezed
    entry = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    entry += struct.pack("<HHHHHLL", len(name), 0, 0, 0, 0, 0, 0) + name
    return (
        local
        + entry
        + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
    )


def locked_doc() -> bytes:
    return (
        OLE + b"\xec\xa5" + b"\0" * 9 + b"\x01" + b"\0" * 500 + "WordDocument".encode("utf-16-le")
    )


def ole(stream: str) -> bytes:
    return OLE + b"\0" * 100 + stream.encode("utf-16-le")


def nested(levels: int) -> str:
    """Tables in tables."""
    inner = tbl(row(cell("на дне")))
    for _ in range(levels):
        inner = tbl(row(f"<w:tc>{inner}<w:p/></w:tc>"))
    return inner


def without_table(document: Document) -> None:
    say(document, "Уважаемые коллеги! Просим вас прийти.")


LOCKED_ODT: Final = '<manifest><file-entry><encryption-data checksum="1"/></file-entry></manifest>'
LINE: Final = row(cell("1"), cell("Слёт"), cell("май"), cell("Методист"))
MERGED: Final = '<mergeCells><mergeCell ref="{0}"/></mergeCells>'
PICTURE: Final = '<w:r><w:drawing><pic:blip xmlns:pic="urn:pic"/></w:drawing></w:r>'

# What is answered, by the name of the case: bytes or what makes many of them, name of the file,
# words of the answer.
REFUSED: Final[dict[str, tuple[bytes | Callable[[], bytes], str, str]]] = {
    "nothing at all": (b"", "plan.docx", "пуст"),
    "above the size": (lambda: b"PK" + b"0" * 20 * MEGABYTE, "plan.docx", "больше 20 МБ"),
    "bomb": (lambda: document(" " * 60 * MEGABYTE + ONE_TABLE), "plan.docx", "опасен"),
    "bomb in many parts": (bomb_in_many_parts, "plan.docx", "опасен"),
    "too many parts": (many_parts, "plan.docx", "опасен"),
    "archive of documents": (zipped(план_docx=GOOD), "plan.zip", "распакуйте"),
    "archive called a document": (zipped(архив_zip=zipped(a_docx=GOOD)), "plan.docx", "не файл Word"),
    "lying size": (lying_size(), "plan.docx", "повреждён"),
    "outer entity": (
        document(ONE_TABLE, '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        "plan.docx",
        "опасен",
    ),
    "entities of entities": (
        document(ONE_TABLE, '<!DOCTYPE a [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'),
        "plan.docx",
        "опасен",
    ),
    "outer document type": (
        document(ONE_TABLE, '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">'),
        "plan.docx",
        "опасен",
    ),
    "entity in a workbook": (
        book(lambda part: '<!DOCTYPE a [<!ENTITY x "y">]>' + part.partition("?>")[2] or part),
        "plan.xlsx",
        "опасен",
    ),
    "entity in a part of another name": (
        book(xl__styles_dat='<!DOCTYPE a [<!ENTITY x "y">]><a/>'),
        "plan.xlsx",
        "опасен",
    ),
    "the whole sheet merged": (
        book(lambda part: part.replace("</sheetData>", "</sheetData>" + MERGED.format("A1:XFD1048576"))),
        "plan.xlsx",
        "объединены",
    ),
    "whole columns merged": (
        book(lambda part: part.replace("</sheetData>", "</sheetData>" + MERGED.format("A:C"))),
        "plan.xlsx",
        "объединены",
    ),
    "link over the whole sheet": (
        book(
            lambda part: part.replace(
                "</sheetData>",
                '</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>',
            )
        ),
        "plan.xlsx",
        "объединены",
    ),
    "password": (ole("EncryptedPackage"), "plan.docx", "паролем"),
    "password of a workbook": (ole("EncryptedPackage"), "plan.xlsx", "паролем"),
    "password of an old document": (locked_doc(), "plan.doc", "паролем"),
    "password of LibreOffice": (
        zipped(mimetype=ODT, content_xml=b"\x13\x07", **{"META-INF__manifest_xml": LOCKED_ODT}),
        "plan.odt",
        "паролем",
    ),
    "PDF called a document": (b"%PDF-1.7\n%\xe2\xe3", "plan.docx", "PDF"),
    "photograph called a document": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "plan.docx", "рисунок"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "plan.png", "рисунок"),
    "RAR": (b"Rar!\x1a\x07\x00", "plan.rar", "архив"),
    "slides": (zipped(ppt__presentation_xml="<a/>"), "plan.pptx", "презентация"),
    "old slides": (ole("PowerPoint Document"), "plan.ppt", "презентация"),
    "old workbook": (ole("Workbook"), "plan.xls", ".xls"),
    "sheets of LibreOffice": (
        zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<a/>"),
        "plan.ods",
        ".ods",
    ),
    "binary workbook": (zipped(xl__workbook_bin=b"\0"), "plan.xlsb", ".xlsb"),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", "plan.mht", "веб-архива"),
    "flat XML of Word": (b'<?xml version="1.0"?><w:wordDocument/>', "plan.xml", "веб-архива"),
    "program": (b"MZ\x90\x00\x03", "plan.docx", "не читает"),
    "cut in the middle": (GOOD[: len(GOOD) // 2], "plan.docx", "повреждён"),
    "cut workbook": (book()[:3_000], "plan.xlsx", "повреждён"),
    "ten thousand rows": (lambda: raw(tbl(LINE * 10_000)), "plan.docx", "слишком много строк"),
    "ten thousand lines": (lambda: "1\tСлёт\tмай\n".encode() * 10_000, "plan.txt", "слишком много строк"),
    "ten thousand rows of a page": (
        b"<table>" + "<tr><td>1<td>Слёт<td>май".encode() * 10_000 + b"</table>",
        "plan.html",
        "слишком много строк",
    ),
    "deep elements": (lambda: document("<w:sdt>" * 9_000 + "</w:sdt>" * 9_000 + ONE_TABLE), "plan.docx", "опасен"),
    "deep tables": (raw(nested(60)), "plan.docx", "опасен"),
    "deep page": (b"<div>" * 5_000 + b"<table><tr><td>a</table>", "plan.html", "прочесть"),
    "no table": (written(without_table), "plan.docx", "ни одной таблицы"),
    "only a picture": (raw(para(PICTURE)), "plan.docx", "рисунок"),
    "only blanks": (b" \n \n", "plan.txt", "ни одной таблицы"),
    "parts in other files": (raw(f'{ONE_TABLE}<w:altChunk r:id="r9" xmlns:r="urn:r"/>'), "plan.docx", "других файлах"),
    "table of a thousand columns": (lambda: raw(tbl(row(cell("а") * 1_000))), "plan.docx", "столбцов"),
    "book of words": (lambda: document(f"<w:p><w:r><w:t>{'слово ' * 600_000}</w:t></w:r></w:p>{ONE_TABLE}"), "plan.docx", "слишком много текста"),
}  # fmt: skip
