"""What a stored draft costs, against a static file of its size; and pages during printing.

Everything goes through gunicorn as in production, signed in; runs are interleaved, figures are
medians of one connection. Run: `python -m bench.store`.
"""

from __future__ import annotations

import http.client
import logging
import os
import secrets
import subprocess
import sys
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import TYPE_CHECKING

from bench.pages import portal
from bench.pdf import interleaved, long_plan, report, server
from bench.wsgi import cookie_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from events.models import Plan

REQUESTS = 300
ROWS = (40, 200, 800)
HEAVY = 800
BESIDE_SECONDS = 6


def signed_in(plan: Plan) -> str:
    """The cookie of the chair of the plan's association."""
    from associations.models import Office  # noqa: PLC0415

    chair = Office.objects.get(association=plan.association, role="chair")
    return cookie_of(chair.person.user)


def fetcher(port: int, cookie: str) -> Callable[..., tuple[bytes, str]]:
    """A function that gets an address over one open connection: its bytes and its ETag."""
    link = http.client.HTTPConnection("127.0.0.1", port)

    def fetch(path: str, etag: str = "") -> tuple[bytes, str]:
        known = {"If-None-Match": etag} if etag else {}
        link.request("GET", path, headers={"Cookie": cookie, **known})
        answer = link.getresponse()
        body = answer.read()
        if answer.status != (http.HTTPStatus.NOT_MODIFIED if etag else http.HTTPStatus.OK):
            raise SystemExit(f"{path}: {answer.status}")
        return body, answer.getheader("ETag", "")

    return fetch


def against_static_file(plan: Plan, rows: int) -> None:
    """A stored draft, a static file of its size, and the answer to a browser that has it."""
    from django.conf import settings  # noqa: PLC0415

    from reports.downloads.rules.copies import make_copy  # noqa: PLC0415
    from tests.plans import author_of  # noqa: PLC0415

    by = author_of(plan.association)
    data = make_copy(plan, "pdf", by).data
    static = settings.STATIC_ROOT / f"bench-{secrets.token_hex(4)}.pdf"
    static.write_bytes(data)
    draft, same = f"/plans/{plan.pk}/draft.pdf", f"/static/{static.name}"
    try:
        with server() as port:
            fetch = fetcher(port, signed_in(plan))
            stored, etag = fetch(draft)
            if stored != data or fetch(same)[0] != data:
                raise SystemExit("not the same bytes")
            ours, theirs, unchanged = interleaved(
                REQUESTS,
                lambda: fetch(draft),
                lambda: fetch(same),
                lambda: fetch(draft, etag),
            )
    finally:
        static.unlink()
    report(f"stored draft, {rows} rows, {len(data) // 1024} KB", ours, theirs, "static file    ")
    report("the same, browser has it (304)", unchanged, theirs, "static file    ")


def beside_printing(plan: Plan) -> None:
    """A small page while nothing is printed, and while a worker prints a long paper."""
    from reports.downloads.rules.jobs import ask_paper  # noqa: PLC0415
    from reports.downloads.rules.stored_drafts import remove  # noqa: PLC0415
    from reports.models import PrintJob  # noqa: PLC0415
    from reports.tasks import start  # noqa: PLC0415
    from tests.plans import author_of  # noqa: PLC0415

    with server() as port:
        fetch = fetcher(port, signed_in(plan))

        def times(goes_on: Callable[[], bool]) -> list[float]:
            taken = []
            while goes_on():
                started = perf_counter()
                fetch("/downloads/")
                taken.append((perf_counter() - started) * 1000)
                sleep(0.02)
            return taken

        until = perf_counter() + BESIDE_SECONDS
        alone = times(lambda: perf_counter() < until)
        remove(plan.stored_drafts.all())
        job, _is_new = ask_paper(plan=plan, by=author_of(plan.association))
        start(job)
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--until-empty", "--verbosity", "0"],
            env={**os.environ, "HTTPS": "0"},
        )
        beside = times(lambda: not PrintJob.objects.get(pk=job.pk).is_finished)
        worker.wait()
    for name, taken in (("alone", alone), (f"beside {HEAVY} rows being printed", beside)):
        slow = quantiles(taken, n=20)[-1]
        print(f"small page {name:<32} {median(taken):7.1f} ms, 95 % within {slow:7.1f} ms")


def main() -> None:
    """Measure and print one line a comparison."""
    with portal():
        from events.models import Plan  # noqa: PLC0415
        from tests.plans import make_plan  # noqa: PLC0415

        logging.disable()
        first = make_plan("moc-results", rows=3)
        made = {rows: long_plan(first, rows) for rows in ROWS}
        plans = {rows: Plan.objects.get(pk=plan.pk) for rows, plan in made.items()}
        for rows, plan in plans.items():
            against_static_file(plan, rows)
        beside_printing(plans[HEAVY])


if __name__ == "__main__":
    main()
