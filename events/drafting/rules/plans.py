"""Creates a plan from a layout, proposes its title, changes its heading."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association
from events.access import is_author
from events.drafting.queries.route import holder_of_seat
from events.drafting.rules.commit import commit_patch
from events.drafting.rules.draft_lock import plan_to_change
from events.drafting.rules.merging import merge_typed
from events.history.rules import record
from events.layouts.queries.values import title_from_pattern
from events.layouts.queries.versions import all_versions, is_withheld
from events.models import Change, Layout, Plan, Seat, Section, Step
from events.plan.merging import UNKNOWN, Opened
from events.plan.patch import PartKind, difference
from events.plan.period import Period
from events.plan.vocabulary import Mode
from plans_portal.lib.characters import normalize_characters, normalize_values
from plans_portal.lib.versions import version_of

MADE_ALREADY: Final = "У этого объединения уже есть план на этот период по этой форме."


def proposed_title(association: Association, layout: Layout, period: Period) -> str:
    """The title by the layout's pattern, with the association's name in the genitive if known."""
    name = association.name_genitive or association.name
    return title_from_pattern(layout.title_pattern, association=name, period=period.in_title())


def objection_to_planning(association: Association, actor: Actor) -> str | None:
    """Why this actor may not start a plan of this association, or None."""
    if is_author(association, actor):
        return None
    return "План объединения создают его председатель или секретарь либо методист института."


@transaction.atomic
def create_plan(
    *,
    association: Association,
    layout: Layout,
    period: Period,
    title: str = "",
    city: str = "",
    key: str = "",
    by: Actor,
) -> Plan:
    """Create a draft with the sections and steps of its layout.

    The same one-time `key` gives the same plan.

    Raises:
        PermissionDenied: the actor does not write this association's plans.
        ValidationError: the association has such a plan already, the period is wrong, or the
            layout is not in force.

    """
    if objection := objection_to_planning(association, by):
        raise PermissionDenied(objection)
    layout = _offered(layout, association)
    if made := made_before(key, by):
        return made
    refuse_second_plan(association, layout, period)
    plan = _new_plan(association, layout, period, by)
    plan.title = normalize_characters(title).strip() or proposed_title(association, layout, period)
    plan.city = normalize_characters(city).strip() or association.city
    plan.full_clean()
    save_new_plan(plan)
    _prescribed_sections(plan)
    _prescribed_steps(plan, by)
    record(plan, "create_plan", "Создан черновик плана.", key=key, by=by)
    return plan


def made_before(key: str, by: Actor) -> Plan | None:
    """The plan that the form with this one-time key has made already (1 query, none without).

    Raises:
        ValidationError: the key belongs to another person.

    """
    made = Change.objects.filter(key=key).select_related("plan").first() if key else None
    if made is None:
        return None
    if made.by_id != by.user_id:
        raise ValidationError("Форма уже отправлена. Откройте её заново.", code="stale")
    return made.plan


def _offered(layout: Layout, association: Association) -> Layout:
    """Lock the layout until the plan uses it; only one in force starts a plan."""
    if layout.institution_id not in (None, association.institution_id):
        raise ValidationError({"layout": "Эта форма принадлежит другому институту."})
    current = Layout.objects.select_for_update().filter(pk=layout.pk, is_active=True).first()
    if current is None or is_withheld(current, association.institution_id):
        words = "Эту форму сняли или заменили новой версией. Выберите действующую."
        raise ValidationError({"layout": words})
    return current


def refuse_second_plan(association: Association, layout: Layout, period: Period) -> None:
    """Refuse a second plan of the period on any version of the layout.

    Raises:
        ValidationError: the association has such a plan, and it is not removed.

    """
    made = Plan.objects.not_removed().filter(
        association=association, period_start=period.starts, period_end=period.ends
    )
    if made.filter(layout__in=all_versions(layout)).exists():
        raise ValidationError(MADE_ALREADY)


def save_new_plan(plan: Plan) -> None:
    """Insert a plan; of two at the same time the second is refused.

    Raises:
        ValidationError: the association has a plan of this period and layout.

    """
    try:
        with transaction.atomic():
            plan.save(force_insert=True)
    except IntegrityError:
        raise ValidationError(MADE_ALREADY) from None


def _new_plan(association: Association, layout: Layout, period: Period, by: Actor) -> Plan:
    return Plan(
        association=association,
        layout=layout,
        period_kind=period.kind,
        period_start=period.starts,
        period_end=period.ends,
        status_since=timezone.now(),
        created_by_id=by.user_id,
    )


@dataclass(frozen=True, slots=True)
class HeadingValues:
    """What a person types above the table; each line of `title` is printed as one."""

    title: str
    city: str = ""
    imprint: str = ""


@transaction.atomic
def edit_heading(
    *,
    plan: Plan,
    values: HeadingValues,
    expected_version: str,
    opened: Opened = UNKNOWN,
    by: Actor,
) -> Plan:
    """Change the heading, which had this version when the form was opened.

    What others have changed since in other fields than `values` change stays.

    Raises:
        PermissionDenied, ValidationError: see `plan_to_change`; an empty title.
        Conflict: a field was changed by others too; nothing is written.

    """
    current = plan_to_change(plan, by)
    old = asdict(heading_values(current))
    fields = merge_typed(
        asdict(normalize_values(values)),
        old,
        is_stale=version_of(old) != expected_version,
        opened=opened,
        message="Пока вы правили заголовок, его изменил другой человек.",
        part=current,
    )
    patch = difference(PartKind.HEADING, "", old, fields)
    if not patch:
        return current
    commit_patch(current, patch, "edit_heading", "Изменён заголовок плана.", by=by)
    return current


def heading_values(plan: Plan) -> HeadingValues:
    """The present heading, as a form would send it."""
    return HeadingValues(plan.title, plan.city, plan.imprint)


def _prescribed_sections(plan: Plan) -> None:
    Section.objects.bulk_create(
        Section(
            plan=plan,
            order=place,
            kind=prescribed.kind,
            heading=prescribed.heading,
            shown_as=prescribed.shown_as,
            numbering=prescribed.numbering,
            columns=prescribed.columns,
        )
        for place, prescribed in enumerate(plan.layout.sections.order_by("order"), 1)
    )


def _prescribed_steps(plan: Plan, by: Actor) -> None:
    steps: list[Step] = []
    taken: set[int] = set()
    seats = plan.layout.seats.select_related("office").order_by("order")
    for place, seat in enumerate(seats, 1):
        step = step_for_seat(plan, seat, taken, by)
        step.order = place
        taken |= {step.office_id} if step.office_id else set()
        steps.append(step)
    Step.objects.bulk_create(steps)


def step_for_seat(plan: Plan, seat: Seat, taken: Iterable[int], by: Actor) -> Step:
    """The step that takes the seat, not saved; `taken` are offices that other steps have."""
    office = holder_of_seat(seat, plan.association, taken, by)
    # An act (приказ, протокол) is not signed by a person.
    signs = seat.mode == Mode.PERSON
    return Step(
        plan=plan,
        seat=seat,
        order=0,
        stage=seat.stage,
        enough=seat.enough,
        verb=seat.verb,
        mode=seat.mode,
        office=office,
        heading=seat.heading,
        position=(office.position if office else seat.position) if signs else "",
        name=office.person.signing_name if office and signs else "",
    )
