"""Completes a PDF's tags and metadata for PDF/A-3a and PDF/UA-1 (ISO 32000-1, 14.7-14.8)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pydyf

# WeasyPrint declares PDF/A only. PDF/A requires the schema of any other entry to be described.
_UA: Final = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"\
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"\
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>\
<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>\
<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 that the file conforms to\
</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>\
</pdfaExtension:schemas></rdf:Description>
"""
_NUMBER: Final = re.compile(rb"(\d+) 0 R")
_PAGINATION: Final = pydyf.Dictionary({"Type": "/Pagination"})
# CSS pixels to points, as WeasyPrint draws.
_POINTS: Final = 0.75

type Element = Any


def finish_pdf(pdf: Any, parts: Iterable[tuple[Element, Element]]) -> None:
    """Complete the PDF just before it is written.

    `parts` are pairs of cells: one of a table, one of the same table's part on the next page.
    """
    tree = _Tree(pdf)
    for cell, next_cell in parts:
        tree.join(tree.table_of(cell), tree.table_of(next_cell))
    elements = list(tree.walk())
    tree.relate_heads([element for element in elements if element["S"] == "/Table"])
    tree.place_figures([element for element in elements if element["S"] == "/Figure"])
    tree.mark_the_rest({element.reference for element in elements})
    _declare(pdf)
    _pack(pdf)


def _declare(pdf: Any) -> None:
    """Name the second standard; name each attached file once."""
    metadata = _object(pdf, pdf.catalog["Metadata"])
    end = b"</rdf:RDF>"
    metadata.stream = [part.replace(end, _UA + end) for part in metadata.stream]
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _pack(pdf: Any) -> None:
    """Compress each stream once: pydyf writes every object twice, first for the file's ID."""
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            _head, _, body = stream.data.partition(b"stream\n")
            stream.stream = [body.removesuffix(b"\nendstream")]
            stream.extra["Filter"] = "/FlateDecode"
            stream.compress = False


def _object(pdf: Any, reference: bytes) -> Any:
    match = _NUMBER.fullmatch(reference)
    if match is None:
        raise ValueError(f"Not a reference: {reference!r}")
    return pdf.objects[int(match[1])]


class _Tree:
    """The structure tree of one PDF."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = _object(pdf, pdf.catalog["StructTreeRoot"])

    def kids(self, element: Element) -> list[Element]:
        """The child elements (marked content and annotations left out)."""
        kids = [_object(self.pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in kids if kid.get("Type") == "/StructElem"]

    def walk(self) -> Iterator[Element]:
        """Every element under the root, in reading order."""
        waiting = [_object(self.pdf, self.root["K"][0])]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(self.kids(element)))

    def table_of(self, cell: Element) -> Element:
        """The table that holds the cell."""
        element = cell
        while element["S"] != "/Table":
            element = _object(self.pdf, element["P"])
        return element

    def join(self, table: Element, part: Element) -> None:
        """Make one table of its parts on two pages: one head, all rows in one body."""
        body = self._group(table, "/TBody")
        rest = self._group(part, "/TBody")
        for row in self.kids(rest):
            row["P"] = body.reference
        body["K"].extend(rest["K"])
        parent = _object(self.pdf, part["P"])
        parent["K"].remove(part.reference)
        # The cells of the next part find their table through their own parents.
        part["K"], part["P"] = pydyf.Array(), table.reference

    def _group(self, table: Element, kind: str) -> Element:
        return next(kid for kid in self.kids(table) if kid["S"] == kind)

    def relate_heads(self, tables: list[Element]) -> None:
        """Give heads their IDs and scopes, and each cell the IDs of its heads."""
        named: dict[str, bytes] = {}
        for table in tables:
            self._relate(table, named)
        if named:
            pairs = [part for name in sorted(named) for part in (pydyf.String(name), named[name])]
            self.root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(pairs)})

    def _relate(self, table: Element, named: dict[str, bytes]) -> None:
        columns: dict[int, Any] = {}
        left: dict[int, int] = {}  # rows that a cell from above still covers, by column
        band = None
        for group in self.kids(table):
            for row in self.kids(group):
                column, row_head = 0, None
                for cell in self.kids(row):
                    while left.get(column, 0):
                        left[column] -= 1
                        column += 1
                    attributes = cell["A"]
                    span = attributes.get("ColSpan", 1)
                    covered = range(column, column + span)
                    if cell["S"] == "/TH":
                        cell["ID"] = name = pydyf.String(f"h{len(named) + 1:06}")
                        named[name.string] = cell.reference
                        attributes.pop("Headers", None)
                        attributes["Scope"] = "/Column"
                        if group["S"] == "/THead":
                            columns.update(dict.fromkeys(covered, name))
                        elif span == len(columns):
                            band = name
                        else:
                            attributes["Scope"], row_head = "/Row", name
                    else:
                        heads = [columns.get(index) for index in covered]
                        heads = [head for head in (*heads, band, row_head) if head is not None]
                        attributes["Headers"] = pydyf.Array(heads)
                    for index in covered:
                        left[index] = attributes.get("RowSpan", 1) - 1
                    column += span
                for index in list(left):
                    if index >= column and left[index]:
                        left[index] -= 1

    def place_figures(self, figures: list[Element]) -> None:
        """Give each figure its box as PDF measures it: in points, from the bottom of the page."""
        for figure in figures:
            page = _object(self.pdf, figure["Pg"])
            x1, y1, x2, y2 = (_POINTS * edge for edge in figure["A"]["BBox"])
            height = page["MediaBox"][3]
            box = (round(edge, 3) for edge in (x1, height - y2, x2, height - y1))
            figure["A"]["BBox"] = pydyf.Array(box)

    def mark_the_rest(self, kept: set[bytes]) -> None:
        """Mark as artifacts what is not in the tree: page numbers, watermark, repeated heads."""
        numbers = _object(self.pdf, self.root["ParentTree"])["Nums"]
        for index, reference in enumerate(self.pdf.page_references):
            owners = numbers[2 * index + 1]
            unowned = {mcid for mcid, owner in enumerate(owners) if owner not in kept}
            if not unowned:
                continue
            page = _object(self.pdf, reference)
            _turn_to_artifacts(_object(self.pdf, page["Contents"]).stream, unowned)
            for mcid in unowned:
                _object(self.pdf, owners[mcid]).clear()
                owners[mcid] = "null"


def _turn_to_artifacts(stream: list[Any], mcids: set[int]) -> None:
    for index, item in enumerate(stream):
        if item == b"BDC" and stream[index - 1].get("MCID") in mcids:
            stream[index - 2 : index] = ["/Artifact", _PAGINATION]
