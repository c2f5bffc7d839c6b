"""Leases of background work: one worker at a time has a row, and a dead worker loses it.

A worker that claims a row writes a token into it, sends heartbeats where its work is long, and
writes only while the row still has its token. Without a heartbeat for `LEASE_TIMEOUT` the lease has
stalled: the row is free, and the next claim is counted. The caller names the work by a queryset,
and gives the values to be written together with the lease.
"""

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, Final

from django.conf import settings
from django.db import connection, models
from django.db.models import F, Q, QuerySet

logger = logging.getLogger(__name__)

# Work that ended its worker so often is given up.
MOST_ATTEMPTS: Final = 3
# Work that goes on for longer hangs: it stalls, and another worker may claim it.
LONGEST_WORK: Final = dt.timedelta(minutes=15)


class LeaseLost(Exception):  # noqa: N818 - not a fault: the work was cancelled or claimed anew
    """The row no longer has this worker's token."""


class Lease(models.Model):
    """The fields of a model whose rows are work."""

    worker = models.CharField("кто взял", max_length=32, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(
        "сколько раз взята без продвижения",
        default=0,
        help_text="Растёт, когда работа обрывается",
    )
    heartbeat = models.DateTimeField("последний признак жизни")

    class Meta:
        abstract = True

    @property
    def is_given_up(self) -> bool:
        """Whether it has ended so many workers that this one must not try again."""
        return self.attempts > MOST_ATTEMPTS


def fresh(now: dt.datetime) -> dict[str, Any]:
    """The lease values of work that enters a queue: no worker, no attempts."""
    return {"worker": "", "attempts": 0, "heartbeat": now}


def claim[L: Lease](
    work: QuerySet[L], key: object, *, now: dt.datetime, **values: object
) -> L | None:
    """Claim one row of the work for this worker (2 queries).

    None if it is no work, if another worker has it, or if it went meanwhile. `values` are written
    with the claim.
    """
    free = Q(worker="") | Q(heartbeat__lt=now - settings.LEASE_TIMEOUT)
    token = secrets.token_hex(16)
    lease = {"worker": token, "heartbeat": now, "attempts": F("attempts") + 1}
    if not work.filter(free, pk=key).update(**lease, **values):
        return None
    return work.filter(pk=key, worker=token).first()


def heartbeat(lease: Lease, *, now: dt.datetime, **values: object) -> None:
    """Show that the worker lives, and write the values.

    Raises LeaseLost, and writes nothing, where the row is no longer this worker's.
    """
    if not _write(lease, {"heartbeat": now, **values}):
        raise LeaseLost


def release(lease: Lease, *, now: dt.datetime, **values: object) -> bool:
    """Give the row back with the values; False if it was lost already.

    A killed worker can't do that, so the attempts that stay counted are those of dead workers.
    """
    return _write(lease, {"worker": "", "heartbeat": now, **values})


def finish(lease: Lease, *, now: dt.datetime, **values: object) -> bool:
    """End the work with the values; False, and nothing written, if it was lost already."""
    return _write(lease, {**fresh(now), **values})


def stalled[L: Lease](work: QuerySet[L], *, now: dt.datetime) -> QuerySet[L]:
    """Rows of the work that neither a worker nor a queue has."""
    return work.filter(heartbeat__lt=now - settings.LEASE_TIMEOUT)


def requeue[L: Lease](work: QuerySet[L], *, now: dt.datetime) -> list[L]:
    """Give the rows, after marking those that wait as queued, so they don't stall at once.

    Those that a dead worker left stay stalled until they are claimed.
    """
    found = list(work)
    work.filter(worker="").update(heartbeat=now)
    return found


@contextmanager
def heartbeats(beat: Callable[[], object]) -> Iterator[None]:
    """Call `beat` every `LEASE_HEARTBEAT` from a thread of its own until the block ends.

    A beat that fails is logged and tried again: a lost lease is noticed when the block ends.
    """
    over = Event()
    thread = Thread(target=_go_on, args=(beat, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _go_on(beat: Callable[[], object], over: Event) -> None:
    every = settings.LEASE_HEARTBEAT
    try:
        for _ in range(LONGEST_WORK // every):
            if over.wait(every.total_seconds()):
                return
            try:
                beat()
            except Exception as fault:  # noqa: BLE001 - whatever it is, the work goes on
                logger.warning("A heartbeat could not be given: %r", fault)
    finally:
        # Each thread has a connection of its own.
        connection.close()


def _write(lease: Lease, values: dict[str, Any]) -> bool:
    rows = type(lease)._default_manager  # noqa: SLF001 - Django's own name of a model's rows
    held = rows.filter(pk=lease.pk, worker=lease.worker)
    return bool(held.exclude(worker="").update(**values))
