"""Writes a content (from a Word file, JSON or an edition) as the rows of a plan."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association
from events.drafting.models.plan import UID, new_uid
from events.drafting.queries.responsible_names import ResponsibleDirectory, responsible_directory
from events.drafting.queries.route import holder_of
from events.drafting.queries.row_values import AgendaItemValues, EventValues, ResponsibleValues
from events.drafting.queries.stored_content import layout_content
from events.drafting.rules.draft_lock import bump_revision
from events.drafting.rules.length import refuse_long_content
from events.drafting.rules.part_writing import write_patch
from events.drafting.rules.parts import row_fields
from events.drafting.rules.plans import objection_to_planning, save_new_plan
from events.drafting.rules.route import link_to_seats
from events.history.rules import record
from events.models import Layout, LayoutColumn, Plan, Step
from events.plan.content import (
    EventContent,
    LayoutContent,
    PlanContent,
    ResponsibleContent,
    SectionContent,
)
from events.plan.patch import PartChange, PartKind, Place
from events.plan.period import PeriodKind
from events.plan.roles import texts_of
from plans_portal.lib.characters import normalize_values

# Five times the longest known plan; each row takes several writes.
MAX_ROWS: Final = 2_000
BUSY: Final = "Сейчас из файлов создают много новых форм. Повторите через минуту."
# Of as many imports at once, each with a new layout of the same name.
_MOST_TRIES: Final = 20


@transaction.atomic
def import_content(
    *, association: Association, content: PlanContent, by: Actor, trusted: bool = False
) -> Plan:
    """Create a draft with exactly this content, its characters normalized.

    The layout is an existing one of the same shape, else a new one of the institution.
    `trusted` skips the check of rights, for commands on the server.

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
    refuse_long_content(content.sections)
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
    # A command on the server has no account, so the draft may have no creator.
    plan.full_clean(exclude=["created_by"] if trusted else None)
    save_new_plan(plan)
    ids = IdentityMap(responsible_directory(association, by))
    _write_steps(plan, content, ids, by)
    link_to_seats(plan)
    write_patch(plan, tuple(adding_sections(content.sections, ids)))
    words = f"Черновик создан из файла: строк {plan.events.filter(parent=None).count()}."
    record(plan, "import_content", words, by=by)
    return plan


def restore_edition(*, plan: Plan, content: PlanContent, by: Actor) -> None:
    """Give a plan the content of one of its editions; uids are kept.

    The caller locks the plan, checks rights and writes the history. A step that still exists
    keeps its office, as a content holds only the role.

    Raises:
        ValidationError: another plan of the period uses that layout now.

    """
    if layout_content(plan.layout) != content.layout:
        plan.layout = _layout(plan.association, content)
    plan.title, plan.city, plan.imprint = "\n".join(content.title), content.city, content.imprint
    plan.full_clean()
    plan.save(update_fields=["layout", "title", "city", "imprint", "changed_at"])
    known = {step.uid: step for step in plan.steps.select_related("office", "seat")}
    plan.steps.all().delete()
    plan.sections.all().delete()
    ids = IdentityMap(responsible_directory(plan.association, by))
    _write_steps(plan, content, ids, by, known)
    link_to_seats(plan, is_restored=True)
    write_patch(plan, tuple(adding_sections(content.sections, ids)))
    bump_revision(plan)


class IdentityMap:
    """Gives the uids and the responsible to be stored for those of a content.

    A uid is part of addresses, so only well-formed ones are kept, each once.
    """

    def __init__(self, directory: ResponsibleDirectory) -> None:
        self.directory = directory
        self.uids: set[str] = set()

    def uid(self, uid: str) -> str:
        """The given uid, or a new one where it is malformed or used."""
        if not UID.fullmatch(uid) or uid in self.uids:
            uid = new_uid()
        self.uids.add(uid)
        return uid

    def responsible(self, content: ResponsibleContent) -> ResponsibleValues:
        """The responsible, with its row of the directory where it names one."""
        return self.directory.meant(content.text) or ResponsibleValues(content.text, content.who)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValidationError(f"Не удалось понять период плана: «{text}» — не дата.") from None


def _layout(association: Association, content: PlanContent) -> Layout:
    # A shape without a name gets one, by which it is found the next time.
    wanted = replace(
        content.layout,
        code=content.layout.code or "imported",
        name=content.layout.name or "Форма из файла",
    )
    for _ in range(_MOST_TRIES):
        if known := _known_layout(association, wanted):
            return known
        # Of two new layouts of one name the second waits here for the first, and may be the same.
        # No lock of the institution: it would come after those of a plan (`lock_institution`).
        with suppress(IntegrityError), transaction.atomic():
            return _new_layout(association, wanted, content)
    raise ValidationError(BUSY)


def _known_layout(association: Association, wanted: LayoutContent) -> Layout | None:
    usable = Layout.objects.filter(institution__isnull=True) | Layout.objects.filter(
        institution_id=association.institution_id
    )
    for one in usable.filter(code=wanted.code).order_by("institution_id", "-version"):
        if layout_content(one) != wanted:
            continue
        # Locked alone, so that it is not edited before the plan uses it.
        layout = Layout.objects.select_for_update().filter(pk=one.pk).first()
        if layout is not None and layout_content(layout) == wanted:
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
        # Staff look at it before it is offered for new plans.
        is_active=False,
        from_file=True,
    )
    # Whether it is the only one of its version the database says.
    layout.clean_fields()
    layout.save(force_insert=True)
    columns = [
        LayoutColumn(layout=layout, order=place, **asdict(column))
        for place, column in enumerate(wanted.columns, 1)
    ]
    for column in columns:
        # A column of an imported table may have no heading.
        column.clean_fields(exclude={"layout", *(() if column.heading else ("heading",))})
    LayoutColumn.objects.bulk_create(columns)
    return layout


def _write_steps(
    plan: Plan,
    content: PlanContent,
    ids: IdentityMap,
    by: Actor,
    known: Mapping[str, Step] = MappingProxyType({}),
) -> None:
    """Write the steps; the holder of the step's role on this day decides, if there is one.

    `known` are the previous steps with their offices and seats, by uid.
    """
    steps: list[Step] = []
    taken: set[int] = set()
    for place, step_content in enumerate(content.steps, 1):
        values = asdict(step_content)
        role = values.pop("office")
        was = known.get(step_content.uid)
        office = was.office if was else None
        if office is None or office.role != role:
            office = holder_of(role, plan.association, taken, by)
        taken |= {office.pk} if office else set()
        values["uid"] = ids.uid(step_content.uid)
        step = Step(plan=plan, order=place, office=office, **values)
        if was is not None:
            step.seat = was.seat
            if was.position == step.position:
                step.position_reason = was.position_reason
                step.position_allowed_by = was.position_allowed_by
        step.full_clean(exclude=["plan"])
        steps.append(step)
    Step.objects.bulk_create(steps)


def adding_sections(
    sections: Iterable[SectionContent], ids: IdentityMap, *, parent: str = "", after: str = ""
) -> Iterator[PartChange]:
    """The changes that add sections with all that is in them, after the one with the uid."""
    for content in sections:
        uid = ids.uid(content.uid)
        fields = {
            "kind": content.kind,
            "heading": content.heading,
            "number": content.number,
            "lead_in": content.lead_in,
            "paragraphs": "\n".join(content.paragraphs),
            "shown_as": content.shown_as,
            "numbering": content.numbering,
            "columns": [asdict(column) for column in content.columns],
        }
        place = Place(parent=parent, after=after)
        yield PartChange(PartKind.SECTION, uid, None, fields, None, place)
        yield from adding_rows(content.events, ids, section=uid)
        yield from adding_sections(content.sections, ids, parent=uid)
        after = uid


def adding_rows(
    events: Iterable[EventContent],
    ids: IdentityMap,
    *,
    section: str,
    parent: str = "",
    after: str = "",
) -> Iterator[PartChange]:
    """The changes that add rows with their parts to a section, after the one with the uid."""
    parts: list[tuple[str, EventContent]] = []
    for content in events:
        uid = ids.uid(content.uid)
        place = Place(section, parent, after)
        fields = row_fields(_row_values(content, ids))
        yield PartChange(PartKind.ROW, uid, None, fields, None, place)
        parts.append((uid, content))
        after = uid
    for uid, content in parts:
        yield from adding_rows(content.events, ids, section=section, parent=uid)


def _row_values(content: EventContent, ids: IdentityMap) -> EventValues:
    return EventValues(
        is_meeting=content.meeting,
        number=content.number,
        same_number=content.same_number,
        term_choice=content.term_choice,
        **texts_of(content),
        responsible=tuple(ids.responsible(one) for one in content.responsible),
        agenda=tuple(AgendaItemValues(one.text, one.speaker) for one in content.agenda),
    )
