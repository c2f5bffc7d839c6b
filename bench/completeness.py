"""Prints plans made at random and checks each paper: right ones must pass, and no loss may.

A share is a range of seeds: `python -m bench.completeness 0 5000` and, beside it,
`python -m bench.completeness 5000 10000`. What was wrong is printed with its seed.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from time import monotonic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")


def check(seed: int, counts: Counter[str]) -> list[str]:
    """Print one plan; give what was wrong, and count what was tried."""
    from reports.paper.completeness_check import missing_parts  # noqa: PLC0415
    from reports.paper.pdf import render  # noqa: PLC0415
    from reports.paper.pdf.read_back import read_tagged  # noqa: PLC0415
    from tests.reports.paper.losses import losses_of, with_lines_swapped  # noqa: PLC0415
    from tests.reports.paper.random_papers import random_document  # noqa: PLC0415

    document = random_document(seed)
    read = read_tagged(render(document))
    counts["papers"] += 1
    counts["pages"] += len({getattr(one, "page", 0) for one in read})
    if found := missing_parts(document, read):
        return [f"{seed}: false alarm: {'; '.join(map(str, found[:3]))}"]
    wrong = []
    losses = losses_of(seed, read)
    for name, less in losses:
        counts[name] += 1
        if not missing_parts(document, less):
            wrong.append(f"{seed}: not found: {name}")
    if (turned := with_lines_swapped(document, seed)) is not None:
        counts["lines_swapped"] += 1
        if not missing_parts(turned, read):
            wrong.append(f"{seed}: not found: lines_swapped")
    return wrong


def _told(counts: Counter[str], wrong: int) -> str:
    losses = sum(counts.values()) - counts["papers"] - counts["pages"]
    return f"papers {counts['papers']}, pages {counts['pages']}, losses {losses}, wrong {wrong}"


def main(first: int, last: int) -> int:
    """Check the seeds from `first` to before `last`; give how many were wrong."""
    import django  # noqa: PLC0415

    django.setup()
    counts: Counter[str] = Counter()
    wrong = 0
    started = monotonic()
    for seed in range(first, last):
        for words in check(seed, counts):
            print(words, flush=True)
            wrong += 1
        if (seed + 1 - first) % 100 == 0:
            print(
                f"… {seed + 1}: {_told(counts, wrong)}, {monotonic() - started:.0f} s", flush=True
            )
    print(_told(counts, wrong))
    print(", ".join(f"{name} {number}" for name, number in sorted(counts.items())))
    return wrong


if __name__ == "__main__":
    sys.exit(min(main(int(sys.argv[1]), int(sys.argv[2])), 1))
