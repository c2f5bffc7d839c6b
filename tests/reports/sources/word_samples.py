"""Makes small Word files for tests, with fictional words.

Knows python-docx and raw parts of a .docx; it refuses to know how the portal reads them.
"""

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.table import Table, _Cell

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
ONE_TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>ячейка</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def written(build: Callable[[Document], object]) -> bytes:
    """The bytes of a document that `build` fills."""
    document = docx.Document()
    build(document)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def raw(body: str, **parts: str) -> bytes:
    """A .docx of this body's XML; `parts` are further parts of its folder: styles="<w:styles…"."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return stream.getvalue()


def say(document: Document, text: str, align: str = "left", *, bold: bool = False) -> None:
    """Add a paragraph."""
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN[align]
    paragraph.add_run(text).bold = bold


def fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    """Write into a cell, a paragraph for each line; «*words* rest» begins with bold words."""
    for at, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
        if line.startswith("*") and "*" in line[1:]:
            lead, line = line[1:].split("*", 1)  # noqa: PLW2901
            paragraph.add_run(lead).bold = True
        if line:
            paragraph.add_run(line).bold = bold


def table(document: Document, rows: Sequence[Sequence[str] | str]) -> Table:
    """Add a table: the first row is its head in bold, a plain string is a band across it.

    A cell «^» is merged with the one above it, «<» with the one before it.
    """
    width = len(rows[0])
    made: Table = document.add_table(len(rows), width)
    for at, row in enumerate(rows):
        if isinstance(row, str):
            band = made.cell(at, 0).merge(made.cell(at, width - 1))
            fill(band, row, bold=True)
            continue
        for column, text in enumerate(row):
            if text == "^":
                made.cell(at - 1, column).merge(made.cell(at, column))
            elif text == "<":
                made.cell(at, column - 1).merge(made.cell(at, column))
            else:
                fill(made.cell(at, column), text, bold=at == 0)
    return made


def plan(
    rows: Sequence[Sequence[str] | str],
    *,
    title: Sequence[str] = (
        "План работы",
        "областного методического объединения учителей Заречья",
        "на 2031 год",
    ),
    before: Callable[[Document], object] | None = None,
    after: Callable[[Document], object] | None = None,
) -> bytes:
    """A whole plan: what `before` adds, a centred title, one table, what `after` adds."""

    def build(document: Document) -> None:
        if before:
            before(document)
        for line in title:
            say(document, line, "center", bold=True)
        table(document, rows)
        if after:
            after(document)

    return written(build)
