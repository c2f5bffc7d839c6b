"""Who may do what with a remark, by its state and the status of its plan: one table.

A new action is one more line here; its test tables every answer.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from associations.actor import Actor
from associations.vocabulary import OfficeRole
from events.access import is_author, may_be_asked, reads_draft, takes_part
from events.models import Plan, Remark
from events.plan.status import PlanStatus
from events.plan.vocabulary import RemarkState as State

SUPERUSER: Final = "Администратор смотрит планы, но не пишет замечаний и не отвечает на них."
GONE: Final = "Этого замечания больше нет, или вам его не видно."


class Who(StrEnum):
    """In which part somebody acts on a remark."""

    AUTHOR = "author"
    WRITER = "writer"
    READER = "reader"


@dataclass(frozen=True, slots=True)
class Move:
    """One action: who may do it, from which states, to which one (none: it stays), in which plans.

    `label` is the word of its button, `refusal` what the others are told.
    """

    label: str
    whose: frozenset[Who]
    states: frozenset[State]
    to: State | None
    refusal: str
    statuses: frozenset[PlanStatus] = frozenset(PlanStatus)


_UNSETTLED: Final = frozenset({State.OPEN, State.ANSWERED})
_BY_AUTHORS: Final = "На замечание отвечают авторы плана: председатель и секретарь объединения."
_BY_WRITER: Final = "Закрывает и снова открывает замечание тот, кто его написал."

MOVES: Final[dict[str, Move]] = {
    "answer": Move(
        "Ответить",
        frozenset(Who),
        frozenset(State) - {State.CLOSED},
        None,
        "Отвечают авторы плана и те, кто его рассматривает.",
    ),
    "take": Move("Исправлено", frozenset({Who.AUTHOR}), _UNSETTLED, State.TAKEN, _BY_AUTHORS),
    "accept": Move(
        "Принять правку",
        frozenset({Who.AUTHOR}),
        _UNSETTLED,
        State.TAKEN,
        _BY_AUTHORS,
        frozenset(status for status in PlanStatus if status.is_open),
    ),
    "decline": Move("Отклонить", frozenset({Who.AUTHOR}), _UNSETTLED, State.DECLINED, _BY_AUTHORS),
    "close": Move(
        "Закрыть",
        frozenset({Who.WRITER}),
        frozenset(State) - {State.CLOSED},
        State.CLOSED,
        _BY_WRITER,
    ),
    "reopen": Move(
        "Открыть снова",
        frozenset({Who.WRITER}),
        frozenset(State) - {State.OPEN},
        State.OPEN,
        _BY_WRITER,
        frozenset(PlanStatus) - {PlanStatus.APPROVED},
    ),
}


def reviews(plan: Plan, actor: Actor) -> bool:
    """Whether the actor curates the plan, decides on it, or is staff: they write remarks."""
    if actor.is_superuser:
        return False
    curated = plan.association_id in actor.association_ids((OfficeRole.CURATOR,))
    staff = plan.association.institution_id in actor.staff_institution_ids
    return curated or staff or may_be_asked(plan, actor)


def objection_to_remarking(plan: Plan, actor: Actor) -> str | None:
    """Why this actor may not write a remark on the plan now, or None."""
    if actor.is_superuser:
        return SUPERUSER
    if not reviews(plan, actor):
        return "Замечания пишут те, кто согласует, утверждает или курирует план."
    if plan.removed_at is not None:
        return "Черновик снят. Замечания к нему больше не пишут."
    if plan.status == PlanStatus.APPROVED:
        return "План утверждён. Замечания пишут, пока план составляют и согласуют."
    if plan.is_open and not reads_draft(plan, actor):
        return "План у авторов. Замечания можно будет написать, когда его отправят снова."
    return None


def parts_in(remark: Remark, plan: Plan, actor: Actor) -> frozenset[Who]:
    """In which parts the actor acts on a remark of this plan; none for a superuser."""
    if actor.is_superuser or actor.user_id is None or not takes_part(plan, actor):
        return frozenset()
    parts = set()
    if is_author(plan.association, actor):
        parts.add(Who.AUTHOR)
    if remark.made_by_id == actor.user_id and not remark.is_doubt:
        parts.add(Who.WRITER)
    if reviews(plan, actor):
        parts.add(Who.READER)
    return frozenset(parts)


def objection_to_moving(remark: Remark, plan: Plan, name: str, actor: Actor) -> str | None:
    """Why this actor may not do this with the remark now, or None.

    `name` is one of `MOVES`; `plan` is the remark's, with its association.
    """
    move = MOVES[name]
    if actor.is_superuser:
        return SUPERUSER
    if not move.whose & parts_in(remark, plan, actor):
        return move.refusal
    if remark.state not in move.states:
        state = State(remark.state).label.lower()
        return f"Замечание уже в состоянии «{state}». Откройте его снова и посмотрите."
    if plan.status not in move.statuses:
        where = PlanStatus(plan.status).where
        return f"План {where}: сейчас этого сделать нельзя."
    if name == "accept" and not remark.suggestion:
        return "В этом замечании не предложено, как написать."
    if name == "decline" and remark.is_doubt:
        return "Это не замечание человека: исправьте место или отметьте, что проверили."
    return None


def is_forbidden(remark: Remark, plan: Plan, name: str, actor: Actor) -> bool:
    """Whether the action belongs to somebody else, whatever the state."""
    return not MOVES[name].whose & parts_in(remark, plan, actor)


def moves_for(remark: Remark, plan: Plan, actor: Actor) -> list[str]:
    """The actions that the actor may do with the remark now, in their order."""
    return [name for name in MOVES if objection_to_moving(remark, plan, name, actor) is None]
