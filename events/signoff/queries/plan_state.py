"""State of a plan in words: who works on it, since which day, what comes next."""

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import dataclass

from django.utils import timezone

from events.drafting.models.plan import PlanQuerySet
from events.models import Plan, Step
from events.plan.clock import Clock
from events.plan.status import PlanStatus
from events.plan.vocabulary import DECISIONS, Verb
from events.signoff.queries.clocks import clocks_of, soonest
from events.signoff.queries.pending_steps import unsigned_steps

_AUTHORS = "У авторов плана"
_VERBS: dict[str, str] = {Verb.AGREE: "Согласует", Verb.APPROVE: "Утверждает"}
_THEN: dict[str, str] = {Verb.AGREE: "согласует", Verb.APPROVE: "утвердит"}


@dataclass(frozen=True, slots=True)
class PlanState:
    """«У кого, с какого дня, что дальше»; `in_force` while the next edition is being made.

    `clock` is that of the step in sign-off whose term ends first.
    """

    holder: str
    since: dt.date
    then: str
    in_force: str = ""
    clock: Clock | None = None


def with_steps(plans: PlanQuerySet) -> PlanQuerySet:
    """The plans with all that `state_of_plan` reads, in a constant number of queries."""
    plans = plans.select_related("association__institution", "layout", "edition", "official")
    # The content is long and no list shows it.
    plans = plans.defer("edition__content", "official__content")
    return plans.prefetch_related(
        "steps__office__person",
        "edition__signatures",
        "official__signatures",
        "association__institution__own_days",
    )


def state_of_plan(plan: Plan, *, on: dt.date) -> PlanState:
    """State of a plan loaded by `with_steps` on a day; no query."""
    signatures = plan.edition.signatures.all() if plan.edition else ()
    steps, signed = plan.steps.all(), {signature.step_uid for signature in signatures}
    clocks = clocks_of(plan, unsigned_steps(plan, steps, signed), on=on)
    return plan_state(plan, steps, signed, soonest(clocks))


def plan_state(
    plan: Plan, steps: Iterable[Step], signed: Container[str], clock: Clock | None = None
) -> PlanState:
    """State of a plan, given its steps, the uids of those already signed, and the clock."""
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
    return PlanState(holder, since, then, _in_force(plan), clock)


def _in_signoff(plan: Plan, steps: list[Step], signed: Container[str]) -> tuple[str, str]:
    """Who decides now, and what follows."""
    holder = "; ".join(
        f"{_VERBS[one.verb]} {decider_of(one)}" for one in unsigned_steps(plan, steps, signed)
    )
    later = [one for one in steps if one.stage > plan.stage and one.verb in DECISIONS]
    following = min((one.stage for one in later), default=None)
    then = "; ".join(
        f"{_THEN[one.verb]} {decider_of(one)}" for one in later if one.stage == following
    )
    return holder, then or "план будет утверждён"


def _in_force(plan: Plan) -> str:
    """«Действует редакция 1; готовится новая», or an empty string."""
    if not plan.is_revised or plan.official is None:
        return ""
    next_one = "готовится новая" if plan.is_open else f"на согласовании {plan.edition_number}"
    return f"Действует редакция {plan.official.number}; {next_one}"


def decider_of(step: Step) -> str:
    """Who decides a step, short enough for a list."""
    if step.office:
        return f"{step.office.person.short_name} ({_first_line(step.office.position)})"
    return step.name or _first_line(step.position) or step.act


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""
