"""Writes a demo plan as its authors do: typed row by row, or imported whole."""

from dataclasses import replace

from associations.actor import Actor
from associations.models import Association
from associations.vocabulary import AssociationKind
from events.drafting.queries.responsible_names import ResponsibleDirectory, responsible_directory
from events.drafting.queries.row_values import AgendaItemValues, EventValues
from events.drafting.queries.stored_content import layout_content
from events.drafting.rules import plans, rows, sections, steps
from events.drafting.rules.importing import import_content
from events.models import Event, Layout, Plan, Section, Step
from events.plan.content import (
    AssociationContent,
    EventContent,
    PeriodContent,
    PlanContent,
    SectionContent,
    StepContent,
)
from events.plan.period import Period
from plans_portal.lib.versions import version_of


def type_in(
    *, association: Association, layout: Layout, period: Period, words: PlanContent, by: Actor
) -> Plan:
    """Create a plan from its layout and add every section and row, as the forms do."""
    plan = plans.create_plan(association=association, layout=layout, period=period, by=by)
    directory = responsible_directory(association, by)
    prescribed = list(plan.sections.order_by("order"))
    for place, wanted in enumerate(words.sections):
        values = _section_values(wanted)
        if place < len(prescribed):
            ready = prescribed[place]
            version = version_of(sections.section_values(ready))
            section = sections.edit_section(
                section=ready, values=values, expected_version=version, by=by
            )
        else:
            section = sections.add_section(plan=plan, values=values, by=by)
        _type_rows(section, wanted, directory, by)
    for unused in prescribed[len(words.sections) :]:
        version = version_of(sections.contents_of(plan, unused))
        sections.delete_section(section=unused, expected_version=version, by=by)
    for step, wanted_step in zip(plan.steps.order_by("order"), words.steps, strict=True):
        _word_step(step, wanted_step, by)
    plan.refresh_from_db()
    return plan


def import_whole(
    *, association: Association, layout: Layout, period: Period, words: PlanContent, by: Actor
) -> Plan:
    """Store a plan as an imported file; steps with a role get their office by it."""
    proposed = plans.proposed_title(association, layout, period)
    content = replace(
        words,
        association=AssociationContent(AssociationKind(association.kind), association.name),
        period=PeriodContent(period.kind, period.starts.isoformat(), period.ends.isoformat()),
        layout=layout_content(layout),
        title=words.title or tuple(proposed.splitlines()),
        city=association.city,
    )
    return import_content(association=association, content=content, by=by)


def _type_rows(
    section: Section, words: SectionContent, directory: ResponsibleDirectory, by: Actor
) -> None:
    for wanted in words.events:
        event = _type_row(section, wanted, directory, None, by)
        for part in wanted.events:
            _type_row(section, part, directory, event, by)
    for child in words.sections:
        added = sections.add_section(
            plan=section.plan, values=_section_values(child), parent=section, by=by
        )
        _type_rows(added, child, directory, by)


def _type_row(
    section: Section,
    words: EventContent,
    directory: ResponsibleDirectory,
    parent: Event | None,
    by: Actor,
) -> Event:
    same = [name for name in EventValues.__slots__ if hasattr(words, name)]
    own = {name: getattr(words, name) for name in same if name not in ("responsible", "agenda")}
    values = EventValues(
        **own,
        is_meeting=words.meeting,
        responsible=tuple(directory.named(one.text) for one in words.responsible),
        agenda=tuple(AgendaItemValues(one.text, one.speaker) for one in words.agenda),
    )
    return rows.add_event(section=section, values=values, parent=parent, by=by)


def _section_values(words: SectionContent) -> sections.SectionValues:
    return sections.SectionValues(
        kind=words.kind,
        heading=words.heading,
        number=words.number,
        lead_in=words.lead_in,
        paragraphs="\n".join(words.paragraphs),
        shown_as=words.shown_as,
        numbering=words.numbering,
    )


def _word_step(step: Step, words: StepContent, by: Actor) -> None:
    now = steps.step_values(step)
    values = replace(
        now,
        mode=words.mode,
        position=words.position,
        name=words.name,
        before_name=words.before_name,
        act=words.act,
        date_line=words.date_line,
    )
    steps.edit_step(step=step, values=values, expected_version=version_of(now), by=by)
