"""What the check of a plan costs the first time and the second, and its share of the plan's page.

The second look at the same revision comes from the cache; the first one finds the cache empty.
Both run interleaved; figures are medians. Run: `python -m bench.findings`.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from bench.pages import TODAY, portal
from bench.pdf import interleaved, long_plan, report
from bench.wsgi import asker

if TYPE_CHECKING:
    from collections.abc import Callable

    from associations.models import User

RUNS = 15
SIZES = (40, 200, 800)


def main() -> None:
    """Print two lines for each size."""
    with portal():
        from django.test import override_settings  # noqa: PLC0415 - after django.setup()

        from events.drafting.queries.inspection import checked  # noqa: PLC0415
        from events.drafting.queries.stored_content import read_content  # noqa: PLC0415
        from tests.plans import author_of, make_plan  # noqa: PLC0415

        logging.disable()
        small = make_plan("moc-results", rows=1)
        chair = author_of(small.association, TODAY)
        ask = asker(user_of(chair.user_id))
        with override_settings(ROOT_URLCONF="bench.urls"):
            for rows in SIZES:
                plan = long_plan(small, rows)
                content = read_content(plan)
                steps = list(plan.steps.select_related("office"))
                works = {
                    f"check, {rows} rows": partial(checked, plan, content, None, steps),
                    f"page, {rows} rows": partial(ask, plan.get_absolute_url()),
                }
                for name, work in works.items():
                    first = partial(first_look, work)
                    report(f"{name}, second look", *interleaved(RUNS, work, first), "first look")


def first_look(work: Callable[[], object]) -> None:
    """Do the work with an empty cache."""
    from django.core.cache import cache  # noqa: PLC0415

    cache.clear()
    work()


def user_of(pk: int | None) -> User:
    """The account with this number."""
    from associations.models import User  # noqa: PLC0415

    return User.objects.get(pk=pk)


if __name__ == "__main__":
    main()
