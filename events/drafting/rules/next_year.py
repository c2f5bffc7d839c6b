"""Begins a plan from the plan of another year."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Office
from events.checks.required import missing_sections
from events.drafting.models.plan import new_uid
from events.drafting.queries.inspection import surroundings_of
from events.drafting.queries.next_year import content_next_year, period_moved
from events.drafting.queries.plans_to_begin import YEARS_AHEAD
from events.drafting.queries.responsible_names import responsible_directory
from events.drafting.queries.route import holder_of, seats_for
from events.drafting.queries.stored_content import edition_content, layout_content, read_content
from events.drafting.queries.successors import who_left
from events.drafting.rules.importing import IdentityMap, adding_sections
from events.drafting.rules.part_writing import write_patch
from events.drafting.rules.plans import (
    made_before,
    objection_to_planning,
    refuse_second_plan,
    save_new_plan,
    step_for_seat,
)
from events.history.rules import record
from events.layouts.queries.versions import all_versions, is_withheld
from events.models import Layout, Plan, Step
from events.plan.content import PlanContent, SectionContent, StepContent, columns_from
from events.plan.vocabulary import Mode, Numbering, SectionKind, ShownAs, Verb
from plans_portal.lib.characters import plain_words

NO_YEAR: Final = "Из плана прошлого года начинают план на следующий год. Выберите план на год."


def layout_for_next(layout: Layout) -> Layout:
    """The layout of a plan that begins from one on this layout: its version in force, else it."""
    return all_versions(layout).filter(is_active=True).first() or layout


@transaction.atomic
def begin_from(*, source: Plan, year: int, key: str = "", by: Actor) -> Plan:
    """Create a draft for the year, with the sections, rows and steps of the source.

    The source's edition in force is taken, else its present rows. Its layout is taken in the
    version in force, with the sections that came new. The same one-time `key` gives the same plan.

    Raises:
        PermissionDenied: the actor does not write this association's plans.
        ValidationError: no plan for a year; the association has the plan of that year already; the
            layout was withdrawn.

    """
    association = source.association
    if objection := objection_to_planning(association, by):
        raise PermissionDenied(objection)
    # Of two that come at once the second waits here, and finds the plan of the first.
    layout = Layout.objects.select_for_update().get(pk=layout_for_next(source.layout).pk)
    if plan := made_before(key, by):
        return plan
    old = source.period
    if not old.is_year or not old.starts.year < year <= by.on.year + YEARS_AHEAD:
        raise ValidationError(NO_YEAR)
    period = period_moved(old, year - old.starts.year)
    refuse_second_plan(association, layout, period)
    if is_withheld(layout, association.institution_id):
        raise ValidationError(f"Институт снял форму {layout.named}. Составьте план по действующей.")
    official = source.official
    content = edition_content(official) if official is not None else read_content(source)
    carried = content_next_year(content, old, period)
    content = _with_new_sections(carried.content, source, layout)
    doubts = [*carried.doubts, *who_left(content, association, by.on)]
    plan = Plan(
        association=association,
        layout=layout,
        period_kind=period.kind,
        period_start=period.starts,
        period_end=period.ends,
        title="\n".join(content.title),
        city=content.city,
        imprint=content.imprint,
        status_since=timezone.now(),
        created_by_id=by.user_id,
        made_from=source,
        carried_doubts=[asdict(doubt) for doubt in doubts],
    )
    plan.full_clean()
    save_new_plan(plan)
    _write_steps(plan, content.steps, source, by)
    ids = IdentityMap(responsible_directory(association, by))
    write_patch(plan, tuple(adding_sections(content.sections, ids)))
    rows = sum(1 for _ in content.all_events())
    words = (
        f"Черновик начат из плана на {old.label()}: строк {rows}, дат перенесено {carried.dates}, "
        f"проверить {len(doubts)}."
    )
    record(plan, "begin_from", words, key=key, by=by)
    return plan


def _with_new_sections(content: PlanContent, source: Plan, layout: Layout) -> PlanContent:
    """The content with the sections that its layout has got, or that are required now."""
    had = {plain_words(one.heading) for one in content.all_sections()}
    if layout.pk != source.layout_id:
        had |= {plain_words(one.heading) for one in source.layout.sections.all()}
    prescribed = layout.sections.order_by("order") if layout.pk != source.layout_id else ()
    added = [
        SectionContent(
            uid=new_uid(),
            kind=SectionKind(one.kind),
            heading=one.heading,
            shown_as=ShownAs.or_blank(one.shown_as),
            numbering=Numbering.or_blank(one.numbering),
            columns=columns_from(one.columns),
        )
        for one in prescribed
        if plain_words(one.heading) not in had
    ]
    content = replace(content, layout=layout_content(layout), sections=(*content.sections, *added))
    asked = surroundings_of(source.association).requirements
    required = missing_sections(content, asked.sections)
    missing = tuple(SectionContent(uid=new_uid(), heading=heading) for heading in required)
    return replace(content, sections=(*content.sections, *missing))


def _write_steps(plan: Plan, steps: Iterable[StepContent], source: Plan, by: Actor) -> None:
    """The route of the new layout, with the words of last year's steps and the added agreers.

    An office that has ended passes to whoever holds the same one today. Who approved last year
    without a seat, by an exception of that year, doesn't approve this year.
    """
    seats = list(plan.layout.seats.select_related("office").order_by("order"))
    steps = list(steps)
    places = seats_for(seats, [(step.verb, step.office) for step in steps])
    approves = any(seat.verb == Verb.APPROVE for seat in seats)
    offices = {step.uid: step.office for step in source.steps.select_related("office__person")}
    taken: set[int] = set()
    written: list[Step] = []
    for content, seat in zip(steps, places, strict=True):
        if seat is None and content.verb == Verb.APPROVE and approves:
            continue
        was = offices.get(content.uid)
        if was is None and content.office:
            office = holder_of(content.office, plan.association, taken, by)
        else:
            office = _holder_today(was, taken, by)
        values = {**asdict(content), **_printed(content, was, office, by)}
        del values["office"]
        step = Step(plan=plan, order=0, office=office, **values)
        step.seat, step.enough = seat, seat.enough if seat else 0
        step.full_clean(exclude=["plan"])
        written.append(step)
        taken |= {office.pk} if office else set()
    for seat in seats:
        if seat not in places and seat.is_required:
            step = step_for_seat(plan, seat, taken, by)
            written.append(step)
            taken |= {step.office_id} if step.office_id else set()
    agreed = max((step.stage for step in written if step.verb == Verb.AGREE), default=0)
    for place, step in enumerate(written, 1):
        step.order = place
        if step.verb == Verb.APPROVE:
            step.stage = max(step.stage, agreed + 1)
    Step.objects.bulk_create(written)


def _holder_today(was: Office | None, taken: set[int], by: Actor) -> Office | None:
    """The office of today in place of one that has ended; itself where nobody holds it."""
    if was is None or was.until is None or was.until >= by.on:
        return was
    same = Office.objects.in_force(by.on).select_related("person").exclude(pk__in=taken)
    same = same.filter(
        role=was.role, association=was.association_id, institution=was.institution_id
    )
    return same.order_by("since", "pk").first() or was


def _printed(
    content: StepContent, was: Office | None, office: Office | None, by: Actor
) -> dict[str, str]:
    """The printed words that change with the holder; an act is signed by nobody."""
    if content.mode != Mode.PERSON or office is None:
        return {}
    if office.until is not None and office.until < by.on:
        return {"name": ""}
    if was is None or office.pk == was.pk:
        return {}
    words = {"name": office.person.signing_name}
    if plain_words(content.position) in ("", plain_words(was.position)):
        words["position"] = office.position
    return words
