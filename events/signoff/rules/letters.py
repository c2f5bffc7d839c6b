"""Letters of sign-off: what is written to whom, in the transaction of what has happened."""

from collections import Counter
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from associations.actor import Actor
from associations.letters.rules.writing import About, Words, write_letter
from associations.models import Letter, User
from associations.vocabulary import AUTHORS, LetterKind, LetterState, OfficeRole
from events.access import standing_for
from events.drafting.queries.stored_content import edition_content
from events.models import Edition, Plan, Signature, Step, Withdrawal
from events.plan.clock import Clock
from events.plan.content import PlanContent
from events.plan.period import day_in_words
from events.plan.vocabulary import Decision, Verb
from events.signoff.queries.clocks import clocks_of
from events.signoff.queries.deciders import accounts_with, deciders_of
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.queries.plan_state import decider_of

_ASKS = {Verb.AGREE: "согласовать", Verb.APPROVE: "утвердить"}


def write_waiting(*, plan: Plan, by: Actor) -> None:
    """Write to everybody whom the present stage of the plan asks for a decision, but who acts."""
    steps = pending_steps(plan)
    clocks = clocks_of(plan, steps, on=by.on)
    known: dict[int, Actor] = {}
    edition, mark = _edition(plan), mark_of(plan)
    what = (*_sent(plan, edition), *_changed(plan, edition))
    for step in steps:
        for user, actor in deciders_of(step, on=by.on, known=known):
            if user.pk == by.user_id:
                continue
            asked = asked_of(step, actor)
            words = Words(
                _subject("Ждёт вашего решения", plan),
                (greeting(user), *what, asked, term_in_words(clocks[step.pk])),
                "Открыть план",
                reverse("events:plan_decide", args=[plan.pk, step.uid]),
            )
            _write(plan, LetterKind.WAITS, user, words, mark)


def write_given_back(*, plan: Plan, decision: Decision, comment: str, by: Actor) -> None:
    """Write to the authors that the plan came back or was rejected, and why."""
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
    told = (f"{by.name} {verb} {name_of(plan)}.", f"{why}: «{comment}»", then)
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
        f"{by.name} отзывает решение «{decision}». {_capital(name_of(plan))}.",
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
    signed = Signature.objects.standing().filter(edition=plan.edition_id)
    readers = {*told.values_list("recipient", flat=True), *signed.values_list("user", flat=True)}
    users = User.objects.filter(pk__in=readers, is_active=True, is_superuser=False)
    words = (
        f"{by.name} отзывает с согласования {name_of(plan)}.",
        "Решать по нему сейчас ничего не нужно: когда план отправят снова, портал напишет.",
    )
    for user in users.select_related("person").order_by("pk"):
        if user.pk != by.user_id:
            letter = Words(
                _subject("План отозвали", plan),
                (greeting(user), *words),
                "Посмотреть план",
                plan.get_absolute_url(),
            )
            _write(plan, LetterKind.RECALLED, user, letter)


def write_remark(
    *, plan: Plan, text: str, to: Iterable[User], link: str = "", answers: bool = False, by: Actor
) -> None:
    """Write to these people of a remark on the plan or, with `answers`, of an answer to one.

    `link` is the address of the remark, else of the plan. Who acts gets no letter.
    """
    kind = LetterKind.ANSWERED if answers else LetterKind.REMARK
    head = "Ответ на замечание" if answers else "Замечание к плану"
    what = "отвечает на замечание" if answers else "пишет замечание"
    for user in {user.pk: user for user in to if not user.is_superuser}.values():
        if user.pk != by.user_id:
            words = Words(
                _subject(head, plan),
                (greeting(user), f"{by.name} {what}. {_capital(name_of(plan))}.", f"«{text}»"),
                "Открыть замечание",
                link or plan.get_absolute_url(),
            )
            about = About(plan.pk, plan.edition_id)
            place = plan.association.institution
            write_letter(kind=kind, to=user, words=words, institution=place, about=about)


def authors_of(plan: Plan, by: Actor) -> list[User]:
    """The accounts of who write the plan's association, and of who sent its edition."""
    users = accounts_with(plan.association, AUTHORS, by.on)
    senders = (plan.edition.made_by_id,) if plan.edition else ()
    sent_by = User.objects.filter(pk__in=senders, is_active=True, is_superuser=False)
    return list({user.pk: user for user in (*users, *sent_by)}.values())


def greeting(user: User) -> str:
    """«Здравствуйте, Ольга Никитична!»."""
    person = getattr(user, "person", None)
    names = f"{person.first_name} {person.middle_name}".strip() if person else ""
    return f"Здравствуйте, {names}!" if names else "Здравствуйте!"


def name_of(plan: Plan) -> str:
    """«план на 2027 год (объединение): заголовок, редакция 2», in the words that were sent."""
    edition = plan.edition
    title = f" «{edition.title_line}», редакция {edition.number}" if edition else ""
    return f"план{title} ({plan.association.name}, {plan.period.label()})"


def asked_of(step: Step, actor: Actor) -> str:
    """What the reader is asked to do, by which office, and instead of whom."""
    if step.office is None:
        who = decider_of(step, actor.on)
        return f"Подпись на бумаге: {who}. Запишите её в портале, когда план подпишут."
    standing = standing_for(step, actor)
    position = " ".join((standing.position if standing else step.position).split())
    role = ", ".join(filter(None, (position, standing.in_words if standing else "")))
    return f"Вас просят {_ASKS[Verb(step.verb)]} план. Вы решаете как: {role}."


def term_in_words(clock: Clock) -> str:
    """The sentence about the term."""
    return f"{_capital(clock.words)}".rstrip(".") + "."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _subject(what: str, plan: Plan) -> str:
    return f"{what}: {plan.association.name}, {plan.period.label()}"


def _sent(plan: Plan, edition: Edition) -> tuple[str, ...]:
    content = edition_content(edition)
    rows = sum(len(section.events) for section in content.all_sections())
    when = day_in_words(timezone.localtime(edition.made_at).date())
    sent = f"{edition.made_by_name} — отправитель, {when} Строк в плане: {rows}."
    return (f"{_capital(name_of(plan))}.", sent)


def _changed(plan: Plan, edition: Edition) -> tuple[str, ...]:
    """How many rows differ from the edition before; nothing for the first one."""
    before = plan.editions.filter(number__lt=edition.number).order_by("-number").first()
    if before is None:
        return ()
    told = changed_rows(edition_content(before), edition_content(edition))
    words = [f"{what} — {count}" for what, count in told.items() if count]
    return (f"С редакции {before.number}: " + (", ".join(words) or "строки те же") + ".",)


def changed_rows(before: PlanContent, after: PlanContent) -> Counter[str]:
    """How many rows were added, removed and changed; rows are matched by their uid."""
    was = {row.uid: row for section in before.all_sections() for row in section.events}
    now = {row.uid: row for section in after.all_sections() for row in section.events}
    return Counter(
        {
            "изменено строк": sum(was[uid] != now[uid] for uid in was.keys() & now.keys()),
            "добавлено": len(now.keys() - was.keys()),
            "убрано": len(was.keys() - now.keys()),
        }
    )


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
                _subject(head, plan),
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


def _edition(plan: Plan) -> Edition:
    if plan.edition is None:
        raise Edition.DoesNotExist
    return plan.edition
