"""Runs the check on a stored plan, with its institution's people and requirements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from associations.actor import Actor
from associations.models import Association, Institution, Person
from events.access import reads_draft
from events.checks import (
    CarriedDoubt,
    Finding,
    KnownDirectory,
    KnownPerson,
    Requirements,
    Tenure,
    check_content,
)
from events.drafting.queries.stored_content import read_content
from events.models import Plan, Requirement, Step
from events.plan.content import PlanContent


def findings_of_plan(
    plan: Plan, content: PlanContent | None = None, steps: Iterable[Step] | None = None
) -> tuple[Finding, ...]:
    """All findings in the present rows of the plan, blocking ones first (3 queries).

    `content` and `steps` with their offices save queries where the caller has them.
    """
    if steps is None:
        steps = plan.steps.select_related("office").order_by("order")
    carried = [CarriedDoubt(**one) for one in plan.carried_doubts]
    findings = findings_of_content(content or read_content(plan), plan.association, carried)
    blocking = sum(finding.blocks for finding in findings)
    return (*findings[:blocking], *other_positions(steps), *findings[blocking:])


def findings_of_content(
    content: PlanContent, association: Association | None, carried: Iterable[CarriedDoubt] = ()
) -> tuple[Finding, ...]:
    """All findings in a content that is not stored yet; its association may be unknown.

    `carried` are the doubts with which the plan was begun from another year's.
    """
    if association is None:
        return check_content(content)
    return check_content(
        content,
        carried=carried,
        requirements=requirements_for(association),
        directory=known_directory(association.institution),
    )


def other_positions(steps: Iterable[Step]) -> Iterator[Finding]:
    """Warn of steps that print another position than that of their office."""
    for step in steps:
        printed = " ".join(step.position.split())
        if not printed or step.office is None or _folded(printed) == _folded(step.office.position):
            continue
        text = (
            f"В грифе напечатана должность «{printed}», а решает в портале"
            f" «{step.office.position}». Проверьте, тот ли это человек."
        )
        yield Finding("other_position", "warns", text, step.uid, "position")


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").split())


def are_shown(plan: Plan, actor: Actor) -> bool:
    """Whether this reader is shown the findings.

    They are for those who read drafts, until the plan is approved: afterwards nothing can be
    corrected, and those who decide should not be influenced.
    """
    if plan.status == Plan.Status.APPROVED:
        return False
    return reads_draft(plan, actor)


def requirements_for(association: Association) -> Requirements:
    """The requirements to plans of this association (1 query)."""
    requirement = Requirement.objects.filter(
        institution_id=association.institution_id, kind=association.kind
    ).first()
    return requirement.as_values() if requirement else Requirements()


def known_directory(institution: Institution) -> KnownDirectory:
    """The institution's people with the days of their offices (1 query)."""
    names: dict[int, tuple[str, str, str]] = {}
    offices: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    people = Person.objects.filter(institution=institution).order_by("pk", "offices__since")
    for pk, last, first, middle, since, until in people.values_list(
        "pk", "last_name", "first_name", "middle_name", "offices__since", "offices__until"
    ):
        names[pk] = (last, first, middle)
        if since is not None:
            offices[pk].append((since, until))
    return KnownDirectory(
        tuple(
            KnownPerson(*name, tuple(Tenure(since, until) for since, until in offices[pk]))
            for pk, name in names.items()
        )
    )
