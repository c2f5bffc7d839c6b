"""What a PDF of a plan costs: against bare WeasyPrint, LibreOffice, and a static file.

Each pair runs interleaved, so that other load on the machine affects both alike; figures are
medians. Run: `python -m bench.pdf`; without LibreOffice its comparison is left out.
"""

from __future__ import annotations

import gc
import http.client
import io
import logging
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep
from typing import TYPE_CHECKING

from bench.pages import portal
from bench.wsgi import cookie_of
from events.plan.vocabulary import SectionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from events.models import Plan

RUNS = 7
REQUESTS = 300
ROWS = 40
MANY_ROWS = 200
START_SECONDS = 30


def interleaved(runs: int, *works: Callable[[], object]) -> list[float]:
    """Median milliseconds of each work, run in turns."""
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()
    for _ in range(runs):
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            started = perf_counter()
            work()
            taken.append((perf_counter() - started) * 1000)
    return [median(taken) for taken in times]


def report(name: str, ours: float, theirs: float, than: str) -> None:
    """Print one line."""
    print(f"{name:<34} {ours:8.1f} ms   {than} {theirs:8.1f} ms   {ours / theirs:5.2f} x")


def long_plan(plan: Plan, rows: int) -> Plan:
    """A plan of the same association with so many rows."""
    from events.drafting.queries.stored_content import read_content  # noqa: PLC0415
    from events.drafting.rules.importing import import_content  # noqa: PLC0415
    from tests.plans import author_of  # noqa: PLC0415

    content = read_content(plan)
    tables = [section for section in content.sections if section.kind == SectionKind.TABLE]
    share = rows // len(tables)
    sections = []
    for section in content.sections:
        events = [replace(event, uid="") for event in section.events]
        events = (events * (share // max(len(events), 1) + 1))[:share] if events else []
        sections.append(replace(section, uid="", events=tuple(events)))
    steps = tuple(replace(step, uid="") for step in content.steps)
    year = 1991 + rows // 10  # one plan a period, within the years that a plan may have
    period = replace(content.period, starts=f"{year}-01-01", ends=f"{year}-12-31")
    long = replace(content, period=period, sections=tuple(sections), steps=steps)
    return import_content(
        association=plan.association, content=long, by=author_of(plan.association)
    )


def against_bare_weasyprint() -> None:
    """A draft from its rows to its bytes, and WeasyPrint alone on the same HTML."""
    from reports.paper import pdf  # noqa: PLC0415
    from reports.paper.shown import as_it_stands  # noqa: PLC0415
    from tests.plans import LAYOUTS, TODAY, make_plan  # noqa: PLC0415

    for layout in LAYOUTS:
        small = make_plan(layout, rows=4)
        for rows in (ROWS, MANY_ROWS) if layout == "moc-results" else (ROWS,):
            plan = long_plan(small, rows)
            html = pdf.to_html(as_it_stands(plan, TODAY).document())
            ours, theirs = interleaved(
                RUNS,
                lambda plan=plan: pdf.render(as_it_stands(plan, TODAY).document()),
                lambda html=html: bare_weasyprint(html),
            )
            report(f"draft, {layout}, {rows} rows", ours, theirs, "bare WeasyPrint")


def bare_weasyprint(html: str) -> bytes:
    """The HTML as WeasyPrint alone writes it, with our style sheet and fonts."""
    import weasyprint  # noqa: PLC0415
    from django.contrib.staticfiles import finders  # noqa: PLC0415
    from weasyprint.layout import block  # noqa: PLC0415
    from weasyprint.layout.table import table_layout  # noqa: PLC0415

    from reports.paper.pdf import fetcher, renderer  # noqa: PLC0415
    from reports.paper.typeface import FOLDER  # noqa: PLC0415

    fonts = Path(finders.find(FOLDER + "400Regular/Tinos_400Regular.ttf")).parents[1]
    css = Path(finders.find(fetcher.STYLE)).read_text()
    css = css.replace(f"../../{FOLDER}", f"{fonts.as_uri()}/")
    own_layout, block.table_layout = block.table_layout, table_layout
    try:
        sheet = weasyprint.CSS(string=css, font_config=(own := _fonts()))
        source = weasyprint.HTML(string=html)
        made = source.write_pdf(stylesheets=[sheet], font_config=own, pdf_variant=renderer.VARIANT)
    finally:
        block.table_layout = own_layout
    return bytes(made)


def _fonts() -> object:
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    return FontConfiguration()


def against_libreoffice() -> None:
    """A plan printed by the running portal, by a process of its own, and by LibreOffice's.

    LibreOffice converts the Word file of the same plan, as people did before.
    """
    from reports.office_files.docx import word_bytes  # noqa: PLC0415
    from reports.paper.pdf import render  # noqa: PLC0415
    from reports.paper.shown import as_it_stands  # noqa: PLC0415
    from tests.plans import LAYOUTS, TODAY, make_plan  # noqa: PLC0415

    office = shutil.which("soffice")
    if office is None:
        print("LibreOffice is not on this machine: left out")
        return
    with tempfile.TemporaryDirectory() as out:
        for layout in LAYOUTS:
            plan = long_plan(make_plan(layout, rows=4), ROWS)
            file = Path(out) / f"{layout}.docx"
            file.write_bytes(word_bytes(as_it_stands(plan, TODAY).document()))
            export = [sys.executable, "manage.py", "export_plan", str(plan.pk)]
            export += ["--format", "pdf", "--output", f"{out}/ours.pdf"]
            convert = [office, f"-env:UserInstallation=file://{out}/office", "--headless"]
            convert += ["--convert-to", "pdf", "--outdir", out, str(file)]
            running, ours, theirs = interleaved(
                3,
                lambda plan=plan: render(as_it_stands(plan, TODAY).document()),
                lambda export=export: _quietly(export),
                lambda convert=convert: _quietly(convert),
            )
            report(f"{layout}, running portal", running, theirs, "LibreOffice    ")
            report(f"{layout}, process of its own", ours, theirs, "LibreOffice    ")


def against_bare_word() -> None:
    """A plan's Word file, and python-docx writing the same cells one by one."""
    import docx  # noqa: PLC0415

    from reports.office_files.docx import word_bytes  # noqa: PLC0415
    from reports.paper.shown import as_it_stands  # noqa: PLC0415
    from tests.plans import TODAY, make_plan  # noqa: PLC0415

    small = make_plan("moc-results", rows=4)
    for rows in (ROWS, MANY_ROWS):
        document = as_it_stands(long_plan(small, rows), TODAY).document()
        (table,) = (block for block in document.blocks if hasattr(block, "lines"))

        def bare(table: object = table) -> None:
            word = docx.Document()
            made = word.add_table(0, len(table.columns))  # type: ignore[attr-defined]
            for line in table.lines:  # type: ignore[attr-defined]
                cells = made.add_row().cells
                for cell, said in zip(cells, getattr(line, "cells", ()), strict=False):
                    cell.text = "\n".join(one.text for one in said.lines)
            word.save(io.BytesIO())

        ours, theirs = interleaved(3, lambda document=document: word_bytes(document), bare)
        report(f"Word file, {rows} rows", ours, theirs, "bare python-docx")


def _quietly(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def against_static_file() -> None:
    """An official PDF, and a static file of its size from the same server, one after another."""
    from django.conf import settings  # noqa: PLC0415

    from associations.models import Office  # noqa: PLC0415
    from reports.issuing.rules.issue import issue_pdf, read_issued  # noqa: PLC0415
    from tests.plans import author_of, make_plan  # noqa: PLC0415

    plan = make_plan("moc-results", "approved", rows=ROWS)
    document = issue_pdf(plan=plan, by=author_of(plan.association))
    chair = Office.objects.get(association=plan.association, role="chair")
    cookie = cookie_of(chair.person.user)
    static = settings.STATIC_ROOT / f"bench-{secrets.token_hex(4)}.pdf"
    static.write_bytes(read_issued(document))
    try:
        with server() as port:
            link = http.client.HTTPConnection("127.0.0.1", port)

            def fetch(path: str) -> None:
                link.request("GET", path, headers={"Cookie": cookie})
                answer = link.getresponse()
                if answer.status != http.HTTPStatus.OK or len(answer.read()) != document.size:
                    raise SystemExit(f"{path}: {answer.status}")

            ours, theirs = interleaved(
                REQUESTS,
                lambda: fetch(f"/plans/{plan.pk}/official.pdf"),
                lambda: fetch(f"/static/{static.name}"),
            )
            report(f"official PDF, {document.size} bytes", ours, theirs, "static file    ")
    finally:
        static.unlink()


@contextmanager
def server() -> Iterator[int]:
    """The portal as it runs in production, with one worker of gunicorn."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    command += ["--workers", "1", "--bind", f"127.0.0.1:{port}", "--log-level", "error"]
    environment = {**os.environ, "HTTPS": "0", "ALLOWED_HOSTS": "127.0.0.1"}
    process = subprocess.Popen(command, env=environment)
    try:
        deadline = monotonic() + START_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if monotonic() > deadline:
                    raise SystemExit("the server has not started") from None
                sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def main() -> None:
    """Measure and print one line a comparison."""
    with portal():
        logging.disable()
        against_bare_weasyprint()
        against_static_file()
        against_bare_word()
        against_libreoffice()


if __name__ == "__main__":
    main()
