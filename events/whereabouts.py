"""Where a plan is: who holds it, since which day, and what comes next, in words.

It reads what it is given and asks the database for nothing, so a list costs no more than a row.
"""

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.utils import timezone

from events.models import Plan, Step
from events.models.plan import PlanQuerySet
from events.turns import unsigned

_VERBS = {"agree": "Согласует", "approve": "Утверждает", "close": "Подписывает"}
_THEN = {"agree": "согласует", "approve": "утвердит", "close": "подпишет"}


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """«У кого, с какого дня, что дальше», and what is in force while the next is made."""

    holder: str
    since: dt.date
    then: str
    in_force: str = ""


def with_steps(plans: PlanQuerySet) -> PlanQuerySet:
    """The same plans with what `of_plan` needs, in a constant number of queries."""
    plans = plans.select_related("association", "layout", "edition", "official")
    # What an edition says in full is long, and no list shows it.
    plans = plans.defer("edition__content", "official__content")
    return plans.prefetch_related(
        "steps__office__person", "edition__signatures", "official__signatures"
    )


def of_plan(plan: Plan) -> Whereabouts:
    """Of a plan that came through `with_steps`."""
    signatures = plan.edition.signatures.all() if plan.edition else ()
    return whereabouts(plan, plan.steps.all(), {one.step_uid for one in signatures})


def whereabouts(plan: Plan, steps: Iterable[Step], signed: Container[str]) -> Whereabouts:
    """Of a plan with its steps and the uids of those that are decided."""
    since = timezone.localtime(plan.status_since).date()
    steps = list(steps)
    in_force = _in_force(plan)
    if plan.status == Plan.Status.DRAFT:
        return Whereabouts("У авторов плана", since, "отправить на согласование", in_force)
    if plan.status == Plan.Status.RETURNED:
        then = "исправить по замечаниям и отправить снова"
        return Whereabouts("У авторов плана", since, then, in_force)
    if plan.status == Plan.Status.APPROVED:
        return Whereabouts(
            "Утверждён", since, f"проведение мероприятий по редакции {plan.edition_number}"
        )
    waiting = unsigned(plan, steps, signed)
    holder = "; ".join(f"{_VERBS[one.verb]} {who(one)}" for one in waiting)
    later = sorted({one.stage for one in steps if one.stage > plan.stage and one.verb != "close"})
    if not later:
        return Whereabouts(holder, since, "план будет утверждён", in_force)
    following = [one for one in steps if one.stage == later[0] and one.verb != "close"]
    then = "; ".join(f"{_THEN[one.verb]} {who(one)}" for one in following)
    return Whereabouts(holder, since, then, in_force)


def _in_force(plan: Plan) -> str:
    """«Действует редакция 1; готовится новая», or nothing."""
    if not plan.is_revised or plan.official is None:
        return ""
    next_one = "готовится новая" if plan.is_open else f"на согласовании {plan.edition_number}"
    return f"Действует редакция {plan.official.number}; {next_one}"


def who(step: Step) -> str:
    """Who decides a step, as short as a list needs it."""
    if step.office:
        return f"{step.office.person.short_name} ({_first_line(step.office.position)})"
    return step.name or _first_line(step.position) or step.act


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""
