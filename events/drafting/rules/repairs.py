"""Carries out the repair that `events.checks` proposes for a finding."""

from dataclasses import asdict, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from associations.actor import Actor
from events.checks import AddEvent, Finding, Repair, ReplaceEvent, SetField
from events.drafting.models.plan import new_uid
from events.drafting.queries.inspection import findings_of_plan
from events.drafting.queries.responsible_names import names_in
from events.drafting.queries.row_values import AgendaItemValues, EventValues, ResponsibleValues
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.dismissals import finding_now, set_aside
from events.drafting.rules.draft_lock import plan_to_change
from events.drafting.rules.snapshots import RowState, Snapshot, patch_between, take_snapshot
from events.history.rules import done_before
from events.models import Change, Plan
from events.plan.content import EventContent, PlanContent
from plans_portal.lib.typography import within_quotes

NOT_CERTAIN = "Это замечание портал сам не исправит: решите, как должно быть, и поправьте строку."
SETTLED = "Так решил автор: «{label}»."


@transaction.atomic
def repair_finding(
    *, plan: Plan, reference: str, choice: int = 0, key: str = "", by: Actor
) -> Change:
    """Carry out a repair of a finding; return the change that can be undone.

    `reference` names the finding as the page showed it, `choice` which of its repairs, from 0.
    The same one-time `key` repairs nothing again.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; the finding is gone or its words
            have changed, or it has no such repair.

    """
    plan = plan_to_change(plan, by)
    if done := done_before(plan, key, by):
        return done
    content = read_content(plan)
    finding = finding_now(plan, content, reference)
    if not 0 <= choice < len(finding.repairs):
        raise ValidationError(NOT_CERTAIN)
    repair = finding.repairs[choice]
    now = take_snapshot(plan, _uids(content, repair), heading=_has_heading(repair))
    wanted = _wanted(content, now, repair)
    patch = patch_between(now, wanted)
    added = next((one.uid for one in patch if one.before is None), "")
    change = commit_patch(
        plan,
        patch,
        "repair_finding",
        f"{_done(repair)} {finding.text}",
        event_uid=_row_of(now, finding) or added,
        key=key,
        by=by,
    )
    if repair.settles:
        reason = SETTLED.format(label=repair.label)
        for again in findings_of_plan(plan):
            if (again.code, again.uid) == (finding.code, finding.uid):
                set_aside(plan=plan, finding=again, reason=reason, by=by)
    return change


def _done(repair: Repair) -> str:
    """What was done, as the history begins to say it."""
    rows = [edit.event for edit in repair.edits if isinstance(edit, AddEvent)]
    if rows:
        return f"Добавлена строка «{within_quotes(rows[0].title)}» по проверке."
    return f"Исправлено по проверке: {repair.label}."


def _has_heading(repair: Repair) -> bool:
    return any(not edit.uid for edit in repair.edits)


def _uids(content: PlanContent, repair: Repair) -> list[str]:
    """What the edits are about; of a section that gets a row, its last one."""
    grown = {edit.uid for edit in repair.edits if isinstance(edit, AddEvent)}
    last = [one.events[-1].uid for one in content.all_sections() if one.uid in grown and one.events]
    return [*(edit.uid for edit in repair.edits if edit.uid), *last]


def _row_of(now: Snapshot, finding: Finding) -> str:
    """The uid of the table row that the finding is about, or ""."""
    state = now.rows.get(finding.uid)
    return (state.parent or finding.uid) if state else ""


def _wanted(content: PlanContent, now: Snapshot, repair: Repair) -> Snapshot:
    """The snapshot after the repair."""
    events = {event.uid: event for event in content.all_events()}
    wanted = replace(now, rows=dict(now.rows), sections=dict(now.sections), steps=dict(now.steps))
    for edit in repair.edits:
        if isinstance(edit, AddEvent):
            _add_row(wanted.rows, now, edit)
        elif isinstance(edit, ReplaceEvent):
            _replace_row(wanted.rows, now, edit)
        elif not edit.uid:
            wanted = _with_heading(wanted, edit)
        elif edit.uid in now.sections:
            change: dict[str, Any] = {edit.field: _lines(edit.value)}
            wanted.sections[edit.uid] = replace(wanted.sections[edit.uid], **change)
        elif edit.uid in now.steps:
            change = {edit.field: edit.value}
            wanted.steps[edit.uid] = replace(wanted.steps[edit.uid], **change)
        elif edit.uid in now.rows:
            # Two edits may change two fields of one row.
            events[edit.uid] = replace(events[edit.uid], **{edit.field: edit.value})
            state = wanted.rows[edit.uid]
            values = _values(events[edit.uid], now.rows[edit.uid].values)
            wanted.rows[edit.uid] = replace(state, values=values)
    return wanted


def _add_row(rows: dict[str, RowState], now: Snapshot, edit: AddEvent) -> None:
    """Add a row after the last one of its section, which alone is in the snapshot."""
    last = [uid for uid, one in now.rows.items() if one.section == edit.uid and not one.parent]
    values = _values(edit.event, EventValues())
    rows[new_uid()] = RowState(edit.uid, values, after=last[-1] if last else "")


def _with_heading(wanted: Snapshot, edit: SetField) -> Snapshot:
    if wanted.heading is None:
        return wanted
    change: dict[str, Any] = {edit.field: _lines(edit.value)}
    return replace(wanted, heading=replace(wanted.heading, **change))


def _lines(value: object) -> object:
    return "\n".join(value) if isinstance(value, tuple) else value


def _replace_row(rows: dict[str, RowState], now: Snapshot, edit: ReplaceEvent) -> None:
    """Replace one row by those of the edit, with their parts."""
    old = rows[edit.uid]
    for uid in [uid for uid, state in rows.items() if edit.uid in (uid, state.parent)]:
        del rows[uid]
    after = old.after
    for event in edit.events:
        uid = event.uid or new_uid()
        rows[uid] = _state(event, uid, now, RowState(old.section, old.values, old.parent, after))
        after = uid
        above = ""
        for part in event.events:
            part_uid = part.uid or new_uid()
            place = RowState(old.section, old.values, uid, above)
            rows[part_uid] = _state(part, part_uid, now, place)
            above = part_uid


def _state(event: EventContent, uid: str, now: Snapshot, place: RowState) -> RowState:
    """The new state of a row; responsible with an unchanged text keep what they name."""
    own = now.rows[uid].values if uid in now.rows else EventValues()
    known = (*own.responsible, *place.values.responsible)
    return replace(place, values=_values(event, replace(own, responsible=known)))


def _values(event: EventContent, old: EventValues) -> EventValues:
    values = {
        name: getattr(event, name)
        for name in EventValues.__slots__
        if name not in ("is_meeting", "responsible", "agenda")
    }
    return EventValues(
        **values,
        is_meeting=event.meeting,
        responsible=_people(event, old),
        agenda=tuple(AgendaItemValues(item.text, item.speaker) for item in event.agenda),
    )


def _people(event: EventContent, old: EventValues) -> tuple[ResponsibleValues, ...]:
    """The responsible, naming the same rows of the directory as before; another name does not."""
    same_place = len(event.responsible) == len(old.responsible)
    by_text = {person.text: person for person in old.responsible}
    people = []
    for place, person in enumerate(event.responsible):
        before = old.responsible[place] if same_place else by_text.get(person.text)
        if before and names_in(before.text) != names_in(person.text):
            before = None
        named = asdict(before or ResponsibleValues(person.text))
        people.append(ResponsibleValues(**{**named, "text": person.text, "kind": person.who}))
    return tuple(people)
