"""Carries agreements that stand into the edition that is sent."""

from collections.abc import Iterable

from django.db import transaction

from associations.actor import Actor
from events.history.rules import record
from events.models import Edition, Signature
from events.signoff.queries.asked_again import Kept
from plans_portal.lib.chain import append


@transaction.atomic
def carry_agreements(*, edition: Edition, kept: Iterable[Kept], by: Actor) -> None:
    """Write each agreement that stands into the edition, with who, how and when as they were.

    The row has the hash of the words that the person saw.
    """
    told = []
    for one in kept:
        values = {name: getattr(one.origin, name) for name in Signature.copied_fields()}
        append(
            Signature(edition=edition, carried_from=one.origin, carried_words=one.words, **values)
        )
        told.append(f"{one.origin.name} ({one.words})")
    if told:
        words = f"Согласие остаётся в силе: {'; '.join(told)}."
        record(edition.plan, "carry_agreements", words, after={"edition": edition.number}, by=by)
