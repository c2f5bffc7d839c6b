"""Reads a plan's content from the database; the number of queries does not grow with its size."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.utils import timezone

from associations.actor import Actor
from associations.vocabulary import AssociationKind
from events.access import IN_FORCE, PRESENT, shown_words, takes_part
from events.drafting.queries.route import deviations_in_words
from events.models import (
    AgendaItem,
    Edition,
    Event,
    Layout,
    Plan,
    Remark,
    Responsible,
    Section,
    Signature,
    Step,
)
from events.plan.codec import canonical_bytes, fingerprint, from_json
from events.plan.content import (
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
    columns_from,
)
from events.plan.period import PeriodKind
from events.plan.roles import ColumnRole, texts_of
from events.plan.stamps import Signed
from events.plan.vocabulary import (
    NEGATIVE,
    Mode,
    Numbering,
    Orientation,
    ResponsibleAs,
    ResponsibleKind,
    SectionKind,
    SectionNumbers,
    ShownAs,
    Verb,
)

# With more remarks than this the sheet of agreement gives their number.
_MOST_PLACES: Final = 3


def read_content(plan: Plan, steps: Iterable[Step] | None = None) -> PlanContent:
    """The plan's present content, as it would be printed and signed now (7 queries).

    `steps`, in their order and with their offices, save a query where the caller has them.
    """
    if steps is None:
        steps = plan.steps.select_related("office").order_by("order")
    steps = list(steps)
    return PlanContent(
        association=AssociationContent(
            AssociationKind(plan.association.kind), plan.association.name
        ),
        period=PeriodContent(
            PeriodKind(plan.period_kind),
            plan.period_start.isoformat(),
            plan.period_end.isoformat(),
        ),
        layout=layout_content(plan.layout),
        title=tuple(plan.title.splitlines()),
        city=plan.city,
        imprint=plan.imprint,
        steps=tuple(step_content(step) for step in steps),
        deviations=deviations_in_words(plan, steps),
        sections=_sections(plan),
    )


def shown_content(plan: Plan, actor: Actor, steps: Iterable[Step] | None = None) -> PlanContent:
    """The content that the actor may read: the present one, or that of an edition.

    Those who agree or approve read the edition that was sent last, also while authors change the
    plan; the rest of the institution reads the one in force.
    """
    edition = edition_shown(plan, actor)
    return read_content(plan, steps) if edition is None else edition_content(edition)


def edition_content(edition: Edition) -> PlanContent:
    """The content as it was signed."""
    return from_json(json.loads(edition.content))


def fingerprint_of(content: PlanContent, edition: Edition | None) -> str:
    """The stored fingerprint of an edition, or that of the present content."""
    return fingerprint(content) if edition is None else edition.sha256


def json_of(plan: Plan, edition: Edition | None) -> bytes:
    """The canonical JSON of an edition, byte for byte as signed, or of the present content."""
    return canonical_bytes(read_content(plan)) if edition is None else edition.content.encode()


def edition_shown(plan: Plan, actor: Actor) -> Edition | None:
    """The edition that the actor reads; None means the present content."""
    words = shown_words(plan, actor)
    if words == PRESENT:
        return None
    # Without one in force the plan is not visible to them; a mistake there shows nothing unsent.
    return plan.official if words == IN_FORCE and plan.official_id else plan.edition


def shown_plan(plan: Plan, actor: Actor) -> Plan:
    """The plan with title and state as the actor may read them; never save it.

    Who takes no part in a plan that is being changed sees it approved, as its edition in force
    is. Pages and papers begin with this, so that they show nothing unsent (1 query for a plan
    that is being changed, unless signatures on `official` are loaded).
    """
    edition = edition_shown(plan, actor)
    if edition is None:
        return plan
    plan.title = edition.title
    if plan.is_revised and not takes_part(plan, actor):
        plan.status, plan.stage, plan.edition = Plan.Status.APPROVED, 0, edition
        plan.status_since = edition.last_signed_at or edition.made_at
    return plan


def signatures_on_edition(edition: Edition) -> list[Signed]:
    """What was signed and stands on an edition, in its order, with remarks told (2 queries)."""
    signatures = list(edition.signatures.standing().order_by("at", "id"))
    told = _remarks_before(edition, signatures)
    return [
        replace(one, comment=one.comment or told[one.step_uid]) for one in signed_of(signatures)
    ]


def withdrawn_in_words(edition: Edition) -> list[str]:
    """The decisions on an edition that were withdrawn, each as a sentence (1 query)."""
    taken = edition.signatures.filter(withdrawal__isnull=False).order_by("withdrawal__at")
    return [
        f"Решение отозвано {timezone.localtime(one.withdrawal.at):%d.%m.%Y в %H:%M}:"
        f" «{one.get_decision_display()}» от {timezone.localtime(one.at):%d.%m.%Y}, {one.name}."
        for one in taken
    ]


def _remarks_before(edition: Edition, signatures: Iterable[Signature]) -> dict[str, str]:
    """Where each signer had remarked on the plan before signing, by the uid of the step.

    What became of the remarks is not told: a paper that is printed again says the same.
    """
    remarks = Remark.objects.filter(plan=edition.plan_id, edition__isnull=False)
    written = list(remarks.order_by("made_at", "id").values_list("made_by", "made_at", "where"))
    told = {}
    for one in signatures:
        places = [where for by, at, where in written if by == one.user_id and at <= one.at]
        named = "; ".join(places) if all(places) else ""
        words = named if len(places) <= _MOST_PLACES and named else str(len(places))
        told[one.step_uid] = f"Замечания: {words}" if places and not one.on_paper else ""
    return told


def signed_of(signatures: Iterable[Signature]) -> list[Signed]:
    """The signatures as values in local time, without decisions that give the plan back."""
    return [item.signed for item in signatures if item.decision not in NEGATIVE]


def layout_content(layout: Layout) -> LayoutContent:
    """The layout as values (one query for its columns)."""
    columns = layout.columns.order_by("order")
    return LayoutContent(
        code=layout.code,
        name=layout.name,
        columns=tuple(ColumnContent(ColumnRole(c.role), c.heading, c.width) for c in columns),
        sections_as=ShownAs(layout.sections_as),
        section_numbers=SectionNumbers(layout.section_numbers),
        numbering=Numbering(layout.numbering),
        responsible_as=ResponsibleAs(layout.responsible_as),
        title_page=layout.title_page,
        orientation=Orientation(layout.orientation),
    )


def step_content(step: Step) -> StepContent:
    """A step as values; its office must be loaded."""
    return StepContent(
        uid=step.uid,
        verb=Verb(step.verb),
        stage=step.stage,
        mode=Mode(step.mode),
        heading=step.heading,
        position=step.position,
        name=step.name,
        name_first=step.name_first,
        before_name=step.before_name,
        after_name=step.after_name,
        act=step.act,
        date_line=step.date_line,
        office=step.office.role if step.office else "",
        enough=step.enough,
    )


def _sections(plan: Plan) -> tuple[SectionContent, ...]:
    children: defaultdict[int | None, list[Section]] = defaultdict(list)
    for section in plan.sections.order_by("order"):
        children[section.parent_id].append(section)
    rows: defaultdict[tuple[int, int | None], list[Event]] = defaultdict(list)
    for event in plan.events.order_by("order"):
        rows[event.section_id, event.parent_id].append(event)
    # As plain values: a long plan has more of them than rows.
    people: defaultdict[int, list[ResponsibleContent]] = defaultdict(list)
    named = Responsible.objects.filter(event__plan=plan).order_by("order")
    for pk, text, kind in named.values_list("event_id", "text", "kind"):
        people[pk].append(ResponsibleContent(text, ResponsibleKind(kind)))
    agenda: defaultdict[int, list[AgendaItemContent]] = defaultdict(list)
    items = AgendaItem.objects.filter(event__plan=plan).order_by("order")
    for pk, text, speaker in items.values_list("event_id", "text", "speaker"):
        agenda[pk].append(AgendaItemContent(text, speaker))

    def contents(parent: int | None) -> tuple[SectionContent, ...]:
        return tuple(
            section_content(section, events_of(section.pk, None), contents(section.pk))
            for section in children[parent]
        )

    def events_of(section: int, parent: int | None) -> tuple[EventContent, ...]:
        return tuple(
            _event_content(e, people[e.pk], agenda[e.pk], events_of(section, e.pk))
            for e in rows[section, parent]
        )

    return contents(None)


def section_content(
    section: Section,
    events: tuple[EventContent, ...] = (),
    sections: tuple[SectionContent, ...] = (),
) -> SectionContent:
    """A section as values, with the given rows and sub-sections."""
    return SectionContent(
        uid=section.uid,
        kind=SectionKind(section.kind),
        heading=section.heading,
        number=section.number,
        lead_in=section.lead_in,
        paragraphs=tuple(section.paragraphs.splitlines()),
        shown_as=ShownAs.or_blank(section.shown_as),
        numbering=Numbering.or_blank(section.numbering),
        columns=columns_from(section.columns),
        events=events,
        sections=sections,
    )


def _event_content(
    event: Event,
    people: Iterable[ResponsibleContent],
    agenda: Iterable[AgendaItemContent],
    parts: tuple[EventContent, ...],
) -> EventContent:
    return EventContent(
        uid=event.uid,
        meeting=event.is_meeting,
        number=event.number,
        same_number=event.same_number,
        term_choice=event.term_choice,
        **texts_of(event),
        responsible=tuple(people),
        agenda=tuple(agenda),
        events=parts,
    )
