"""Runs the check on a stored plan, with its institution's people and requirements.

What a page shows is kept in the cache as long as nothing that the check looks at has changed.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.core.cache import caches
from django.db.models import FilteredRelation, Q

from associations.actor import Actor
from associations.models import Association, Institution
from events.access import reads_draft
from events.checks import (
    CarriedDoubt,
    Finding,
    KnownDirectory,
    KnownPerson,
    Requirements,
    Tenure,
    check_content,
    with_versions,
)
from events.drafting.queries.kept import kept_of_edition
from events.drafting.queries.route import Route, is_other_position, route_findings, route_of
from events.drafting.queries.school_year import school_days_of
from events.drafting.queries.stored_content import read_content
from events.models import Edition, Plan, Requirement, Step
from events.plan.content import PlanContent
from events.plan.period import SchoolDays
from events.plan.vocabulary import DECISIONS

KEPT_SECONDS: Final = 12 * 60 * 60
_REQUIRED: Final = ("meetings", "report_month", "report_day", "sections")

# A person and the days of one of their offices: names, since, until.
type DirectoryRow = tuple[int, str, str, str, date | None, date | None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the check looks at beside the plan: requirements, people, the school year."""

    requirements: Requirements
    people: tuple[DirectoryRow, ...]
    school: tuple[SchoolDays, ...] = ()

    @property
    def directory(self) -> KnownDirectory:
        """The people with the days of their offices."""
        names: dict[int, tuple[str, str, str]] = {}
        offices: defaultdict[int, list[Tenure]] = defaultdict(list)
        for pk, last, first, middle, since, until in self.people:
            names[pk] = (last, first, middle)
            if since is not None:
                offices[pk].append(Tenure(since, until))
        return KnownDirectory(
            tuple(KnownPerson(*name, tuple(offices[pk])) for pk, name in names.items())
        )


def surroundings_of(association: Association) -> Surroundings:
    """What stands beside plans of this association (2 queries)."""
    required = FilteredRelation("requirements", condition=Q(requirements__kind=association.kind))
    institution = Institution.objects.filter(pk=association.institution_id)
    rows = (
        institution.annotate(required=required)
        .order_by("people__pk", "people__offices__since")
        .values_list(
            *(f"required__{name}" for name in _REQUIRED),
            "people__pk",
            "people__last_name",
            "people__first_name",
            "people__middle_name",
            "people__offices__since",
            "people__offices__until",
        )
    )
    found = list(rows)
    fields = dict(zip(_REQUIRED, found[0][: len(_REQUIRED)], strict=True))
    # Without a row nothing is required.
    requirement = Requirement(
        **{name: value for name, value in fields.items() if value is not None}
    )
    people = tuple(one[len(_REQUIRED) :] for one in found)
    school = school_days_of(association.institution_id)
    return Surroundings(requirement.as_values(), people if people[0][0] is not None else (), school)


def checked(
    plan: Plan,
    content: PlanContent,
    edition: Edition | None,
    steps: Iterable[Step] | None = None,
    route: Route | None = None,
    *,
    beside: Surroundings | None = None,
) -> tuple[Finding, ...]:
    """The findings in the words that a page shows, kept while nothing changed (5 queries).

    `edition` is the one whose content it is, None for the present one; `steps` with their offices,
    the `route` and what is `beside` the plan save queries where the caller has them. The key holds
    all that the check looks at, as values: only the rows, which are many, stand for themselves by
    their revision, or by their edition. No day is among them, for the check asks for none.
    """
    steps = _steps(plan) if steps is None else list(steps)
    beside, carried = beside or surroundings_of(plan.association), _carried(plan)
    frame = replace(content, sections=())
    # Few, and found anew each time: the route is not among the plan's own words.
    by_steps = _of_steps(plan, content, steps, route)
    depends_on = plan.pk, frame, beside, carried, by_steps

    def check() -> tuple[Finding, ...]:
        return blocking_first((*by_steps, *_check(content, beside, carried)))

    if edition:
        return kept_of_edition(check, "check", edition.pk, edition.sha256, *depends_on)
    key = _key(plan.revision, plan.changed_at.isoformat(), *depends_on)
    kept: tuple[Finding, ...] | None = caches["findings"].get(key)
    if kept is None:
        kept = check()
        caches["findings"].set(key, kept, KEPT_SECONDS)
    return kept


def _key(*values: object) -> str:
    return f"check:{hashlib.sha256(repr(values).encode()).hexdigest()}"


def findings_of_plan(
    plan: Plan, content: PlanContent | None = None, steps: Iterable[Step] | None = None
) -> tuple[Finding, ...]:
    """All findings in the present rows of the plan, blocking ones first (5 queries).

    `content` and `steps` with their offices save queries where the caller has them.
    """
    content = content or read_content(plan)
    found = findings_of_content(content, plan.association, _carried(plan))
    steps = _steps(plan) if steps is None else list(steps)
    return blocking_first((*_of_steps(plan, content, steps), *found))


def _steps(plan: Plan) -> list[Step]:
    return list(plan.steps.select_related("office").order_by("order"))


def _of_steps(
    plan: Plan, content: PlanContent, steps: Sequence[Step], route: Route | None = None
) -> tuple[Finding, ...]:
    """What is wrong with who decides: by the route while it may be changed, and by the offices."""
    routed = route_findings(route or route_of(plan), steps) if plan.is_open else ()
    return with_versions(content, (*routed, *other_positions(steps)))


def blocking_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings, those that block sending before the others."""
    return tuple(sorted(findings, key=lambda finding: not finding.blocks))


def findings_of_content(
    content: PlanContent, association: Association | None, carried: Iterable[CarriedDoubt] = ()
) -> tuple[Finding, ...]:
    """All findings in a content that is not stored yet; its association may be unknown.

    `carried` are the doubts with which the plan was begun from another year's.
    """
    if association is None:
        return check_content(content)
    return _check(content, surroundings_of(association), carried)


def _check(
    content: PlanContent, beside: Surroundings, carried: Iterable[CarriedDoubt]
) -> tuple[Finding, ...]:
    return check_content(
        content,
        requirements=beside.requirements,
        directory=beside.directory,
        carried=carried,
        school=beside.school,
    )


def _carried(plan: Plan) -> tuple[CarriedDoubt, ...]:
    return tuple(CarriedDoubt(**one) for one in plan.carried_doubts)


def other_positions(steps: Iterable[Step]) -> Iterator[Finding]:
    """Steps that print another position than that of their office, though no methodist let them.

    Of those who decide it blocks; under the plan it warns.
    """
    for step in steps:
        if step.office is None or not is_other_position(step, step.office.position):
            continue
        printed = " ".join(step.position.split())
        text = f"В грифе напечатана должность «{printed}», а решает «{step.office.position}»."
        if step.verb in DECISIONS:
            text += " Поставьте должность того, кто решает, или попросите методиста разрешить эту."
            yield Finding("other_position", "blocks", text, step.uid, "position")
        else:
            text += " Проверьте, тот ли это человек."
            yield Finding("other_position", "warns", text, step.uid, "position")


def are_shown(plan: Plan, actor: Actor) -> bool:
    """Whether this reader is shown the findings.

    They are for those who read drafts, until the plan is approved: afterwards nothing can be
    corrected, and those who decide should not be influenced.
    """
    if plan.status == Plan.Status.APPROVED:
        return False
    return reads_draft(plan, actor)
