"""Spells pieces of a Word file's XML for tests, with fictional words.

Knows elements of WordprocessingML; it refuses to know how the portal reads them.
"""

from tests.reports.sources.word_samples import W

CELL = "<w:tc>{props}<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def said(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str, look: str = "") -> str:
    """A paragraph of these runs; a run without a tag is plain text."""
    told = "".join(one if one.startswith("<") else said(one) for one in runs)
    return f"<w:p><w:pPr>{look}</w:pPr>{told}</w:p>"


def cell(text: str, props: str = "") -> str:
    """A cell of one paragraph."""
    return CELL.format(text=text, props=f"<w:tcPr>{props}</w:tcPr>" if props else "")


def holding(content: str, props: str = "") -> str:
    """A cell of these elements."""
    return f"<w:tc><w:tcPr>{props}</w:tcPr>{content}</w:tc>"


def row(*cells: str, look: str = "") -> str:
    """A row of cells."""
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: tuple[int, ...] = ()) -> str:
    """A table of rows; widths of its grid in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def field(code: str, result: str, data: str = "") -> str:
    """A complex field: its code, and its last result."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{said(result) if result else ""}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def span(width: int) -> str:
    """The property of a cell over several columns of the grid."""
    return f'<w:gridSpan w:val="{width}"/>'


def numbering(levels: str, starts: str = "", more: str = "") -> str:
    """Lists 1 and 2 of one pattern; `starts` is what the second says itself."""
    return (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>{more}'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{starts}</w:num></w:numbering>'
    )


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    """A level of a pattern."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(text: str, num: int = 1, at: int = 0) -> str:
    """A paragraph of a list."""
    look = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
    return para(said(text) if text else "<w:r/>", look=look)
