"""Letters of sign-off: what is written to whom, in the transaction of what has happened."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst

from associations.actor import Actor
from associations.letters.queries import accounts_with, staff_of
from associations.letters.rules.writing import About, Words, greeting, write_letter
from associations.models import Letter, User
from associations.vocabulary import LetterKind, LetterState, OfficeRole
from events.access import standing_for
from events.drafting.queries.plan_letters import authors_of, name_of, subject_of
from events.drafting.queries.stored_content import edition_content
from events.models import Edition, Plan, Signature, Step, Withdrawal
from events.plan.clock import Clock
from events.plan.comparison import compare
from events.plan.comparison.said import said_in_short
from events.plan.period import day_in_words
from events.plan.vocabulary import NEGATIVE, Decision, Verb
from events.remarks.rules.letters import drop_letters_of_remarks
from events.signoff.queries.asked_again import AskedAgain
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.deciders import deciders_of
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.queries.plan_state import decider_of, why_nobody

ASKS = {Verb.AGREE: "согласовать", Verb.APPROVE: "утвердить"}


@transaction.atomic
def write_waiting(*, plan: Plan, by: Actor) -> None:
    """Write to everybody whom the present stage of the plan asks for a decision, but who acts."""
    steps = pending_steps(plan)
    clocks = clocks_of(plan, steps, on=by.on)
    known: dict[int, Actor] = {}
    edition, mark = _edition(plan), mark_of(plan)
    what = (*_sent(plan, edition), *_changed(plan, edition), *_noted(edition))
    for step in steps:
        deciders = deciders_of(step, on=by.on, known=known)
        if not deciders:
            _write_vacant(plan, step, by.on)
        for user, actor in deciders:
            if user.pk == by.user_id:
                continue
            asked = asked_of(step, actor)
            words = Words(
                subject_of("Ждёт вашего решения", plan),
                (greeting(user), *what, asked, term_in_words(clocks[step.pk])),
                "Открыть план",
                reverse("events:plan_decide", args=[plan.pk, step.uid]),
            )
            _write(plan, LetterKind.WAITS, user, words, mark)


def write_vacant(*, plan: Plan, on: dt.date) -> None:
    """Write to the staff where the present stage waits for an office in which nobody may decide.

    Once for a person, edition and stage, whoever writes it: a move of the plan, the end of an
    office, or the timer.
    """
    for step in pending_steps(plan):
        if not deciders_of(step, on=on):
            _write_vacant(plan, step, on)


def write_sent_again(*, plan: Plan, again: AskedAgain, by: Actor) -> None:
    """Write to who returned the plan, unless asked now, and to whose agreement outlives a change.

    The first are answered; the others learn that the words which they agreed to have changed.
    """
    if again.before is None:
        return
    edition = _edition(plan)
    told = Letter.objects.filter(plan=plan.pk, edition=edition.pk, kind=LetterKind.WAITS)
    known = {*told.values_list("recipient", flat=True), by.user_id}
    sent = f"{edition.made_by_name} снова отправляет {name_of(plan)}."
    given_back = again.before.signatures.standing().filter(decision__in=NEGATIVE)
    what = (*_changed(plan, edition), *_noted(edition))
    for user in _readers(given_back.values_list("user", flat=True)):
        if user.pk not in known:
            known.add(user.pk)
            later = "Авторы получили его по вашему решению. Когда дойдёт очередь, портал напишет."
            _write(plan, LetterKind.ANSWERED, user, _of_edition(plan, user, sent, *what, later))
    if again.is_same:
        return
    words = {one.origin.user_id: one.words for one in again.kept if not one.origin.on_paper}
    for user in _readers(words):
        if user.pk not in known:
            stands = (
                f"Ваше согласие остаётся в силе по правилу института: вы согласовали план"
                f" {words[user.pk]}. Если с новыми словами вы не согласны, отзовите решение на"
                " странице плана, пока дальше по нему никто не решил."
            )
            letter = _of_edition(plan, user, sent, stands, *_noted(edition))
            _write(plan, LetterKind.ANSWERED, user, letter)


@transaction.atomic
def write_given_back(*, plan: Plan, decision: Decision, comment: str, by: Actor) -> None:
    """Write to the authors that the plan came back or was rejected, why, and what is remarked."""
    drop_letters_of_remarks(plan=plan, by=by)
    remarks = plan.remarks.unsettled().filter(is_doubt=False).count()
    left = f"Замечаний, на которые нужен ответ: {remarks}. Они стоят у своих строк в плане."
    if decision == Decision.REJECTED:
        kind, head, verb = LetterKind.REJECTED, "План отклонили", "отклоняет"
        why, then = "Причина", "Переделайте план и отправьте его снова: решать будут все заново."
    else:
        kind, head, verb = (
            LetterKind.RETURNED,
            "План вернули на доработку",
            "возвращает на доработку",
        )
        why, then = "Замечание", "Исправьте план и отправьте его снова."
    told = (f"{by.name} {verb} {name_of(plan)}.", f"{why}: «{comment}»", left, then)
    _write_to_authors(plan, kind, head, told, by=by)


def write_withdrawn(*, plan: Plan, withdrawal: Withdrawal, by: Actor) -> None:
    """Write that a decision is withdrawn: to the authors, and to who had a letter because of it."""
    signature = withdrawal.signature
    since = Letter.objects.filter(
        plan=plan.pk,
        edition=plan.edition_id,
        kind__in=(LetterKind.WAITS, LetterKind.APPROVED),
        state__in=(LetterState.SENT, LetterState.GATHERED),
        made_at__gte=signature.at,
    )
    readers = User.objects.filter(pk__in=since.values("recipient"), is_active=True)
    readers = readers.filter(is_superuser=False).select_related("person").order_by("pk")
    decision = signature.get_decision_display()
    why = (f"Причина: «{withdrawal.reason}»",) if withdrawal.reason else ()
    told = (
        f"{by.name} отзывает решение «{decision}». {capfirst(name_of(plan))}.",
        *why,
        "План снова на согласовании. Когда очередь дойдёт до вас, портал напишет.",
    )
    _write_to_authors(plan, LetterKind.WITHDRAWN, "Решение отозвали", told, others=readers, by=by)


def write_approved(*, plan: Plan, by: Actor) -> None:
    """Write to the authors and curators that the plan is approved."""
    told = (
        f"Утверждён {name_of(plan)}. {by.name} — последнее решение по нему.",
        "Официальный документ с отметками о согласовании можно скачать со страницы плана.",
    )
    curators = accounts_with(plan.association, (OfficeRole.CURATOR,), by.on)
    _write_to_authors(plan, LetterKind.APPROVED, "План утверждён", told, others=curators, by=by)


def write_recalled(*, plan: Plan, by: Actor) -> None:
    """Write that there is nothing to decide now: to who had a letter, and to who had decided."""
    told = Letter.objects.filter(
        plan=plan.pk,
        edition=plan.edition_id,
        kind=LetterKind.WAITS,
        state__in=(LetterState.SENT, LetterState.GATHERED),
    )
    signed = Signature.objects.standing().filter(edition=plan.edition_id, carried_from=None)
    readers = {*told.values_list("recipient", flat=True), *signed.values_list("user", flat=True)}
    words = (
        f"{by.name} отзывает с согласования {name_of(plan)}.",
        "Решать по нему сейчас ничего не нужно: когда план отправят снова, портал напишет.",
    )
    for user in _readers(readers):
        if user.pk != by.user_id:
            letter = Words(
                subject_of("План отозвали", plan),
                (greeting(user), *words),
                "Посмотреть план",
                plan.get_absolute_url(),
            )
            _write(plan, LetterKind.RECALLED, user, letter)


def vacant_words(plan: Plan, step: Step, to: User, on: dt.date) -> Words:
    """The letter to the staff of a seat in which nobody may decide."""
    why = why_nobody(step, on) or "у должности нет учётной записи"
    told = (
        f"Решения ждёт {name_of(plan)}, но решать некому.",
        f"Шаг записан за: {decider_of(step, on)}. Сейчас там некому решать: {why}.",
        "Назначьте преемника или замещение: до этого план стоит.",
    )
    subject = subject_of("Решать некому", plan)
    return Words(subject, (greeting(to), *told), "Открыть план", plan.get_absolute_url())


def asked_of(step: Step, actor: Actor) -> str:
    """What the reader is asked to do, by which office, and instead of whom."""
    if step.office is None:
        who = decider_of(step, actor.on)
        return f"Подпись на бумаге: {who}. Запишите её в портале, когда план подпишут."
    standing = standing_for(step, actor)
    position = " ".join((standing.position if standing else step.position).split())
    role = ", ".join(filter(None, (position, standing.in_words if standing else "")))
    return f"Вас просят {ASKS[Verb(step.verb)]} план. Вы решаете как: {role}."


def term_in_words(clock: Clock) -> str:
    """The sentence about the term."""
    return capfirst(clock.words).rstrip(".") + "."


def _sent(plan: Plan, edition: Edition) -> tuple[str, ...]:
    rows = edition_content(edition).row_count
    when = day_in_words(timezone.localtime(edition.made_at).date())
    sent = f"{edition.made_by_name} — отправитель, {when} Строк в плане: {rows}."
    return (f"{capfirst(name_of(plan))}.", sent)


def _changed(plan: Plan, edition: Edition) -> tuple[str, ...]:
    """What differs from the edition before; nothing for the first one."""
    before = plan.editions.filter(number__lt=edition.number).order_by("-number").first()
    if before is None:
        return ()
    told = compare(edition_content(before), edition_content(edition), whole=False)
    return (f"С редакции {before.number}: {said_in_short(told) or 'слова те же'}.",)


def _write_vacant(plan: Plan, step: Step, on: dt.date) -> None:
    for user in staff_of(plan.association.institution, on):
        words = vacant_words(plan, step, user, on)
        _write(plan, LetterKind.VACANT, user, words, mark_of(plan))


def _write_to_authors(
    plan: Plan,
    kind: LetterKind,
    head: str,
    told: tuple[str, ...],
    *,
    others: Iterable[User] = (),
    by: Actor,
) -> None:
    mark = mark_of(plan)
    for user in {user.pk: user for user in (*authors_of(plan, by), *others)}.values():
        if user.pk != by.user_id:
            words = Words(
                subject_of(head, plan),
                (greeting(user), *told),
                "Открыть план",
                plan.get_absolute_url(),
            )
            _write(plan, kind, user, words, mark)


def _write(plan: Plan, kind: LetterKind, to: User, words: Words, mark: str = "") -> None:
    """Write one letter about the plan's edition: a person gets it once."""
    write_letter(
        kind=kind,
        to=to,
        words=words,
        institution=plan.association.institution,
        about=About(plan.pk, plan.edition_id),
        key=key_of(plan, kind, to, mark),
    )


def mark_of(plan: Plan) -> str:
    """What tells letters of one edition apart: its stage, and how many decisions were withdrawn.

    So whoever is asked again after a withdrawal gets a letter again (1 query, none where the
    signatures are loaded).
    """
    signatures = plan.edition.signatures.all() if plan.edition else ()
    withdrawn = sum(not one.stands for one in signatures)
    return f"{plan.stage}/{withdrawn}" if withdrawn else str(plan.stage)


def key_of(plan: Plan, kind: LetterKind, to: User, mark: str = "") -> str:
    """The key of a letter that a person gets once about an edition and its `mark`."""
    return ":".join((kind.value, str(plan.pk), str(plan.edition_id), mark, str(to.pk)))


def _of_edition(plan: Plan, user: User, *told: str) -> Words:
    """A letter that the plan was sent again."""
    head = subject_of("План отправили снова", plan)
    return Words(head, (greeting(user), *told), "Посмотреть план", plan.get_absolute_url())


def _readers(accounts: Iterable[int | None]) -> Iterable[User]:
    """The open accounts among these, in a steady order; no superuser."""
    users = User.objects.filter(pk__in=list(accounts), is_active=True, is_superuser=False)
    return users.select_related("person").order_by("pk")


def _noted(edition: Edition) -> tuple[str, ...]:
    """What the author says of the edition, if anything."""
    return (f"Пояснение автора: «{edition.note}»",) if edition.note else ()


def _edition(plan: Plan) -> Edition:
    if plan.edition is None:
        raise Edition.DoesNotExist
    return plan.edition
