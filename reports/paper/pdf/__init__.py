"""The only door to WeasyPrint: a document becomes the bytes of a tagged PDF.

It knows how to draw; it refuses every file and every host except the paper's own style sheet and
fonts, and decides nothing about who may print what.
"""

import datetime as dt
import io
import logging
import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import weasyprint
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint.formatting_structure import boxes
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from reports.paper.document import AttachedFile, Document
from reports.paper.pdf.continued_labels import with_labels_repeated
from reports.paper.pdf.tags import finish
from reports.paper.typeface import FOLDER, printed_html

logger = logging.getLogger(__name__)

# For archives; for screen readers too, which WeasyPrint can't declare at the same time.
VARIANT: Final = "pdf/a-3a"
# What stands in the record of an issued document.
RENDERER: Final = f"weasyprint {weasyprint.__version__} {VARIANT} pdf/ua-1"

# Not a real host: style sheet and fonts are found by it, and nothing else is.
BASE: Final = "https://paper.invalid/"
STYLE: Final = "reports/paper/paper.css"
# How often a paper is laid out anew before its pages have to have settled: a draft's reader
# waits for it, and sees in the next one what this one lacks.
_TRIES: Final = 3
_DRAFT_TRIES: Final = 1

# Tags, and what is marked already, are matched only to be passed over.
_WHOLE: Final = re.compile(
    r"<span class=\"(?:caps|range)\">[^<]*|<[^>]*>"
    r"|(?P<caps>\b[А-ЯЁA-Z]{7,16}\b)|(?P<range>\b\d+[–—]\d+\b)"
)

# Pango's font map is shared by the process, and is not made for two threads at once.
_one_at_a_time = threading.Lock()


class RefusedError(ValueError):
    """The paper asked for a file or a host that it has no business with."""


def render(document: Document) -> bytes:
    """Draw the document: the same document gives the same bytes.

    Where a page cuts a merged cell it is laid out again, to say the cell's label there anew.
    """
    with _one_at_a_time:
        return _write(_settled(document), *document.attached)


def to_html(document: Document) -> str:
    """The document as HTML; users' text is escaped by the template."""
    return _ready(render_to_string("reports/paper/paper.html", {"document": document}))


def print_html(html: str) -> bytes:
    """Set the HTML on sheets with the paper's style and fonts."""
    with _one_at_a_time:
        return _write(lay_out(_ready(html)))


def _write(document: weasyprint.Document, *attached: AttachedFile) -> bytes:
    target = io.BytesIO()
    files = [_attachment(file) for file in attached]
    document.write_pdf(target, finisher=_finish, pdf_variant=VARIANT, attachments=files)
    return target.getvalue()


def _attachment(file: AttachedFile) -> weasyprint.Attachment:
    """The file that the paper was made from, as PDF/A-3 wants it told."""
    dated = file.dated.astimezone(dt.UTC)
    return weasyprint.Attachment(
        file_obj=io.BytesIO(file.data),
        name=file.name,
        description=file.description,
        created=dated,
        modified=dated,
        relationship="Data",
    )


def _finish(document: weasyprint.Document, pdf: Any) -> None:
    finish(pdf, _parts_of_tables(document))


def _parts_of_tables(document: weasyprint.Document) -> Iterator[tuple[Any, Any]]:
    """Of each table that goes on over a page, a marked cell before the page's end and one after."""
    cell = None
    for table in _tables(document):
        its_next = table.children[-1].children[0].children[0].mark
        if table.skipped_rows and cell is not None:
            yield cell, its_next
        else:
            cell = its_next


def _settled(document: Document) -> weasyprint.Document:
    """Lay out until pages begin where the labels said so; else as it came at first."""
    first = lay_out(to_html(document))
    starts = page_starts(first)
    for _ in range(_DRAFT_TRIES if document.is_draft else _TRIES):
        parted = with_labels_repeated(document, starts)
        if parted is document:
            return first
        laid = lay_out(to_html(parted))
        if page_starts(laid) == starts:
            return laid
        starts = page_starts(laid)
    return first


def page_starts(document: weasyprint.Document) -> frozenset[int]:
    """Where the pages begin, as places among all lines of all tables (heads left out)."""
    seen: dict[int, int] = {}
    starts = set()
    for table in _tables(document):
        body = [row for group in table.children if not group.is_header for row in group.children]
        for row in body:
            fresh = id(row.element) not in seen
            place = seen.setdefault(id(row.element), len(seen))
            if fresh and row is body[0] and table.skipped_rows:
                starts.add(place)
    return frozenset(starts)


def lay_out(html: str) -> weasyprint.Document:
    """The HTML laid out on sheets, every ruled line in its place."""
    style, fonts = _style()
    source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=PaperFetcher())
    document = source.render(font_config=fonts, stylesheets=[style], pdf_variant=VARIANT)
    _close_cut_cells(document)
    return document


def _ready(html: str) -> str:
    """The HTML in signs that the typeface has, with marks on what no line's end may cut.

    A style sheet knows no words: abbreviations and ranges of numbers have to be told to it.
    """
    head, body, rest = printed_html(html).partition("<body")
    return head + body + _WHOLE.sub(_marked_whole, rest)


def _marked_whole(match: re.Match[str]) -> str:
    kept: str = match.group()
    return kept if kept[0] == "<" else f'<span class="{match.lastgroup}">{kept}</span>'


class PaperFetcher(URLFetcher):  # type: ignore[misc]
    """Finds the paper's own style sheet and fonts, and nothing else anywhere."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:  # noqa: ARG002
        """Give a file of the paper's own.

        Raises:
            RefusedError: it is anything else; WeasyPrint then goes on without it.

        """
        path = finders.find(name) if (name := _own_name(url)) else None
        if not path:
            logger.error("The paper asked for %.200s and was refused", url)
            raise RefusedError("Бумаге плана доступны только её собственные стили и шрифты.")
        return URLFetcherResponse(url, body=Path(path).read_bytes())


def _own_name(url: str) -> str:
    """The static name of the style sheet or a font of the paper; empty for any other address."""
    name = url.removeprefix(BASE)
    if not url.startswith(BASE) or ".." in name:
        return ""
    return name if name == STYLE or name.startswith(FOLDER) else ""


@lru_cache(maxsize=1)
def _style() -> tuple[weasyprint.CSS, FontConfiguration]:
    """The style sheet and its fonts, read once a process."""
    fonts = FontConfiguration()
    text = PaperFetcher().fetch(BASE + STYLE)
    css = weasyprint.CSS(
        string=text.read().decode(),
        base_url=BASE + STYLE,
        url_fetcher=PaperFetcher(),
        font_config=fonts,
    )
    return css, fonts


def _close_cut_cells(document: weasyprint.Document) -> None:
    """Draw the ruled line under a merged cell that a page's end cuts in two.

    WeasyPrint 70 has no border inside the cell's span, so none at the foot of the page either.
    """
    for table in _tables(document):
        table.skip_cell_border_bottom = False
        groups = table.children
        rows = sum(len(group.children) for group in groups)
        heads = len(groups[0].children) if groups[0].is_header else 0
        offset = table.skipped_rows - heads if table.skipped_rows else 0
        lines = table.collapsed_border_grid[1]
        foot = lines[rows + offset]
        whole = max(lines[0], key=lambda border: border[0])
        for x, (_, (_, width, _)) in enumerate(foot):
            if not width:
                foot[x] = whole


def _tables(document: weasyprint.Document) -> Iterator[Any]:
    """Every table of every page, in order; one that goes on comes once for each page."""
    for page in document.pages:
        for box in page._page_box.descendants():  # noqa: SLF001
            if isinstance(box, boxes.TableBox) and box.children:
                yield box
