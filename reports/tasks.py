"""Tasks of the queue: they bring workers to print jobs and to files that were brought together.

What is done there is told by `reports.downloads.rules.pieces` and `reports.imports.rules.batch`;
only a worker needs them, so that pages and the timer put tasks into the queue without importing
what prints and reads.
"""

import uuid
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.tasks import Task, task
from django.utils import timezone

from plans_portal.lib import leases
from reports.models import ImportSession, PrintJob

type AnyTask = Task[[str], None]


@task()
def print_job(key: str) -> None:
    """Work at the job for a turn; a long one goes to the end of the queue again."""
    from reports.downloads.rules import pieces  # noqa: PLC0415 - see above

    if pieces.work(uuid.UUID(key), on=timezone.localdate()):
        print_job.enqueue(key)


@task()
def watch_job(key: str) -> None:
    """Bring a worker to the job again if its own has died, and look again later."""
    _look_after(_job(key), watch_job, key)


@task()
def work_at_file(key: str) -> None:
    """Read a file that was brought with others, or make its draft."""
    from reports.imports.rules import batch  # noqa: PLC0415 - see above

    batch.work(uuid.UUID(key), on=timezone.localdate())


@task()
def watch_batch(batch: str) -> None:
    """Bring a worker again to files of the batch whose own has died, and look again later."""
    _look_after(_files(batch=batch), watch_batch, batch)


def start(job: PrintJob) -> None:
    """Put the job into the queue once it is written down."""
    transaction.on_commit(partial(_start, _job(str(job.pk)), watch_job, str(job.pk)))


def start_files(batch: uuid.UUID) -> None:
    """Put the files of a batch that have something to be done with into the queue, once stored."""
    transaction.on_commit(partial(_start, _files(batch=batch), watch_batch, str(batch)))


def resume_stalled() -> int:
    """Put all work into the queue that nobody seems to have; say how much it is.

    What waits in the queue already is found there finished the second time.
    """
    now = timezone.now()
    jobs = leases.stalled(PrintJob.objects.unfinished(), now=now)
    for key in list(jobs.values_list("pk", flat=True)):
        _watch(watch_job, str(key))
    return _enqueue(jobs) + _enqueue(leases.stalled(_files(), now=now))


def _job(key: str) -> QuerySet[PrintJob]:
    return PrintJob.objects.unfinished().filter(pk=key)


def _files(**which: object) -> QuerySet[ImportSession]:
    files = ImportSession.objects.unfinished().filter(**which)
    return files.only("pk").order_by("name", "pk")


def _start[W: (PrintJob, ImportSession)](work: QuerySet[W], watch: AnyTask, key: str) -> None:
    _watch(watch, key)
    _enqueue(work)


def _look_after[W: (PrintJob, ImportSession)](work: QuerySet[W], watch: AnyTask, key: str) -> None:
    """Enqueue what has stalled of the work, and look again later while there is any work."""
    if work.exists():
        _enqueue(leases.stalled(work, now=timezone.now()))
        _watch(watch, key)


def _watch(watch: AnyTask, key: str) -> None:
    # A queue without «later» does everything at once, so there is nobody to look after.
    if watch.get_backend().supports_defer:
        watch.using(run_after=timezone.now() + settings.LEASE_TIMEOUT).enqueue(key)


def _enqueue[W: (PrintJob, ImportSession)](work: QuerySet[W]) -> int:
    """Put rows into the queue; say how many."""
    tasks: dict[type, AnyTask] = {PrintJob: print_job, ImportSession: work_at_file}
    rows = leases.requeue(work, now=timezone.now())
    for row in rows:
        tasks[type(row)].enqueue(str(row.pk))
    return len(rows)
