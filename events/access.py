"""Rights on plans: each as a Python function of one plan and as SQL for a query of plans.

`right(plan, actor)` and `right_sql(actor)` give the same answer for every plan and every actor;
the answers are tabled in `tests/events/test_access.py`. Models import this module, so it imports
no model of a plan.
"""

from collections.abc import Iterable
from typing import Any, Final, Protocol

from django.db.models import Case, F, Q, QuerySet, Value, When

from associations.actor import Actor, Standing
from associations.models import Association, Office
from associations.vocabulary import AUTHORS, DECIDERS, OWN, OfficeRole
from events.plan.status import PlanStatus
from events.plan.vocabulary import DECISIONS

_OPEN: Final = tuple(status for status in PlanStatus if status.is_open)
_EVERY: Final = Q(pk__isnull=False)

# Which content of a plan a reader is shown.
PRESENT: Final = "present"
SENT: Final = "sent"
IN_FORCE: Final = "in_force"


class PlanRow(Protocol):
    """The fields of a plan that rights depend on."""

    pk: Any
    association: Any
    status: Any
    edition_id: Any
    official_id: Any
    removed_at: Any
    steps: Any


class StepRow(Protocol):
    """The fields of a step that rights depend on."""

    pk: Any
    office: Any
    office_id: Any


# --- By association ------------------------------------------------------------------------


def _holds(association: Association, actor: Actor, roles: Iterable[OfficeRole]) -> bool:
    """Whether the actor holds one of the roles in the association, or in its whole institution."""
    return association.pk in actor.association_ids(
        roles
    ) or association.institution_id in actor.institution_wide_ids(roles)


def _holds_sql(actor: Actor, roles: Iterable[OfficeRole], to: str = "association__") -> Q:
    return Q(**{f"{to}pk__in": actor.association_ids(roles)}) | Q(
        **{f"{to}institution_id__in": actor.institution_wide_ids(roles)}
    )


def is_author(association: Association, actor: Actor) -> bool:
    """Plans are written, sent and recalled by the chair, the secretary and institute staff."""
    return _holds(association, actor, (*AUTHORS, OfficeRole.METHODIST))


def is_author_sql(actor: Actor, to: str = "association__") -> Q:
    """The same by the association that `to` leads to; empty for a query of associations."""
    return _holds_sql(actor, (*AUTHORS, OfficeRole.METHODIST), to)


def associations_to_draft(actor: Actor) -> QuerySet[Association]:
    """The associations whose plans the actor writes."""
    written = Association.objects.filter(is_author_sql(actor, to=""))
    return written.filter(is_active=True).order_by("name")


# --- By plan -------------------------------------------------------------------------------


def reads_draft(plan: PlanRow, actor: Actor) -> bool:
    """A draft is read by authors, curators and superusers."""
    return actor.is_superuser or _holds(plan.association, actor, (*OWN, OfficeRole.METHODIST))


def reads_draft_sql(actor: Actor) -> Q:
    """The plans whose drafts the actor reads."""
    return _EVERY if actor.is_superuser else _holds_sql(actor, (*OWN, OfficeRole.METHODIST))


def may_be_asked(plan: PlanRow, actor: Actor) -> bool:
    """Who may be asked to agree or approve reads a plan once it was sent.

    They hold an office of an agreer or approver for its association, or one that its steps name: so
    the chair of one association reads another's plan. Who decides on a step is told by
    `may_decide`. At most 1 query.
    """
    if _holds(plan.association, actor, DECIDERS):
        return True
    if not actor.standings:
        return False
    steps = plan.steps.filter(verb__in=DECISIONS).select_related("office")
    return any(standing_for(step, actor) for step in steps)


def may_be_asked_sql(actor: Actor) -> Q:
    """The plans that the actor may be asked to agree or approve."""
    # From the offices to their steps, so that the index of steps by office is used.
    named = Office.objects.held_by(actor).filter(steps__verb__in=DECISIONS)
    return _holds_sql(actor, DECIDERS) | Q(pk__in=named.values("steps__plan"))


def takes_part(plan: PlanRow, actor: Actor) -> bool:
    """Whether the actor writes, curates, agrees or approves the plan, and so sees its sign-off.

    The rest of the institution sees only the approved edition. At most 1 query; none for a plan
    that was read `with_shown_title` for this actor.
    """
    known: str | None = getattr(plan, "shown_words", None)
    if known is not None:
        return known != IN_FORCE
    return reads_draft(plan, actor) or may_be_asked(plan, actor)


def takes_part_sql(actor: Actor) -> Q:
    """The plans in which the actor takes part."""
    return reads_draft_sql(actor) | may_be_asked_sql(actor)


def sees(plan: PlanRow, actor: Actor) -> bool:
    """Whether the actor may see the plan at all.

    Readers of drafts see it; once it was sent, those who decide on it; while an edition is in
    force, everybody in the institution. A removed draft is seen by no one.
    """
    if plan.removed_at is not None:
        return False
    if plan.official_id and plan.association.institution_id in actor.institution_ids:
        return True
    return reads_draft(plan, actor) or (plan.edition_id is not None and may_be_asked(plan, actor))


def sees_sql(actor: Actor) -> Q:
    """The plans that the actor may see."""
    sent = Q(edition__isnull=False) & may_be_asked_sql(actor)
    in_force = Q(official__isnull=False, association__institution_id__in=actor.institution_ids)
    return Q(removed_at=None) & (reads_draft_sql(actor) | sent | in_force)


def shown_words(plan: PlanRow, actor: Actor) -> str:
    """Which content of a visible plan the actor is shown: PRESENT, SENT or IN_FORCE.

    While a plan is with its authors, readers of drafts are shown the present rows. Others who
    take part are shown the last sent edition, the rest of the institution the one in force.
    """
    known: str | None = getattr(plan, "shown_words", None)
    if known is not None:
        return known
    if not takes_part(plan, actor):
        return IN_FORCE
    return PRESENT if plan.status in _OPEN and reads_draft(plan, actor) else SENT


def shown_words_sql(actor: Actor) -> Case:
    """The same as an expression."""
    return Case(
        When(Q(status__in=_OPEN) & reads_draft_sql(actor), then=Value(PRESENT)),
        When(takes_part_sql(actor), then=Value(SENT)),
        default=Value(IN_FORCE),
    )


def reads_rows(plan: PlanRow, actor: Actor) -> bool:
    """Whether the actor is shown the rows of the database, for a plan that it may see.

    If not, it is shown an edition: the last sent one, or the one in force (see `shown_words`).
    """
    if plan.status == PlanStatus.APPROVED:
        return True
    words = shown_words(plan, actor)
    return words == PRESENT or (words == SENT and plan.status == PlanStatus.SIGNOFF)


def reads_rows_sql(actor: Actor) -> Q:
    """The plans whose rows of the database may be shown to the actor."""
    in_signoff = Q(status=PlanStatus.SIGNOFF) & may_be_asked_sql(actor)
    return Q(status=PlanStatus.APPROVED) | in_signoff | reads_draft_sql(actor)


def shown_status(plan: PlanRow, actor: Actor) -> str:
    """The status of a visible plan: for those who take no part it is approved."""
    return str(plan.status) if takes_part(plan, actor) else PlanStatus.APPROVED.value


def shown_status_sql(actor: Actor) -> Case:
    """The same as an expression."""
    return Case(
        When(takes_part_sql(actor), then=F("status")), default=Value(PlanStatus.APPROVED.value)
    )


# --- By step of the sign-off ---------------------------------------------------------------


def standing_for(step: StepRow, actor: Actor) -> Standing | None:
    """How the actor may decide the step: as today's holder of its office, or as a substitute.

    The rights of an office that has ended belong to today's holder of the same one.
    """
    return actor.standing_in(step.office) if step.office else None


def standing_for_sql(actor: Actor) -> Q:
    """The steps of the actor's offices."""
    return Q(office__in=Office.objects.held_by(actor))


def records_paper(plan: PlanRow, step: StepRow, actor: Actor) -> bool:
    """Institute staff records what was signed on paper, for a signer outside the portal."""
    staff = actor.staff_institution_ids
    return step.office_id is None and plan.association.institution_id in staff


def records_paper_sql(actor: Actor) -> Q:
    """The steps whose signature on paper the actor records."""
    staff = actor.staff_institution_ids
    return Q(office=None, plan__association__institution_id__in=staff)


def decides_by_link(step: StepRow, actor: Actor) -> bool:
    """Whether the actor came by a one-time link for this very step, which no office has."""
    outsider = actor.outsider
    return outsider is not None and step.office_id is None and step.pk == outsider.step_id


def may_decide(plan: PlanRow, step: StepRow, actor: Actor) -> bool:
    """Whether the actor decides the step once it is pending: by office, paper or one-time link."""
    return (
        standing_for(step, actor) is not None
        or records_paper(plan, step, actor)
        or decides_by_link(step, actor)
    )


def may_decide_sql(actor: Actor) -> Q:
    """The steps that the actor decides."""
    by_link = Q(pk=actor.outsider.step_id, office=None) if actor.outsider else Q(pk__in=())
    return standing_for_sql(actor) | records_paper_sql(actor) | by_link
