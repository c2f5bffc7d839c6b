"""Runs all rules on a plan, and carries out a finding's repair."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from events.checks.about import with_versions
from events.checks.carried import carried_doubts
from events.checks.dated import dated_events
from events.checks.doubles import doubles
from events.checks.finding import (
    AddEvent,
    CarriedDoubt,
    Edit,
    Finding,
    KnownDirectory,
    Repair,
    ReplaceEvent,
    Requirements,
    SetField,
)
from events.checks.leftovers import leftovers
from events.checks.letters import letters
from events.checks.meetings import meetings
from events.checks.numbers import numbers
from events.checks.people import people
from events.checks.required import required
from events.checks.rows import rows
from events.checks.stamps import stamps
from events.checks.survey import Survey, parts_of, survey
from events.checks.terms import terms
from events.checks.typed_numbers import typed_numbers
from events.checks.wording import wording
from events.checks.years import stale_years
from events.plan.content import EventContent, PlanContent, SectionContent
from events.plan.period import SchoolDays

RULES: tuple[Callable[[Survey], Iterable[Finding]], ...] = (
    leftovers,
    stamps,
    required,
    meetings,
    numbers,
    typed_numbers,
    rows,
    dated_events,
    terms,
    stale_years,
    carried_doubts,
    doubles,
    people,
    letters,
    wording,
)


NO_REQUIREMENTS = Requirements()
EMPTY_DIRECTORY = KnownDirectory()


def check_content(
    content: PlanContent,
    *,
    requirements: Requirements = NO_REQUIREMENTS,
    directory: KnownDirectory = EMPTY_DIRECTORY,
    carried: Iterable[CarriedDoubt] = (),
    school: tuple[SchoolDays, ...] = (),
) -> tuple[Finding, ...]:
    """Everything found in a plan: what blocks sending first, then in the order of the paper.

    `carried` are the doubts with which it was begun from the plan of another year, `school` is the
    institute's calendar of the school year.
    Findings carry a repair only where the row, section or step has a uid.
    """
    plan = survey(content, directory, requirements, tuple(carried), school)
    findings = dict.fromkeys(finding for rule in RULES for finding in rule(plan))
    order = {uid: place for place, uid in enumerate(_uids(content), 1)}
    ordered = sorted(findings, key=lambda each: (not each.blocks, order.get(each.uid, 0)))
    return with_versions(content, ordered)


def repair(content: PlanContent, finding: Finding, chosen: Repair | None = None) -> PlanContent:
    """The plan after a repair of the finding; unchanged where its row is no longer there.

    `chosen` is one of its choices, where it has no certain repair.

    Raises:
        ValueError: the finding has no certain repair, and none was chosen.

    """
    done = chosen or finding.repair
    if done is None:
        raise ValueError("У этого замечания нет исправления в одно нажатие.")
    for edit in done.edits:
        content = _edited(content, edit)
    return content


def with_uids(content: PlanContent) -> PlanContent:
    """The same plan with a uid, made from its place, for every section, row, part and step.

    For content without uids (a file that is imported), so that findings can name its rows.
    """
    steps = tuple(
        step if step.uid else replace(step, uid=f"t{place}")
        for place, step in enumerate(content.steps, 1)
    )
    return replace(content, steps=steps, sections=_named_sections(content.sections, "s"))


def _named_sections(
    sections: tuple[SectionContent, ...], prefix: str
) -> tuple[SectionContent, ...]:
    return tuple(
        replace(
            section,
            uid=section.uid or f"{prefix}{place}",
            events=_named_events(section.events, f"{prefix}{place}e"),
            sections=_named_sections(section.sections, f"{prefix}{place}s"),
        )
        for place, section in enumerate(sections, 1)
    )


def _named_events(events: tuple[EventContent, ...], prefix: str) -> tuple[EventContent, ...]:
    return tuple(
        replace(
            event,
            uid=event.uid or f"{prefix}{place}",
            events=_named_events(event.events, f"{prefix}{place}p"),
        )
        for place, event in enumerate(events, 1)
    )


def _uids(content: PlanContent) -> Iterator[str]:
    for step in content.steps:
        yield step.uid
    for section in content.all_sections():
        yield section.uid
        for event in section.events:
            for part in parts_of(event):
                yield part.uid


def _edited(content: PlanContent, edit: Edit) -> PlanContent:
    if isinstance(edit, SetField):
        return _set(content, edit)
    return _added(content, edit) if isinstance(edit, AddEvent) else _replaced(content, edit)


def _added(content: PlanContent, edit: AddEvent) -> PlanContent:
    def on_section(section: SectionContent) -> SectionContent:
        if section.uid != edit.uid:
            return section
        return replace(section, events=(*section.events, edit.event))

    return replace(content, sections=_mapped(content.sections, on_section, lambda event: (event,)))


def _set(content: PlanContent, edit: SetField) -> PlanContent:
    change: dict[str, Any] = {edit.field: edit.value}
    if not edit.uid:
        return replace(content, **change)
    steps = tuple(
        replace(step, **change) if step.uid == edit.uid else step for step in content.steps
    )

    def on_event(event: EventContent) -> tuple[EventContent, ...]:
        return (replace(event, **change) if event.uid == edit.uid else event,)

    def on_section(section: SectionContent) -> SectionContent:
        return replace(section, **change) if section.uid == edit.uid else section

    return replace(content, steps=steps, sections=_mapped(content.sections, on_section, on_event))


def _replaced(content: PlanContent, edit: ReplaceEvent) -> PlanContent:
    def on_event(event: EventContent) -> tuple[EventContent, ...]:
        return edit.events if event.uid == edit.uid else (event,)

    return replace(content, sections=_mapped(content.sections, lambda section: section, on_event))


def _mapped(
    sections: tuple[SectionContent, ...],
    on_section: Callable[[SectionContent], SectionContent],
    on_event: Callable[[EventContent], tuple[EventContent, ...]],
) -> tuple[SectionContent, ...]:
    return tuple(
        on_section(
            replace(
                section,
                events=_mapped_events(section.events, on_event),
                sections=_mapped(section.sections, on_section, on_event),
            )
        )
        for section in sections
    )


def _mapped_events(
    events: tuple[EventContent, ...], on_event: Callable[[EventContent], tuple[EventContent, ...]]
) -> tuple[EventContent, ...]:
    mapped: list[EventContent] = []
    for event in events:
        for made in on_event(event):
            inner = _mapped_events(made.events, on_event) if made is event else made.events
            mapped.append(replace(made, events=inner))
    return tuple(mapped)
