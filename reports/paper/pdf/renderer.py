"""Lays out a document with WeasyPrint and writes it as a tagged PDF."""

import datetime as dt
import io
import threading
from collections.abc import Iterator
from typing import Any, Final

import weasyprint
from django.template.loader import render_to_string

from reports.paper.document import AttachedFile, Document
from reports.paper.pdf.fetcher import BASE, PaperFetcher, paper_style
from reports.paper.pdf.hyphens import few_hyphens, read_as_soft_hyphens
from reports.paper.pdf.letters import name_letters
from reports.paper.pdf.right_to_left import set_apart
from reports.paper.pdf.tables import close_cut_tables, leaves_one_row, tables, use_own_tables
from reports.paper.pdf.tags import finish_pdf
from reports.paper.stamp_lines import with_flowing_stamps
from reports.paper.typeface import printed_html
from reports.paper.typography import with_ranges

# For archives. PDF/UA is added by `tags`: WeasyPrint can't declare both.
VARIANT: Final = "pdf/a-3a"
# Kept in the record of an issued document.
RENDERER: Final = f"weasyprint {weasyprint.__version__} {VARIANT} pdf/ua-1"


# All threads share Pango's font map, which is not safe for two of them at once.
_one_at_a_time = threading.Lock()

use_own_tables()


def render(document: Document) -> bytes:
    """The document as PDF; the same document gives the same bytes."""
    with _one_at_a_time:
        return _write(_best_layout(document), *document.attached)


def to_html(document: Document, *, is_tight: bool = False) -> str:
    """The document as HTML; users' text is escaped by the template.

    Rows of a tight paper are a little lower.
    """
    values = {"document": with_flowing_stamps(document), "is_tight": is_tight}
    return _prepared(render_to_string("reports/paper/paper.html", values))


def _best_layout(document: Document) -> weasyprint.Document:
    """The document on pages; an official paper is laid out again if that may save its last one."""
    layout = lay_out(to_html(document))
    if not document.is_draft and leaves_one_row(layout):
        tight = lay_out(to_html(document, is_tight=True))
        return tight if len(tight.pages) < len(layout.pages) else layout
    return layout


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
    read_as_soft_hyphens(pdf)
    finish_pdf(pdf, _split_tables(layout))


def _split_tables(layout: weasyprint.Document) -> Iterator[tuple[Any, Any]]:
    """For each table split by a page: a tagged cell before the split and one after it."""
    cell = None
    for table in tables(layout):
        next_cell = table.children[-1].children[0].children[0].mark
        if table.skipped_rows and cell is not None:
            yield cell, next_cell
        else:
            cell = next_cell


def lay_out(html: str) -> weasyprint.Document:
    """The HTML laid out on pages, with every ruled line of its tables."""
    style, fonts = paper_style()
    source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=PaperFetcher())
    with few_hyphens(html):
        layout = source.render(font_config=fonts, stylesheets=[style], pdf_variant=VARIANT)
    close_cut_tables(layout)
    return layout


def _prepared(html: str) -> str:
    """The HTML in characters that the typeface has, with ranges of numbers that hold together."""
    head, body, rest = printed_html(html).partition("<body")
    return head + body + set_apart(with_ranges(rest))
