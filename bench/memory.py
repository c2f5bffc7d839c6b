"""How much memory a worker takes for long plans: the peak resident size of its process.

Each length is printed in a process of its own, as a worker does it. Run: `python -m bench.memory`.
"""

from __future__ import annotations

import logging
import os
import resource
import subprocess
import sys
from pathlib import Path

from bench.pages import portal
from bench.pdf import long_plan

ROWS = (40, 200, 800)
ONE_AFTER_ANOTHER = 6
LIMIT_MB = 400


def peak() -> float:
    """The peak resident size of this process so far, in megabytes.

    Linux tells that of the program itself; `getrusage` starts with the parent's size.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_job(pk: str, times: str) -> None:
    """Print the plan's paper so many times as a worker does, with no stored draft."""
    import django  # noqa: PLC0415

    django.setup()
    from django.utils import timezone  # noqa: PLC0415

    from events.models import Plan  # noqa: PLC0415
    from reports.downloads.rules.jobs import ask_paper  # noqa: PLC0415
    from reports.downloads.rules.pieces import work_at_job  # noqa: PLC0415
    from reports.downloads.rules.stored_drafts import remove  # noqa: PLC0415
    from tests.plans import author_of  # noqa: PLC0415

    logging.disable()
    plan = Plan.objects.select_related("association").get(pk=pk)
    start = peak()
    for _ in range(int(times)):
        remove(plan.stored_drafts.all())
        job, _is_new = ask_paper(plan=plan, by=author_of(plan.association))
        work_at_job(job.pk, on=timezone.localdate())
    job.refresh_from_db()
    print(f"{start:.0f} {peak():.0f} {job.size} {job.state}")


def main() -> None:
    """Print one line a length, and whether it stays below the limit."""
    with portal():
        from tests.plans import make_plan  # noqa: PLC0415

        logging.disable()
        first = make_plan("moc-results", rows=3)
        plans = [(rows, long_plan(first, rows), 1) for rows in ROWS]
        plans += [(rows, plan, ONE_AFTER_ANOTHER) for rows, plan, _ in plans if rows == ROWS[-1]]
        for rows, plan, times in plans:
            command = [sys.executable, "-m", "bench.memory", str(plan.pk), str(times)]
            done = subprocess.run(command, env=os.environ, check=True, capture_output=True)
            start, most, size, state = done.stdout.decode().split()
            verdict = "holds" if float(most) < LIMIT_MB else f"above {LIMIT_MB} MB"
            print(
                f"{rows:>5} rows x {times}: {most:>5} MB at most ({start} MB before),"
                f" PDF {int(size) // 1024} KB, {state}, {verdict}"
            )


if __name__ == "__main__":
    if sys.argv[1:]:
        print_job(*sys.argv[1:])
    else:
        main()
