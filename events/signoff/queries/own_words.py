"""Nobody approves words of their own: persons are compared, whatever offices they hold.

A layout may prescribe an author as the one who approves («Утвержден: Председатель РУМО»).
"""

import datetime as dt
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

    Whoever sent the edition, or wrote in it since the one before with other words, may not (2
    queries).
    """
    if step.verb != Verb.APPROVE or plan.edition is None or _is_prescribed(plan, [step]):
        return None
    edition = plan.edition
    since, senders = _these_words(plan, edition.sha256)
    written = words_written(plan, since).filter(by=actor.user_id)
    if actor.user_id not in senders and not written.exists():
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


def _these_words(plan: Plan, sha256: str) -> tuple[dt.datetime | None, set[int]]:
    """Since when the plan's last editions have these words, and who sent those (1 query).

    None where no edition has had others. Who wrote the words did so since then.
    """
    senders: set[int] = set()
    sent = plan.editions.order_by("-number").values_list("sha256", "made_at", "made_by")
    for words, at, sender in sent:
        if words != sha256:
            return at, senders
        senders.add(sender)
    return None, senders


def objection_to_deciders(
    plan: Plan, actor: Actor, steps: Iterable[Step] | None = None, *, sha256: str
) -> str | None:
    """Why the actor may not send the open plan to those who decide by its steps, or None.

    `sha256` is the fingerprint of what is sent. Pass `steps` that were read `with_deciders` to save
    3 of 5 queries.
    """
    if steps is None:
        steps = with_deciders(plan.steps.all())
    steps = [step for step in steps if step.verb in DECISIONS]
    deciders = {step.pk: _decider(step, actor) for step in steps}
    people = _authors_among(plan, actor, deciders.values(), sha256)
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
    plan: Plan, actor: Actor, deciders: Iterable[int | None], sha256: str
) -> dict[int | None, bool]:
    """Those of these people who are authors, each with whether they wrote it or send it now.

    Authors hold such an office, wrote since the last edition with other words, or send it (at most
    2 queries).
    """
    asked = [person for person in deciders if person is not None]
    if not asked:
        return {}
    written = words_written(plan, _these_words(plan, sha256)[0] if plan.edition_id else None)
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
