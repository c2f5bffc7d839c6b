"""Reads a .docx file into paragraphs and tables, and is the only door to the reader.

It knows bytes, limits and Word's own ways; it refuses to know what a plan is.
"""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .body import Body
from .look import Numbering, Styles, whole
from .model import (
    Aside,
    Block,
    Cell,
    Enclosed,
    Paragraph,
    Run,
    Table,
    WordFile,
    WordFileError,
    paragraphs_of,
)
from .parts import BROKEN, ENCLOSED, MAX_FILE_BYTES, Parts

__all__ = [
    "ENCLOSED",
    "MAX_FILE_BYTES",
    "Aside",
    "Block",
    "Cell",
    "Enclosed",
    "Paragraph",
    "Run",
    "Table",
    "WordFile",
    "WordFileError",
    "paragraphs_of",
    "read_word",
]

NOTES = (("footnotes.xml", "w:footnote", "сноска"), ("endnotes.xml", "w:endnote", "сноска"))
MARGINS = (("header", "верхний колонтитул"), ("footer", "нижний колонтитул"))


def read_word(data: bytes) -> WordFile:
    """The paragraphs and tables of a .docx file, in reading order.

    WordFileError, with one Russian sentence, for anything that isn't a whole, open Word file of
    sane size holding at least one table.
    """
    try:
        return _read(data)
    except RecursionError as error:
        raise WordFileError(BROKEN) from error


def _read(data: bytes) -> WordFile:
    parts = Parts(data)
    document = parts.tree(parts.document_name)
    content = document.find("w:body") if document is not None else None
    if document is None or content is None:
        raise WordFileError(BROKEN)
    styles = Styles(parts.beside_document("styles.xml"))
    body = Body(styles, Numbering(parts.beside_document("numbering.xml")))
    blocks = tuple(body.blocks(content))
    if not any(isinstance(block, Table) for block in blocks):
        raise WordFileError("В файле нет ни одной таблицы, а план читается из таблицы.")
    asides = tuple(_asides(parts, Body(styles, Numbering(None))))
    return WordFile(blocks, asides, _landscape(document), _enclosed(parts))


def _enclosed(parts: Parts) -> Enclosed | None:
    tree = parts.tree("customXml/plan.xml")
    if tree is None or tree.tag != "pp:plan":
        return None
    return Enclosed(tree.text or "", tree.get("words", ""))


def _asides(parts: Parts, body: Body) -> Iterator[Aside]:
    for name, tag, place in NOTES:
        tree = parts.beside_document(name)
        for number, note in enumerate(tree.iter(tag) if tree is not None else (), 1):
            yield from _aside(body, note, f"{place} {number}")
    for stem, place in MARGINS:
        for name in parts.names(stem):
            tree = parts.tree(name)
            if tree is not None:
                yield from _aside(body, tree, place)


def _aside(body: Body, tree: Element, place: str) -> Iterator[Aside]:
    lines = (paragraph.text.strip() for paragraph in paragraphs_of(tuple(body.blocks(tree))))
    text = "\n".join(line for line in lines if line)
    if text and not text.isdigit():
        yield Aside(place, text)


def _landscape(document: Element) -> bool:
    sizes = list(document.iter("w:pgSz"))
    if not sizes:
        return False
    # The last section is the document's own; a title page before it may lie otherwise.
    last = sizes[-1]
    return last.get("w:orient") == "landscape" or whole(last.get("w:w")) > whole(last.get("w:h"))
