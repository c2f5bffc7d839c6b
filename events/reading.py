"""Reads a plan's content from the database, in a number of queries that its size does not change.

It decides nothing and writes nothing.
"""

import json
from collections import defaultdict
from collections.abc import Iterable

from associations.actor import Actor
from events.access import IN_FORCE, PRESENT, shown_words, takes_part
from events.content import (
    AgendaItemContent,
    AssociationContent,
    ColumnContent,
    EventContent,
    LayoutContent,
    PeriodContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
    StepContent,
    from_json,
)
from events.force import last_signed_at
from events.models import Edition, Event, Layout, Plan, Section, Step


def read_content(plan: Plan, steps: Iterable[Step] | None = None) -> PlanContent:
    """The plan's present words, as they would be printed and signed now (6 queries).

    `steps`, in their order and with their offices, spare a query where the caller has them.
    """
    if steps is None:
        steps = plan.steps.select_related("office").order_by("order")
    return PlanContent(
        association=AssociationContent(plan.association.kind, plan.association.name),  # type: ignore[arg-type]
        period=PeriodContent(
            plan.period_kind,  # type: ignore[arg-type]
            plan.period_start.isoformat(),
            plan.period_end.isoformat(),
        ),
        layout=layout_content(plan.layout),
        title=tuple(plan.title.splitlines()),
        city=plan.city,
        imprint=plan.imprint,
        steps=tuple(step_content(step) for step in steps),
        sections=_sections(plan),
    )


def shown_content(plan: Plan, actor: Actor, steps: Iterable[Step] | None = None) -> PlanContent:
    """What the actor is shown of the plan: the present words, or the frozen ones once it was sent.

    Who agrees or approves reads exactly what the edition holds, whatever was renamed since, and
    while its authors mend the plan, what they sent last; the rest of the institution, what is in
    force.
    """
    edition = edition_shown(plan, actor)
    return read_content(plan, steps) if edition is None else from_json(json.loads(edition.content))


def edition_shown(plan: Plan, actor: Actor) -> Edition | None:
    """The edition that the actor reads of the plan; None means its present words."""
    words = shown_words(plan, actor)
    if words == PRESENT:
        return None
    # Without one in force the plan is not theirs to see; a slip there shows nothing unsent.
    return plan.official if words == IN_FORCE and plan.official_id else plan.edition


def is_shown_as_sent(plan: Plan, actor: Actor) -> bool:
    """Whether authors have the plan again while this reader may see only what they had sent."""
    return plan.is_open and edition_shown(plan, actor) is not None


def shown_plan(plan: Plan, actor: Actor) -> Plan:
    """The plan as the actor reads it, title and state; it is never saved, and rules read it anew.

    To who takes no part in a plan that is being changed, it is as approved as its edition in
    force. Pages and papers begin with this, so that nothing unsent stands in them (1 query for a
    plan that is being changed, unless signatures on `official` are at hand).
    """
    edition = edition_shown(plan, actor)
    if edition is None:
        return plan
    plan.title = edition.title
    if plan.is_revised and not takes_part(plan, actor):
        plan.status, plan.stage, plan.edition = Plan.Status.APPROVED, 0, edition
        plan.status_since = last_signed_at(edition) or edition.made_at
    return plan


def layout_content(layout: Layout) -> LayoutContent:
    """The layout as values (one query for its columns)."""
    columns = layout.columns.order_by("order")
    return LayoutContent(
        code=layout.code,
        name=layout.name,
        columns=tuple(ColumnContent(c.role, c.heading, c.width) for c in columns),  # type: ignore[arg-type]
        sections_as=layout.sections_as,  # type: ignore[arg-type]
        section_numbers=layout.section_numbers,  # type: ignore[arg-type]
        numbering=layout.numbering,  # type: ignore[arg-type]
        responsible_as=layout.responsible_as,  # type: ignore[arg-type]
        title_page=layout.title_page,
        orientation=layout.orientation,  # type: ignore[arg-type]
    )


def step_content(step: Step) -> StepContent:
    """A step as values; its office must be loaded."""
    return StepContent(
        uid=step.uid,
        verb=step.verb,  # type: ignore[arg-type]
        stage=step.stage,
        mode=step.mode,  # type: ignore[arg-type]
        heading=step.heading,
        position=step.position,
        name=step.name,
        name_first=step.name_first,
        before_name=step.before_name,
        after_name=step.after_name,
        act=step.act,
        date_line=step.date_line,
        office=step.office.role if step.office else "",
    )


def _sections(plan: Plan) -> tuple[SectionContent, ...]:
    children: defaultdict[int | None, list[Section]] = defaultdict(list)
    for section in plan.sections.order_by("order"):
        children[section.parent_id].append(section)
    rows: defaultdict[tuple[int, int | None], list[Event]] = defaultdict(list)
    events = plan.events.prefetch_related("responsible", "agenda").order_by("order")
    for event in events:
        rows[event.section_id, event.parent_id].append(event)

    def contents(parent: int | None) -> tuple[SectionContent, ...]:
        return tuple(
            SectionContent(
                uid=section.uid,
                kind=section.kind,  # type: ignore[arg-type]
                heading=section.heading,
                number=section.number,
                lead_in=section.lead_in,
                paragraphs=tuple(section.paragraphs.splitlines()),
                shown_as=section.shown_as,  # type: ignore[arg-type]
                numbering=section.numbering,  # type: ignore[arg-type]
                columns=tuple(ColumnContent(**column) for column in section.columns),
                events=events_of(section.pk, None),
                sections=contents(section.pk),
            )
            for section in children[parent]
        )

    def events_of(section: int, parent: int | None) -> tuple[EventContent, ...]:
        return tuple(event_content(e, events_of(section, e.pk)) for e in rows[section, parent])

    return contents(None)


def event_content(event: Event, parts: tuple[EventContent, ...] = ()) -> EventContent:
    """A row as values, with the given sub-events."""
    return EventContent(
        uid=event.uid,
        meeting=event.is_meeting,
        number=event.number,
        same_number=event.same_number,
        lead_in=event.lead_in,
        title=event.title,
        description=event.description,
        direction=event.direction,
        term=event.term,
        term_choice=event.term_choice,
        place=event.place,
        form=event.form,
        audience=event.audience,
        result=event.result,
        note=event.note,
        responsible=tuple(
            ResponsibleContent(one.text, one.kind)  # type: ignore[arg-type]
            for one in event.responsible.all()
        ),
        agenda=tuple(AgendaItemContent(one.text, one.speaker) for one in event.agenda.all()),
        events=parts,
    )
