"""Puts the plan's data into a Word file, as a part that Word keeps and does not show.

A reader must check that the words of the file are still the same: see `own_file`.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from reports.paper.pdf.read_back import Read, ReadRow
from reports.sources.docx.parts import ENCLOSED

_PART: Final = PackURI("/customXml/plan.xml")
_CUSTOM: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_TYPES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
# Of every property that users define (ECMA-376, 15.2.12.2).
_FORMAT: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def hash_of_words(read: Iterable[Read]) -> str:
    """A hash of all words that a file shows, without spaces."""
    texts = ("|".join(part.cells) if isinstance(part, ReadRow) else part for part in read)
    text = "\n".join("".join(words.split()) for words in texts)
    return hashlib.sha256(text.encode()).hexdigest()


def enclosed_text(data: bytes) -> str:
    """The plan's canonical JSON as the file keeps it."""
    # The two characters that JSON may hold and XML may not.
    return data.decode().replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")


def enclose(word: WordDocument, data: bytes, words: str) -> None:
    """Enclose the plan's canonical JSON and the hash of the words that the file shows."""
    root = etree.Element(f"{{{ENCLOSED}}}plan", nsmap={None: ENCLOSED})
    root.text = enclosed_text(data)
    root.set("words", words)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    part = Part(_PART, "application/xml", blob, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def add_properties(word: WordDocument, properties: Mapping[str, str]) -> None:
    """Add custom properties (docProps/custom.xml), which programs keep and people may see."""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TYPES})
    for number, (name, value) in enumerate(properties.items(), 2):
        one = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number))
        one.set("name", name)
        etree.SubElement(one, f"{{{_TYPES}}}lpwstr").text = value
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package = word.part.package
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, blob, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
