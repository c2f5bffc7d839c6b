"""The life of a print job: asked for, taken by a worker, done piece by piece, finished or not.

Each move is a compare-and-set, so two workers never do one piece; it refuses to know the queue
that brings a worker here and the pages that show how far it is.
"""

import datetime as dt
import hashlib
import logging
import secrets
import tempfile
import time
import uuid
from collections.abc import Collection, Iterator
from functools import partial
from typing import Final

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from associations.access import actor_of, signed_in
from associations.actor import Actor
from events.models import Plan
from events.reading import edition_shown
from reports.archive import Entry, write_zip
from reports.beating import signs_of_life
from reports.bundle import entries_of, title_of
from reports.copies import forms, make_copy
from reports.file_names import file_name
from reports.issue import DamagedFile
from reports.models import PrintJob, PrintPiece

logger = logging.getLogger(__name__)

FOLDER: Final = "jobs"
AT_ONCE: Final = 5
# A piece that ends its worker so often is left out, and the rest goes on.
_MOST_TAKES: Final = 3
_BEAT_EVERY: Final = 20
_FEW: Final = 12
_UNFINISHED: Final = (PrintJob.State.WAITING, PrintJob.State.WORKING)

NO_STORAGE: Final = (
    "Портал не смог записать файл: в хранилище нет места или нет прав на запись. "
    "Сообщите администратору портала и попросите файл ещё раз. С планами ничего не случилось."
)
NOT_PRINTED: Final = (
    "Портал не смог напечатать этот план. Сам план не изменился; причина записана в журнале "
    "портала, сообщите администратору номер {number}."
)
NOT_SEEN: Final = "Плана больше нет среди тех, которые вам видны."
NOT_YOURS_NOW: Final = (
    "В этом файле есть слова планов, которые вам больше не видны, поэтому портал его не отдаёт. "
    "Соберите архив заново: в него войдёт то, что вам видно сейчас."
)
BROKEN_OFF: Final = (
    "Печать этого плана трижды обрывалась. Сам план не изменился; сообщите администратору портала."
)


class Overtaken(Exception):  # noqa: N818 - a word of the field
    """The job was cancelled, or another worker has taken it."""


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
    if PrintJob.objects.filter(owner_id=by.user_id, state__in=_UNFINISHED).count() >= AT_ONCE:
        return (
            f"У вас уже печатается заданий: {AT_ONCE}. Дождитесь готовности или отмените одно "
            "из них в «Моих загрузках»."
        )
    return None


@transaction.atomic
def ask_archive(
    *, plans: QuerySet[Plan], chosen: Collection[str], conditions: str = "", by: Actor
) -> PrintJob:
    """Write down the wish for an archive of those of the plans that the actor sees.

    `conditions` says in words what the plans were chosen by, for the list of downloads.

    Raises:
        PermissionDenied: nobody is signed in.
        ValidationError: why not, in a sentence.

    """
    user = signed_in(by)
    seen = Plan.objects.visible_to(by).filter(pk__in=plans.order_by().values("pk"))
    seen = seen.with_shown_title(by)
    in_order = seen.order_by("-period_start", "association__name", "pk")
    found = list(in_order.values_list("pk", "shown_title"))  # type: ignore[misc]
    wanted = [form for form, _name in forms() if form in chosen]
    if objection := objection_to_asking(len(found), wanted, by):
        raise ValidationError(objection)
    title = f"Планов: {len(found)}" + (f" ({conditions})" if conditions else "")
    job = _new_job(PrintJob.Kind.ARCHIVE, title, len(found) * len(wanted), user, by)
    pieces = [(pk, title, form) for pk, title in found for form in wanted]
    PrintPiece.objects.bulk_create(
        PrintPiece(job=job, order=order, plan_id=pk, form=form, title=_line(title))
        for order, (pk, title, form) in enumerate(pieces, 1)
    )
    return job


@transaction.atomic
def ask_paper(*, plan: Plan, by: Actor) -> tuple[PrintJob, bool]:
    """Write down the wish for one plan's paper, and tell whether it is a new one.

    The plan is as its reader is shown it. A wish of the same person for the same plan that isn't
    done yet is the same.

    Raises:
        PermissionDenied: nobody is signed in.
        ValidationError: too many jobs of this person are under way.

    """
    user = signed_in(by)
    mine = PrintJob.objects.filter(owner=user, kind=PrintJob.Kind.PAPER, state__in=_UNFINISHED)
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
    """Stop a job; its worker sees that before the next piece, and what was made goes.

    Raises:
        PermissionDenied: it is another's job.
        ValidationError: it has ended already.

    """
    if job.owner_id != by.user_id:
        raise PermissionDenied("Отменить задание может только тот, кто его дал.")
    running = PrintJob.objects.filter(pk=job.pk, state__in=_UNFINISHED)
    cancelled = PrintJob.State.CANCELLED
    if not running.update(state=cancelled, finished_at=timezone.now(), worker="", step=""):
        raise ValidationError("Задание уже закончено: отменять нечего.", code="finished")
    transaction.on_commit(partial(remove_files, job.pk))
    job.refresh_from_db()
    return job


def objection_to_giving(job: PrintJob, by: Actor) -> str | None:
    """Why the owner may not have the file any more, or None: rights are those of the moment."""
    inside = PrintPiece.objects.filter(job=job, state=PrintPiece.State.DONE)
    return None if inside.open_to(by).count() == inside.count() else NOT_YOURS_NOW


def work(key: uuid.UUID, *, on: dt.date) -> bool:
    """Do a job's pieces for one turn; tell whether it should be called again.

    A job that is finished, cancelled, or in another worker's hands is left alone. What was done
    before this worker came is not done again.
    """
    job = take(key)
    if job is None:
        return False
    try:
        return _turn(job, actor_of(job.owner, on))
    except Overtaken:
        return False
    except OperationalError:
        # The database's own trouble passes: the job is taken again when it has been silent.
        raise
    except OSError:
        logger.exception("Print job %s: the storage failed", key)
        _fail(job, NO_STORAGE)
    except Exception:
        logger.exception("Print job %s failed", key)
        _fail(job, NOT_PRINTED.format(number=str(key)[:8]))
    return False


def take(key: uuid.UUID) -> PrintJob | None:
    """Make the job this worker's own, if it waits or its worker has fallen silent."""
    token, now = secrets.token_hex(16), timezone.now()
    free = Q(state=PrintJob.State.WAITING) | silent(now)
    taken = PrintJob.objects.filter(free, pk=key).update(
        state=PrintJob.State.WORKING, worker=token, heartbeat=now, takes=F("takes") + 1
    )
    if not taken:
        return None
    PrintJob.objects.filter(pk=key, started_at=None).update(started_at=now)
    return PrintJob.objects.select_related("owner").get(pk=key)


def silent(now: dt.datetime) -> Q:
    """Jobs whose worker has given no sign of life: it died, and they are free to take."""
    return Q(state=PrintJob.State.WORKING, heartbeat__lt=now - settings.PRINT_SILENCE)


def lost(now: dt.datetime) -> QuerySet[PrintJob]:
    """Unfinished jobs that nobody seems to work at, or to have in the queue."""
    long_ago = now - settings.PRINT_SILENCE
    return PrintJob.objects.filter(state__in=_UNFINISHED, heartbeat__lt=long_ago).order_by()


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


def tidy(now: dt.datetime) -> int:
    """Remove what ended long ago, with its files; say how many jobs went."""
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
        title=_shortened(title, 300),
        total=total,
        made_at=now,
        heartbeat=now,
    )
    job.full_clean()
    job.save()
    return job


def _line(title: str) -> str:
    return " ".join(title.split())


def _shortened(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _turn(job: PrintJob, actor: Actor) -> bool:
    ends = time.monotonic() + settings.PRINT_TURN.total_seconds()
    waiting = job.pieces.filter(state=PrintPiece.State.WAITING).order_by("order")
    while (piece := waiting.first()) is not None:
        _say(job, step=f"{piece.get_form_display()}: {_shortened(piece.title, 250)}")
        if job.takes > _MOST_TAKES:
            _leave_out(job, piece, BROKEN_OFF)
        else:
            _make(job, piece, actor)
        job.takes = 0
        if time.monotonic() > ends and waiting.exists():
            _say(job, state=PrintJob.State.WAITING, worker="")
            return True
    _finish(job, actor)
    return False


def _make(job: PrintJob, piece: PrintPiece, actor: Actor) -> None:
    """Print one piece, or write down why it can't be: the rest goes on without it."""
    plans = Plan.objects.visible_to(actor).select_related("association", "layout")
    plan = plans.filter(pk=piece.plan_id or 0).first()
    if plan is None:
        _leave_out(job, piece, NOT_SEEN)
        return
    as_sent = edition_shown(plan, actor) is not None
    try:
        with signs_of_life(partial(_say, job), settings.PRINT_BEAT):
            copy = make_copy(plan, piece.form, actor)
    except ValidationError as refusal:
        _leave_out(job, piece, " ".join(refusal.messages))
        return
    except DamagedFile as refusal:
        _leave_out(job, piece, str(refusal))
        return
    except (OSError, OperationalError):
        raise
    except Exception:
        logger.exception("Plan %s could not be printed (piece %s)", plan.pk, piece.pk)
        _leave_out(job, piece, NOT_PRINTED.format(number=piece.pk))
        return
    wanted = f"{FOLDER}/{job.pk}/{piece.order}.{piece.form}"
    name = default_storage.save(wanted, ContentFile(copy.data))
    said = {"title": copy.title, "is_draft": copy.is_draft, "as_sent": as_sent}
    _count(job, piece, file=name, state=PrintPiece.State.DONE, **said)


def _leave_out(job: PrintJob, piece: PrintPiece, why: str) -> None:
    _count(job, piece, state=PrintPiece.State.REFUSED, why=why)


def _count(job: PrintJob, piece: PrintPiece, *, file: str = "", **said: object) -> None:
    """Write down what became of a piece, and that it is one more; both or neither."""
    try:
        with transaction.atomic():
            _say(job, done=F("done") + 1, takes=0)
            PrintPiece.objects.filter(pk=piece.pk).update(file=file, **said)
    except Overtaken:
        if file:
            default_storage.delete(file)
        raise


def _say(job: PrintJob, **said: object) -> None:
    """Change the job while it is this worker's own; a sign of life goes with it.

    Raises:
        Overtaken: it no longer is.

    """
    mine = PrintJob.objects.filter(pk=job.pk, state=PrintJob.State.WORKING, worker=job.worker)
    if not mine.update(**{"heartbeat": timezone.now(), **said}):
        raise Overtaken


def _end(job: PrintJob, **said: object) -> bool:
    """Write down how the job ended, if it still is this worker's own."""
    mine = PrintJob.objects.filter(pk=job.pk, state=PrintJob.State.WORKING, worker=job.worker)
    return bool(mine.update(**{"finished_at": timezone.now(), "worker": "", "step": "", **said}))


def _fail(job: PrintJob, why: str) -> None:
    if _end(job, state=PrintJob.State.FAILED, failure=why):
        remove_files(job.pk)


def _finish(job: PrintJob, actor: Actor) -> None:
    """Put what was made where its owner finds it; with nothing made, say why."""
    made = list(job.pieces.filter(state=PrintPiece.State.DONE).order_by("order"))
    if not made:
        first = job.pieces.order_by("order").first()
        _fail(job, first.why if first else NOT_SEEN)
        return
    is_archive = job.kind == PrintJob.Kind.ARCHIVE
    name = _write_archive(job, actor) if is_archive else str(made[0].file)
    title, suffix = (title_of(job), "zip") if is_archive else (made[0].title, made[0].form)
    sha256, size = _measured(name)
    said = {"file": name, "file_name": file_name(title, suffix), "sha256": sha256, "size": size}
    if not _end(job, state=PrintJob.State.DONE, **said):
        default_storage.delete(name)
        return
    for piece in made if is_archive else []:
        default_storage.delete(str(piece.file))


def _write_archive(job: PrintJob, actor: Actor) -> str:
    _say(job, step="Собираем архив")
    with tempfile.TemporaryFile() as target:
        write_zip(target, _with_signs_of_life(job, actor), at=timezone.localtime(job.made_at))
        target.seek(0)
        return default_storage.save(f"{FOLDER}/{job.pk}/archive.zip", File(target))


def _with_signs_of_life(job: PrintJob, actor: Actor) -> Iterator[Entry]:
    for place, entry in enumerate(entries_of(job, actor)):
        if place % _BEAT_EVERY == 0:
            _say(job)
        yield entry


def _measured(name: str) -> tuple[str, int]:
    with default_storage.open(name, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), file.size
