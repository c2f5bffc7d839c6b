"""Letters about remarks: to the authors of a plan, and to who wrote the remark.

Several remarks or answers of one person on one plan make one letter.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from associations.actor import Actor
from associations.letters.rules.gathering import drop_gathered, write_gathered
from associations.letters.rules.writing import About, Words, greeting
from associations.models import User
from associations.offices.queries import actor_of
from associations.vocabulary import LetterKind
from events.drafting.queries.plan_letters import authors_of, name_of, subject_of
from events.models import Plan, Remark, RemarkAnswer
from events.plan.vocabulary import RemarkState
from events.remarks.models import RemarkQuerySet

# More of them are counted; they are read on the page of the plan.
_MOST: Final = 30

type Telling = Callable[[dt.datetime], Words]


def write_of_remark(*, remark: Remark, by: Actor) -> None:
    """Write to the authors that somebody has written a remark."""
    for user in authors_of(remark.plan, by):
        telling = partial(_of_remarks, remark.plan, user, by)
        _write(LetterKind.REMARK, remark, user, telling, at=remark.made_at, by=by)


def write_of_answer(*, answer: RemarkAnswer, by: Actor) -> None:
    """Write of an answer to who wrote the remark and, if it isn't theirs, to the authors.

    A doubt of a file that was read was written by nobody.
    """
    remark = answer.remark
    if remark.is_doubt:
        return
    authors = authors_of(remark.plan, by)
    readers = {remark.made_by_id: remark.made_by}
    if not answer.is_authors and answer.state != RemarkState.CLOSED:
        readers |= {user.pk: user for user in authors}
    authors_keys = {user.pk for user in authors}
    for user in readers.values():
        is_author = user.pk in authors_keys
        telling = partial(_of_answers, remark.plan, user, by, is_author=is_author)
        _write(LetterKind.ANSWERED, remark, user, telling, at=answer.at, by=by)


def drop_letters_of_remarks(*, plan: Plan, by: Actor) -> None:
    """Send no letter of what this person has just remarked: the one of the decision tells it."""
    drop_gathered(key=_key(LetterKind.REMARK, plan, by), plan=plan.pk)


def _write(
    kind: LetterKind, remark: Remark, to: User, telling: Telling, *, at: dt.datetime, by: Actor
) -> None:
    """Write to one person, but not to who acts, to a closed account, or past their rights."""
    if to.pk == by.user_id or to.is_superuser or not to.is_active:
        return
    if not _seen_by(to, by.on).filter(pk=remark.pk).exists():
        return
    plan = remark.plan
    write_gathered(
        kind=kind,
        to=to,
        words=telling,
        at=at,
        key=f"{_key(kind, plan, by)}:{to.pk}",
        institution=plan.association.institution,
        about=About(plan.pk, plan.edition_id),
    )


def _seen_by(to: User, on: dt.date) -> RemarkQuerySet:
    return Remark.objects.visible_to(actor_of(to, on))


def _key(kind: LetterKind, plan: Plan, by: Actor) -> str:
    return f"{kind}:{plan.pk}:{by.user_id}"


def _of_remarks(plan: Plan, to: User, by: Actor, since: dt.datetime) -> Words:
    found = _seen_by(to, by.on).filter(plan=plan, made_by=by.user_id, made_at__gte=since)
    remarks = list(found.filter(is_doubt=False).order_by("made_at", "id"))
    told = [
        f"{one.where or 'План в целом'}: «{one.text}»"
        + (f" Предлагается: «{one.suggestion}»" if one.suggestion else "")
        for one in remarks
    ]
    is_one = len(told) == 1
    what = "Замечание к плану" if is_one else f"Замечаний к плану — {len(told)}"
    lead = f"{by.name} пишет {'замечание' if is_one else 'замечания'}: {name_of(plan)}."
    return _words(plan, what, (greeting(to), lead), told, remarks)


def _of_answers(plan: Plan, to: User, by: Actor, since: dt.datetime, *, is_author: bool) -> Words:
    """All that this person answered on the remarks that concern the reader."""
    seen = _seen_by(to, by.on).filter(plan=plan, is_doubt=False)
    found = RemarkAnswer.objects.filter(remark__in=seen, by=by.user_id, at__gte=since)
    if not is_author:
        found = found.filter(remark__made_by=to)
    answers = list(found.select_related("remark").order_by("at", "id"))
    told = [
        f"{one.remark.where or 'План в целом'}: «{one.remark.text}» — {_answered(one)}"
        for one in answers
    ]
    what = "Ответ на замечание" if len(told) == 1 else f"Ответов на замечания — {len(told)}"
    lead = (
        f"{by.name} отвечает на {'замечание' if len(told) == 1 else 'замечания'}: {name_of(plan)}."
    )
    return _words(plan, what, (greeting(to), lead), told, [one.remark for one in answers])


def _answered(answer: RemarkAnswer) -> str:
    text = f"«{answer.text}»" if answer.text else ""
    state = answer.get_state_display().lower() if answer.state else ""
    return ": ".join(filter(None, (state, text)))


def _words(
    plan: Plan, what: str, lead: tuple[str, str], told: list[str], remarks: Iterable[Remark]
) -> Words:
    more = (f"И ещё: {len(told) - _MOST}.",) if len(told) > _MOST else ()
    pages = {one.get_absolute_url() for one in remarks}
    is_one = len(pages) == 1
    return Words(
        subject_of(what, plan),
        (*lead, *told[:_MOST], *more),
        "Открыть замечание" if is_one else "Открыть план с замечаниями",
        pages.pop() if is_one else f"{plan.get_absolute_url()}#remarks",
    )
