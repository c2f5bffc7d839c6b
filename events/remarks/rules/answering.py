"""What becomes of a remark: answered, taken, declined, closed, opened again; a suggestion accepted.

The one place where a remark that is written already changes.
"""

from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, signed_in
from events.drafting.queries.stored_content import read_content
from events.drafting.rules.cells import CellEdit, edit_cells
from events.drafting.rules.transitions import lock_plan
from events.history.rules import record
from events.models import Plan, Remark, RemarkAnswer
from events.plan.vocabulary import RemarkPlace, RemarkState
from events.remarks.queries.moves import (
    GONE,
    MOVES,
    Who,
    is_forbidden,
    objection_to_moving,
    parts_in,
)
from events.remarks.queries.places import PART_OF, find_place
from events.remarks.rules.letters import write_of_answer
from events.remarks.rules.writing import about
from plans_portal.lib.chain import append
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.versions import Conflict

UNKNOWN: Final = "Портал не понял, что сделать с замечанием. Нажмите одну из кнопок под ним."
NO_ANSWER: Final = "Напишите ответ."
NO_REASON: Final = "Напишите, почему замечание не принято: его прочтёт тот, кто его написал."
UNCHANGED: Final = (
    "Это место с тех пор не изменилось. Исправьте его или напишите здесь, что сделано по замечанию."
)
CELL_CHANGED: Final = (
    "Ячейку изменили после того, как предложили этот текст. Сверьте оба текста и решите ещё раз."
)
ACCEPTED: Final = "Предложенный текст принят."


@transaction.atomic
def move_remark(*, remark: Remark, move: str, text: str = "", by: Actor) -> Remark:
    """Do one of `MOVES` with the remark, but for accepting its suggestion; `text` is the answer.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_moving`; the answer or the reason is
            missing; the place has not changed and nothing is answered.

    """
    if move not in MOVES or move == "accept":
        raise ValidationError(UNKNOWN)
    remark = _locked(remark, move, by)
    plan = remark.plan
    text = normalize_values(text.strip())
    if not text and move in ("answer", "decline"):
        raise ValidationError({"text": NO_ANSWER if move == "answer" else NO_REASON})
    if move == "take" and not text and not is_done(remark, plan):
        raise ValidationError({"text": UNCHANGED})
    return _moved(remark, _state_after(remark, plan, move, by), text, move, by)


@transaction.atomic
def accept_suggestion(*, remark: Remark, base: str, by: Actor) -> Remark:
    """Write the suggested text into its cell as any edit, which can be undone; the remark is taken.

    `base` is the text of the cell that the author looked at.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_moving` and `edit_cells`.
        Conflict: the cell has another text now, which is `stored`; nothing was written.

    """
    remark = _locked(remark, "accept", by)
    written = edit_cells(
        plan=remark.plan,
        kind=PART_OF[RemarkPlace(remark.place)],
        uid=remark.uid,
        edits=[CellEdit(remark.field, remark.suggestion, base)],
        by=by,
    )
    if written.conflicts:
        raise Conflict(CELL_CHANGED, written.texts[remark.field])
    return _moved(remark, RemarkState.TAKEN, ACCEPTED, "accept", by)


def is_done(remark: Remark, plan: Plan) -> bool:
    """Whether the place has changed since the remark, or its authors have answered.

    Doubts of a file that was read need neither: their authors have looked.
    """
    if remark.is_doubt or remark.state == RemarkState.ANSWERED:
        return True
    if not remark.version:
        # Written with a decision, about the whole plan.
        return plan.changes.filter(at__gt=remark.made_at, patch__isnull=False).exists()
    place = find_place(read_content(plan), remark.place, remark.uid, remark.field)
    return place is None or place.version != remark.version


def _locked(remark: Remark, move: str, by: Actor) -> Remark:
    """The remark and its plan, read anew under the lock, if this person may do it now."""
    plan, by = lock_plan(remark.plan, by)
    current = Remark.objects.visible_to(by).filter(pk=remark.pk, plan=plan).first()
    if current is None:
        raise ValidationError(GONE, code="gone")
    current.plan = plan
    if objection := objection_to_moving(current, plan, move, by):
        if is_forbidden(current, plan, move, by):
            raise PermissionDenied(objection)
        raise ValidationError(objection, code="stale")
    return current


def _state_after(remark: Remark, plan: Plan, move: str, by: Actor) -> RemarkState:
    """The state that the move leads to; after an answer it is the other side's turn."""
    state = RemarkState(remark.state)
    if (to := MOVES[move].to) is not None:
        return to
    parts = parts_in(remark, plan, by)
    if Who.WRITER in parts:
        return RemarkState.OPEN if state == RemarkState.ANSWERED else state
    is_theirs = Who.AUTHOR in parts and state == RemarkState.OPEN
    return RemarkState.ANSWERED if is_theirs else state


def _moved(remark: Remark, state: RemarkState, text: str, move: str, by: Actor) -> Remark:
    plan, now, account = remark.plan, timezone.now(), signed_in(by)
    answer = RemarkAnswer(
        remark=remark,
        at=now,
        by_id=account,
        by_name=by.name,
        text=text,
        state="" if state == remark.state else state,
        is_authors=Who.AUTHOR in parts_in(remark, plan, by),
    )
    append(answer, clean=True)
    write_of_answer(answer=answer, by=by)
    if state != remark.state:
        remark.state = state
        remark.closed_at, remark.closed_by_id = (now, account) if state.is_settled else (None, None)
        remark.full_clean()
        remark.save(update_fields=["state", "closed_at", "closed_by"])
    what = state.label.lower() if answer.state else "написан ответ"
    words = f"Замечание{about(remark)} — {what}."
    record(plan, f"{move}_remark", words, event_uid=remark.uid, by=by)
    return remark
