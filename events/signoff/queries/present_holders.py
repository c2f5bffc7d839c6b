"""The steps that came from an office, in the words of whoever holds it now."""

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from typing import Any

from associations.actor import Actor
from associations.offices.queries import Holding, holding
from events.drafting.queries.stored_content import read_content
from events.models import Plan, Step
from events.plan.content import PlanContent
from events.plan.vocabulary import DECISIONS, Mode
from events.signoff.queries.pending_steps import decided_steps
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


def present_names(steps: Iterable[Step], signed: Container[str], on: dt.date) -> dict[str, str]:
    """Who will sign instead of whom a stamp names, by the steps' uids.

    They are those whose office has passed to a successor since the edition was sent. The steps are
    read by `with_deciders`; `signed` are the uids of decided ones.
    """
    return {
        step.uid: held.person.signing_name
        for step in steps
        if step.verb in DECISIONS and step.uid not in signed and step.mode == Mode.PERSON
        if step.office and _same(step.name, step.office.person.signing_name)
        if (held := _successor(step, on))
    }


def present_names_of(plan: Plan, on: dt.date) -> dict[str, str]:
    """`present_names` of a plan (3 queries); none unless it is in sign-off (no query)."""
    if plan.status != Plan.Status.SIGNOFF:
        return {}
    return present_names(with_deciders(plan.steps.all()), decided_steps(plan), on)


def with_present_names(
    content: PlanContent, steps: Iterable[Step], signed: Container[str], on: dt.date
) -> PlanContent:
    """The content as a page shows it while it waits, with `present_names` in the stamps."""
    return with_names(content, present_names(steps, signed, on))


def with_names(content: PlanContent, names: Mapping[str, str]) -> PlanContent:
    """The content with these names in its stamps, by the steps' uids: it is drawn, never kept."""
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
