"""What a finished PDF must say of itself to be PDF/A-3a and PDF/UA-1 at once, and its tables.

It knows the structure tree, the marks and the metadata inside a PDF (ISO 32000-1, 14.7-14.8); it
refuses to know what is printed and who draws it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import pydyf

# A second standard besides the one that WeasyPrint declares; PDF/A wants its schema described.
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


def finish(pdf: Any, parts: Iterable[tuple[Element, Element]]) -> None:
    """Complete the PDF right before it is written.

    `parts` are pairs of cells, one of a table and one of the part of it on the next page.
    """
    tree = _Tree(pdf)
    for cell, its_next in parts:
        tree.join(tree.table_of(cell), tree.table_of(its_next))
    reached = list(tree.walk())
    tree.relate_heads([one for one in reached if one["S"] == "/Table"])
    tree.place_figures([one for one in reached if one["S"] == "/Figure"])
    tree.leave_out_the_rest({one.reference for one in reached})
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
    """Compress each stream now: to write a file is to write every object twice, once for its ID."""
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Stream) and thing.compress:
            _head, _, body = thing.data.partition(b"stream\n")
            thing.stream = [body.removesuffix(b"\nendstream")]
            thing.extra["Filter"] = "/FlateDecode"
            thing.compress = False


def _object(pdf: Any, reference: bytes) -> Any:
    match = _NUMBER.fullmatch(reference)
    if match is None:
        raise ValueError(f"This is no reference: {reference!r}")
    return pdf.objects[int(match[1])]


class _Tree:
    """The structure tree of one PDF."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = _object(pdf, pdf.catalog["StructTreeRoot"])

    def kids(self, element: Element) -> list[Element]:
        """The elements right under this one (marked content and annotations left out)."""
        found = [_object(self.pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]
        return [kid for kid in found if kid.get("Type") == "/StructElem"]

    def walk(self) -> Iterator[Element]:
        """Every element that hangs on the root, in the order of reading."""
        waiting = [_object(self.pdf, self.root["K"][0])]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(self.kids(element)))

    def table_of(self, cell: Element) -> Element:
        """The table that a cell stands in."""
        element = cell
        while element["S"] != "/Table":
            element = _object(self.pdf, element["P"])
        return element

    def join(self, table: Element, part: Element) -> None:
        """Make one table of two parts on two pages: one head, all rows in one body."""
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
        """Tell each cell its column's head and the band above it; give heads names and scopes."""
        named: dict[str, bytes] = {}
        for table in tables:
            self._relate(table, named)
        if named:
            pairs = [part for name in sorted(named) for part in (pydyf.String(name), named[name])]
            self.root["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(pairs)})

    def _relate(self, table: Element, named: dict[str, bytes]) -> None:
        columns: dict[int, Any] = {}
        left: dict[int, int] = {}  # how many rows a cell from above still covers, by column
        band = None
        for group in self.kids(table):
            for row in self.kids(group):
                place, of_row = 0, None
                for cell in self.kids(row):
                    while left.get(place, 0):
                        left[place] -= 1
                        place += 1
                    about = cell["A"]
                    span = about.get("ColSpan", 1)
                    if cell["S"] == "/TH":
                        cell["ID"] = name = pydyf.String(f"h{len(named) + 1:06}")
                        named[name.string] = cell.reference
                        about.pop("Headers", None)
                        about["Scope"] = "/Column"
                        if group["S"] == "/THead":
                            columns.update(dict.fromkeys(range(place, place + span), name))
                        elif span == len(columns):
                            band = name
                        else:
                            about["Scope"], of_row = "/Row", name
                    else:
                        heads = [columns.get(at) for at in range(place, place + span)]
                        heads = [head for head in (*heads, band, of_row) if head is not None]
                        about["Headers"] = pydyf.Array(heads)
                    for at in range(place, place + span):
                        left[at] = about.get("RowSpan", 1) - 1
                    place += span
                for at in list(left):
                    if at >= place and left[at]:
                        left[at] -= 1

    def place_figures(self, figures: list[Element]) -> None:
        """Say where a figure stands as PDF counts: in points, from the foot of its page."""
        for figure in figures:
            page = _object(self.pdf, figure["Pg"])
            x1, y1, x2, y2 = (_POINTS * at for at in figure["A"]["BBox"])
            height = page["MediaBox"][3]
            box = (round(at, 3) for at in (x1, height - y2, x2, height - y1))
            figure["A"]["BBox"] = pydyf.Array(box)

    def leave_out_the_rest(self, reached: set[bytes]) -> None:
        """Mark as artifacts what hangs on no tree: page numbers, watermark, heads said again."""
        numbers = _object(self.pdf, self.root["ParentTree"])["Nums"]
        for at, reference in enumerate(self.pdf.page_references):
            owners = numbers[2 * at + 1]
            lost = {mark for mark, owner in enumerate(owners) if owner not in reached}
            if not lost:
                continue
            page = _object(self.pdf, reference)
            _turn_to_artifacts(_object(self.pdf, page["Contents"]).stream, lost)
            for mark in lost:
                _object(self.pdf, owners[mark]).clear()
                owners[mark] = "null"


def _turn_to_artifacts(stream: list[Any], marks: set[int]) -> None:
    for at, item in enumerate(stream):
        if item == b"BDC" and stream[at - 1].get("MCID") in marks:
            stream[at - 2 : at] = ["/Artifact", _PAGINATION]
