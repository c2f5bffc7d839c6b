"""Reminders of plans in sign-off: before a term ends, after it, and of seats that nobody holds."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from associations.actor import Actor
from associations.letters.queries import staff_of
from associations.letters.rules.digest import hour_has_come
from associations.letters.rules.writing import About, Words, write_letter
from associations.models import Institution, Letter, User
from associations.vocabulary import ABOUT_TERMS, LetterKind
from associations.working_days.queries import own_days_of
from events.models import Plan, Step
from events.plan.clock import Clock
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.deciders import deciders_of
from events.signoff.queries.pending_steps import unsigned_steps
from events.signoff.queries.plan_state import decider_of, why_nobody, with_steps
from events.signoff.rules.letters import asked_of, greeting, key_of, mark_of, name_of, term_in_words
from plans_portal.lib.working_days import is_working_day

# As many working days before the end of a term its decider is reminded.
BEFORE: int = 1


def remind(*, now: dt.datetime) -> int:
    """Write what is due today, once for each person, stage and edition; give how many letters.

    Of an institution that works today, after its hour of letters. Calling it again does no harm.
    """
    on = timezone.localtime(now).date()
    plans = with_steps(Plan.objects.not_removed().filter(status=Plan.Status.SIGNOFF))
    told = set(
        Letter.objects.filter(kind__in=ABOUT_TERMS, plan__in=plans.values("pk")).values_list(
            "key", flat=True
        )
    )
    known: dict[int, Actor] = {}
    written = 0
    for plan in plans.order_by("status_since"):
        institution = plan.association.institution
        if hour_has_come(institution, now) and is_working_day(on, own_days_of(institution)):
            for kind, user, words in _reminders(plan, on, known):
                key = key_of(plan, kind, user, mark_of(plan))
                written += key not in told and _write(plan, kind, user, words, key)
    return written


def _reminders(
    plan: Plan, on: dt.date, known: dict[int, Actor]
) -> Iterator[tuple[LetterKind, User, Words]]:
    """All that is to be told of one plan today, whether it was told already or not."""
    signed = {one.step_uid for one in plan.edition.standing} if plan.edition else set()
    steps = unsigned_steps(plan, plan.steps.all(), signed)
    clocks, institution = clocks_of(plan, steps, on=on), plan.association.institution
    for step in steps:
        clock = clocks[step.pk]
        is_near = clock.day > 0 and clock.left <= BEFORE
        deciders = deciders_of(step, on=on, known=known) if is_near or step.office else []
        if step.office and not deciders:
            for user in staff_of(institution, on):
                yield LetterKind.VACANT, user, _vacant(plan, step, user, on)
        if not is_near:
            continue
        kind = LetterKind.OVERDUE if clock.is_overdue else LetterKind.DUE
        for user, actor in deciders:
            yield kind, user, _due(plan, step, clock, user, actor)
        if clock.is_overdue:
            deciding = {user.pk for user, _actor in deciders}
            for user in _told_of_late(institution, on):
                if user.pk not in deciding:
                    yield LetterKind.ESCALATED, user, _late(plan, step, clock, user, on)


def _told_of_late(institution: Institution, on: dt.date) -> list[User]:
    """Whom the institution tells of what is late: the person it names, else its methodists."""
    person = institution.escalation_to
    if person and person.user and person.user.is_active:
        return [person.user]
    return staff_of(institution, on)


def _due(plan: Plan, step: Step, clock: Clock, user: User, actor: Actor) -> Words:
    head = "Срок решения вышел" if clock.is_overdue else "Срок решения подходит"
    told = (f"Решения ждёт {name_of(plan)}.", term_in_words(clock), asked_of(step, actor))
    return _words(plan, head, user, told, reverse("events:plan_decide", args=[plan.pk, step.uid]))


def _late(plan: Plan, step: Step, clock: Clock, user: User, on: dt.date) -> Words:
    told = (
        f"Решения ждёт {name_of(plan)}.",
        f"Решает: {decider_of(step, on)}. {term_in_words(clock)}",
        "Напомните о плане или решите, кто его рассмотрит.",
    )
    return _words(plan, "Решение просрочено", user, told, plan.get_absolute_url())


def _vacant(plan: Plan, step: Step, user: User, on: dt.date) -> Words:
    why = why_nobody(step, on) or "у должности нет учётной записи"
    told = (
        f"Решения ждёт {name_of(plan)}, но решать некому.",
        f"Шаг записан за: {decider_of(step, on)}. Сейчас там некому решать: {why}.",
        "Назначьте преемника или замещение: до этого план стоит.",
    )
    return _words(plan, "Решать некому", user, told, plan.get_absolute_url())


def _words(plan: Plan, head: str, user: User, told: tuple[str, ...], link: str) -> Words:
    subject = f"{head}: {plan.association.name}, {plan.period.label()}"
    return Words(subject, (greeting(user), *told), "Открыть план", link)


def _write(plan: Plan, kind: LetterKind, user: User, words: Words, key: str) -> bool:
    about = About(plan.pk, plan.edition_id)
    place = plan.association.institution
    made = write_letter(kind=kind, to=user, words=words, institution=place, about=about, key=key)
    return made is not None
