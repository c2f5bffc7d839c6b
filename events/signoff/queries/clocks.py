"""Where the terms of the waiting steps of a plan are, in working days of its institution."""

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils import timezone

from associations.working_days.queries import own_days_of
from events.models import Plan, Step
from events.plan.clock import Clock, clock_of


def clocks_of(plan: Plan, waiting: Iterable[Step], *, on: dt.date) -> dict[int, Clock]:
    """The clock of each waiting step of a plan, by the step's key.

    1 query for the own days of the institution, and none where they were loaded or nothing waits.
    """
    waiting = list(waiting)
    if not waiting:
        return {}
    institution = plan.association.institution
    own, began = own_days_of(institution), timezone.localtime(plan.status_since).date()
    return {
        step.pk: clock_of(
            began,
            term=step.working_days or institution.step_working_days,
            used=step.used_days,
            on=on,
            own=own,
        )
        for step in waiting
    }


def soonest(clocks: Mapping[int, Clock]) -> Clock | None:
    """The clock whose term ends first; None where nothing waits."""
    return min(clocks.values(), key=lambda clock: clock.due, default=None)
