"""Stores a plan's content: what came from outside (a Word file, JSON), or was an edition, as rows.

It writes rows; what they should say is told by the content alone.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association, Institution, Office
from events.drafting.models.plan import UID, new_uid
from events.drafting.queries.responsible_names import ResponsibleDirectory, responsible_directory
from events.drafting.queries.row_values import ResponsibleValues
from events.drafting.queries.stored_content import layout_content
from events.drafting.rules.draft_lock import bump_revision
from events.drafting.rules.length import refuse_long
from events.drafting.rules.occurrences import refresh_occurrences
from events.drafting.rules.plans import holder_of, objection_to_planning, save_new
from events.history.rules import record
from events.models import AgendaItem, Event, Layout, LayoutColumn, Plan, Responsible, Section, Step
from events.plan.content import (
    EventContent,
    LayoutContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
)
from events.plan.period import PeriodKind
from events.plan.roles import texts_of
from plans_portal.lib.characters import normalize_values

# Five times the longest plan that was ever seen; each row is a handful of writes.
MAX_ROWS: Final = 2_000


@transaction.atomic
def import_content(
    *, association: Association, content: PlanContent, by: Actor, trusted: bool = False
) -> Plan:
    """Make a draft that says exactly what `content` says, in usual signs.

    A layout of the same shape is taken if there is one, else the institution gets a new one.
    `trusted` is for commands on the server, which act for nobody.

    Raises:
        PermissionDenied: the actor does not write this association's plans.
        ValidationError: the association has such a plan already, or a value does not fit.

    """
    objection = None if trusted else objection_to_planning(association, by)
    if objection:
        raise PermissionDenied(objection)
    content = normalize_values(content)
    rows = sum(1 for _ in content.all_events())
    if rows > MAX_ROWS:
        raise ValidationError(f"В плане {rows} строк, а портал принимает не больше {MAX_ROWS}.")
    refuse_long(content.sections)
    plan = Plan(
        association=association,
        layout=_layout(association, content),
        period_kind=content.period.kind,
        period_start=_day(content.period.starts),
        period_end=_day(content.period.ends),
        title="\n".join(content.title),
        city=content.city,
        imprint=content.imprint,
        status_since=timezone.now(),
        created_by_id=by.user_id,
    )
    # A command on the server acts for nobody, so a trusted draft may have no maker.
    plan.full_clean(exclude=["created_by"] if trusted else None)
    save_new(plan)
    keep = IdentityMap(responsible_directory(association, by))
    _write_steps(plan, content, keep, by)
    for place, section in enumerate(content.sections, 1):
        write_section(plan, section, place, None, keep)
    refresh_occurrences(plan.events.all(), plan.period)
    words = f"Черновик создан из файла: строк {plan.events.filter(parent=None).count()}."
    record(plan, "import_content", words, by=by)
    return plan


def restore_edition(*, plan: Plan, content: PlanContent, by: Actor) -> None:
    """Make a plan say exactly what `content`, an edition of its own, says; uids stay.

    The caller holds the plan locked, asks whether it may be done and writes the history. A step
    that is still there keeps who decides on it, as content knows only the role.

    Raises:
        ValidationError: the layout of that time serves another plan of the period by now.

    """
    if layout_content(plan.layout) != content.layout:
        plan.layout = _layout(plan.association, content)
    plan.title, plan.city, plan.imprint = "\n".join(content.title), content.city, content.imprint
    plan.full_clean()
    plan.save(update_fields=["layout", "title", "city", "imprint", "changed_at"])
    offices = {one.uid: one.office for one in plan.steps.select_related("office")}
    plan.steps.all().delete()
    plan.sections.all().delete()
    keep = IdentityMap(responsible_directory(plan.association, by))
    _write_steps(plan, content, keep, by, offices)
    for place, section in enumerate(content.sections, 1):
        write_section(plan, section, place, None, keep)
    refresh_occurrences(plan.events.all(), plan.period)
    bump_revision(plan)


class IdentityMap:
    """Keeps what a content says of identities: uids as they are, people as the directory has them.

    A uid becomes a part of addresses, so nothing else may stand in it, and each is there once.
    """

    def __init__(self, directory: ResponsibleDirectory) -> None:
        self.directory = directory
        self.kept: set[str] = set()

    def uid(self, uid: str) -> str:
        """The uid itself, or a new one."""
        if not UID.fullmatch(uid) or uid in self.kept:
            uid = new_uid()
        self.kept.add(uid)
        return uid

    def whom(self, one: ResponsibleContent) -> ResponsibleValues:
        """Whom the words name, if it is somebody of the directory."""
        return self.directory.meant(one.text) or ResponsibleValues(one.text, one.who)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationError(f"Не удалось понять период плана: «{text}» — не дата.") from None


def _layout(association: Association, content: PlanContent) -> Layout:
    # A shape that came without a name of its own gets one, by which it is found the next time.
    wanted = replace(
        content.layout,
        code=content.layout.code or "imported",
        name=content.layout.name or "Форма из файла",
    )
    known = _known_layout(association, wanted)
    if known is None:
        # Whoever brings a file of the same new shape meanwhile waits here, and finds it made.
        Institution.objects.select_for_update().get(pk=association.institution_id)
        known = _known_layout(association, wanted)
    return known or _new_layout(association, wanted, content)


def _known_layout(association: Association, wanted: LayoutContent) -> Layout | None:
    usable = Layout.objects.filter(institution__isnull=True) | Layout.objects.filter(
        institution_id=association.institution_id
    )
    # Held as they are, so that none is edited before the plan stands on it.
    known = usable.filter(code=wanted.code).select_for_update()
    for layout in known.order_by("institution_id", "-version"):
        if layout_content(layout) == wanted:
            return layout
    return None


def _new_layout(association: Association, wanted: LayoutContent, content: PlanContent) -> Layout:
    if not wanted.columns:
        raise ValidationError("В файле плана не описаны графы таблицы.")
    last = (
        Layout.objects.filter(institution_id=association.institution_id, code=wanted.code)
        .order_by("-version")
        .first()
    )
    academic = content.period.kind == PeriodKind.ACADEMIC
    layout = Layout(
        institution_id=association.institution_id,
        code=wanted.code,
        version=last.version + 1 if last else 1,
        name=wanted.name,
        association_kind=association.kind,
        period_kind=PeriodKind.ACADEMIC if academic else PeriodKind.CALENDAR,
        title_pattern="План работы\n{association}\n{period}",
        sections_as=wanted.sections_as,
        section_numbers=wanted.section_numbers,
        numbering=wanted.numbering,
        responsible_as=wanted.responsible_as,
        title_page=wanted.title_page,
        orientation=wanted.orientation,
        # Staff look at a shape that came with a file before it is offered for new plans.
        is_active=False,
        from_file=True,
    )
    layout.full_clean()
    layout.save(force_insert=True)
    columns = [
        LayoutColumn(layout=layout, order=place, **asdict(column))
        for place, column in enumerate(wanted.columns, 1)
    ]
    for column in columns:
        # A column of a foreign paper may have no heading at all.
        column.clean_fields(exclude={"layout", *(() if column.heading else ("heading",))})
    LayoutColumn.objects.bulk_create(columns)
    return layout


def _write_steps(
    plan: Plan,
    content: PlanContent,
    keep: IdentityMap,
    by: Actor,
    known: Mapping[str, Office | None] = MappingProxyType({}),
) -> None:
    """Write the steps as worded; who decides is whoever holds the step's role now, if anybody.

    `known` are the offices that held the role in these steps before, by the steps' uids.
    """
    steps: list[Step] = []
    taken: set[int] = set()
    for place, one in enumerate(content.steps, 1):
        values = asdict(one)
        role = values.pop("office")
        office = known.get(one.uid)
        if office is None or office.role != role:
            office = holder_of(role, plan.association, taken, by)
        taken |= {office.pk} if office else set()
        values["uid"] = keep.uid(one.uid)
        step = Step(plan=plan, order=place, office=office, **values)
        step.full_clean(exclude=["plan"])
        steps.append(step)
    Step.objects.bulk_create(steps)


def write_section(
    plan: Plan, content: SectionContent, place: int, parent: Section | None, keep: IdentityMap
) -> None:
    """Write a section with all that is in it; `place` is its order among those of `parent`."""
    section = Section(
        plan=plan,
        parent=parent,
        uid=keep.uid(content.uid),
        order=place,
        kind=content.kind,
        heading=content.heading,
        number=content.number,
        lead_in=content.lead_in,
        paragraphs="\n".join(content.paragraphs),
        shown_as=content.shown_as,
        numbering=content.numbering,
        columns=[asdict(column) for column in content.columns],
    )
    section.full_clean()
    section.save(force_insert=True)
    for row, event in enumerate(content.events, 1):
        write_event(section, event, row, None, keep)
    for child_place, child in enumerate(content.sections, 1):
        write_section(plan, child, child_place, section, keep)


def write_event(
    section: Section, content: EventContent, place: int, parent: Event | None, keep: IdentityMap
) -> None:
    """Write a row with its parts; `place` is its order among those of the section or the row."""
    event = Event(
        plan=section.plan,
        section=section,
        parent=parent,
        uid=keep.uid(content.uid),
        order=place,
        is_meeting=content.meeting,
        number=content.number,
        same_number=content.same_number,
        term_choice=content.term_choice,
        **texts_of(content),
    )
    event.full_clean(exclude=["plan", "section", "parent"], validate_unique=False)
    event.save(force_insert=True)
    responsible = [
        Responsible(event=event, order=i, **asdict(keep.whom(one)))
        for i, one in enumerate(content.responsible, 1)
    ]
    agenda = [
        AgendaItem(event=event, order=i, text=one.text, speaker=one.speaker)
        for i, one in enumerate(content.agenda, 1)
    ]
    # What is written in bulk is measured too: a text too long is a sentence, not a crash.
    for item in (*responsible, *agenda):
        item.clean_fields(exclude={"event"})
    Responsible.objects.bulk_create(responsible)
    AgendaItem.objects.bulk_create(agenda)
    for i, part in enumerate(content.events, 1):
        write_event(section, part, i, event, keep)
