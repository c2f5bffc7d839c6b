"""What in the paper's HTML and CSS costs layout time, and how the time grows with the rows.

Run: `python -m bench.paper growth` (five layouts at 50, 200 and 800 rows: time a row against that
at 50), `python -m bench.paper parts` (one layout without one CSS rule at a time), `python -m
bench.paper cut` (drafts whose merged cells are cut by pages, against bare WeasyPrint, which says no
label again) and `python -m bench.paper typst` (the same rows by Typst: the upper bound, as it
writes no tags and no stamps).
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.pages import portal
from bench.pdf import bare_weasyprint, interleaved, long_plan, report

if TYPE_CHECKING:
    from reports.paper.document import Document, PaperTable

RUNS = 3
GROWTH = (50, 200, 800)
ROWS = 200
CUT = (40, 200, 800)

# What is removed from the style sheet: a name, and the pattern of the rule.
PARTS = {
    "hyphens": r"hyphens: auto;",
    "overflow-wrap": r"overflow-wrap: anywhere;",
    "break-inside": r"break-inside: avoid;",
    "break-after": r"break-after: avoid;",
    "the watermark": r"@top-left-corner \{[^}]*\}",
    "collapsed borders": r"border-collapse: collapse;",
    "fixed widths": r"table-layout: fixed;",
    "borders": r"border: \.5pt solid;",
}


def growth() -> None:
    """Print milliseconds a row, and their ratio to those of the smallest plan."""
    from reports.paper import pdf  # noqa: PLC0415
    from reports.paper.shown import as_it_stands  # noqa: PLC0415
    from tests.plans import LAYOUTS, TODAY, make_plan  # noqa: PLC0415

    for layout in LAYOUTS:
        small = make_plan(layout, rows=4)
        first = 0.0
        for rows in GROWTH:
            html = pdf.to_html(as_it_stands(long_plan(small, rows), TODAY).document())
            drawn = len(re.findall(r"<tr>", html))
            (taken,) = interleaved(1, lambda html=html: pdf.print_html(html))
            a_row = taken / drawn
            first = first or a_row
            print(
                f"{layout:<20} {drawn:4} rows {taken:8.0f} ms {a_row:6.2f} ms a row "
                f"{a_row / first:5.2f} x"
            )


def parts() -> None:
    """Print the time of the whole style sheet against it without one rule."""
    from weasyprint import CSS  # noqa: PLC0415

    from reports.paper import pdf  # noqa: PLC0415
    from reports.paper.pdf import fetcher, renderer  # noqa: PLC0415
    from reports.paper.shown import as_it_stands  # noqa: PLC0415
    from tests.plans import TODAY, make_plan  # noqa: PLC0415

    html = pdf.to_html(
        as_it_stands(long_plan(make_plan("moc-results", rows=4), ROWS), TODAY).document()
    )
    whole, fonts = fetcher.paper_style()
    text = fetcher.PaperFetcher().fetch(fetcher.BASE + fetcher.STYLE).read().decode()

    def lay_out(sheet: CSS) -> None:
        from weasyprint import HTML  # noqa: PLC0415

        source = HTML(string=html, base_url=fetcher.BASE, url_fetcher=fetcher.PaperFetcher())
        source.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant=renderer.VARIANT)

    for name, words in PARTS.items():
        if not re.search(words, text):
            raise SystemExit(f"the style sheet has no {name}")
        less = CSS(
            string=re.sub(words, "", text),
            base_url=fetcher.BASE,
            url_fetcher=fetcher.PaperFetcher(),
            font_config=fonts,
        )
        ours, theirs = interleaved(RUNS, lambda: lay_out(whole), lambda less=less: lay_out(less))
        print(f"without {name:<20} {theirs:8.0f} ms of {ours:8.0f} ms   {theirs / ours:5.2f} x")


def cut() -> None:
    """Print the time of drafts with cut merged cells against bare WeasyPrint on the same HTML."""
    from reports.paper import pdf  # noqa: PLC0415
    from reports.paper.shown import as_it_stands  # noqa: PLC0415
    from tests.plans import TODAY, make_plan  # noqa: PLC0415

    for layout in ("rumo-directions", "omo-directions"):
        small = make_plan(layout, rows=4)
        for rows in CUT:
            document = as_it_stands(long_plan(small, rows), TODAY).document()
            html = pdf.to_html(document)
            ours, theirs = interleaved(
                RUNS,
                lambda document=document: pdf.render(document),
                lambda html=html: bare_weasyprint(html),
            )
            report(f"draft, {layout}, {rows} rows", ours, theirs, "bare WeasyPrint")


def typst() -> None:
    """Print the time from our document to its bytes, against Typst on the same rows."""
    from django.contrib.staticfiles import finders  # noqa: PLC0415
    from typst import Compiler  # noqa: PLC0415

    from reports.paper import pdf  # noqa: PLC0415
    from reports.paper.shown import as_it_stands  # noqa: PLC0415
    from reports.paper.typeface import FOLDER  # noqa: PLC0415
    from tests.plans import TODAY, make_plan  # noqa: PLC0415

    font = Path(finders.find(FOLDER + "400Regular/Tinos_400Regular.ttf"))
    small = make_plan("moc-results", rows=4)
    with tempfile.TemporaryDirectory() as folder:
        for rows in GROWTH:
            document = as_it_stands(long_plan(small, rows), TODAY).document()
            text = in_typst(document)
            source = Path(folder) / f"{rows}.typ"

            def compiled(source: Path = source, text: str = text) -> bytes:
                # Typst caches its layout; a new character in every cell prevents that.
                source.write_text(text.replace('[#"', f'[#"{secrets.token_hex(1)} '))
                made = Compiler(source, font_paths=[str(font.parents[1])])
                return bytes(made.compile(format="pdf"))

            ours, theirs = interleaved(
                RUNS, lambda document=document: pdf.render(document), compiled
            )
            report(f"paper, {rows} rows", ours, theirs, "Typst")


def in_typst(document: Document) -> str:
    """The tables of the document in Typst's own markup; every text is a string there."""
    head = (
        '#set page("a4", margin: (left: 20mm, right: 10mm, y: 20mm), numbering: "1")\n'
        '#set text(font: "Tinos", size: 12pt, lang: "ru", hyphenate: true)\n'
    )
    return head + "\n".join(_typst_table(one) for one in document.blocks if hasattr(one, "columns"))


def _typst_table(table: PaperTable) -> str:
    said = ", ".join(f"{column.share}fr" for column in table.columns)
    parts = [f"#table(columns: ({said}), table.header("]
    parts += [f"[#{json.dumps(column.heading, ensure_ascii=False)}]," for column in table.columns]
    parts.append("),")
    for line in table.lines:
        if hasattr(line, "label"):
            label = json.dumps(line.label, ensure_ascii=False)
            parts.append(f"table.cell(colspan: {len(table.columns)})[#{label}],")
            continue
        for cell in line.cells:
            text = "\n".join(f"{one.mark} {one.lead} {one.text}" for one in cell.lines)
            if cell.rows:
                said = json.dumps(text, ensure_ascii=False)
                parts.append(f"table.cell(rowspan: {cell.rows})[#{said}],")
    return "".join(parts) + ")"


def main() -> None:
    """Measure what the command line asks for."""
    with portal():
        logging.disable()
        for name in sys.argv[1:] or ("growth", "parts", "cut", "typst"):
            {"growth": growth, "parts": parts, "cut": cut, "typst": typst}[name]()


if __name__ == "__main__":
    main()
