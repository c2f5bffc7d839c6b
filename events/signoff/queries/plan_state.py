"""Where a plan is: who holds it, since which day, and what comes next, in words.

It reads what it is given and asks the database for nothing, so a list costs no more than a row.
"""

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.utils import timezone

from events.drafting.models.plan import PlanQuerySet
from events.models import Plan, Step
from events.plan.status import PlanStatus
from events.plan.vocabulary import Verb
from events.signoff.queries.pending_steps import unsigned_steps

_AUTHORS = "У авторов плана"
_VERBS: dict[str, str] = {Verb.AGREE: "Согласует", Verb.APPROVE: "Утверждает"}
_THEN: dict[str, str] = {Verb.AGREE: "согласует", Verb.APPROVE: "утвердит"}


@dataclass(frozen=True, slots=True)
class PlanState:
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


def state_of_plan(plan: Plan) -> PlanState:
    """Of a plan that came through `with_steps`."""
    signatures = plan.edition.signatures.all() if plan.edition else ()
    return plan_state(plan, plan.steps.all(), {one.step_uid for one in signatures})


def plan_state(plan: Plan, steps: Iterable[Step], signed: Container[str]) -> PlanState:
    """Of a plan with its steps and the uids of those that are decided."""
    since = timezone.localtime(plan.status_since).date()
    match PlanStatus(plan.status):
        case PlanStatus.DRAFT:
            holder, then = _AUTHORS, "отправить на согласование"
        case PlanStatus.RETURNED:
            holder, then = _AUTHORS, "исправить по замечаниям и отправить снова"
        case PlanStatus.SIGNOFF:
            holder, then = _in_signoff(plan, list(steps), signed)
        case PlanStatus.APPROVED:
            holder = "Утверждён"
            then = f"проведение мероприятий по редакции {plan.edition_number}"
    return PlanState(holder, since, then, _in_force(plan))


def _in_signoff(plan: Plan, steps: list[Step], signed: Container[str]) -> tuple[str, str]:
    """Who decides now, and what comes when they have."""
    holder = "; ".join(
        f"{_VERBS[one.verb]} {who(one)}" for one in unsigned_steps(plan, steps, signed)
    )
    later = [one for one in steps if one.stage > plan.stage and one.verb != Verb.CLOSE]
    following = min((one.stage for one in later), default=None)
    then = "; ".join(f"{_THEN[one.verb]} {who(one)}" for one in later if one.stage == following)
    return holder, then or "план будет утверждён"


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
