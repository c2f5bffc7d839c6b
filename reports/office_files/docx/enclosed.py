"""Puts the plan's data into a Word file, as a part that Word keeps and does not show.

A reader must check that the words of the file are still the same: see `own_file`.
"""

import hashlib
from collections.abc import Iterable
from typing import Final

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from reports.paper.pdf.read_back import Read, ReadRow
from reports.sources.docx.parts import ENCLOSED

_PART: Final = PackURI("/customXml/plan.xml")


def hash_of_words(read: Iterable[Read]) -> str:
    """A hash of all words that a file shows, without spaces."""
    texts = ("|".join(part.cells) if isinstance(part, ReadRow) else part for part in read)
    text = "\n".join("".join(words.split()) for words in texts)
    return hashlib.sha256(text.encode()).hexdigest()


def enclose(word: WordDocument, data: bytes, words: str) -> None:
    """Enclose the plan's canonical JSON and the hash of the words that the file shows."""
    root = etree.Element(f"{{{ENCLOSED}}}plan", nsmap={None: ENCLOSED})
    # The two characters that JSON may hold and XML may not.
    root.text = data.decode().replace("\ufffe", r"\ufffe").replace("\uffff", r"\uffff")
    root.set("words", words)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    part = Part(_PART, "application/xml", blob, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
