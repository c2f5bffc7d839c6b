"""How long the author's page of a plan takes, and how long it takes to write one cell of it.

The page is compared with an empty page, a written cell with an empty signed-in POST, in plans of
40, 200 and 800 rows; sizes are told bare and compressed. Figures are medians of interleaved runs.
Run: `python -m bench.drafting` (SQLite in a temporary folder, or DATABASE_URL).
"""

from __future__ import annotations

import gzip
import json
import logging
from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.pages import TODAY, portal
from bench.wsgi import asker, poster

if TYPE_CHECKING:
    from collections.abc import Callable

    from events.models import Plan

RUNS = 15
SIZES = (40, 200, 800)


def plan_of(plan: Plan, rows: int, year: int) -> Plan:
    """A plan of the same association with so many rows, each with words of its own."""
    from events.drafting.queries.stored_content import read_content  # noqa: PLC0415
    from events.drafting.rules.importing import import_content  # noqa: PLC0415
    from tests.plans import author_of  # noqa: PLC0415

    content = read_content(plan)
    section = content.sections[0]
    row = replace(section.events[0], uid="", meeting=False)
    events = tuple(replace(row, title=f"{row.title}, {place}") for place in range(rows))
    period = replace(content.period, starts=f"{year}-01-01", ends=f"{year}-12-31")
    steps = tuple(replace(step, uid="") for step in content.steps)
    sections = (replace(section, uid="", events=events),)
    long = replace(content, period=period, sections=sections, steps=steps)
    return import_content(
        association=plan.association, content=long, by=author_of(plan.association, TODAY)
    )


def measure(jobs: dict[str, Callable[[], bytes]]) -> dict[str, tuple[float, int, bytes]]:
    """Median milliseconds, queries and the last answer of each job, runs interleaved."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    times: dict[str, list[float]] = {name: [] for name in jobs}
    asked, answers = {}, {}
    for name, job in jobs.items():
        with CaptureQueriesContext(connection) as captured:
            answers[name] = job()
        asked[name] = len(captured)
    for _ in range(RUNS):
        for name, job in jobs.items():
            started = perf_counter()
            answers[name] = job()
            times[name].append((perf_counter() - started) * 1000)
    return {name: (median(times[name]), asked[name], answers[name]) for name in jobs}


def cell_of(plan: Plan, post: Callable[..., bytes]) -> Callable[[], bytes]:
    """A job that writes another text into one cell of the plan each time."""
    uid = plan.events.order_by("order").values_list("uid", flat=True)[1]
    state = {"text": plan.events.get(uid=uid).title, "number": 0}

    def job() -> bytes:
        state["number"] += 1
        text = f"Мероприятие {state['number']}"
        sent: dict[str, Any] = {
            "key": f"{plan.pk:08x}{state['number']:024x}",
            "part": "row",
            "uid": uid,
            "cells": {"title": {"text": text, "base": state["text"]}},
        }
        answer = post(f"{plan.get_absolute_url()}cells/", json.dumps(sent).encode())
        state["text"] = text
        return answer

    return job


def main() -> None:
    """Measure and print one line a job."""
    with portal():
        from django.test import override_settings  # noqa: PLC0415

        from associations.models import Office  # noqa: PLC0415
        from tests.plans import make_plan  # noqa: PLC0415

        plan = make_plan("moc-results", rows=1)
        plans = {rows: plan_of(plan, rows, 2031 + place) for place, rows in enumerate(SIZES)}
        chair = Office.objects.select_related("person__user").get(role="chair").person.user
        logging.disable()
        with override_settings(ROOT_URLCONF="bench.urls"):
            ask, post = asker(chair), poster(chair)
            pages: dict[str, Callable[[], bytes]] = {"empty page": lambda: ask("/empty/")}
            for rows, one in plans.items():
                pages[f"page, {rows} rows"] = lambda one=one: ask(one.get_absolute_url())  # type: ignore[misc]
            report(measure(pages))
            saves = {"empty POST": lambda: post("/empty/", b"{}")}
            for rows, one in plans.items():
                saves[f"one cell, {rows} rows"] = cell_of(one, post)
            report(measure(saves))


def report(figures: dict[str, tuple[float, int, bytes]]) -> None:
    """Print the times, their ratio to the first, the queries and the sizes."""
    first = next(iter(figures.values()))[0]
    for name, (time, queries, answer) in figures.items():
        size, packed = len(answer) / 1000, len(gzip.compress(answer, 6)) / 1000
        print(
            f"{name:<20} {time:7.1f} ms {time / first:6.1f} x {queries:>3} queries "
            f"{size:7.1f} kB {packed:6.1f} kB compressed"
        )


if __name__ == "__main__":
    main()
