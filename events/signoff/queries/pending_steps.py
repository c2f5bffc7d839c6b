"""Steps of a plan's sign-off that wait for a decision, and who may decide them."""

from collections.abc import Container, Iterable, Iterator

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce

from associations.actor import Actor
from associations.vocabulary import DECIDERS, OWN
from events.access import standing_for, standing_for_sql
from events.models import Plan, Signature, Step
from events.plan.stages import lacking
from events.plan.vocabulary import DECISIONS


def decided_steps(plan: Plan) -> set[str]:
    """The uids of the steps on which the plan's edition has a decision that stands (1 query)."""
    standing = Signature.objects.standing().filter(edition=plan.edition_id)
    return set(standing.values_list("step_uid", flat=True))


def unsigned_steps(plan: Plan, steps: Iterable[Step], signed: Container[str]) -> list[Step]:
    """Of the plan's steps, those that wait now; `signed` are the uids of decided steps.

    `steps` are all of the plan's: where any or N of a stage are enough, the rest wait no more.
    """
    if plan.status != Plan.Status.SIGNOFF:
        return []
    return [step for step in lacking(steps, signed) if step.stage == plan.stage]


def pending_steps(plan: Plan) -> list[Step]:
    """The unsigned steps of the present stage."""
    if plan.status != Plan.Status.SIGNOFF:
        return []
    steps = plan.steps.select_related("office__person").order_by("order")
    return unsigned_steps(plan, steps, decided_steps(plan))


def next_stage(plan: Plan) -> int | None:
    """The next stage that lacks a decision, or None; all of a stage may stand already."""
    lack = lacking(plan.steps.all(), decided_steps(plan))
    later = (step.stage for step in lack if step.stage > plan.stage)
    return min(later, default=None)


def pending_in(plans: QuerySet[Plan]) -> Iterator[tuple[Plan, list[Step]]]:
    """The plans in sign-off, each with the steps that wait now; the longest waiting first.

    4 queries, whatever their number: the content of editions, which is long, is not read.
    """
    plans = plans.filter(status=Plan.Status.SIGNOFF)
    plans = plans.select_related("association__institution", "edition")
    plans = plans.defer("edition__content").order_by("status_since", "pk")
    for plan in plans.prefetch_related(
        Prefetch("steps", Step.objects.select_related("office__person").order_by("order")),
        "edition__signatures",
        "association__institution__own_days",
    ):
        standing = plan.edition.standing if plan.edition else ()
        signed = {signature.step_uid for signature in standing}
        yield plan, unsigned_steps(plan, plan.steps.all(), signed)


def pending_for(plans: QuerySet[Plan], actor: Actor) -> list[tuple[Plan, Step]]:
    """The plans, each with a step that the actor may decide now; the longest waiting first."""
    asked = plans.filter(pk__in=Step.objects.filter(standing_for_sql(actor)).values("plan"))
    mine = (
        (plan, next((step for step in steps if standing_for(step, actor)), None))
        for plan, steps in pending_in(asked)
    )
    return [(plan, step) for plan, step in mine if step is not None]


def count_waiting_for(actor: Actor) -> int:
    """How many plans wait for a decision of this actor, for the menu of every page.

    1 query; none for who holds no office that may be asked.
    """
    if not any(standing.role in (*OWN, *DECIDERS) for standing in actor.standings):
        return 0
    return steps_waiting_for(actor).values("plan").distinct().count()


def next_waiting(actor: Actor, after: Plan) -> Step | None:
    """A step of the next plan that waits for this actor, or None where no other waits (1 query).

    Next is the one that has waited the longest of those that began to wait after this plan; behind
    the last comes the first.
    """
    later = Q(plan__status_since__gt=after.status_since) | Q(
        plan__status_since=after.status_since, plan__gt=after.pk
    )
    others = steps_waiting_for(actor).exclude(plan=after.pk).select_related("plan")
    round_again = Case(When(later, then=0), default=1)
    return others.order_by(round_again, "plan__status_since", "plan", "order").first()


def steps_waiting_for(actor: Actor) -> QuerySet[Step]:
    """The steps that wait now and that the actor decides by an office."""
    standing = Signature.objects.standing()
    signed = standing.filter(edition=OuterRef("plan__edition"), step_uid=OuterRef("uid"))
    # Of a stage of which N are enough, those that are signed already (`events.plan.stages`).
    beside = Step.objects.filter(
        Exists(signed),
        plan=OuterRef("plan"),
        stage=OuterRef("stage"),
        enough=OuterRef("enough"),
        verb__in=DECISIONS,
    )
    done = beside.order_by().values("plan").annotate(done=Count("pk")).values("done")
    return Step.objects.annotate(done=Coalesce(Subquery(done), 0)).filter(
        standing_for_sql(actor),
        ~Exists(signed),
        Q(enough=0) | Q(done__lt=F("enough")),
        verb__in=DECISIONS,
        stage=F("plan__stage"),
        plan__status=Plan.Status.SIGNOFF,
        plan__removed_at=None,
    )


def is_done_by(plan: Plan, seen: str, actor: Actor, step: Step | None = None) -> bool:
    """Whether the actor already sent this edition or, with `step`, decided on that step.

    `seen` is the edition's fingerprint. So the second request of a double click is no error.
    """
    edition = plan.edition
    if edition is None or edition.sha256 != seen or actor.user_id is None:
        return False
    if step is None:
        return plan.status == Plan.Status.SIGNOFF and edition.made_by_id == actor.user_id
    mine = edition.signatures.standing().filter(step_uid=step.uid, user=actor.user_id)
    return mine.exists()
