"""Terms of steps stop while a recalled plan is with its authors, and begin anew after a return."""

import datetime as dt

from events.models import Plan, Step
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.pending_steps import pending_steps


def stop_clocks(plan: Plan, *, on: dt.date) -> None:
    """Keep how many working days of their terms the waiting steps have used."""
    for key, clock in clocks_of(plan, pending_steps(plan), on=on).items():
        Step.objects.filter(pk=key).update(used_days=clock.day)


def wind_clocks(plan: Plan, step: Step | None = None) -> None:
    """Give the step, or all steps of the plan, the whole of their terms again."""
    steps = plan.steps.all() if step is None else plan.steps.filter(pk=step.pk)
    steps.exclude(used_days=0).update(used_days=0)
