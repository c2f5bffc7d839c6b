"""Tells pages of plans which documents are not issued yet."""

from collections.abc import Iterable

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


@register.simple_tag
def refused_editions(plans: Iterable[Plan]) -> set[int]:
    """The editions in force of the plans that have no document (1 query; 0 if none is in force)."""
    in_force = [plan.official_id for plan in plans if plan.official_id]
    if not in_force:
        return set()
    failures = IssueFailure.objects.unresolved().filter(edition__in=in_force)
    return set(failures.values_list("edition_id", flat=True))
