"""Writing remarks: the one place where a remark is made by a person."""

from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor, answerable, signed_in
from events.drafting.queries.stored_content import edition_shown, shown_content
from events.drafting.rules.transitions import lock_plan
from events.history.rules import record
from events.models import Edition, Plan, Remark, RemarkAnswer
from events.plan.vocabulary import RemarkPlace, RemarkState
from events.remarks.queries.moves import objection_to_remarking, reviews
from events.remarks.queries.places import WHOLE, Place, find_place
from events.remarks.rules.letters import write_of_answer, write_of_remark
from plans_portal.lib.chain import append
from plans_portal.lib.characters import normalize_values

NO_PLACE: Final = (
    "Этого места в плане уже нет: авторы его изменили. Выберите другое место или напишите о плане"
    " в целом."
)
NO_TEXT: Final = "Напишите, что исправить, или предложите, как написать."
FOR_A_CELL: Final = "Предложить текст можно только для одной ячейки: выберите её в списке."
# What is said where only a text is suggested.
SUGGESTED: Final = "Предлагаю написать так."


@transaction.atomic
def write_remark(
    *,
    plan: Plan,
    place: str = RemarkPlace.PLAN.value,
    uid: str = "",
    field: str = "",
    text: str,
    severity: str = Remark.Severity.MUST.value,
    suggestion: str = "",
    by: Actor,
) -> Remark:
    """Write a remark on a place of the plan as this person is shown it.

    `suggestion` is a text for the cell; its present words suggest nothing. Sent twice, it is
    written once.

    Raises:
        PermissionDenied: the actor does not decide on the plan and does not curate it.
        ValidationError: see `objection_to_remarking`; the place is gone, or nothing is said.

    """
    plan, by = lock_plan(plan, by)
    account = signed_in(by)
    if objection := objection_to_remarking(plan, by):
        if reviews(plan, by):
            raise ValidationError(objection, code="closed")
        raise PermissionDenied(objection)
    found = find_place(shown_content(plan, by), place, uid, field)
    if found is None:
        raise ValidationError(NO_PLACE, code="gone")
    text, suggestion = normalize_values((text.strip(), suggestion.strip()))
    if suggestion and not field:
        raise ValidationError({"suggestion": FOR_A_CELL})
    if suggestion.split() == found.words.split():
        suggestion = ""
    text = text or (SUGGESTED if suggestion else "")
    if not text:
        raise ValidationError({"text": NO_TEXT})
    values = {"place": place, "uid": uid, "field": field, "text": text, "suggestion": suggestion}
    mine = plan.remarks.filter(made_by=account, state=RemarkState.OPEN, **values)
    if done := mine.first():
        return done
    remark = Remark(
        plan=plan,
        edition=edition_shown(plan, by),
        **values,
        **_as_it_is(found),
        severity=severity,
        made_at=timezone.now(),
        made_by_id=account,
        made_by_name=by.name,
    )
    remark.full_clean()
    remark.save(force_insert=True)
    record(plan, "write_remark", f"Написано замечание{about(remark)}.", event_uid=uid, by=by)
    write_of_remark(remark=remark, by=by)
    return remark


def remark_on_plan(*, plan: Plan, edition: Edition | None, text: str, by: Actor) -> Remark:
    """Write what the authors must do after a decision on a sent edition, about the whole plan.

    The caller is in the transaction of that decision and has locked the plan. What was written by a
    one-time link is closed by the methodist who sent it.
    """
    return Remark.objects.create(
        plan=plan,
        edition=edition,
        where=WHOLE,
        text=text,
        made_at=timezone.now(),
        made_by_id=answerable(by),
        made_by_name=by.name,
    )


@transaction.atomic
def decline_remarks(*, plan: Plan, reason: str, by: Actor) -> None:
    """Decline all unsettled remarks of a locked plan, for one reason."""
    now, account = timezone.now(), signed_in(by)
    remarks = list(plan.remarks.unsettled())
    for one in remarks:
        one.plan = plan
        answer = RemarkAnswer(
            remark=one,
            at=now,
            by_id=account,
            by_name=by.name,
            text=reason,
            state=RemarkState.DECLINED,
            is_authors=True,
        )
        append(answer)
        write_of_answer(answer=answer, by=by)
    plan.remarks.filter(pk__in=[one.pk for one in remarks]).update(
        state=RemarkState.DECLINED, closed_at=now, closed_by=account
    )


def about(remark: Remark) -> str:
    """The remark's place, for a sentence of the history.

    The history of a draft is read by others once the plan is sent, so it names no place in a draft.
    """
    if remark.edition_id is None:
        return " к черновику"
    return f": {remark.where[:1].lower()}{remark.where[1:]}" if remark.where else ""


def _as_it_is(place: Place) -> dict[str, str]:
    return {"where": place.name[:200], "words": place.words, "version": place.version}
