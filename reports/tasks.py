"""Tasks of the queue: print jobs and files brought in many, and somebody looks whether they go on.

They only bring a worker there and ask the day; what is done is told by `printing` and `intake`.
"""

import uuid
from functools import partial

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from reports import printing
from reports.intake import batch as files
from reports.models import Intake, PrintJob
from reports.models.intake import IntakeQuerySet


@task()
def print_job(key: str) -> None:
    """Work at the job for a turn; a long one goes to the end of the queue again."""
    if printing.work(uuid.UUID(key), on=timezone.localdate()):
        print_job.enqueue(key)


@task()
def watch_job(key: str) -> None:
    """Bring a worker to the job again if its own has died, and look again later."""
    job = PrintJob.objects.filter(pk=key).first()
    if job is None or job.is_finished:
        return
    if printing.lost(timezone.now()).filter(pk=key).exists():
        print_job.enqueue(key)
    _watch(key)


@task()
def read_intake(key: str) -> None:
    """Read a file that was brought with others."""
    files.read(uuid.UUID(key), on=timezone.localdate())


@task()
def draft_intake(key: str) -> None:
    """Make the draft of a file."""
    files.draft(uuid.UUID(key), on=timezone.localdate())


@task()
def watch_batch(batch: str) -> None:
    """Bring a worker again to files of the batch whose own has died, and look again later."""
    if not Intake.objects.filter(files.unfinished(), batch=batch).exists():
        return
    _resume(files.lost(timezone.now()).filter(batch=batch))
    _watch_batch(batch)


def start(job: PrintJob) -> None:
    """Put the job into the queue once it is written down."""
    transaction.on_commit(partial(_start, str(job.pk)))


def start_files(batch: uuid.UUID) -> None:
    """Put the files of a batch that have something to be done with into the queue, once stored."""
    transaction.on_commit(partial(_start_files, str(batch)))


def resume_lost() -> int:
    """Put every job and file into the queue that nobody seems to work at; say how many.

    One that waits in the queue already is found there finished the second time.
    """
    now = timezone.now()
    keys = list(printing.lost(now).values_list("key", flat=True))
    PrintJob.objects.filter(pk__in=keys, state=PrintJob.State.WAITING).update(heartbeat=now)
    for key in keys:
        _start(str(key))
    return len(keys) + _resume(files.lost(now))


def _start(key: str) -> None:
    _watch(key)
    print_job.enqueue(key)


def _watch(key: str) -> None:
    # A queue without «later» does everything at once, so there is nobody to look after.
    if print_job.get_backend().supports_defer:
        watch_job.using(run_after=timezone.now() + settings.PRINT_SILENCE).enqueue(key)


def _start_files(batch: str) -> None:
    _watch_batch(batch)
    _bring(Intake.objects.filter(files.unfinished(), batch=batch))


def _resume(lost: IntakeQuerySet) -> int:
    count = _bring(lost)
    # Those that nobody has begun are in the queue now, so they are not lost for a while.
    lost.filter(takes=0).update(touched_at=timezone.now())
    return count


def _bring(found: IntakeQuerySet) -> int:
    """Put files into the queue, in the order of their names; say how many."""
    waiting = list(found.order_by("name", "pk").values_list("pk", "state"))
    for key, state in waiting:
        deed = read_intake if state == Intake.State.WAITING else draft_intake
        deed.enqueue(str(key))
    return len(waiting)


def _watch_batch(batch: str) -> None:
    if watch_batch.get_backend().supports_defer:
        watch_batch.using(run_after=timezone.now() + settings.INTAKE_SILENCE).enqueue(batch)
