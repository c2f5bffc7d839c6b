"""Reads a .docx file into a `SourceDocument`; other packages enter the reader here."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from reports.sources.docx.body import Body
from reports.sources.docx.frame import without_frames
from reports.sources.docx.lists import ListNumbering
from reports.sources.docx.parts import BROKEN, DocxParts
from reports.sources.docx.styles import Styles, bounded_number
from reports.sources.source_document import (
    Aside,
    Block,
    Enclosed,
    SourceDocument,
    SourceError,
    SourceParagraph,
    SourceTable,
    paragraphs_of,
)

__all__ = ["LEFT_OUT", "NO_TABLE", "read_word"]

NOTES = (
    ("footnotes.xml", "w:footnote", "сноска"),
    ("endnotes.xml", "w:endnote", "сноска"),
    ("comments.xml", "w:comment", "примечание рецензента"),
)
MARGINS = (("header", "верхний колонтитул"), ("footer", "нижний колонтитул"))
LEFT_OUT = {
    "deleted": "В файле есть исправления, которые никто не принял: удалённое не прочитано.",
    "hidden": "В файле есть скрытый текст: он не прочитан.",
    "prompt": "В файле есть незаполненные поля: их подсказки не прочитаны.",
    "number": "Часть номеров Word рисует сам и в файл не пишет: впишите их в черновике.",
    "struck": "В файле есть зачёркнутый текст: он прочитан как обычный, лишнее уберите сами.",
    "object": "В файл вставлен объект другой программы: если в нём таблица, вставьте её текстом.",
}
PICTURES_ONLY = (
    "В файле нет таблицы, только рисунок, а с него текст не прочесть: найдите документ, с которого "
    "он сделан, и загрузите его."
)
# A title, a heading and three items.
LEAST_LINES = 5
_CUSTOM = re.compile(r"customXml/(?:plan|item\d+)\.xml")
# Other programs keep data of their own beside the plan.
MOST_CUSTOM = 20
NO_TABLE = (
    "В файле нет ни одной таблицы, а план читается из таблицы: выберите файл с планом-таблицей."
)


def read_word(data: bytes, *, with_table: bool = True) -> SourceDocument:
    """The paragraphs and tables of a .docx file, in reading order.

    `with_table` off is for files that the portal writes itself.

    Raises:
        SourceError: it is no complete, open Word file within the limits, or it has neither a
            table, nor lines enough for a plan in lists, nor an enclosed plan.

    """
    try:
        return _read(data, with_table=with_table)
    except RecursionError as error:
        raise SourceError(BROKEN) from error


def _read(data: bytes, *, with_table: bool) -> SourceDocument:
    parts = DocxParts(data)
    document = parts.tree(parts.document_name)
    content = document.find("w:body") if document is not None else None
    if content is None:
        raise SourceError(BROKEN)
    styles = Styles(parts.beside_document("styles.xml"))
    body = Body(styles, ListNumbering(parts.beside_document("numbering.xml"), styles))
    blocks = without_frames(body.document(content))
    own = _enclosed(parts)
    if with_table and own is None and not _may_be_plan(blocks):
        is_drawn = any(one.tag in ("blip", "imagedata") for one in content.iter())
        raise SourceError(PICTURES_ONLY if is_drawn else NO_TABLE)
    asides = dict.fromkeys(_asides(parts, Body(styles, ListNumbering(None, styles))))
    return SourceDocument(
        blocks,
        tuple(asides),
        _is_landscape(content),
        own,
        tuple(LEFT_OUT[what] for what, many in sorted(body.left_out.items()) if many),
    )


def _may_be_plan(blocks: tuple[Block, ...]) -> bool:
    """Whether there is a table, or lines enough for a title and a list."""
    lines = sum(bool(one.text.strip()) for one in blocks if isinstance(one, SourceParagraph))
    return lines >= LEAST_LINES or any(isinstance(block, SourceTable) for block in blocks)


def _enclosed(parts: DocxParts) -> Enclosed | None:
    # Word and LibreOffice name the part anew when they save.
    names = sorted(name for name in parts.all_names() if _CUSTOM.fullmatch(name))
    for name in names[:MOST_CUSTOM]:
        tree = parts.tree(name)
        if tree is not None and tree.tag == "pp:plan":
            return Enclosed(tree.text or "", tree.get("words", ""), _properties(parts))
    return None


def _properties(parts: DocxParts) -> dict[str, str]:
    tree = parts.tree("docProps/custom.xml")
    named = tree.iter("property") if tree is not None else ()
    return {one.get("name", ""): "".join(one.itertext()) for one in named}


def _asides(parts: DocxParts, body: Body) -> Iterator[Aside]:
    for name, tag, place in NOTES:
        tree = parts.beside_document(name)
        # Notes with a type are the lines that Word draws between text and notes.
        notes = (one for one in tree.iter(tag) if not one.get("w:type")) if tree is not None else ()
        for number, note in enumerate(notes, 1):
            yield from _aside(body, note, f"{place} {number}")
    for stem, place in MARGINS:
        for name in parts.names(stem):
            tree = parts.tree(name)
            if tree is not None:
                yield from _aside(body, tree, place)
    for name in parts.names("diagrams/data"):
        tree = parts.tree(name)
        lines = tree.iter("p") if tree is not None else ()
        texts = ("".join(one.text or "" for one in line.iter("t")) for line in lines)
        yield from _aside_of("\n".join(filter(None, texts)), "схема")


def _aside(body: Body, tree: Element, place: str) -> Iterator[Aside]:
    lines = (paragraph.text.strip() for paragraph in paragraphs_of(tuple(body.blocks(tree))))
    yield from _aside_of("\n".join(line for line in lines if line), place)


def _aside_of(text: str, place: str) -> Iterator[Aside]:
    if text.strip() and not text.strip().isdigit():
        yield Aside(place, text)


def _is_landscape(content: Element) -> bool:
    """Whether most rows are on landscape pages: the title page may differ."""
    rows: dict[bool, int] = {}
    here = 0
    for element in content:
        here += sum(1 for _ in element.iter("w:tr"))
        section = next(element.iter("w:sectPr"), None)
        if section is None:
            continue
        size = section.find("w:pgSz")
        if size is not None:
            lies = size.get("w:orient") == "landscape"
            lies = lies or bounded_number(size.get("w:w")) > bounded_number(size.get("w:h"))
            rows[lies] = rows.get(lies, 0) + here
        here = 0
    return rows.get(True, 0) > rows.get(False, 0)
