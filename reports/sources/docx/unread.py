"""Elements of document.xml that are not read: deleted text, properties, prompts."""

from collections import Counter
from xml.etree.ElementTree import Element

from reports.sources.docx.styles import switch

# Deleted, moved away, or properties: nothing in them is read. The contents of all other wrappers
# are ordinary text.
GONE = frozenset({"w:del", "w:moveFrom"})
_PROPERTIES = "pPr rPr tblPr tblGrid tblPrEx trPr tcPr sdtPr sdtEndPr sectPr smartTagPr customXmlPr"
_SILENT = GONE | {f"w:{name}" for name in f"{_PROPERTIES} rt instrText".split()}


def is_gone(element: Element, left_out: Counter[str]) -> bool:
    """Whether nothing in this element is read; what was deleted is counted in `left_out`."""
    if element.tag in GONE and len(element):
        left_out["deleted"] += 1
    return element.tag in _SILENT


def is_prompt(element: Element) -> bool:
    """Whether it is a content control that nobody filled in: it shows only its hint."""
    properties = element.find("w:sdtPr") if element.tag == "w:sdt" else None
    return bool(switch(properties, "w:showingPlcHdr"))
