"""State of a plan in words: who works on it, since which day, what comes next."""

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from associations.actor import Actor
from associations.models import Office
from associations.offices.queries import holding
from events.drafting.models.plan import PlanQuerySet
from events.models import Plan, Signature, Step
from events.plan.clock import Clock
from events.plan.stages import lacking
from events.plan.status import PlanStatus
from events.plan.vocabulary import NEGATIVE, Decision, Verb
from events.signoff.queries.clocks import clocks_of, soonest
from events.signoff.queries.pending_steps import unsigned_steps

_AUTHORS = "У авторов плана"
VERBS: dict[str, str] = {Verb.AGREE: "Согласует", Verb.APPROVE: "Утверждает"}
_THEN: dict[str, str] = {Verb.AGREE: "согласует", Verb.APPROVE: "утвердит"}
_NOBODY: dict[str, str] = {Verb.AGREE: "Некому согласовать", Verb.APPROVE: "Некому утвердить"}


@dataclass(frozen=True, slots=True)
class PlanState:
    """«У кого, с какого дня, что дальше»; `in_force` while the next edition is being made.

    `is_vacant`: it waits for an office in which nobody may act. `clock` is that of the step in
    sign-off whose term ends first.
    """

    holder: str
    since: dt.date
    then: str
    in_force: str = ""
    is_vacant: bool = False
    clock: Clock | None = None


def with_steps(plans: PlanQuerySet) -> PlanQuerySet:
    """The plans with all that `state_of_plan` reads, in a constant number of queries."""
    plans = plans.select_related("association__institution", "layout", "edition", "official")
    # The content is long and no list shows it.
    plans = plans.defer("edition__content", "official__content")
    return plans.prefetch_related(
        Prefetch("steps__office", Office.objects.with_holders()),
        "edition__signatures",
        "official__signatures",
        "association__institution__own_days",
    )


def with_deciders(steps: QuerySet[Step]) -> QuerySet[Step]:
    """The steps with all that tells who decides them (2 queries more, whatever their number)."""
    return steps.prefetch_related(Prefetch("office", Office.objects.with_holders()))


def state_of_plan(plan: Plan, *, on: dt.date) -> PlanState:
    """State on a day of a plan loaded by `with_steps`; no query."""
    standing = plan.edition.standing if plan.edition else ()
    steps, signed = plan.steps.all(), {signature.step_uid for signature in standing}
    clocks = clocks_of(plan, unsigned_steps(plan, steps, signed), on=on)
    return plan_state(plan, steps, signed, soonest(clocks), on=on)


def decided_before(plan: Plan) -> list[Signature]:
    """The decisions on the edition with which the plan came back (1 query, or with_steps)."""
    if plan.status not in (PlanStatus.RETURNED, PlanStatus.REJECTED) or plan.edition is None:
        return []
    return sorted(plan.edition.standing, key=lambda one: one.at)


def given_back_by(decided: Iterable[Signature]) -> Signature | None:
    """Of these decisions the one by which the plan came back to its authors, or None."""
    return next((one for one in reversed([*decided]) if one.decision in NEGATIVE), None)


def plan_state(
    plan: Plan,
    steps: Iterable[Step],
    signed: Container[str],
    clock: Clock | None = None,
    *,
    on: dt.date,
) -> PlanState:
    """State on a day, given the steps, the uids of those already signed, and the clock."""
    since = timezone.localtime(plan.status_since).date()
    is_vacant = False
    match PlanStatus(plan.status):
        case PlanStatus.DRAFT:
            holder, then = _AUTHORS, "отправить на согласование"
        case PlanStatus.RETURNED:
            holder, then = _AUTHORS, "исправить по замечаниям и отправить снова"
        case PlanStatus.REJECTED:
            holder, then = _AUTHORS, "переделать и отправить заново"
        case PlanStatus.SIGNOFF:
            steps = list(steps)
            holder, then = _in_signoff(plan, steps, signed, on)
            is_vacant = any(why_nobody(one, on) for one in unsigned_steps(plan, steps, signed))
        case PlanStatus.APPROVED:
            holder, since = "Утверждён", _approved_on(plan) or since
            then = f"проведение мероприятий по редакции {plan.edition_number}"
    return PlanState(holder, since, then, _in_force(plan), is_vacant, clock)


def _approved_on(plan: Plan) -> dt.date | None:
    """The day on the paper: a signature made on paper was given before it was entered."""
    standing = plan.official.standing if plan.official else ()
    made = [one for one in standing if one.decision == Decision.APPROVED]
    if not made:
        return None
    last = max(made, key=lambda one: one.at)
    return last.signed_on or timezone.localtime(last.at).date()


def _in_signoff(
    plan: Plan, steps: list[Step], signed: Container[str], on: dt.date
) -> tuple[str, str]:
    """Who decides now, and what follows."""
    holder = _deciding(unsigned_steps(plan, steps, signed), steps, signed, VERBS, on)
    later = [one for one in lacking(steps, signed) if one.stage > plan.stage]
    following = min((one.stage for one in later), default=None)
    then = _deciding([one for one in later if one.stage == following], steps, signed, _THEN, on)
    return holder, then or "план будет утверждён"


def _deciding(
    waiting: Iterable[Step],
    steps: Iterable[Step],
    signed: Container[str],
    verbs: Mapping[str, str],
    on: dt.date,
) -> str:
    """«Согласует Зимина О. Л.; согласует любой из: …»: each alone, or how many of a group."""
    words: list[str] = []
    groups: dict[tuple[int, int], list[Step]] = {}
    for one in waiting:
        if one.enough and not why_nobody(one, on):
            groups.setdefault((one.stage, one.enough), []).append(one)
        else:
            words.append(_sentence(one, verbs[one.verb], on))
    for (stage, enough), group in groups.items():
        done = [s for s in steps if (s.stage, s.enough) == (stage, enough) and s.uid in signed]
        left = min(enough - len(done), len(group))
        how = "любой из" if left == 1 else f"любые {left} из"
        names = ", ".join(decider_of(one, on) for one in group)
        single = len(group) == 1
        words.append(f"{verbs[group[0].verb]} {names if single else f'{how}: {names}'}")
    # One sentence: «Некому согласовать (…); согласует Зимина О. Л.».
    return "; ".join(words[:1] + [one[0].lower() + one[1:] for one in words[1:]])


def _sentence(step: Step, verb: str, on: dt.date) -> str:
    nobody = why_nobody(step, on)
    if not nobody:
        return f"{verb} {decider_of(step, on)}"
    words = _NOBODY[step.verb] if verb[0].isupper() else _NOBODY[step.verb].lower()
    return f"{words} ({nobody})"


def _in_force(plan: Plan) -> str:
    """«Действует редакция 1; готовится новая», or an empty string."""
    if not plan.is_revised or plan.official is None:
        return ""
    next_one = "готовится новая" if plan.is_open else f"на согласовании {plan.edition_number}"
    return f"Действует редакция {plan.official.number}; {next_one}"


def decider_of(step: Step, on: dt.date) -> str:
    """Who decides a step on a day, short enough for a list; of a vacant office, its position."""
    if step.office is None:
        return step.name or _first_line(step.position) or step.act
    held = holding(step.office, on)
    position = _first_line(held.office.position)
    if held.nobody:
        return position
    substitute = held.substitution
    stands_in = f", замещает {substitute.person.short_name}" if substitute else ""
    return f"{held.person.short_name} ({position}{stands_in})"


def why_nobody(step: Step, on: dt.date) -> str:
    """Why nobody can decide the step on the day, or an empty string."""
    return holding(step.office, on).nobody if step.office else ""


def _first_line(text: str) -> str:
    return text.splitlines()[0] if text else ""


def next_words(plan: Plan, actor: Actor) -> str:
    """Who holds the plan after a move, as a sentence (queries of `state_of_plan`)."""
    state = state_of_plan(with_steps(Plan.objects.filter(pk=plan.pk)).get(), on=actor.on)
    if plan.status == Plan.Status.APPROVED:
        return f"План утверждён, действует редакция {plan.edition_number}."
    return f"{state.holder}."
