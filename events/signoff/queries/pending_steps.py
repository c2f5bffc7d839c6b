"""Steps of a plan's sign-off that wait for a decision, and who may decide them."""

from collections.abc import Container, Iterable

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from associations.actor import Actor
from associations.vocabulary import DECIDERS, OWN
from events.access import standing_for, standing_for_sql
from events.models import Plan, Signature, Step
from events.plan.stages import lacking
from events.plan.vocabulary import DECISIONS


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
    standing = Signature.objects.standing().filter(edition=plan.edition)
    signed = set(standing.values_list("step_uid", flat=True))
    return unsigned_steps(
        plan, plan.steps.select_related("office__person").order_by("order"), signed
    )


def pending_for(plans: QuerySet[Plan], actor: Actor) -> list[tuple[Plan, Step]]:
    """The plans, each with a step that the actor may decide now; the longest waiting first."""
    waiting = plans.filter(
        status=Plan.Status.SIGNOFF,
        pk__in=Step.objects.filter(standing_for_sql(actor)).values("plan"),
    )
    waiting = waiting.select_related("association__institution", "edition")
    loaded = ("steps__office__person", "edition__signatures", "association__institution__own_days")
    pending = []
    for plan in waiting.order_by("status_since").prefetch_related(*loaded):
        standing = plan.edition.standing if plan.edition else ()
        signed = {signature.step_uid for signature in standing}
        mine = [s for s in unsigned_steps(plan, plan.steps.all(), signed) if standing_for(s, actor)]
        if mine:
            pending.append((plan, mine[0]))
    return pending


def count_waiting_for(actor: Actor) -> int:
    """How many plans wait for a decision of this actor, for the menu of every page.

    1 query; none for who holds no office that may be asked.
    """
    if not any(standing.role in (*OWN, *DECIDERS) for standing in actor.standings):
        return 0
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
    mine = Step.objects.annotate(done=Coalesce(Subquery(done), 0)).filter(
        standing_for_sql(actor),
        ~Exists(signed),
        Q(enough=0) | Q(done__lt=F("enough")),
        verb__in=DECISIONS,
        stage=F("plan__stage"),
        plan__status=Plan.Status.SIGNOFF,
        plan__removed_at=None,
    )
    return mine.values("plan").distinct().count()


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
