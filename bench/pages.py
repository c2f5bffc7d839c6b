"""How long the plan's page and the list of plans take, against an empty page of the same site.

Every request goes through the portal's own WSGI application, signed in, in one process, on a
database of its own. Figures are medians of interleaved runs, so that other load on the machine
affects all alike. Run: `python -m bench.pages` (SQLite in a temporary folder, or DATABASE_URL).
"""

from __future__ import annotations

import logging
import os
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import django
from django.utils import timezone

from bench.wsgi import asker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from events.models import Plan

RUNS = 25
ROWS = 200
FEW, MANY = 10, 10_000
YEARS = 20
TODAY = date(2026, 11, 20)


@contextmanager
def portal() -> Iterator[None]:
    """A freshly migrated portal with production settings, removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("PORTAL_DATA", folder)
        os.environ["DEBUG"] = "0"
        os.environ["SECRET_KEY"] = "bench-" + "x" * 60
        os.environ["ALLOWED_HOSTS"] = "testserver"
        # Stored drafts are found by it: the same in this process and in the servers that it starts.
        os.environ["PUBLIC_ADDRESS"] = "https://testserver"
        os.environ["DJANGO_SETTINGS_MODULE"] = "plans_portal.settings"
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - after django.setup()

        call_command("collectstatic", verbosity=0, interactive=False)
        call_command("migrate", verbosity=0)
        yield


def measured(
    ask: Callable[[str], bytes], addresses: dict[str, str]
) -> dict[str, tuple[float, int]]:
    """Median milliseconds and number of queries of each address, runs interleaved."""
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    times: dict[str, list[float]] = {name: [] for name in addresses}
    queries = {}
    for name, address in addresses.items():
        with CaptureQueriesContext(connection) as captured:
            ask(address)
        queries[name] = len(captured)
    for _ in range(RUNS):
        for name, address in addresses.items():
            started = perf_counter()
            ask(address)
            times[name].append((perf_counter() - started) * 1000)
    return {name: (median(times[name]), queries[name]) for name in addresses}


def long_plan(plan: Plan) -> Plan:
    """A plan of the same association with `ROWS` rows, imported at once."""
    from events.drafting.queries.stored_content import read_content  # noqa: PLC0415
    from events.drafting.rules.importing import import_content  # noqa: PLC0415
    from tests.plans import author_of  # noqa: PLC0415

    content = read_content(plan)
    section = content.sections[0]
    row = replace(section.events[0], uid="", meeting=False)
    period = replace(content.period, starts="2031-01-01", ends="2031-12-31")
    rows = replace(section, uid="", events=(row,) * ROWS)
    steps = tuple(replace(step, uid="") for step in content.steps)
    long = replace(content, period=period, sections=(rows,), steps=steps)
    author = author_of(plan.association, TODAY)
    return import_content(association=plan.association, content=long, by=author)


def more_plans(plan: Plan, count: int) -> None:
    """Fill the list up to `count` plans: twenty years of as many associations as needed."""
    from associations.models import Association  # noqa: PLC0415
    from events.models import Plan  # noqa: PLC0415

    years = range(1990, 1990 + YEARS)
    missing = count - Plan.objects.count()
    institution = plan.association.institution
    made = Association.objects.bulk_create(
        Association(institution=institution, kind="omo", name=f"Объединение {count}-{number}")
        for number in range(missing // YEARS + 1)
    )
    plans = [
        Plan(
            association=association,
            layout=plan.layout,
            period_kind="calendar",
            period_start=date(year, 1, 1),
            period_end=date(year, 12, 31),
            title=f"План работы, {association.name}, {year} год",
            status_since=timezone.now(),
            created_by=plan.created_by,
        )
        for association in made
        for year in years
    ]
    Plan.objects.bulk_create(plans[:missing])


def main() -> None:
    """Measure and print one line an address."""
    with portal():
        from django.test import override_settings  # noqa: PLC0415

        from associations.models import Office  # noqa: PLC0415
        from tests.plans import make_plan  # noqa: PLC0415

        plan = make_plan("moc-results", rows=1)
        large = long_plan(plan)
        people = {
            office.role: office.person.user
            for office in Office.objects.select_related("person__user")
        }
        logging.disable()
        with override_settings(ROOT_URLCONF="bench.urls"):
            page = {"empty": "/empty/", f"plan of {ROWS} rows": large.get_absolute_url()}
            report(measured(asker(people["chair"]), page))
            ask = asker(people["methodist"])
            for count in (FEW, MANY):
                more_plans(large, count)
                report(measured(ask, {"empty": "/empty/", f"list of {count} plans": "/plans/"}))


def report(figures: dict[str, tuple[float, int]]) -> None:
    """Print the times, their ratio to the empty page, and the queries."""
    empty = figures["empty"][0]
    for name, (time, queries) in figures.items():
        print(f"{name:<22} {time:8.1f} ms  {time / empty:6.1f} x  {queries:>3} queries")


if __name__ == "__main__":
    main()
