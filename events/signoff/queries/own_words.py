"""Nobody approves words of their own: persons are compared, whatever offices they hold.

A layout may prescribe an author as the one who approves («Утвержден: Председатель РУМО»).
"""

from collections.abc import Iterable

from associations.actor import Actor
from associations.models import Office
from associations.offices.holding import holding
from associations.vocabulary import AUTHORS
from events.access import standing_for
from events.history.queries.writers import writers
from events.models import Edition, Plan, Step
from events.plan.vocabulary import DECISIONS, Verb
from events.signoff.queries.plan_state import with_deciders


def written_by(plan: Plan, edition: Edition | None) -> frozenset[int]:
    """Who sent this edition of the plan, and who wrote in it since the one before (3 queries).

    Without an edition: who wrote what would be sent now.
    """
    before = plan.editions.order_by("number")
    if edition is not None:
        before = before.filter(number__lt=edition.number)
    last = before.last()
    wrote = writers(plan, last.made_at if last else None)
    if edition is None:
        return wrote
    sent = Edition.objects.filter(pk=edition.pk, made_by__person__isnull=False)
    return wrote | set(sent.values_list("made_by__person", flat=True))


def objection_to_own_words(plan: Plan, step: Step, actor: Actor) -> str | None:
    """Why the actor may not approve by this step of the plan in sign-off, or None."""
    if step.verb != Verb.APPROVE or plan.edition is None or _is_prescribed(plan, [step]):
        return None
    if actor.person_id not in written_by(plan, plan.edition):
        return None
    if standing_for(step, actor) is None:
        return (
            "Вы писали или отправляли эту редакцию, поэтому утверждение на бумаге записывает другой"
            " методист. Попросите его."
        )
    return (
        "Вы писали или отправляли эту редакцию, поэтому утверждать её вам нельзя. Попросите"
        " методиста института назначить замещение."
    )


def objection_to_deciders(plan: Plan, actor: Actor) -> str | None:
    """Why the actor may not send the plan to those who decide by its steps, or None."""
    steps = list(with_deciders(plan.steps.filter(verb__in=DECISIONS)))
    deciders = {step.pk: _decider(step, actor) for step in steps}
    if not any(deciders.values()):
        return None
    wrote = written_by(plan, None) | {actor.person_id}
    if set(deciders.values()) <= wrote | _authors(plan, actor) and not _is_prescribed(plan, steps):
        return (
            "План согласуют и утверждают только его авторы. Добавьте того, кто согласует или"
            " утверждает его кроме них, или подпись на бумаге."
        )
    approving = [s for s in steps if s.verb == Verb.APPROVE and deciders[s.pk] in wrote]
    own = next((step for step in approving if not _is_prescribed(plan, [step])), None)
    if own is not None:
        return (
            f"«{' '.join((own.position or own.name).split())}» утверждает план, который сам писал"
            " или отправляет. Укажите другого, кто утвердит план, или попросите методиста назначить"
            " замещение."
        )
    return None


def _decider(step: Step, actor: Actor) -> int | None:
    """The person who decides the step today: the substitute, or the holder; None on paper."""
    if step.office is None:
        return None
    held = holding(step.office, actor.on)
    return held.substitution.person_id if held.substitution else held.office.person_id


def _authors(plan: Plan, actor: Actor) -> set[int | None]:
    offices = Office.objects.in_force(actor.on).filter(
        association=plan.association_id, role__in=AUTHORS
    )
    return set(offices.values_list("person", flat=True))


def _is_prescribed(plan: Plan, steps: Iterable[Step]) -> bool:
    """Whether the layout gives one of the steps to an author (at most 1 query)."""
    roles = {
        (step.verb, step.office.role)
        for step in steps
        if step.office and step.office.association_id == plan.association_id
    }
    roles = {(verb, role) for verb, role in roles if role in AUTHORS}
    if not roles or plan.layout.association_kind != plan.association.kind:
        return False
    return bool(roles & set(plan.layout.steps.values_list("verb", "role")))
