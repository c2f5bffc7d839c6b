"""What waits for the holders of offices: the steps of plans that they decide, now or later."""

from collections.abc import Collection

from django.db.models import Exists, F, OuterRef, Q

from associations.models import Office
from associations.offices.queries import Duty
from events.models import Plan, Signature, Step
from events.plan.status import PlanStatus
from events.plan.vocabulary import DECISIONS
from events.signoff.queries.plan_state import VERBS

_OPEN = [status for status in PlanStatus if status.is_open]


def duties_of(offices: Collection[Office]) -> list[Duty]:
    """The steps that wait or will wait for these offices, and for those that they replace.

    Those that wait now come first; steps of plans that are still with their authors come last. Four
    queries, and one for each further office that was replaced in a row.
    """
    through = with_replaced(offices)
    steps = Step.objects.filter(office__in=through, verb__in=DECISIONS, plan__removed_at=None)
    steps = steps.filter(_waits() | Q(plan__status__in=_OPEN)).select_related("plan__association")
    return [
        Duty(through[step.office_id], _words(step), step.plan.get_absolute_url())
        for step in sorted(steps, key=_how_soon)
        if step.office_id
    ]


def with_replaced(offices: Collection[Office]) -> dict[int, int]:
    """The offices and those that they replace, each with the one that was asked about."""
    through = {office.pk: office.pk for office in offices}
    newest = set(through)
    while newest:
        behind = Office.objects.filter(successor__in=newest).exclude(pk__in=through)
        found = {pk: through[after] for pk, after in behind.values_list("pk", "successor")}
        through |= found
        newest = set(found)
    return through


def _waits() -> Q:
    """Steps of plans in sign-off that are not decided yet."""
    standing = Signature.objects.standing()
    signed = standing.filter(edition=OuterRef("plan__edition"), step_uid=OuterRef("uid"))
    in_turn = Q(plan__status=Plan.Status.SIGNOFF, stage__gte=F("plan__stage"))
    return in_turn & ~Q(Exists(signed))


def _how_soon(step: Step) -> tuple[bool, int, int]:
    is_open = step.plan.is_open
    return is_open, 0 if is_open else step.stage - step.plan.stage, step.pk


def _words(step: Step) -> str:
    if step.plan.is_open:
        when = "план пока у авторов"
    elif step.stage == step.plan.stage:
        when = "ждёт сейчас"
    else:
        when = "очередь ещё не пришла"
    return f"{VERBS[step.verb]}: {step.plan.title_line} ({when})"
