"""State of a plan in words: who works on it, since which day, what comes next."""

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from events.drafting.models.plan import PlanQuerySet
from events.models import Plan, Step
from events.plan.status import PlanStatus
from events.plan.vocabulary import DECISIONS, Verb
from events.signoff.queries.pending_steps import unsigned_steps

_AUTHORS = "У авторов плана"
_VERBS: dict[str, str] = {Verb.AGREE: "Согласует", Verb.APPROVE: "Утверждает"}
_THEN: dict[str, str] = {Verb.AGREE: "согласует", Verb.APPROVE: "утвердит"}


@dataclass(frozen=True, slots=True)
class PlanState:
    """«У кого, с какого дня, что дальше»; `in_force` while the next edition is being made."""

    holder: str
    since: dt.date
    then: str
    in_force: str = ""


def with_steps(plans: PlanQuerySet) -> PlanQuerySet:
    """The plans with all that `state_of_plan` reads, in a constant number of queries."""
    plans = plans.select_related("association", "layout", "edition", "official")
    # The content is long and no list shows it.
    plans = plans.defer("edition__content", "official__content")
    return plans.prefetch_related(
        "steps__office__person", "edition__signatures", "official__signatures"
    )


def state_of_plan(plan: Plan) -> PlanState:
    """State of a plan loaded by `with_steps`; no query."""
    signatures = plan.edition.signatures.all() if plan.edition else ()
    return plan_state(plan, plan.steps.all(), {signature.step_uid for signature in signatures})


def plan_state(plan: Plan, steps: Iterable[Step], signed: Container[str]) -> PlanState:
    """State of a plan, given its steps and the uids of those already signed."""
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
    """Who decides now, and what follows."""
    holder = _deciding(unsigned_steps(plan, steps, signed), steps, signed, _VERBS)
    later = [one for one in steps if one.stage > plan.stage and one.verb in DECISIONS]
    following = min((one.stage for one in later), default=None)
    then = _deciding([one for one in later if one.stage == following], steps, signed, _THEN)
    return holder, then or "план будет утверждён"


def _deciding(
    waiting: Iterable[Step],
    steps: Iterable[Step],
    signed: Container[str],
    verbs: Mapping[str, str],
) -> str:
    """«Согласует Зимина О. Л.; согласует любой из: …»: each alone, or how many of a group."""
    words: list[str] = []
    groups: dict[tuple[int, int], list[Step]] = {}
    for one in waiting:
        if one.enough:
            groups.setdefault((one.stage, one.enough), []).append(one)
        else:
            words.append(f"{verbs[one.verb]} {decider_of(one)}")
    for (stage, enough), group in groups.items():
        done = [s for s in steps if (s.stage, s.enough) == (stage, enough) and s.uid in signed]
        left = min(enough - len(done), len(group))
        how = "любой из" if left == 1 else f"любые {left} из"
        names = ", ".join(map(decider_of, group))
        single = len(group) == 1
        words.append(f"{verbs[group[0].verb]} {names if single else f'{how}: {names}'}")
    return "; ".join(words)


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
