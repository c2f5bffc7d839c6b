"""Staff send a one-time link to somebody outside the portal, and withdraw it."""

import secrets
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from associations.actor import Actor, signed_in
from associations.journal.rules import note
from associations.letters.rules.writing import About, Words, write_letter
from associations.models import Letter, User
from associations.vocabulary import JournalAction, LetterKind
from associations.working_days.queries import own_days_of
from events.access import records_paper
from events.drafting.queries.plan_letters import name_of
from events.drafting.rules.transitions import (
    CHANGED_MEANWHILE,
    lock_plan,
    raise_objection,
)
from events.history.rules import record
from events.models import OneTimeLink, Plan, Step
from events.plan.period import day_in_words
from events.plan.vocabulary import Mode, Verb
from events.signoff.queries.one_time_links import hash_of_code, hash_of_token
from events.signoff.rules.deciding import objection_to_deciding
from events.signoff.rules.letters import ASKS
from events.signoff.rules.signatures import edition_of
from plans_portal.lib.characters import normalize_values
from plans_portal.lib.working_days import add_working_days

NOT_STAFF: Final = "Одноразовую ссылку посылает и отзывает методист института."
OWN_ADDRESS: Final = (
    "Это адрес учётной записи портала. У кого она есть, решает сам, войдя под своим именем."
)
SENT_MEANWHILE: Final = "Ссылку для этого шага только что послали. Посмотрите на страницу плана."
# The form offers so many working days.
WORKING_DAYS: Final = 5
MOST_WORKING_DAYS: Final = 30
_LETTERS_OF_A_NAME: Final = 3


def objection_to_sending_link(plan: Plan, step: Step, actor: Actor) -> str | None:
    """Why this actor may not send a link for this step now, or None."""
    if step.office_id is not None:
        return "На этом шаге решает человек с учётной записью: он войдёт в портал сам."
    if not actor.is_superuser and not records_paper(plan, step, actor):
        return NOT_STAFF
    if step.mode != Mode.PERSON:
        return "Этот шаг решает документ, а не подпись человека. Запишите его, когда он выйдет."
    return objection_to_deciding(plan, step, actor)


@transaction.atomic
def send_link(
    *,
    plan: Plan,
    step: Step,
    name: str,
    address: str,
    code_by: str,
    working_days: int = WORKING_DAYS,
    before: int | None = None,
    by: Actor,
) -> tuple[OneTimeLink, str]:
    """Send a link to a named person; a former one for the step is withdrawn.

    `before` is the key of the link that the form was opened with, or None. Gives the link and,
    where staff tell it by phone, its code: it is kept nowhere.

    Raises:
        PermissionDenied, ValidationError: see `objection_to_sending_link`; with reasons by field
            for a name that is not the stamp's, and the address of an account.

    """
    plan, by = lock_plan(plan, by)
    current = plan.steps.filter(pk=step.pk).first()
    if current is None:
        raise ValidationError(CHANGED_MEANWHILE, code="stale")
    raise_objection(
        objection_to_sending_link(plan, current, by), forbidden=not records_paper(plan, current, by)
    )
    former = _standing(plan, current)
    if (former.pk if former else None) != before:
        raise ValidationError(SENT_MEANWHILE, code="stale")
    name, address = (" ".join(word.split()) for word in normalize_values((name, address)))
    _refuse_reader(current, name, address)
    if former is not None:
        _withdraw(former, by)
    now, token = timezone.now(), secrets.token_urlsafe(32)
    link = OneTimeLink(
        plan=plan,
        edition=edition_of(plan),
        step_uid=current.uid,
        name=name,
        position=" ".join(current.position.split()),
        address=address,
        code_by=code_by,
        token_hash=hash_of_token(token),
        made_by_id=signed_in(by),
        made_by_name=by.name,
        made_at=now,
        until=add_working_days(by.on, working_days, own_days_of(plan.association.institution)),
    )
    code = ""
    if code_by == OneTimeLink.CodeBy.PHONE:
        code = new_code()
        link.code_hash, link.code_at, link.codes = hash_of_code(link, code), now, 1
    link.full_clean()
    link.save(force_insert=True)
    link.letter = _write(link, current, token)
    link.save(update_fields=["letter"])
    _tell(link, "Послана одноразовая ссылка", by)
    return link, code


@transaction.atomic
def withdraw_link(*, link: OneTimeLink, by: Actor) -> OneTimeLink:
    """Take a link back: it opens nothing any more.

    Raises:
        PermissionDenied: the actor is no staff of this institution.
        ValidationError: it was used or withdrawn already.

    """
    plan, by = lock_plan(link.plan, by)
    is_staff = plan.association.institution_id in by.staff_institution_ids
    raise_objection(None if is_staff else NOT_STAFF, forbidden=True)
    link = OneTimeLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if link.used_at is not None:
        raise ValidationError("По этой ссылке уже принято решение.", code="stale")
    if link.withdrawn_at is not None:
        raise ValidationError("Эта ссылка уже отозвана.", code="stale")
    _withdraw(link, by)
    _tell(link, "Отозвана одноразовая ссылка", by)
    return link


def new_code() -> str:
    """Six digits that nobody can foresee."""
    return f"{secrets.randbelow(10**6):06d}"


def _standing(plan: Plan, step: Step) -> OneTimeLink | None:
    """The link that stands for the step on the present edition, locked."""
    found = OneTimeLink.objects.standing().filter(edition=plan.edition_id, step_uid=step.uid)
    return found.select_for_update(of=("self",)).first()


def _refuse_reader(step: Step, name: str, address: str) -> None:
    """Refuse the name of another than the stamp's, and an address that may sign in."""
    errors = {}
    printed = [
        word for word in step.name.split() if len(word) >= _LETTERS_OF_A_NAME and "." not in word
    ]
    if any(word.casefold() not in name.casefold() for word in printed):
        errors["name"] = f"В грифе стоит «{step.name}». Пошлите ссылку этому человеку."
    if User.objects.filter(email__iexact=address).exists():
        errors["address"] = OWN_ADDRESS
    if errors:
        raise ValidationError(errors)


def _withdraw(link: OneTimeLink, by: Actor) -> None:
    link.withdrawn_at, link.withdrawn_by_id = timezone.now(), signed_in(by)
    link.save(update_fields=["withdrawn_at", "withdrawn_by"])


def _write(link: OneTimeLink, step: Step, token: str) -> Letter | None:
    plan = link.plan
    asked = ASKS[Verb(step.verb)]
    how = (
        "Когда откроете ссылку, нажмите «Прислать код»: он придёт вторым письмом на этот же адрес."
        if link.code_by == OneTimeLink.CodeBy.LETTER
        else f"Ссылка спросит код. Его сообщит по телефону {link.made_by_name}."
    )
    only_you = (
        "Учётная запись для этого не нужна. Ссылка ниже — только для вас: по ней вы прочитаете план"
        f" и решите один раз. Она действует до {day_in_words(link.until)} включительно."
    )
    warning = (
        "Не пересылайте это письмо. Если вы не ждали его или подписываете только на бумаге,"
        " ничего не нажимайте и сообщите институту."
    )
    words = Words(
        f"Просим {asked} план: {plan.association.name}",
        (
            f"Здравствуйте, {link.name}!",
            f"{plan.association.institution.name} просит вас {asked} {name_of(plan)}.",
            only_you,
            how,
            warning,
        ),
        "Открыть план",
        reverse("events:one_time_link", args=[token]),
    )
    return write_letter(
        kind=LetterKind.LINK,
        to=None,
        words=words,
        institution=plan.association.institution,
        about=About(plan.pk, link.edition_id),
        address=link.address,
        key=f"{LetterKind.LINK}:{link.pk}",
    )


def _tell(link: OneTimeLink, what: str, by: Actor) -> None:
    """Tell the plan's history and the institution's journal."""
    whom = " ".join(f"{link.name}, {link.position}".split())
    words = f"{what}: {whom}, {link.hidden_address}."
    action = "send_link" if link.withdrawn_at is None else "withdraw_link"
    record(link.plan, action, words, after={"step": link.step_uid}, by=by)
    note(
        action=JournalAction.LINK,
        words=f"{what}: {whom}, {link.address}. План: {link.edition.title_line}.",
        institution_id=link.plan.association.institution_id,
        by=by,
    )
