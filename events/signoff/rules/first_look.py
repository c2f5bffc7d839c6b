"""Works out what those who decide are shown first, before they open the page.

The check of a long plan and its comparison take longer than the rest of the page of a decision.
"""

import datetime as dt

from django.tasks import task

from events.drafting.queries.inspection import checked
from events.drafting.queries.stored_content import edition_content
from events.models import Plan
from events.signoff.queries.comparisons import bases_of_all, compare_editions_kept
from events.signoff.queries.plan_state import with_deciders
from events.signoff.queries.present_holders import with_present_names


@task()
def work_out_first_look(edition: int, on: str) -> None:
    """Check the edition that is in sign-off, and compare it.

    As the first who opens it would do on that day, an ISO date. Nothing is done where the plan has
    left sign-off, or another edition is signed, meanwhile.
    """
    plans = Plan.objects.select_related("association__institution", "edition", "layout")
    plan = plans.filter(edition=edition, status=Plan.Status.SIGNOFF).first()
    if plan is None or plan.edition is None:
        return
    steps = list(with_deciders(plan.steps.all()))
    signed = set(plan.edition.signatures.standing().values_list("step_uid", flat=True))
    stored = edition_content(plan.edition)
    checked(plan, stored, plan.edition, steps)
    content = with_present_names(stored, steps, signed, dt.date.fromisoformat(on))
    for base in bases_of_all(plan, plan.edition):
        compare_editions_kept(plan, content, base, plan.edition, whole=False)
