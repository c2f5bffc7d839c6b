"""Tells the staff at once that plans wait where nobody may decide any more."""

import datetime as dt
from collections.abc import Collection

from associations.models import Office
from events.models import Plan
from events.signoff.queries.duties import with_replaced
from events.signoff.rules.letters import write_vacant


def write_of_vacancies(offices: Collection[Office], on: dt.date) -> None:
    """Write of the plans that wait for these offices, or for those that they replace.

    A letter comes once for a person, edition and stage: the timer doesn't repeat it. Offices that
    last until the end of the day are told of by the timer, on the next one.
    """
    waiting = Plan.objects.not_removed().filter(
        status=Plan.Status.SIGNOFF, steps__office__in=with_replaced(offices)
    )
    related = ("association__institution", "edition")
    for plan in waiting.select_related(*related).distinct().order_by("pk"):
        write_vacant(plan=plan, on=on)
