"""Nobody approves words of their own: persons are compared, whatever offices they hold.

A layout may prescribe an author as the one who approves («Утвержден: Председатель РУМО»).
"""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from associations.actor import Actor
from associations.models import Office, Person
from associations.offices.queries import holding
from associations.vocabulary import AUTHORS
from events.access import standing_for
from events.history.queries.writing import words_written
from events.models import Plan, Step
from events.plan.vocabulary import DECISIONS, Verb
from events.signoff.queries.plan_state import with_deciders


def objection_to_own_words(plan: Plan, step: Step, actor: Actor) -> str | None:
    """Why the actor may not approve by this step of the plan in sign-off, or None.

    Whoever sent the edition, or wrote in it since the one before, may not (2 queries).
    """
    if step.verb != Verb.APPROVE or plan.edition is None or _is_prescribed(plan, [step]):
        return None
    if actor.outsider:
        return None  # who has no account has written nothing here
    edition = plan.edition
    before = plan.editions.filter(number__lt=edition.number).order_by("number").last()
    written = words_written(plan, before.made_at if before else None)
    if edition.made_by_id != actor.user_id and not written.filter(by=actor.user_id).exists():
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


def objection_to_deciders(
    plan: Plan, actor: Actor, steps: Iterable[Step] | None = None
) -> str | None:
    """Why the actor may not send the open plan to those who decide by its steps, or None.

    Pass `steps` that were read `with_deciders` to save 3 of 4 queries.
    """
    if steps is None:
        steps = with_deciders(plan.steps.all())
    steps = [step for step in steps if step.verb in DECISIONS]
    deciders = {step.pk: _decider(step, actor) for step in steps}
    people = _authors_among(plan, actor, deciders.values())
    if set(deciders.values()) <= set(people) and not _is_prescribed(plan, steps):
        return (
            "План согласуют и утверждают только его авторы. Добавьте того, кто согласует или"
            " утверждает его кроме них, или подпись на бумаге."
        )
    own = next(
        (
            step
            for step in steps
            if step.verb == Verb.APPROVE and people.get(deciders[step.pk])
            if not _is_prescribed(plan, [step])
        ),
        None,
    )
    if own is None:
        return None
    return (
        f"«{' '.join((own.position or own.name).split())}» утверждает план, который сам писал или"
        " отправляет. Укажите другого, кто утвердит план, или попросите методиста назначить"
        " замещение."
    )


def _decider(step: Step, actor: Actor) -> int | None:
    """The person who decides the step today: the substitute, or the holder; None on paper."""
    if step.office is None:
        return None
    held = holding(step.office, actor.on)
    return held.substitution.person_id if held.substitution else held.office.person_id


def _authors_among(
    plan: Plan, actor: Actor, deciders: Iterable[int | None]
) -> dict[int | None, bool]:
    """Those of these people who are authors, each with whether they wrote it or send it now.

    Authors hold such an office, wrote since the last edition, or send it (1 query, or none).
    """
    asked = [person for person in deciders if person is not None]
    if not asked:
        return {}
    written = words_written(plan, plan.edition.made_at if plan.edition else None)
    offices = Office.objects.in_force(actor.on).filter(
        association=plan.association_id, role__in=AUTHORS
    )
    people = Person.objects.filter(pk__in=asked).annotate(
        wrote=Exists(written.filter(by=OuterRef("user"))),
        is_author=Exists(offices.filter(person=OuterRef("pk"))),
    )
    found = people.values_list("pk", "wrote", "is_author")
    told = {pk: (wrote or pk == actor.person_id, is_author) for pk, wrote, is_author in found}
    return {pk: wrote for pk, (wrote, is_author) in told.items() if wrote or is_author}


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
    seats = plan.layout.seats.select_related("office")
    return any((one.verb, one.office.role if one.office else one.role) in roles for one in seats)
