"""What reading a plan's Word file costs: against bare mammoth and python-docx on the same file.

All run interleaved; figures are medians. Memory is the peak of a process of its own for each. Run:
`python -m bench.reading`.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.long_word import long_word
from bench.memory import peak
from bench.pdf import interleaved, report

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7
SIZES = (125, 250, 500, 1000)
# Some forty pages.
LONG = 500
LIMIT_MS, LIMIT_MB = 2_000, 200


def ours(data: bytes) -> int:
    """Read the bytes into a recognised plan; give the number of its rows."""
    from reports.recognition import recognise  # noqa: PLC0415
    from reports.sources import read_source  # noqa: PLC0415

    found = recognise(read_source(data, "plan.docx"))
    if found.unplaced:
        raise SystemExit("words were lost")
    return sum(len(section.events) for section in found.content.all_sections())


def read_only(data: bytes) -> int:
    """Read the bytes into tables, without recognition."""
    from reports.sources import read_source  # noqa: PLC0415

    return len(read_source(data, "plan.docx").tables[0].rows)


def with_mammoth(data: bytes) -> int:
    """The whole document as HTML: no merged cells, no list numbers, no recognition."""
    import mammoth  # noqa: PLC0415

    return len(mammoth.convert_to_html(io.BytesIO(data)).value)


def with_docx(data: bytes) -> int:
    """Ask every cell of every row for its text."""
    import docx  # noqa: PLC0415

    paper = docx.Document(io.BytesIO(data))
    return sum(len(cell.text) for table in paper.tables for row in table.rows for cell in row.cells)


READERS: dict[str, Callable[[bytes], int]] = {
    "nothing": len, "reading": read_only, "ours": ours, "mammoth": with_mammoth,
    "python-docx": with_docx,
}  # fmt: skip


def times() -> None:
    """Print the time of each size, what a row costs, and the ratios at the long one."""
    files = {rows: long_word(rows) for rows in SIZES}
    others = ("reading", "mammoth", "python-docx")
    took = interleaved(
        RUNS,
        *(lambda data=data: ours(data) for data in files.values()),
        *(lambda name=name: READERS[name](files[LONG]) for name in others),
    )
    for (rows, data), whole in zip(files.items(), took, strict=False):
        verdict = f", aim {LIMIT_MS} ms" if rows == LONG else ""
        size = f"{len(data) // 1024} kB"
        print(f"{rows:>5} rows, {size:>6}: {whole:6.0f} ms, {whole / rows:.2f} ms a row{verdict}")
    mine = took[SIZES.index(LONG)]
    for name, theirs in zip(others, took[len(files) :], strict=True):
        report(f"read and recognised, {LONG} rows", mine, theirs, name)


def memory() -> None:
    """Print the peak of a process that reads the long file in each way."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.docx"
        file.write_bytes(long_word(LONG))
        for name in READERS:
            command = [sys.executable, "-m", "bench.reading", name, str(file)]
            done = subprocess.run(command, env=os.environ, check=True, capture_output=True)
            verdict = f", aim {LIMIT_MB} MB" if name == "ours" else ""
            print(f"peak of a process, {name:<12} {float(done.stdout):6.0f} MB{verdict}")


def main() -> None:
    """Print times, then memory."""
    times()
    memory()


if __name__ == "__main__":
    if sys.argv[1:]:
        READERS[sys.argv[1]](Path(sys.argv[2]).read_bytes())
        print(f"{peak():.1f}")
    else:
        main()
