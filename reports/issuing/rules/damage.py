"""Tells the staff of records that are not as they were written, and seals the rest once a day.

It prints nothing: the timer calls it every few minutes.
"""

import logging
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from associations.actor import Actor
from associations.letters.rules.writing import write_to_staff
from associations.models import Institution
from events.models import Plan, Seal
from events.signoff.queries.verify import Damage, last_seal, verify_institution
from events.signoff.rules.sealing import seal_chains
from reports.issuing.queries import verify
from reports.models import FoundDamage

logger = logging.getLogger(__name__)


@transaction.atomic
def report_damage(*, plan: Plan, found: Iterable[Damage], by: Actor) -> list[FoundDamage]:
    """Keep what was found false in a plan, and write to the staff of what is new.

    What was found before and is true again is forgotten, so that it is told if it comes back.
    """
    institution = plan.association.institution
    new = _keep_damage(institution, plan, found)
    if new:
        logger.error("Plan %s: %s", plan.pk, "; ".join(one.words for one in new))
        about = f"План «{plan.title_line}»\n{settings.PUBLIC_ADDRESS}{plan.get_absolute_url()}"
        _tell_of_damage(institution, about, new, by)
    return new


def prove_and_seal(*, institution: Institution, on: date) -> Seal | None:
    """Once a day: verify all plans and seals of an institution, tell what is false, seal the rest.

    None where it was done on this day already. Each plan is a transaction of its own.
    """
    last = last_seal(institution.pk)
    if last is not None and timezone.localtime(last.at).date() >= on:
        return None
    by = Actor(on, "Сервер портала")
    plans = Plan.objects.filter(association__institution=institution, edition__isnull=False)
    for plan in plans.select_related("association__institution").order_by("pk").iterator(50):
        report_damage(plan=plan, found=verify(plan), by=by)
    if new := _keep_damage(institution, None, verify_institution(institution)):
        _tell_of_damage(institution, "Печати журнала", new, by)
    return seal_chains(institution=institution, by=by)


def _keep_damage(
    institution: Institution, plan: Plan | None, found: Iterable[Damage]
) -> list[FoundDamage]:
    known = FoundDamage.objects.filter(institution=institution, plan=plan)
    codes = {one.words: one.code for one in found}
    known.exclude(words__in=codes).delete()
    before = set(known.values_list("words", flat=True))
    now = timezone.now()
    return FoundDamage.objects.bulk_create(
        FoundDamage(institution=institution, plan=plan, code=code, words=words, found_at=now)
        for words, code in codes.items()
        if words not in before
    )


def _tell_of_damage(
    institution: Institution, about: str, new: Iterable[FoundDamage], by: Actor
) -> None:
    write_to_staff(
        institution,
        "Запись повреждена",
        "Записи портала не сходятся со своими отпечатками: их изменили в обход портала, или"
        f" испортился диск.\n\n{about}\n\n"
        + "\n".join(f"– {one.words}" for one in new)
        + "\n\nОфициальный документ такого плана портал не выдаёт, а страница проверки говорит"
        " «Запись повреждена». Передайте это тому, кто обслуживает портал: запись нужно вернуть из"
        " резервной копии. Всё, что не сходится, покажет manage.py verify.\n",
        on=by.on,
    )
