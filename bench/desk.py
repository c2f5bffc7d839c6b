"""How long the desk of a director with many waiting plans takes, against an empty page.

And the page on which all of them are signed at once. Figures are medians of interleaved runs.
Run: `python -m bench.desk`.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bench.pages import measured, portal, report
from bench.wsgi import asker

if TYPE_CHECKING:
    from associations.models import Office

FEW, MANY = 1, 100
ROWS = 18


def waiting_plans(count: int) -> Office:
    """So many plans of as many associations wait for one director, whose office this gives."""
    from associations.vocabulary import OfficeRole  # noqa: PLC0415
    from tests.factories import make_association, make_institution, make_office  # noqa: PLC0415
    from tests.plans import make_plan  # noqa: PLC0415

    institution = make_institution()
    director = make_office(OfficeRole.APPROVER, institution, position="Директор института")
    make_office(OfficeRole.METHODIST, institution)
    for _ in range(count):
        association = make_association(institution, kind="moc")
        make_office(OfficeRole.CHAIR, association)
        make_plan("moc-results", "signoff", association=association, rows=ROWS)
    return director


def main() -> None:
    """Measure and print one line an address."""
    with portal():
        from django.test import override_settings  # noqa: PLC0415

        logging.disable()
        with override_settings(ROOT_URLCONF="bench.urls"):
            for count in (FEW, MANY):
                ask = asker(waiting_plans(count).person.user)
                report(measured(ask, {"empty": "/empty/", f"desk with {count} plans": "/"}))


if __name__ == "__main__":
    main()
