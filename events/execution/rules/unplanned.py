"""Adds events that were held beside the plan."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.access import is_author
from events.drafting.rules.transitions import lock_plan, raise_objection
from events.execution.rules.marking import FactValues, mark_event, objection_to_marking
from events.history.rules import record
from events.models import Fact, Plan, UnplannedEvent
from events.plan.held import MarkPlace
from plans_portal.lib.characters import normalize_values

AUTHORS_ONLY: Final = "Сверх плана добавляют председатель и секретарь объединения и методист."


@transaction.atomic
def add_unplanned(
    *,
    plan: Plan,
    title: str,
    values: FactValues,
    responsible: str = "",
    section_uid: str = "",
    by: Actor,
) -> Fact:
    """Add an event that no plan foresaw, with what became of it.

    Raises:
        PermissionDenied, ValidationError: see `mark_event`; it has no title, or was not held.

    """
    plan, by = lock_plan(plan, by)
    is_allowed = is_author(plan.association, by)
    objection = objection_to_marking(plan, by) if is_allowed else AUTHORS_ONLY
    raise_objection(objection, forbidden=not is_allowed)
    title, responsible = (" ".join(one.split()) for one in normalize_values((title, responsible)))
    if not title:
        raise ValidationError({"title": "Напишите, что проведено."})
    if values.mark.needs_reason:
        raise ValidationError({"mark": "Сверх плана добавляют только то, что проведено."})
    if values.held_on is None:
        raise ValidationError({"held_on": "Напишите, когда проведено."})
    event = UnplannedEvent(plan=plan, title=title, responsible=responsible, section_uid=section_uid)
    event.full_clean(exclude=["plan"])
    event.save(force_insert=True)
    record(plan, "add_unplanned", f"Сверх плана: {title}", event_uid=event.uid, by=by)
    return mark_event(plan=plan, place=MarkPlace(event.uid), values=values, by=by)
