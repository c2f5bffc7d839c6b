"""Tells pages of plans which documents are not issued yet."""

from django import template

from associations.actor import Actor
from events.models import Plan
from reports.issuing.queries import refused_issue_of
from reports.models import IssueFailure

register = template.Library()


@register.simple_tag
def refused_issue(plan: Plan) -> IssueFailure | None:
    """Why the plan in force has no document, though it was asked for (1 query if in force)."""
    return refused_issue_of(plan)


@register.simple_tag
def refused_issues(actor: Actor) -> list[IssueFailure]:
    """The documents that are not issued in the institutions of a methodist (1 query)."""
    failures = IssueFailure.objects.visible_to(actor).unresolved()
    return list(failures.select_related("edition__plan").defer("edition__content"))
