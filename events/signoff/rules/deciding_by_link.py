"""Who has no account decides by a one-time link: asks for its code, types it, decides once."""

import datetime as dt
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.formats import date_format

from associations.actor import Actor
from associations.journal.rules import Origin, note
from associations.letters.rules.writing import About, Words, write_letter
from associations.vocabulary import JournalAction, LetterKind
from events.drafting.rules.transitions import lock_plan
from events.models import OneTimeLink, Plan
from events.plan.period import day_in_words
from events.plan.vocabulary import Outcome
from events.signoff.queries.one_time_links import (
    CODE_LASTS,
    MOST_CODES,
    MOST_WRONG,
    actor_by_link,
    hash_of_code,
    is_code_void,
    is_locked,
    step_of_link,
)
from events.signoff.rules.deciding import decide, objection_to_deciding
from events.signoff.rules.evidence import UNKNOWN, Trace
from events.signoff.rules.one_time_links import new_code

_PAUSE: Final = dt.timedelta(minutes=1)
GONE_ON: Final = (
    "План отозвали или изменили, поэтому решать по этой ссылке нечего. Если он снова придёт к вам"
    " на подпись, институт пришлёт новую."
)
LOCKED: Final = (
    "Код слишком много раз введён неверно, и ссылка закрыта. Попросите институт послать новую."
)
NO_CODE: Final = "Этот код больше не действует. Нажмите «Прислать код ещё раз»."


def objection_to_using(link: OneTimeLink, on: dt.date) -> str | None:
    """Why nothing is decided by the link any more, or None."""
    if link.used_at is not None:
        when = date_format(timezone.localtime(link.used_at), "j E Y\u00a0г. в H:i")
        return f"По этой ссылке решение уже принято {when}. Второй раз она не действует."
    if link.withdrawn_at is not None:
        return "Институт отозвал эту ссылку. Если он прислал вам новую, откройте её."
    if link.is_over(on):
        until = day_in_words(link.until).rstrip(".")
        return f"Ссылка действовала до {until}. Попросите институт послать новую."
    if is_locked(link):
        return LOCKED
    plan = link.plan
    step = step_of_link(link)
    if step is None or plan.edition_id != link.edition_id or plan.status != Plan.Status.SIGNOFF:
        return GONE_ON
    return objection_to_deciding(plan, step, actor_by_link(link, step, on=on))


@transaction.atomic
def send_code(*, link: OneTimeLink, by: Actor) -> OneTimeLink:
    """Write the letter with the code; the code before it opens nothing any more.

    Raises:
        PermissionDenied: who acts has not come by this link.
        ValidationError: see `objection_to_using`; or it was asked for too often.

    """
    link = _own(link, by)
    _refuse(objection_to_using(link, by.on))
    now = timezone.now()
    if link.code_by != OneTimeLink.CodeBy.LETTER:
        _refuse(f"Код вам сообщит по телефону {link.made_by_name}.")
    if link.code_at is not None and now - link.code_at < _PAUSE:
        _refuse("Код уже послан. Если письма нет, через минуту попросите новый.")
    if link.codes >= MOST_CODES:
        _refuse("Код посылали слишком много раз. Попросите институт послать новую ссылку.")
    code = new_code()
    link.code_hash, link.code_at = hash_of_code(link, code), now
    link.codes, link.wrong_codes = link.codes + 1, 0
    link.save(update_fields=["code_hash", "code_at", "codes", "wrong_codes"])
    minutes = int(CODE_LASTS.total_seconds() // 60)
    words = Words(
        "Код для решения по плану",
        (
            f"Здравствуйте, {link.name}!",
            f"Код для решения по плану: {code[:3]} {code[3:]}",
            f"Введите его на странице, которую открыли по ссылке. Он действует {minutes} минут.",
            "Никому не сообщайте код. Если вы его не просили, напишите институту.",
        ),
    )
    write_letter(
        kind=LetterKind.CODE,
        to=None,
        words=words,
        institution=link.plan.association.institution,
        about=About(link.plan_id, link.edition_id),
        address=link.address,
        key=f"{LetterKind.CODE}:{link.pk}:{link.codes}",
    )
    return link


@transaction.atomic
def enter_code(*, link: OneTimeLink, code: str, trace: Trace = UNKNOWN, by: Actor) -> str:
    """Try a code: what is wrong with it as a sentence, or nothing where it opens the link.

    A wrong one is counted, so it is no error that would undo the count. A code from a letter opens
    once.

    Raises:
        PermissionDenied: who acts has not come by this link.
        ValidationError: see `objection_to_using`.

    """
    link = _own(link, by)
    _refuse(objection_to_using(link, by.on))
    now = timezone.now()
    if is_code_void(link, now):
        return NO_CODE
    typed = "".join(code.split())
    if not constant_time_compare(hash_of_code(link, typed), link.code_hash):
        link.wrong_codes += 1
        link.save(update_fields=["wrong_codes"])
        if link.wrong_codes < MOST_WRONG:
            return f"Код неверный. Осталось попыток: {MOST_WRONG - link.wrong_codes}."
        _tell(link, "Код одноразовой ссылки введён неверно 5 раз", trace, by)
        return LOCKED if is_locked(link) else NO_CODE
    if link.code_by == OneTimeLink.CodeBy.LETTER:
        link.code_hash = ""
    link.opened_at = link.opened_at or now
    link.save(update_fields=["code_hash", "opened_at"])
    _tell(link, "Открыта одноразовая ссылка", trace, by)
    return ""


@transaction.atomic
def decide_by_link(
    *,
    link: OneTimeLink,
    seen: str,
    outcome: Outcome = Outcome.SIGN,
    comment: str = "",
    trace: Trace = UNKNOWN,
    by: Actor,
) -> OneTimeLink:
    """Agree or approve by the verb of the step; or return or reject the plan with a reason.

    Only once. `seen` is the fingerprint of the edition that was read.

    Raises:
        PermissionDenied: who acts has not come by this link.
        ValidationError: see `objection_to_using`, `decide`.

    """
    plan, by = lock_plan(link.plan, by)
    link = _own(link, by)
    _refuse(objection_to_using(link, by.on))
    step = step_of_link(link)
    if step is None:
        raise ValidationError(GONE_ON, code="stale")
    decide(plan=plan, step=step, outcome=outcome, seen=seen, comment=comment, trace=trace, by=by)
    link.signature = link.edition.signatures.filter(step_uid=link.step_uid).latest("pk")
    link.used_at = link.signature.at
    link.save(update_fields=["signature", "used_at"])
    what = f"Решено по одноразовой ссылке ({link.signature.get_decision_display().lower()})"
    version = link.signature.rules_version
    if version:
        what += f", приняты правила электронной подписи, версия {version}"
    _tell(link, what, trace, by)
    return link


def _own(link: OneTimeLink, by: Actor) -> OneTimeLink:
    """The link, locked and read again with its plan."""
    if by.outsider is None or by.outsider.link_id != link.pk:
        raise PermissionDenied("Откройте ссылку из письма.")
    OneTimeLink.objects.select_for_update().values_list("pk").get(pk=link.pk)
    related = ("plan__association__institution", "plan__edition", "edition")
    return OneTimeLink.objects.select_related(*related).get(pk=link.pk)


def _refuse(objection: str | None) -> None:
    if objection:
        raise ValidationError(objection, code="stale")


def _tell(link: OneTimeLink, what: str, trace: Trace, by: Actor) -> None:
    note(
        action=JournalAction.LINK,
        words=f"{what}: {link.name}, {link.address}. План: {link.edition.title_line}.",
        institution_id=link.plan.association.institution_id,
        origin=Origin(trace.ip, trace.user_agent),
        by=by,
    )
