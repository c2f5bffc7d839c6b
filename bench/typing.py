"""How soon a key is seen while a cell of a long plan is typed in, in Chromium.

Tells, for plans of 200 and 800 rows, the median time from a key to its paint, the longest task of
the main thread while typing, and the time from Tab to the next open cell. Run:
`python -m bench.typing` (SQLite in a temporary folder, or DATABASE_URL).
"""

from __future__ import annotations

import logging
import os
import threading
from statistics import median
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from bench.drafting import plan_of
from bench.pages import portal
from bench.wsgi import cookie_of

if TYPE_CHECKING:
    from events.models import Plan

SIZES = (200, 800)
WORDS = "Семинар для начинающих учителей словесности и библиотекарей"
TABS = 12
WATCH = """() => {
  window.told = { keys: [], tasks: [] };
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) {
      if (one.name === "keydown") window.told.keys.push(one.duration);
    }
  }).observe({ type: "event", durationThreshold: 0, buffered: false });
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) window.told.tasks.push(one.duration);
  }).observe({ type: "longtask" });
}"""
# From a key to the second frame after it: the first has the change in it.
KEY = """(key) => new Promise((done) => {
  const field = document.querySelector("[data-editing]");
  const begun = performance.now();
  field.setRangeText(key, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
})"""


class Quiet(WSGIRequestHandler):
    """Serves without a word."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve() -> tuple[str, Any]:
    """Serve the portal on a free port."""
    from plans_portal.wsgi import application  # noqa: PLC0415

    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}", server


def typed(page: Any, plan: Plan, address: str) -> dict[str, float]:
    """Type into a cell in the middle of the plan, and go on by Tab."""
    page.goto(f"{address}{plan.get_absolute_url()}")
    cells = page.locator("#sheet [data-row][data-cell=event]")
    cells.nth(cells.count() // 2).click()
    page.evaluate(WATCH)
    keys = [page.evaluate(KEY, letter) for letter in WORDS]
    for letter in WORDS:
        page.keyboard.type(letter)
    tabs = []
    for _ in range(TABS):
        page.evaluate("() => { window.begun = performance.now(); }")
        page.keyboard.press("Tab")
        tabs.append(page.evaluate("() => performance.now() - window.begun"))
    told = page.evaluate("() => window.told")
    return {
        "key to frame": median(keys),
        "key to paint": median(told["keys"] or [0]),
        "longest task": max(told["tasks"], default=0),
        "tab": median(tabs),
    }


def main() -> None:
    """Measure and print one line a plan."""
    os.environ["HTTPS"] = "0"
    with portal():
        from django.conf import settings  # noqa: PLC0415

        settings.ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
        from playwright.sync_api import sync_playwright  # noqa: PLC0415

        from associations.models import Office  # noqa: PLC0415
        from tests.plans import make_plan  # noqa: PLC0415

        plan = make_plan("rmc-directions", rows=1)
        plans = {rows: plan_of(plan, rows, 2031 + place) for place, rows in enumerate(SIZES)}
        chair = Office.objects.select_related("person__user").get(role="chair").person.user
        name, _, value = cookie_of(chair).partition("=")
        logging.disable()
        address, server = serve()
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.context.add_cookies([{"name": name, "value": value, "url": address}])
            for rows, one in plans.items():
                figures = typed(page, one, address)
                told = ", ".join(f"{what} {time:.1f} ms" for what, time in figures.items())
                print(f"{rows} rows: {told}")
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
