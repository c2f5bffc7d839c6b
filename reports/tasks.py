"""Tasks of the queue: a print job is worked at in turns, and somebody looks whether it goes on.

They only bring a worker to the job and ask the day; what is done there is told by `printing`.
"""

import uuid
from functools import partial

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from reports import printing
from reports.models import PrintJob


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


def start(job: PrintJob) -> None:
    """Put the job into the queue once it is written down."""
    transaction.on_commit(partial(_start, str(job.pk)))


def resume_lost() -> int:
    """Put every job into the queue that nobody seems to work at; say how many.

    One that waits in the queue already is found there finished the second time.
    """
    now = timezone.now()
    keys = list(printing.lost(now).values_list("key", flat=True))
    PrintJob.objects.filter(pk__in=keys, state=PrintJob.State.WAITING).update(heartbeat=now)
    for key in keys:
        _start(str(key))
    return len(keys)


def _start(key: str) -> None:
    _watch(key)
    print_job.enqueue(key)


def _watch(key: str) -> None:
    # A queue without «later» does everything at once, so there is nobody to look after.
    if print_job.get_backend().supports_defer:
        watch_job.using(run_after=timezone.now() + settings.PRINT_SILENCE).enqueue(key)
