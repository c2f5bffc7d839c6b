"""Offices that plans wait for and in which nobody may act: somebody must be appointed."""

from dataclasses import dataclass, field

from django.db.models import F, Q

from associations.actor import Actor
from associations.models import Office
from associations.offices.queries import holding
from events.models import Plan, Step
from events.plan.vocabulary import DECISIONS
from events.signoff.queries.plan_state import with_deciders


@dataclass(frozen=True, slots=True)
class Vacancy:
    """An office without anybody who may act, why, and the plans that wait or will wait for it.

    `has_ended`: somebody is to be appointed in its place; else its holder needs an account, or a
    substitute.
    """

    office: Office
    nobody: str
    has_ended: bool
    plans: list[Plan] = field(default_factory=list)


def vacancies(actor: Actor) -> list[Vacancy]:
    """The vacancies that keep plans of the actor's institution, the longest waiting first."""
    in_signoff = Q(
        plan__association__institution__in=actor.staff_institution_ids,
        plan__status=Plan.Status.SIGNOFF,
    )
    without = Q(office__until__lt=actor.on) | Q(office__since__gt=actor.on)
    without |= Q(office__person__user=None) | Q(office__person__user__is_active=False)
    steps = Step.objects.filter(
        in_signoff, without, verb__in=DECISIONS, stage__gte=F("plan__stage")
    )
    steps = steps.select_related("plan__edition", "plan__association").order_by(
        "plan__status_since", "plan", "order"
    )
    steps = steps.prefetch_related("plan__edition__signatures")
    found: dict[int, Vacancy] = {}
    for step in with_deciders(steps):
        held = holding(step.office, actor.on) if step.office else None
        if held is None or not held.nobody or _is_signed(step):
            continue
        office = held.office
        ended = office.until is not None and office.until < actor.on
        vacancy = found.setdefault(office.pk, Vacancy(office, held.nobody, ended))
        if step.plan not in vacancy.plans:
            vacancy.plans.append(step.plan)
    return list(found.values())


def _is_signed(step: Step) -> bool:
    edition = step.plan.edition
    return edition is not None and any(one.step_uid == step.uid for one in edition.standing)
