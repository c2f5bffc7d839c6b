"""Puts the check to a stored plan, with the people its institution knows and what it requires.

It knows what of the database the check needs, and who is shown what was found; it refuses to
judge anything itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from associations.actor import Actor
from associations.models import Association, Institution, Person
from events.access import reads_draft
from events.checks import Finding, KnownDirectory, KnownPerson, Requirements, Tenure, check
from events.drafting.queries.stored_content import read_content
from events.models import Plan, Requirement, Step
from events.plan.content import PlanContent


def findings_of_plan(
    plan: Plan, content: PlanContent | None = None, steps: Iterable[Step] | None = None
) -> tuple[Finding, ...]:
    """What is found in the plan as it stands now, what blocks sending first (3 queries).

    `content` and `steps` with their offices spare the reading where the caller has them.
    """
    if steps is None:
        steps = plan.steps.select_related("office").order_by("order")
    found = findings_of_content(content or read_content(plan), plan.association)
    blocking = sum(one.blocks for one in found)
    return (*found[:blocking], *other_positions(steps), *found[blocking:])


def findings_of_content(
    content: PlanContent, association: Association | None
) -> tuple[Finding, ...]:
    """What is found in words that no draft may hold yet; whose they are may not be known."""
    if association is None:
        return check(content)
    return check(
        content,
        requirements=requirements_for(association),
        directory=known_directory(association.institution),
    )


def other_positions(steps: Iterable[Step]) -> Iterator[Finding]:
    """The steps whose stamp calls who decides by another position than their office."""
    for step in steps:
        printed = " ".join(step.position.split())
        if not printed or step.office is None or _plain(printed) == _plain(step.office.position):
            continue
        text = (
            f"В грифе напечатана должность «{printed}», а решает в портале"
            f" «{step.office.position}». Проверьте, тот ли это человек."
        )
        yield Finding("other_position", "warns", text, step.uid, "position")


def _plain(words: str) -> str:
    return " ".join(words.casefold().replace("ё", "е").split())


def are_shown(plan: Plan, actor: Actor) -> bool:
    """Whether this reader is told what the check finds.

    Those who may read the plan as a draft are, until it is approved: it is no judgement for
    those who decide, and nothing can be mended any more in what is approved.
    """
    if plan.status == Plan.Status.APPROVED:
        return False
    return reads_draft(plan, actor)


def requirements_for(association: Association) -> Requirements:
    """What its institution requires of plans of such associations (1 query)."""
    found = Requirement.objects.filter(
        institution_id=association.institution_id, kind=association.kind
    ).first()
    return found.as_values() if found else Requirements()


def known_directory(institution: Institution) -> KnownDirectory:
    """The institution's people with the days of their offices, in one query."""
    named: dict[int, tuple[str, str, str]] = {}
    offices: defaultdict[int, list[tuple[date, date | None]]] = defaultdict(list)
    people = Person.objects.filter(institution=institution).order_by("pk", "offices__since")
    for pk, last, first, middle, since, until in people.values_list(
        "pk", "last_name", "first_name", "middle_name", "offices__since", "offices__until"
    ):
        named[pk] = (last, first, middle)
        if since is not None:
            offices[pk].append((since, until))
    return KnownDirectory(
        tuple(
            KnownPerson(*name, tuple(Tenure(since, until) for since, until in offices[pk]))
            for pk, name in named.items()
        )
    )
