"""Lays out a document with WeasyPrint and writes it as a tagged PDF."""

import datetime as dt
import io
import re
import threading
from collections.abc import Iterator
from typing import Any, Final

import weasyprint
from django.template.loader import render_to_string
from weasyprint.formatting_structure import boxes

from reports.paper.document import AttachedFile, Document
from reports.paper.pdf.continued_labels import with_labels_repeated
from reports.paper.pdf.fetcher import BASE, PaperFetcher, paper_style
from reports.paper.pdf.letters import name_letters
from reports.paper.pdf.right_to_left import set_apart
from reports.paper.pdf.tags import finish_pdf
from reports.paper.typeface import printed_html

# For archives. PDF/UA is added by `tags`: WeasyPrint can't declare both.
VARIANT: Final = "pdf/a-3a"
# Kept in the record of an issued document.
RENDERER: Final = f"weasyprint {weasyprint.__version__} {VARIANT} pdf/ua-1"

# How often a paper is laid out again until its page starts no longer change. A person waits for
# a draft, so it gets one try; it may lack a label until it is printed again.
_TRIES: Final = 3
_DRAFT_TRIES: Final = 1

# Tags, and spans that are marked already, match only to be left as they are.
_UNBROKEN: Final = re.compile(
    r"<span class=\"(?:caps|range)\">[^<]*|<[^>]*>"
    r"|(?P<caps>\b[А-ЯЁA-Z]{7,16}\b)|(?P<range>\b\d+[–—]\d+\b)"
)

# All threads share Pango's font map, which is not safe for two of them at once.
_one_at_a_time = threading.Lock()


def render(document: Document) -> bytes:
    """The document as PDF; the same document gives the same bytes.

    Where a page cuts a merged cell, the paper is laid out again with the cell's label repeated.
    """
    with _one_at_a_time:
        return _write(_lay_out_with_labels(document), *document.attached)


def to_html(document: Document) -> str:
    """The document as HTML; users' text is escaped by the template."""
    return _prepared(render_to_string("reports/paper/paper.html", {"document": document}))


def print_html(html: str, *attached: AttachedFile) -> bytes:
    """The HTML as PDF, with the paper's style and fonts, and these files inside."""
    with _one_at_a_time:
        return _write(lay_out(_prepared(html)), *attached)


def _write(layout: weasyprint.Document, *attached: AttachedFile) -> bytes:
    target = io.BytesIO()
    files = [_attachment(file) for file in attached]
    layout.write_pdf(target, finisher=_finish, pdf_variant=VARIANT, attachments=files)
    return target.getvalue()


def _attachment(file: AttachedFile) -> weasyprint.Attachment:
    """The attached file with its relationship and dates, which PDF/A-3 requires."""
    dated = file.dated.astimezone(dt.UTC)
    return weasyprint.Attachment(
        file_obj=io.BytesIO(file.data),
        name=file.name,
        description=file.description,
        created=dated,
        modified=dated,
        relationship="Data",
        url_fetcher=PaperFetcher(),
    )


def _finish(layout: weasyprint.Document, pdf: Any) -> None:
    name_letters(pdf)
    finish_pdf(pdf, _split_tables(layout))


def _split_tables(layout: weasyprint.Document) -> Iterator[tuple[Any, Any]]:
    """For each table split by a page: a tagged cell before the split and one after it."""
    cell = None
    for table in _tables(layout):
        next_cell = table.children[-1].children[0].children[0].mark
        if table.skipped_rows and cell is not None:
            yield cell, next_cell
        else:
            cell = next_cell


def _lay_out_with_labels(document: Document) -> weasyprint.Document:
    """Lay out until pages start where the labels were put; if they never do, without labels."""
    first = lay_out(to_html(document))
    starts = page_starts(first)
    for _ in range(_DRAFT_TRIES if document.is_draft else _TRIES):
        labelled = with_labels_repeated(document, starts)
        if labelled is document:
            return first
        layout = lay_out(to_html(labelled))
        if page_starts(layout) == starts:
            return layout
        starts = page_starts(layout)
    return first


def page_starts(layout: weasyprint.Document) -> frozenset[int]:
    """The rows that begin a page, as indexes among all rows of all tables (heads left out)."""
    indexes: dict[int, int] = {}
    starts = set()
    for table in _tables(layout):
        body = [row for group in table.children if not group.is_header for row in group.children]
        for row in body:
            is_new = id(row.element) not in indexes
            index = indexes.setdefault(id(row.element), len(indexes))
            if is_new and row is body[0] and table.skipped_rows:
                starts.add(index)
    return frozenset(starts)


def lay_out(html: str) -> weasyprint.Document:
    """The HTML laid out on pages, with every ruled line of its tables."""
    style, fonts = paper_style()
    source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=PaperFetcher())
    layout = source.render(font_config=fonts, stylesheets=[style], pdf_variant=VARIANT)
    _close_cut_cells(layout)
    return layout


def _prepared(html: str) -> str:
    """The HTML in characters that the typeface has, with spans around what must not be cut.

    CSS can't find abbreviations and ranges of numbers, so they are marked for it.
    """
    head, body, rest = printed_html(html).partition("<body")
    return head + body + set_apart(_UNBROKEN.sub(_with_span, rest))


def _with_span(match: re.Match[str]) -> str:
    text: str = match.group()
    return text if text[0] == "<" else f'<span class="{match.lastgroup}">{text}</span>'


def _close_cut_cells(layout: weasyprint.Document) -> None:
    """Draw the line under a merged cell that the end of a page cuts.

    WeasyPrint 70 has no border inside the cell's span, so it draws none at the page's end.
    """
    for table in _tables(layout):
        table.skip_cell_border_bottom = False
        groups = table.children
        rows = sum(len(group.children) for group in groups)
        heads = len(groups[0].children) if groups[0].is_header else 0
        offset = table.skipped_rows - heads if table.skipped_rows else 0
        lines = table.collapsed_border_grid[1]
        bottom = lines[rows + offset]
        full_line = max(lines[0], key=lambda border: border[0])
        for x, (_, (_, width, _)) in enumerate(bottom):
            if not width:
                bottom[x] = full_line


def _tables(layout: weasyprint.Document) -> Iterator[Any]:
    """Every table of every page, in order; a split table comes once for each of its pages."""
    for page in layout.pages:
        for box in page._page_box.descendants():  # noqa: SLF001
            if isinstance(box, boxes.TableBox) and box.children:
                yield box
