"""Leases: one worker at a time, heartbeats while it lives, the next one once it has stalled.

Print jobs stand for any work here.
"""

import datetime as dt
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event, active_count

import pytest
from django.db import connection

from associations.models import User
from plans_portal.lib import leases
from plans_portal.lib.leases import MOST_ATTEMPTS, LeaseLost
from reports.models import PrintJob
from tests.apart import process_environment
from tests.house.tree import ROOT

NOW = dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC)
SOON = dt.timedelta(milliseconds=10)


def make_work(title="Планы"):
    owner, _ = User.objects.get_or_create(email="owner@example.org")
    lease = leases.fresh(NOW)
    return PrintJob.objects.create(
        kind="archive", title=title, owner=owner, total=1, made_at=NOW, **lease
    )


@pytest.fixture
def work(db):
    return make_work()


@pytest.fixture
def later(settings):
    """Give a moment at which whoever gave no heartbeat since NOW has stalled."""
    return NOW + settings.LEASE_TIMEOUT + SOON


def claim(work, now=NOW, **values):
    return leases.claim(PrintJob.objects.unfinished(), work.pk, now=now, **values)


def stored(work):
    return PrintJob.objects.get(pk=work.pk)


# --- Claiming -------------------------------------------------------------------------------


def test_claim_is_made_once_and_counted(work):
    mine = claim(work, step="первый")
    assert (mine.attempts, mine.heartbeat, mine.step) == (1, NOW, "первый")
    assert claim(work, step="второй") is None
    assert stored(work).step == "первый"


def test_what_is_no_work_is_not_claimed(work):
    PrintJob.objects.update(state="cancelled")
    assert claim(work) is None
    assert stored(work).worker == ""


def test_each_claim_has_a_token_of_its_own(db):
    assert claim(make_work("один")).worker != claim(make_work("другой")).worker


def test_stalled_lease_is_claimed_by_the_next_and_not_a_moment_before(work, later):
    first = claim(work)
    assert claim(work, later - 2 * SOON) is None
    second = claim(work, later)
    assert second.worker != first.worker
    assert second.attempts == 2


def test_heartbeat_keeps_the_lease(work, later):
    mine = claim(work)
    leases.heartbeat(mine, now=later, done=1)
    assert claim(work, later) is None
    assert stored(work).done == 1


def test_worker_whose_lease_was_claimed_writes_nothing(work, later):
    slow, quick = claim(work), claim(work, later)
    with pytest.raises(LeaseLost):
        leases.heartbeat(slow, now=later, done=7)
    assert not leases.release(slow, now=later, done=7)
    assert not leases.finish(slow, now=later, done=7)
    assert (stored(work).worker, stored(work).done) == (quick.worker, 0)
    assert leases.finish(quick, now=later, done=1)


def test_row_that_was_never_claimed_is_nobodys_to_write(work):
    with pytest.raises(LeaseLost):
        leases.heartbeat(work, now=NOW, done=7)
    assert not leases.finish(work, now=NOW, done=7)
    assert stored(work).done == 0


def test_row_that_is_gone_is_lost(work):
    mine = claim(work)
    PrintJob.objects.all().delete()
    assert claim(work) is None
    with pytest.raises(LeaseLost):
        leases.heartbeat(mine, now=NOW)


# --- Giving back ----------------------------------------------------------------------------


def test_released_work_is_free_and_its_attempts_stay_counted(work):
    assert leases.release(claim(work), now=NOW, step="пауза")
    again = claim(work)
    assert (again.attempts, again.step) == (2, "пауза")


def test_finished_work_counts_anew_and_is_nobodys(work):
    mine = claim(work)
    assert leases.finish(mine, now=NOW, state="failed", failure="нет бумаги")
    assert (stored(work).worker, stored(work).attempts) == ("", 0)
    assert not leases.finish(mine, now=NOW, failure="второй раз")


def test_work_that_ends_its_workers_is_given_up(work, later, settings):
    now, claimed = NOW, []
    for _ in range(MOST_ATTEMPTS + 1):
        claimed.append(claim(work, now))
        now += settings.LEASE_TIMEOUT + SOON
    assert [one.is_given_up for one in claimed] == [False] * MOST_ATTEMPTS + [True]
    leases.heartbeat(claimed[-1], now=now, attempts=0)
    assert not stored(work).is_given_up


# --- Looking after --------------------------------------------------------------------------


def test_stalled_are_those_that_neither_worker_nor_queue_has(db, later):
    waiting, working, alive = make_work("ждёт"), make_work("в работе"), make_work("жива")
    claim(working)
    leases.heartbeat(claim(alive), now=later)
    found = PrintJob.objects.unfinished().order_by("made_at", "title")
    assert set(leases.stalled(found, now=later)) == {waiting, working}
    assert not leases.stalled(found, now=NOW).exists()
    assert len(leases.requeue(leases.stalled(found, now=later), now=later)) == 2
    # What waits is in the queue; what a worker has left is looked for until it is claimed.
    assert list(leases.stalled(found, now=later)) == [working]
    assert claim(waiting, later) is not None


# --- Heartbeats beside the work -------------------------------------------------------------


@pytest.fixture
def quickly(settings):
    settings.LEASE_HEARTBEAT = SOON


def test_heart_beats_until_the_work_ends(quickly):
    beats, enough = [], Event()

    def beat():
        beats.append(1)
        if len(beats) == 1:
            raise OSError("the first one is lost")
        enough.set()

    before = active_count()
    with leases.heartbeats(beat):
        assert enough.wait(10)
    given = len(beats)
    assert active_count() == before
    time.sleep(0.05)
    assert len(beats) == given


def test_work_that_fails_ends_the_heartbeats(quickly):
    before = active_count()
    with pytest.raises(ValueError, match="нет"), leases.heartbeats(lambda: None):
        raise ValueError("нет")
    assert active_count() == before


def test_work_that_hangs_stalls(quickly, monkeypatch):
    monkeypatch.setattr(leases, "LONGEST_WORK", 3 * SOON)
    beats = []
    with leases.heartbeats(lambda: beats.append(1)):
        time.sleep(0.2)
    assert len(beats) == 3


# --- Workers at once ------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_workers_at_once_one_gets_the_work(later):
    work = make_work()
    # The second time all of them find it stalled.
    for now in (NOW, later):
        assert [one is not None for one in claim_at_once(work, now, 6)].count(True) == 1
    assert stored(work).attempts == 2


def claim_at_once(work, now, workers):
    start = threading.Barrier(workers)

    def be_worker(_):
        try:
            start.wait(10)
            return claim(work, now)
        finally:
            connection.close()

    with ThreadPoolExecutor(workers) as threads:
        return list(threads.map(be_worker, range(workers)))


def claim_and_hang(key):
    """Claim the work in a process of its own, and never end it."""
    mine = leases.claim(PrintJob.objects.unfinished(), key, now=NOW)
    sys.stdout.write(f"{mine.worker}\n")
    sys.stdout.flush()
    time.sleep(60)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_work_of_a_killed_worker_is_claimed_by_the_next(later):
    work = make_work()
    words = f"from {__name__} import claim_and_hang; claim_and_hang('{work.pk}')"
    worker = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", words],
        cwd=ROOT,
        env=process_environment(),
        stdout=subprocess.PIPE,
        text=True,
    )
    with worker:
        token = worker.stdout.readline().strip()
        worker.kill()
    assert stored(work).worker == token != ""
    assert claim(work) is None
    assert claim(work, later).attempts == 2
