"""Takes and restores snapshots of some rows, sections, steps and the heading of a plan.

History stores them as JSON, so a field is never renamed. Callers check whether to restore.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from associations.actor import Actor
from events.drafting.queries.row_values import (
    AgendaItemValues,
    EventValues,
    ResponsibleValues,
    row_values,
)
from events.drafting.rules.occurrences import refresh_occurrences
from events.drafting.rules.plans import HeadingValues, edit_heading, heading_values
from events.drafting.rules.rows import add_event, delete_event, edit_event
from events.drafting.rules.sections import SectionValues, edit_section, section_values
from events.drafting.rules.steps import StepValues, edit_step, step_values
from events.models import Event, Plan
from plans_portal.lib.ordering import place_before, renumber
from plans_portal.lib.versions import version_of


@dataclass(frozen=True, slots=True)
class RowState:
    """The values and the place of a row; `section`, `parent` and `after` are uids.

    `parent` is empty for a row of the table; `after` is the row right above, if any.
    """

    section: str
    values: EventValues
    parent: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The values by uid; a row that is missing here does not exist."""

    rows: dict[str, RowState] = field(default_factory=dict)
    sections: dict[str, SectionValues] = field(default_factory=dict)
    steps: dict[str, StepValues] = field(default_factory=dict)
    heading: HeadingValues | None = None

    def as_json(self) -> dict[str, Any]:
        """The snapshot as history stores it."""
        values = asdict(self)
        # A list, as a database may reorder keys.
        return {**values, "rows": [{"uid": uid, **row} for uid, row in values["rows"].items()]}

    def has_same_texts(self, other: "Snapshot") -> bool:
        """Whether all values are equal; the places of rows are not compared."""
        return replace(self, rows=_placeless(self)) == replace(other, rows=_placeless(other))


def snapshot_from_json(values: Mapping[str, Any]) -> Snapshot:
    """Read a snapshot from the JSON of history."""
    heading = values["heading"]
    return Snapshot(
        {row["uid"]: _row(row) for row in values["rows"]},
        {uid: SectionValues(**one) for uid, one in values["sections"].items()},
        {uid: StepValues(**one) for uid, one in values["steps"].items()},
        HeadingValues(**heading) if heading else None,
    )


def take_snapshot(plan: Plan, wanted_uids: Iterable[str], *, heading: bool = False) -> Snapshot:
    """The present values of what has these uids, rows with their parts."""
    uids = list(wanted_uids)
    rows: dict[str, RowState] = {}
    found = plan.events.filter(uid__in=uids).select_related("section", "parent").order_by("order")
    for event in found:
        rows[event.uid] = _state(event)
        for part in event.children.select_related("section", "parent").order_by("order"):
            rows[part.uid] = _state(part)
    return Snapshot(
        rows,
        {section.uid: section_values(section) for section in plan.sections.filter(uid__in=uids)},
        {step.uid: step_values(step) for step in plan.steps.filter(uid__in=uids)},
        heading_values(plan) if heading else None,
    )


def restore_snapshot(*, plan: Plan, now: Snapshot, wanted: Snapshot, by: Actor) -> None:
    """Change, add, move and delete what differs from `wanted`; `now` is the present snapshot.

    Raises:
        PermissionDenied, ValidationError: see the rules for rows, sections and steps.

    """
    if wanted.heading and now.heading and wanted.heading != now.heading:
        edit_heading(
            plan=plan, values=wanted.heading, expected_version=version_of(now.heading), by=by
        )
    for uid, wanted_section in wanted.sections.items():
        section = plan.sections.get(uid=uid)
        version = version_of(section_values(section))
        edit_section(section=section, values=wanted_section, expected_version=version, by=by)
    for uid, wanted_step in wanted.steps.items():
        step = plan.steps.get(uid=uid)
        version = version_of(step_values(step))
        edit_step(step=step, values=wanted_step, expected_version=version, by=by)
    for uid, state in wanted.rows.items():
        event = plan.events.select_related("section", "plan", "parent").filter(uid=uid).first()
        if event is None:
            _add(plan, uid, state, by)
            continue
        if (event.parent.uid if event.parent else "") != state.parent:
            _nest(plan, event, state)
        edit_event(
            event=event, values=state.values, expected_version=version_of(row_values(event)), by=by
        )
    # Last, so that parts that moved out of a row are not deleted with it.
    gone = plan.events.filter(uid__in=[uid for uid in now.rows if uid not in wanted.rows])
    for rows in (gone.filter(parent=None), gone.filter(parent__isnull=False)):
        for event in rows.order_by("order"):
            delete_event(event=event, by=by)


def _placeless(snapshot: Snapshot) -> dict[str, RowState]:
    return {uid: replace(row, section="", after="") for uid, row in snapshot.rows.items()}


def _row(values: Mapping[str, Any]) -> RowState:
    own = dict(values["values"])
    own["responsible"] = tuple(ResponsibleValues(**one) for one in own["responsible"])
    own["agenda"] = tuple(AgendaItemValues(**one) for one in own["agenda"])
    return RowState(values["section"], EventValues(**own), values["parent"], values["after"])


def _state(event: Event) -> RowState:
    above = Event.objects.filter(section=event.section, parent=event.parent, order__lt=event.order)
    last = above.order_by("-order").first()
    return RowState(
        event.section.uid,
        row_values(event),
        event.parent.uid if event.parent else "",
        last.uid if last else "",
    )


def _add(plan: Plan, uid: str, state: RowState, by: Actor) -> None:
    section = plan.sections.filter(uid=state.section).first()
    if section is None:
        raise ValidationError("Раздела, в котором стояла строка, в плане уже нет.", code="stale")
    parent = plan.events.filter(uid=state.parent).first() if state.parent else None
    add_event(
        section=section,
        values=state.values,
        parent=parent,
        before=_next(plan, state, Event.objects.filter(section=section, parent=parent)),
        uid=uid,
        by=by,
    )


def _nest(plan: Plan, event: Event, state: RowState) -> None:
    """Make a part a row of the table, or a row a part of another; its values are kept."""
    left = Event.objects.filter(section=event.section, parent=event.parent).exclude(pk=event.pk)
    event.parent = plan.events.get(uid=state.parent) if state.parent else None
    event.order = -1 - event.pk
    event.save(update_fields=["parent", "order"])
    renumber(left)
    siblings = Event.objects.filter(section=event.section, parent=event.parent)
    before = _next(plan, state, siblings.exclude(pk=event.pk))
    place_before(siblings, event.pk, before.pk if before else None)
    event.refresh_from_db()
    refresh_occurrences([event], plan.period)


def _next(plan: Plan, state: RowState, siblings: QuerySet[Event]) -> Event | None:
    """The row before which this one goes: the one after `state.after`."""
    if not state.after:
        return siblings.order_by("order").first()
    above = plan.events.filter(uid=state.after).first()
    if above is None:
        return None
    return siblings.filter(order__gt=above.order).order_by("order").first()
