"""The route (маршрут) of a plan: the seats of its layout, which steps take them, what differs."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q
from django.utils import timezone

from associations.actor import Actor
from associations.models import Association, Office
from associations.vocabulary import OfficeRole
from events.checks import Finding
from events.models import Deviation, Plan, Seat, Step
from events.plan.period import day_in_words
from events.plan.vocabulary import NEGATIVE, DeviationKind, Verb
from plans_portal.lib.characters import plain_words

type OfficeId = int | None

APPROVER_ADDED: Final = (
    "Кто утверждает план, решает институт, а не автор. Уберите этот шаг или попросите методиста"
    " об особом порядке у места «{}»."
)
NOT_APPROVER: Final = (
    "Утвердить план может тот, кому институт дал роль утверждающего, или подпись на бумаге."
    " Выберите другого."
)


@dataclass(frozen=True, slots=True)
class Route:
    """What the institution prescribes to a plan, and what was asked of a methodist."""

    plan: Plan
    seats: tuple[Seat, ...]
    deviations: tuple[Deviation, ...]

    def seat(self, pk: int | None) -> Seat | None:
        """The seat with the key, if this route has it."""
        return next((seat for seat in self.seats if seat.pk == pk), None)

    def approving_seat(self) -> Seat | None:
        """The first seat that approves."""
        return next((seat for seat in self.seats if seat.verb == Verb.APPROVE), None)

    def is_granted(
        self, kind: DeviationKind, *, seat: Seat | None, uid: str, office: OfficeId = None
    ) -> bool:
        """Whether a methodist let the seat, or the step without one, be removed or replaced so."""
        return any(
            one.state == Deviation.State.GRANTED
            and one.kind == kind
            and (one.seat_id == seat.pk if seat else one.step_uid == uid)
            and (kind == DeviationKind.REMOVE or one.office_id == office)
            for one in self.deviations
        )

    def fits(self, seat: Seat, office: Office | None, uid: str) -> bool:
        """Whether this office may take the seat; nobody signs it on paper, as staff record."""
        if office is None or office.pk in (seat.office_id, seat.deputy_id):
            return True
        if self.is_granted(DeviationKind.REPLACE, seat=seat, uid=uid, office=office.pk):
            return True
        return not seat.office_id and office.role == seat.role and _is_near(office, self.plan)

    def missing(self, steps: Iterable[Step]) -> list[Seat]:
        """The required seats that no step takes, without those that were let go."""
        taken = {step.seat_id for step in steps}
        return [
            seat
            for seat in self.seats
            if seat.is_required
            and seat.pk not in taken
            and not self.is_granted(DeviationKind.REMOVE, seat=seat, uid="")
        ]

    def objection_to_approver(self, office: Office | None) -> str | None:
        """Why an approving step without a seat may not stand in the plan, or None."""
        if seat := self.approving_seat():
            return APPROVER_ADDED.format(seat_in_words(seat))
        if office is None or office.role == OfficeRole.APPROVER:
            return None
        return NOT_APPROVER


def route_of(plan: Plan) -> Route:
    """The route of a plan: that of its own version of the layout (2 queries).

    One query if the plan was read with `has_deviations` and has none.
    """
    seats = plan.layout.seats.select_related("office__person").order_by("order")
    known = getattr(plan, "has_deviations", True)
    asked = plan.deviations.select_related("office__person", "plan__association") if known else ()
    return Route(plan, tuple(seats), tuple(asked))


def returned_by(plan: Plan) -> frozenset[str]:
    """The uids of the steps whose last decision sent the plan back (1 query)."""
    decisions = plan.signatures.standing().order_by("at", "pk")
    last = dict(decisions.values_list("step_uid", "decision"))
    return frozenset(uid for uid, one in last.items() if one in NEGATIVE)


def _is_near(office: Office, plan: Plan) -> bool:
    """Whether the office is of the plan's association or of its whole institution."""
    if office.association_id is not None:
        return office.association_id == plan.association_id
    return office.institution_id == plan.association.institution_id


def seat_in_words(seat: Seat) -> str:
    """«Утверждение: Директор»: what it does and who takes it."""
    who = seat.office.position if seat.office else seat.position or seat.get_role_display()
    return f"{seat.get_verb_display()}: {who}" if who else seat.get_verb_display()


def step_in_words(step: Step) -> str:
    """«Согласование: Проректор университета»."""
    who = " ".join(f"{step.position} {step.name}".split()) or step.act
    return f"{step.get_verb_display()}: {who}" if who else step.get_verb_display()


def offices_for(seat: Seat, plan: Plan, actor: Actor) -> Q:
    """The offices of today that may take the seat without a deviation, as a condition."""
    named = Q(pk__in=[pk for pk in (seat.office_id, seat.deputy_id) if pk])
    if seat.office_id or not seat.role:
        return named
    near = Q(association=plan.association_id) | Q(institution=plan.association.institution_id)
    held = Q(since__lte=actor.on) & (Q(until=None) | Q(until__gte=actor.on))
    return named | (near & held & Q(role=seat.role))


def holder_of_seat(
    seat: Seat, association: Association, taken: Iterable[int], by: Actor
) -> Office | None:
    """Who takes the seat today: its office, a holder of its role, else its deputy."""
    taken = list(taken)
    today = Office.objects.in_force(by.on).select_related("person").exclude(pk__in=taken)
    if seat.office_id:
        found = today.filter(pk=seat.office_id).first()
    else:
        found = holder_of(seat.role, association, taken, by)
    if found is None and seat.deputy_id:
        found = today.filter(pk=seat.deputy_id).first()
    return found


def holder_of(
    role: str, association: Association, taken: Iterable[int], by: Actor
) -> Office | None:
    """The office with the role in the association, else in the institution, without `taken`."""
    if not role:
        return None
    held = Office.objects.in_force(by.on).filter(role=role).exclude(pk__in=taken)
    held = held.select_related("person").order_by("since", "pk")
    return (
        held.filter(association=association).first()
        or held.filter(institution_id=association.institution_id).first()
    )


def seats_for(seats: Sequence[Seat], steps: Sequence[tuple[str, str]]) -> list[Seat | None]:
    """The seat of each step, given as its verb and role, or None.

    First those of the same role, then, as a paper may name anybody, those that sign on paper.
    """
    found: list[Seat | None] = [None] * len(steps)
    for on_paper in (False, True):
        for seat in seats:
            wanted = "" if on_paper else seat.office.role if seat.office else seat.role
            for place, step in enumerate(steps):
                if seat not in found and found[place] is None and step == (seat.verb, wanted):
                    found[place] = seat
    return found


def is_other_position(step: Step, position: str) -> bool:
    """Whether the stamp prints another position than that of who decides, and nobody let it."""
    printed = plain_words(step.position)
    if not (printed and position) or step.position_reason:
        return False
    return printed != plain_words(position)


def deviations_in_words(plan: Plan, steps: Iterable[Step]) -> tuple[str, ...]:
    """How the sign-off of the plan differs from its route, a sentence for each (1 query).

    No query if the plan was read with `has_deviations` and has none.
    """
    if not getattr(plan, "has_deviations", True):
        return ()
    by_seat = {step.seat_id: step for step in steps if step.seat_id}
    by_uid = {step.uid: step for step in steps}
    granted = plan.deviations.filter(state=Deviation.State.GRANTED).select_related("office__person")
    return tuple(
        deviation_in_words(one)
        for one in granted.order_by("settled_at", "pk")
        if _holds(one, by_seat.get(one.seat_id) if one.seat_id else by_uid.get(one.step_uid))
    )


def _holds(deviation: Deviation, step: Step | None) -> bool:
    """Whether the plan is as the deviation lets it be: a seat may have been returned since."""
    if deviation.kind == DeviationKind.REMOVE:
        return step is None
    return step is not None and step.office_id == deviation.office_id


def deviation_in_words(deviation: Deviation) -> str:
    """One sentence that says what differs, who let it be, when and why."""
    if deviation.kind == DeviationKind.REMOVE:
        what = f"Без места «{deviation.what}»"
    else:
        what = f"На месте «{deviation.what}» — {substitute_in_words(deviation)}"
    words = f"{what}. Разрешение методиста: {deviation.settled_by_name}"
    if deviation.settled_at is not None:
        words += f", {day_in_words(timezone.localtime(deviation.settled_at).date())}"
    return f"{words.rstrip('.')}. Причина: {deviation.reason.rstrip('. ')}."


def asked_in_words(deviation: Deviation) -> str:
    """«обойтись без места «Согласование: Проректор»»: what a request asks for."""
    if deviation.kind == DeviationKind.REMOVE:
        return f"обойтись без места «{deviation.what}»"
    return f"на место «{deviation.what}» — {substitute_in_words(deviation)}"


def substitute_in_words(deviation: Deviation) -> str:
    """Whom a replacement asks instead."""
    return str(deviation.office) if deviation.office else f"{deviation.position}, на бумаге"


def route_findings(route: Route, steps: Sequence[Step]) -> Iterator[Finding]:
    """What keeps the plan from being sent by its route; steps come with their offices."""
    for one in route.deviations:
        if one.state == Deviation.State.ASKED:
            text = (
                f"Методист ещё не ответил на просьбу об особом порядке («{one.what}»). Дождитесь"
                " ответа или отзовите просьбу."
            )
            yield Finding("deviation_asked", "blocks", text, field="steps")
    for seat in route.missing(steps):
        text = (
            f"В плане нет обязательного места маршрута «{seat_in_words(seat)}». Верните его или"
            " попросите методиста об особом порядке."
        )
        yield Finding("seat_missing", "blocks", text, field="steps")
    for step in steps:
        taken = route.seat(step.seat_id)
        if taken is None:
            if step.verb == Verb.APPROVE and (said := route.objection_to_approver(step.office)):
                yield Finding("approver_added", "blocks", said, step.uid, "steps")
        elif not route.fits(taken, step.office, step.uid):
            text = (
                f"Место маршрута «{seat_in_words(taken)}» занимает не тот, кого назначает институт:"
                f" {step.office}. Выберите другого или попросите методиста об особом порядке."
            )
            yield Finding("seat_other", "blocks", text, step.uid, "steps")
