"""What a worker does with a print job: piece by piece in turns, until its file is ready."""

import datetime as dt
import hashlib
import logging
import tempfile
import time
import uuid
from collections.abc import Iterator
from functools import partial
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from associations.actor import Actor
from associations.offices.queries import actor_of
from events.drafting.queries.stored_content import edition_shown
from events.models import Plan
from plans_portal.lib import leases
from plans_portal.lib.file_names import file_name
from plans_portal.lib.leases import LeaseLost, finish, heartbeat, heartbeats, release
from reports.downloads.rules.archive import ArchiveEntry, write_zip
from reports.downloads.rules.bundle import archive_entries, archive_title
from reports.downloads.rules.copies import make_copy
from reports.downloads.rules.jobs import FOLDER, fit_title, remove_files
from reports.issuing.rules.issue import DamagedFile
from reports.models import PrintJob, PrintPiece

logger = logging.getLogger(__name__)

# A heartbeat after so many files that are put into an archive.
_HEARTBEAT_EVERY: Final = 20

NO_STORAGE: Final = (
    "Портал не смог записать файл: в хранилище нет места или нет прав на запись. "
    "Сообщите администратору портала и попросите файл ещё раз. С планами ничего не случилось."
)
NOT_PRINTED: Final = (
    "Портал не смог напечатать этот план. Сам план не изменился; причина записана в журнале "
    "портала, сообщите администратору номер {number}."
)
NOT_SEEN: Final = "Плана больше нет среди тех, которые вам видны."
BROKEN_OFF: Final = (
    "Печать этого плана трижды обрывалась. Сам план не изменился; сообщите администратору портала."
)


def work_at_job(key: uuid.UUID, *, on: dt.date) -> bool:
    """Do a job's pieces for one turn; tell whether it should be called again.

    Leaves alone a job that is finished, cancelled, or another worker's. Pieces that are done are
    not done again.
    """
    job = claim_job(key)
    if job is None:
        return False
    try:
        return _work_a_turn(job, actor_of(job.owner, on))
    except LeaseLost:
        return False
    except OperationalError:
        # The database recovers: the job is claimed again when it has stalled.
        raise
    except OSError:
        logger.exception("Print job %s: the storage failed", key)
        _fail(job, NO_STORAGE)
    except Exception:
        logger.exception("Print job %s failed", key)
        _fail(job, NOT_PRINTED.format(number=str(key)[:8]))
    return False


def claim_job(key: uuid.UUID) -> PrintJob | None:
    """Claim the job for this worker, if it waits or its worker has stalled."""
    jobs, now = PrintJob.objects.unfinished().select_related("owner"), timezone.now()
    begun = {"state": PrintJob.State.WORKING, "started_at": Coalesce("started_at", now)}
    return leases.claim(jobs, key, now=now, **begun)


def _work_a_turn(job: PrintJob, actor: Actor) -> bool:
    ends = time.monotonic() + settings.PRINT_TURN.total_seconds()
    waiting = job.pieces.filter(state=PrintPiece.State.WAITING).order_by("order")
    while (piece := waiting.first()) is not None:
        _report(job, step=f"{piece.get_form_display()}: {fit_title(piece.title, 250)}")
        if job.is_given_up:
            _leave_out(job, piece, BROKEN_OFF)
        else:
            _print_piece(job, piece, actor)
        job.attempts = 0
        if time.monotonic() > ends and waiting.exists():
            return release(job, now=timezone.now(), state=PrintJob.State.WAITING)
    _finish_job(job, actor)
    return False


def _print_piece(job: PrintJob, piece: PrintPiece, actor: Actor) -> None:
    """Print one piece, or write down why it can't be; the others go on without it."""
    plans = Plan.objects.visible_to(actor).select_related("association", "layout")
    plan = plans.filter(pk=piece.plan_id or 0).first()
    if plan is None:
        _leave_out(job, piece, NOT_SEEN)
        return
    as_sent = edition_shown(plan, actor) is not None
    try:
        with heartbeats(partial(_report, job)):
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
    values = {"title": copy.title, "is_draft": copy.is_draft, "as_sent": as_sent}
    _finish_piece(job, piece, file=name, state=PrintPiece.State.DONE, **values)


def _leave_out(job: PrintJob, piece: PrintPiece, why: str) -> None:
    _finish_piece(job, piece, state=PrintPiece.State.REFUSED, why=why)


def _finish_piece(job: PrintJob, piece: PrintPiece, *, file: str = "", **values: object) -> None:
    """Write down what became of a piece, and count it; both or neither."""
    try:
        with transaction.atomic():
            _report(job, done=F("done") + 1, attempts=0)
            PrintPiece.objects.filter(pk=piece.pk).update(file=file, **values)
    except LeaseLost:
        if file:
            default_storage.delete(file)
        raise


def _report(job: PrintJob, **values: object) -> None:
    """Write down how far the job is. Raises LeaseLost if it is no longer this worker's."""
    heartbeat(job, now=timezone.now(), **values)


def _end_job(job: PrintJob, **values: object) -> bool:
    """Write down how the job ended, if it still is this worker's."""
    now = timezone.now()
    return finish(job, now=now, finished_at=now, step="", **values)


def _fail(job: PrintJob, why: str) -> None:
    if _end_job(job, state=PrintJob.State.FAILED, failure=why):
        remove_files(job.pk)


def _finish_job(job: PrintJob, actor: Actor) -> None:
    """Give the job its file; where no piece was made, say why."""
    made = list(job.pieces.filter(state=PrintPiece.State.DONE).order_by("order"))
    if not made:
        first = job.pieces.order_by("order").first()
        _fail(job, first.why if first else NOT_SEEN)
        return
    is_archive = job.kind == PrintJob.Kind.ARCHIVE
    name = _write_archive(job, actor) if is_archive else str(made[0].file)
    title, suffix = (archive_title(job), "zip") if is_archive else (made[0].title, made[0].form)
    sha256, size = _measured(name)
    values = {"file": name, "file_name": file_name(title, suffix), "sha256": sha256, "size": size}
    if not _end_job(job, state=PrintJob.State.DONE, **values):
        default_storage.delete(name)
        return
    for piece in made if is_archive else []:
        default_storage.delete(str(piece.file))


def _write_archive(job: PrintJob, actor: Actor) -> str:
    _report(job, step="Собираем архив")
    with tempfile.TemporaryFile() as target:
        write_zip(target, _with_heartbeats(job, actor), at=timezone.localtime(job.made_at))
        target.seek(0)
        return default_storage.save(f"{FOLDER}/{job.pk}/archive.zip", File(target))


def _with_heartbeats(job: PrintJob, actor: Actor) -> Iterator[ArchiveEntry]:
    for place, entry in enumerate(archive_entries(job, actor)):
        if place % _HEARTBEAT_EVERY == 0:
            _report(job)
        yield entry


def _measured(name: str) -> tuple[str, int]:
    with default_storage.open(name, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), file.size
