"""Print jobs: ask, cancel, hand out, remove. The worker's part is `pieces`."""

import datetime as dt
import logging
import uuid
from collections.abc import Collection
from functools import partial
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from associations.actor import Actor, signed_in
from associations.journal.rules import note
from associations.vocabulary import JournalAction
from events.models import Plan
from events.plan.heading import title_line
from plans_portal.lib import leases
from reports.models import PrintJob, PrintPiece

logger = logging.getLogger(__name__)

FOLDER: Final = "jobs"
AT_ONCE: Final = 5

NOT_YOURS_NOW: Final = (
    "В этом файле есть слова планов, которые вам больше не видны, поэтому портал его не отдаёт. "
    "Соберите архив заново: в него войдёт то, что вам видно сейчас."
)


def objection_to_asking(plans: int, chosen: Collection[str], by: Actor) -> str | None:
    """Why so many plans can't be asked for in these forms, or None."""
    most = settings.PRINT_PLANS_IN_ARCHIVE
    if not plans:
        return "Под эти условия не подошёл ни один план: в архив нечего положить."
    if plans > most:
        return (
            f"Планов {plans}, а в одном архиве их может быть не больше {most}. "
            "Уточните условия в списке: например, выберите период или вид объединения."
        )
    if not chosen:
        return "Выберите хотя бы один вид файлов."
    if PrintJob.objects.visible_to(by).unfinished().count() >= AT_ONCE:
        return (
            f"У вас уже печатается заданий: {AT_ONCE}. Дождитесь готовности или отмените одно "
            "из них в «Моих загрузках»."
        )
    return None


@transaction.atomic
def ask_archive(
    *, plans: QuerySet[Plan], chosen: Collection[str], conditions: str = "", by: Actor
) -> PrintJob:
    """Add a job for an archive of those of the plans that the actor sees.

    `conditions` says in words how the plans were chosen, for the list of downloads. Raises
    PermissionDenied where nobody is signed in, ValidationError with a sentence otherwise.
    """
    user = signed_in(by)
    seen = Plan.objects.visible_to(by).filter(pk__in=plans.order_by().values("pk"))
    seen = seen.with_shown_title(by)
    in_order = seen.order_by("-period_start", "association__name", "pk")
    found = list(in_order.values_list("pk", "shown_title"))  # type: ignore[misc]
    wanted = [form for form in PrintPiece.Form.values if form in chosen]
    if objection := objection_to_asking(len(found), wanted, by):
        raise ValidationError(objection)
    title = f"Планов: {len(found)}" + (f" ({conditions})" if conditions else "")
    job = _new_job(PrintJob.Kind.ARCHIVE, title, len(found) * len(wanted), user, by)
    pieces = [(pk, title, form) for pk, title in found for form in wanted]
    PrintPiece.objects.bulk_create(
        PrintPiece(
            job=job, order=order, plan_id=pk, form=form, title=title_line(title.splitlines())
        )
        for order, (pk, title, form) in enumerate(pieces, 1)
    )
    words = f"Собран архив. {title}"
    note(action=JournalAction.EXPORT, words=words, institution_id=by.institution_id, by=by)
    return job


@transaction.atomic
def ask_paper(*, plan: Plan, by: Actor) -> tuple[PrintJob, bool]:
    """Add a job for one plan's paper, and tell whether it is a new one.

    The plan is as its reader is shown it. An unfinished job of the same person for the same plan is
    used again. Raises PermissionDenied where nobody is signed in, ValidationError where this person
    has too many jobs.
    """
    user = signed_in(by)
    mine = PrintJob.objects.unfinished().filter(owner_id=user, kind=PrintJob.Kind.PAPER)
    if (same := mine.filter(pieces__plan=plan).first()) is not None:
        return same, False
    if objection := objection_to_asking(1, [PrintPiece.Form.PDF], by):
        raise ValidationError(objection)
    job = _new_job(PrintJob.Kind.PAPER, plan.title_line, 1, user, by)
    PrintPiece.objects.create(
        job=job, order=1, plan=plan, form=PrintPiece.Form.PDF, title=plan.title_line
    )
    return job, True


@transaction.atomic
def cancel_job(*, job: PrintJob, by: Actor) -> PrintJob:
    """Stop a job; its worker notices before the next piece, and its files are removed.

    Raises PermissionDenied where it is another person's, ValidationError where it has ended.
    """
    if job.owner_id != by.user_id:
        raise PermissionDenied("Отменить задание может только тот, кто его дал.")
    running = PrintJob.objects.unfinished().filter(pk=job.pk)
    cancelled = PrintJob.State.CANCELLED
    if not running.update(state=cancelled, finished_at=timezone.now(), worker="", step=""):
        raise ValidationError("Задание уже закончено: отменять нечего.", code="finished")
    transaction.on_commit(partial(remove_files, job.pk))
    job.refresh_from_db()
    return job


def objection_to_giving(job: PrintJob, by: Actor) -> str | None:
    """Why the owner may not have the file any more, or None: by the rights of today."""
    inside = PrintPiece.objects.filter(job=job, state=PrintPiece.State.DONE)
    return None if inside.open_to(by).count() == inside.count() else NOT_YOURS_NOW


def remove_files(key: uuid.UUID) -> None:
    """Remove every file of the job from the storage."""
    folder = f"{FOLDER}/{key}"
    try:
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
        default_storage.delete(folder)
    except FileNotFoundError:
        pass
    except OSError:
        logger.exception("Files of print job %s could not be removed", key)


def remove_old_jobs(now: dt.datetime) -> int:
    """Remove jobs that ended long ago, with their files; give the number of jobs."""
    ended = PrintJob.objects.filter(finished_at__lt=now - settings.PRINT_KEPT)
    keys = list(ended.values_list("key", flat=True))
    PrintJob.objects.filter(key__in=keys).delete()
    kept = {str(key) for key in PrintJob.objects.values_list("key", flat=True)}
    folders = default_storage.listdir(FOLDER)[0] if default_storage.exists(FOLDER) else []
    for folder in folders:
        if folder not in kept:
            remove_files(uuid.UUID(folder))
    return len(keys)


def _new_job(kind: str, title: str, total: int, user: int, by: Actor) -> PrintJob:
    now = timezone.now()
    job = PrintJob(
        kind=kind,
        owner_id=user,
        institution_id=by.institution_id,
        title=fit_title(title, 300),
        total=total,
        made_at=now,
        **leases.fresh(now),
    )
    job.full_clean()
    job.save(force_insert=True)
    return job


def fit_title(words: str, longest: int) -> str:
    """The text, cut off where it is longer than its field."""
    return words if len(words) <= longest else f"{words[: longest - 1]}…"
