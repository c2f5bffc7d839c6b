"""Several plans to be signed by one act: which of them may be, which are left out, and why.

Nothing is written here: each plan is signed by `sign_plan`, in a transaction of its own.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from associations.actor import Actor
from events.access import may_decide
from events.drafting.queries.inspection import checked, surroundings_of
from events.drafting.queries.stored_content import edition_content
from events.drafting.rules.transitions import CHANGED_MEANWHILE, place_in_words
from events.models import DismissedFinding, Edition, Look, Plan
from events.plan.comparison import compare
from events.plan.content import PlanContent
from events.plan.vocabulary import DECISIONS, POSITIVE
from events.remarks.queries.remarks import unsettled_in
from events.signoff.queries.own_words import objection_to_own_words, plans_with_own_words
from events.signoff.queries.statement import statement_of
from events.signoff.queries.waiting import Waiting, waiting_for
from events.signoff.rules.deciding import DONE, objection_to_stamp

MOST: Final = 100
NOT_READ: Final = "Вы ещё не открывали эту редакцию: прочитайте её."
ONE_BY_ONE: Final = "Подпись на бумаге записывают отдельно: нужен документ или скан."
NOT_SHOWN: Final = "Его не было среди тех, которые вы подписываете: отметьте его снова."
NOT_YOURS: Final = "Сейчас решение по нему принимаете не вы."


@dataclass(frozen=True, slots=True)
class ToSign:
    """A plan that will be signed, with what its reader should know once more.

    `statement` is the sentence by which it is signed where it is signed by itself.
    `changes` tell what differs from the edition that was looked at before, or from the one in
    force, whose number is `since`; 0 where there is none.
    """

    waiting: Waiting
    edition: Edition
    statement: str
    rows: int
    findings: int
    remarks: int
    since: int = 0
    changes: str = ""

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.waiting.plan


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A plan that is not signed, and why; `waiting` where the person may still decide on it."""

    plan: Plan
    why: str
    waiting: Waiting | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """What was ticked, parted; `unknown` is how many plans the person doesn't see."""

    to_sign: Sequence[ToSign] = ()
    left_out: Sequence[LeftOut] = ()
    unknown: int = 0


def batch_of(keys: Sequence[int], actor: Actor, seen: Mapping[int, str] | None = None) -> Batch:
    """Part the plans of these keys; the number of queries does not grow with that of the plans.

    `seen` are the fingerprints of those that the person was shown as what will be signed: once it
    is known, no other plan is signed, and none with other words.
    """
    waiting = {one.plan.pk: one for one in waiting_for(actor, keys)}
    own = plans_with_own_words([one.plan for one in waiting.values()], actor)
    mine, left_out = [], []
    for one in (waiting[pk] for pk in keys if pk in waiting):
        why = _objection(one, actor, own) or _not_as_shown(one, seen)
        if why:
            left_out.append(LeftOut(one.plan, why, one))
        else:
            mine.append(one)
    others = _not_waiting([pk for pk in keys if pk not in waiting], actor)
    unknown = len(keys) - len(waiting) - len(others)
    # Those of one reason stand together.
    told = sorted((*left_out, *others), key=lambda one: one.why)
    return Batch(_to_sign(mine, actor), told, unknown)


def _not_as_shown(one: Waiting, seen: Mapping[int, str] | None) -> str | None:
    """Why a plan is not what the person was shown, or None."""
    if seen is None or (one.plan.edition and seen.get(one.plan.pk) == one.plan.edition.sha256):
        return None
    return CHANGED_MEANWHILE if one.plan.pk in seen else NOT_SHOWN


def _objection(one: Waiting, actor: Actor, own: Collection[int]) -> str | None:
    """Why the actor can't sign this plan together with others, or None."""
    return (
        objection_to_own_words(one.plan, one.step, actor, own)
        or objection_to_stamp(one.step, actor)
        or (None if one.is_read else NOT_READ)
    )


def _not_waiting(keys: Sequence[int], actor: Actor) -> list[LeftOut]:
    """The visible plans that don't wait for the actor, and why (3 queries, or none)."""
    if not keys:
        return []
    plans = Plan.objects.visible_to(actor).filter(pk__in=keys)
    plans = plans.select_related("association", "edition").defer("edition__content")
    return [
        _not_now(plan, actor)
        for plan in plans.prefetch_related("steps__office", "edition__signatures")
    ]


def _not_now(plan: Plan, actor: Actor) -> LeftOut:
    signatures = plan.edition.standing if plan.edition else ()
    if any(one.user_id == actor.user_id and one.decision in POSITIVE for one in signatures):
        return LeftOut(plan, DONE, is_done=True)
    if plan.status != Plan.Status.SIGNOFF:
        return LeftOut(plan, f"План {place_in_words(plan)}: решать по нему сейчас нечего.")
    here = [one for one in plan.steps.all() if one.stage == plan.stage and one.verb in DECISIONS]
    on_paper = any(one.office_id is None and may_decide(plan, one, actor) for one in here)
    return LeftOut(plan, ONE_BY_ONE if on_paper else NOT_YOURS)


def _to_sign(waiting: Iterable[Waiting], actor: Actor) -> list[ToSign]:
    """What the reader should know once more of each plan (6 queries, or none)."""
    waiting = list(waiting)
    if not waiting:
        return []
    plans = [one.plan for one in waiting]
    looks = Look.objects.filter(plan__in=plans, user=actor.user_id, earlier__isnull=False)
    bases = {plan.pk: plan.official_id for plan in plans if plan.official_id}
    bases |= dict(looks.values_list("plan", "earlier"))
    wanted = [*bases.values(), *(plan.edition_id for plan in plans if plan.edition_id)]
    editions = {one.pk: one for one in Edition.objects.filter(pk__in=wanted)}
    contents = {pk: edition_content(one) for pk, one in editions.items()}
    remarks = unsettled_in(plans, actor)
    findings = _count_findings(plans, contents)
    found = []
    for one in waiting:
        pk, edition = one.plan.pk, editions[one.plan.edition_id or 0]
        content = contents[edition.pk]
        base = editions.get(bases.get(pk, 0))
        since, changes = 0, ""
        if base is not None and base.pk != edition.pk:
            since = base.number
            counts = compare(contents[base.pk], content, whole=False).counts
            changes = counts.sentence or "слова те же."
        rows = content.row_count
        open_remarks = len(remarks.get(pk, ()))
        words = statement_of(one.plan, one.step, rows, actor)
        found.append(ToSign(one, edition, words, rows, findings[pk], open_remarks, since, changes))
    return found


def _count_findings(plans: Iterable[Plan], contents: Mapping[int, PlanContent]) -> dict[int, int]:
    """How many findings of each plan were not set aside (1 query, and 1 for each kind)."""
    plans = list(plans)
    beside = {}
    for plan in plans:
        place = (plan.association.institution_id, plan.association.kind)
        if place not in beside:
            beside[place] = surroundings_of(plan.association)
    dismissed = {
        (plan_id, f"{key}:{version}")
        for plan_id, key, version in DismissedFinding.objects.filter(plan__in=plans).values_list(
            "plan", "key", "version"
        )
    }
    counted = {}
    for plan in plans:
        content, steps = contents[plan.edition_id or 0], plan.steps.all()
        around = beside[plan.association.institution_id, plan.association.kind]
        found = checked(plan, content, plan.edition, steps, beside=around)
        counted[plan.pk] = sum(
            one.blocks or (plan.pk, one.reference) not in dismissed for one in found
        )
    return counted
