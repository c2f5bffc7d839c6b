"""Takes snapshots of some rows, sections, steps and the heading of a plan, and compares them."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace

from events.drafting.queries.row_values import EventValues, row_values
from events.drafting.rules.parts import place_of, row_fields
from events.drafting.rules.plans import HeadingValues, heading_values
from events.drafting.rules.sections import SectionValues, section_values
from events.drafting.rules.steps import StepValues, step_values
from events.models import Event, Plan
from events.plan.patch import PartChange, PartKind, Patch, Place, difference


@dataclass(frozen=True, slots=True)
class RowState:
    """The values and the place of a row; `section`, `parent` and `after` are uids.

    `parent` is empty for a row of the table; `after` is the row right above, if any.
    """

    section: str
    values: EventValues
    parent: str = ""
    after: str = ""

    @property
    def place(self) -> Place:
        """The place as a patch holds it."""
        return Place(self.section, self.parent, self.after)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The values by uid; a row that is missing here does not exist."""

    rows: dict[str, RowState] = field(default_factory=dict)
    sections: dict[str, SectionValues] = field(default_factory=dict)
    steps: dict[str, StepValues] = field(default_factory=dict)
    heading: HeadingValues | None = None


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


def patch_between(now: Snapshot, wanted: Snapshot) -> Patch:
    """The patch from one to the other; a row keeps its place unless its parent changes."""
    changes: list[PartChange] = []
    moved: set[str] = set()
    if now.heading and wanted.heading:
        changes += difference(PartKind.HEADING, "", asdict(now.heading), asdict(wanted.heading))
    for uid, section in wanted.sections.items():
        changes += difference(PartKind.SECTION, uid, asdict(now.sections[uid]), asdict(section))
    for uid, step in wanted.steps.items():
        changes += difference(PartKind.STEP, uid, asdict(now.steps[uid]), asdict(step))
    for uid, state in wanted.rows.items():
        if uid not in now.rows:
            fields = row_fields(state.values)
            changes.append(PartChange(PartKind.ROW, uid, None, fields, None, state.place))
            continue
        was = now.rows[uid]
        if was.parent != state.parent:
            # Where it stood when those above it had moved: going back they come after it.
            after = was.after
            while after in moved:
                after = now.rows[after].after
            place = replace(was.place, after=after)
            changes.append(PartChange(PartKind.ROW, uid, {}, {}, place, state.place))
            moved.add(uid)
        changes += difference(PartKind.ROW, uid, row_fields(was.values), row_fields(state.values))
    # Last, and parts before their rows, so that parts that moved out of a row stay.
    for uid, was in reversed(now.rows.items()):
        if uid not in wanted.rows:
            fields = row_fields(was.values)
            changes.append(PartChange(PartKind.ROW, uid, fields, None, was.place, None))
    return tuple(changes)


def _state(event: Event) -> RowState:
    place = place_of(event)
    return RowState(place.section, row_values(event), place.parent, place.after)
