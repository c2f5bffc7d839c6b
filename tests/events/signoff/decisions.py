"""What is sent from the page of a decision."""

from django.urls import reverse

from events.models import Plan


def decide_url(plan: Plan, verb: str = "agree") -> str:
    """Where somebody decides on the step of a plan with that verb."""
    return reverse("events:plan_decide", args=[plan.pk, plan.steps.get(verb=verb).uid])


def signing(plan: Plan, **more: object) -> dict[str, object]:
    """What agrees or approves: the edition that was seen, and that it was read."""
    seen = plan.edition.sha256 if plan.edition else ""
    return {"seen": seen, "outcome": "sign", "read": "on", **more}


def returning(plan: Plan, comment: str = "") -> dict[str, object]:
    """What returns the plan with a comment."""
    seen = plan.edition.sha256 if plan.edition else ""
    return {"seen": seen, "outcome": "return", "comment": comment}
