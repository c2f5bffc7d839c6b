"""The steps that came from an office, in the words of whoever holds it now."""

import datetime as dt
from collections.abc import Container, Iterable
from dataclasses import replace
from typing import Any

from associations.actor import Actor
from associations.offices.queries import Holding, holding
from events.drafting.queries.stored_content import read_content
from events.models import Plan, Step
from events.plan.content import PlanContent
from events.plan.vocabulary import DECISIONS, Mode
from events.signoff.queries.plan_state import with_deciders


def fields_to_renew(step: Step, on: dt.date) -> dict[str, Any]:
    """What of the step the successor in its office changes: office, position, name.

    Words that the author wrote otherwise than the office says stay. The step is read by
    `with_deciders`.
    """
    held = _successor(step, on)
    if held is None or step.office is None:
        return {}
    fields: dict[str, Any] = {"office_id": held.office.pk}
    if step.mode == Mode.PERSON and _same(step.position, step.office.position):
        fields["position"] = held.office.position
    if step.mode == Mode.PERSON and _same(step.name, step.office.person.signing_name):
        fields["name"] = held.person.signing_name
    return fields


def content_to_send(plan: Plan, actor: Actor) -> PlanContent:
    """The content of an open plan as it is sent: its steps name who holds their office now."""
    steps = list(with_deciders(plan.steps.order_by("order")))
    for step in steps:
        for name, value in fields_to_renew(step, actor.on).items():
            setattr(step, name, value)
    return read_content(plan, steps)


def with_present_names(
    content: PlanContent, steps: Iterable[Step], signed: Container[str], on: dt.date
) -> PlanContent:
    """The content as a page shows it while it waits: who will sign now stands in each stamp.

    It differs from the edition where an office has passed to a successor since it was sent, so it
    is drawn and never kept.
    """
    names = {
        step.uid: held.person.signing_name
        for step in steps
        if step.verb in DECISIONS and step.uid not in signed and step.mode == Mode.PERSON
        if step.office and _same(step.name, step.office.person.signing_name)
        if (held := _successor(step, on))
    }
    if not names:
        return content
    shown = (replace(one, name=names.get(one.uid, one.name)) for one in content.steps)
    return replace(content, steps=tuple(shown))


def _successor(step: Step, on: dt.date) -> Holding | None:
    """Who holds the step's office now in the place of its former holder, or None."""
    if step.office is None:
        return None
    held = holding(step.office, on)
    lasts = held.office.until is None or held.office.until >= on
    return held if held.office.pk != step.office.pk and lasts else None


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()
