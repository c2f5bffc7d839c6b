"""Nobody approves words of their own: persons are compared, whatever offices they hold.

A layout may prescribe an author as the one who approves («Утвержден: Председатель РУМО»).
"""

import datetime as dt
from collections.abc import Container, Iterable

from django.db.models import Exists, OuterRef

from associations.actor import Actor
from associations.models import Office, Person
from associations.offices.queries import holding
from associations.vocabulary import AUTHORS
from events.access import standing_for
from events.history.queries.writing import last_written, words_written
from events.models import Edition, Plan, Signature, Step
from events.plan.vocabulary import DECISIONS, Decision, Verb
from events.signoff.queries.plan_state import with_deciders

# The hash of an edition's words, when it was made, by whom, and whether it was approved.
_Sent = tuple[str, dt.datetime, int, bool]


def plans_with_own_words(plans: Iterable[Plan], actor: Actor) -> frozenset[int]:
    """The plans whose words the actor sent, or wrote since others were approved (2 queries)."""
    words = {plan: plan.edition.sha256 for plan in plans if plan.edition is not None}
    sent = _sent_of(words)
    written = last_written(words, actor.user_id)
    own = set()
    for plan, sha256 in words.items():
        since, senders = _these_words(sent.get(plan.pk, ()), sha256)
        last = written.get(plan.pk)
        if actor.user_id in senders or (last and (since is None or last > since)):
            own.add(plan.pk)
    return frozenset(own)


def objection_to_own_words(
    plan: Plan, step: Step, actor: Actor, own: Container[int] | None = None
) -> str | None:
    """Why the actor may not approve by this step of the plan in sign-off, or None.

    Whoever sent these words, or wrote in the plan since others were approved, may not (2 queries).
    Pass `own`, what `plans_with_own_words` tells of many plans, to save them.
    """
    if step.verb != Verb.APPROVE or plan.edition is None or _is_prescribed(plan, [step]):
        return None
    if actor.outsider:
        return None  # who has no account has written nothing here
    if plan.pk not in (plans_with_own_words([plan], actor) if own is None else own):
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


def _sent_of(plans: Iterable[Plan]) -> dict[int, list[_Sent]]:
    """The editions of the plans, each plan's newest first (1 query)."""
    sent: dict[int, list[_Sent]] = {}
    approved = Signature.objects.standing().filter(
        edition=OuterRef("pk"), decision=Decision.APPROVED
    )
    editions = Edition.objects.filter(plan__in=[plan.pk for plan in plans]).order_by("-number")
    editions = editions.annotate(was_approved=Exists(approved))
    fields = ("plan", "sha256", "made_at", "made_by", "was_approved")
    for plan_id, words, at, sender, was_approved in editions.values_list(*fields):
        sent.setdefault(plan_id, []).append((words, at, sender, was_approved))
    return sent


def _these_words(sent: Iterable[_Sent], sha256: str) -> tuple[dt.datetime | None, set[int]]:
    """When other words were last approved, and who has sent these since; `sent`: newest first.

    None where none were. Whatever stands in the plan was written since then: an edition that was
    recalled or returned in between makes nobody's words another's.
    """
    senders: set[int] = set()
    are_these = True
    for words, at, sender, was_approved in sent:
        are_these = are_these and words == sha256
        if are_these:
            senders.add(sender)
        elif was_approved:
            return at, senders
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

    Authors hold such an office, wrote since other words were approved, or send it (at most
    2 queries).
    """
    asked = [person for person in deciders if person is not None]
    if not asked:
        return {}
    sent = _sent_of([plan]) if plan.edition_id else {}
    written = words_written(plan, _these_words(sent.get(plan.pk, ()), sha256)[0])
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
