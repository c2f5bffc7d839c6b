"""Tasks of the queue: print jobs, and uploaded files that come many at a time.

The rules are imported inside the tasks: pages and the timer only enqueue, and need not import what
prints and reads.
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
    """Work on the job for one turn; a long one goes to the end of the queue again."""
    from reports.downloads.rules import pieces  # noqa: PLC0415 - see above

    if pieces.work_at_job(uuid.UUID(key), on=timezone.localdate()):
        print_job.enqueue(key)


@task()
def watch_job(key: str) -> None:
    """Enqueue the job again if its worker has died, and look again later."""
    _look_after(_job(key), watch_job, key)


@task()
def work_at_file(key: str) -> None:
    """Read a file of a batch, or make its draft."""
    from reports.imports.rules import batch  # noqa: PLC0415 - see above

    batch.work_at_file(uuid.UUID(key), on=timezone.localdate())


@task()
def watch_batch(batch: str) -> None:
    """Enqueue the files of the batch whose worker has died, and look again later."""
    _look_after(_files(batch=batch), watch_batch, batch)


def start(job: PrintJob) -> None:
    """Enqueue the job once it is committed."""
    transaction.on_commit(partial(_start, _job(str(job.pk)), watch_job, str(job.pk)))


def start_files(batch: uuid.UUID) -> None:
    """Enqueue the unfinished files of a batch once they are committed."""
    transaction.on_commit(partial(_start, _files(batch=batch), watch_batch, str(batch)))


def resume_stalled() -> int:
    """Enqueue all stalled work; give its amount.

    Where it was in the queue already, the second task finds it done.
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
    """Enqueue the stalled part of the work, and look again later while there is any work."""
    if work.exists():
        _enqueue(leases.stalled(work, now=timezone.now()))
        _watch(watch, key)


def _watch(watch: AnyTask, key: str) -> None:
    # A queue without deferred tasks runs them at once, so nothing needs watching.
    if watch.get_backend().supports_defer:
        watch.using(run_after=timezone.now() + settings.LEASE_TIMEOUT).enqueue(key)


def _enqueue[W: (PrintJob, ImportSession)](work: QuerySet[W]) -> int:
    """Put rows into the queue; give their number."""
    tasks: dict[type, AnyTask] = {PrintJob: print_job, ImportSession: work_at_file}
    rows = leases.requeue(work, now=timezone.now())
    for row in rows:
        tasks[type(row)].enqueue(str(row.pk))
    return len(rows)
