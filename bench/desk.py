"""How long the desk of a director with many waiting plans takes, against an empty page.

And the page on which all of them are signed at once, and the signing. Times are medians of
interleaved runs. Run: `python -m bench.desk`.
"""

from __future__ import annotations

import datetime as dt
import logging
from time import perf_counter
from typing import TYPE_CHECKING

from django.utils import timezone

from bench.pages import measured, portal, report
from bench.wsgi import asker

if TYPE_CHECKING:
    from associations.models import Office

FEW, MANY = 1, 100
ROWS = 18


def waiting_plans(count: int) -> Office:
    """So many plans of as many associations wait for one director, whose office this gives.

    Each has waited a day longer than the one before, and the director has opened it.
    """
    from associations.vocabulary import OfficeRole  # noqa: PLC0415
    from events.models import Plan  # noqa: PLC0415
    from events.signoff.rules.looks import note_look  # noqa: PLC0415
    from tests.factories import (  # noqa: PLC0415
        make_actor,
        make_association,
        make_institution,
        make_office,
    )
    from tests.plans import make_plan  # noqa: PLC0415

    institution = make_institution()
    director = make_office(OfficeRole.APPROVER, institution, position="Директор института")
    make_office(OfficeRole.METHODIST, institution)
    for days in range(count):
        association = make_association(institution, kind="moc")
        make_office(OfficeRole.CHAIR, association)
        plan = make_plan("moc-results", "signoff", association=association, rows=ROWS)
        note_look(plan=plan, edition=plan.edition, by=make_actor(director))
        since = timezone.now() - dt.timedelta(days=days)
        Plan.objects.filter(pk=plan.pk).update(status_since=since)
    return director


def sign_all(director: Office) -> None:
    """Sign all that waits for the director as the page does, plan by plan, and print the time."""
    from events.signoff.queries.waiting import waiting_for  # noqa: PLC0415
    from events.signoff.rules.deciding import sign_plan  # noqa: PLC0415
    from tests.factories import make_actor  # noqa: PLC0415

    by = make_actor(director)
    waiting = waiting_for(by)
    started = perf_counter()
    for one in waiting:
        seen = one.plan.edition.sha256 if one.plan.edition else ""
        sign_plan(plan=one.plan, step=one.step, seen=seen, by=by)
    print(f"signing {len(waiting)} plans {perf_counter() - started:10.2f} s")


def main() -> None:
    """Measure and print one line an address."""
    with portal():
        from django.test import override_settings  # noqa: PLC0415

        logging.disable()
        with override_settings(ROOT_URLCONF="bench.urls"):
            for count in (FEW, MANY):
                director = waiting_plans(count)
                pages = {
                    "empty": "/empty/",
                    f"desk with {count} plans": "/",
                    f"signing page of {count}": "/decide/?all=1",
                }
                report(measured(asker(director.person.user), pages))
                sign_all(director)


if __name__ == "__main__":
    main()
