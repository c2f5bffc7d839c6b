"""The queue brings workers to jobs: at once, in one process, and in real ones that may be killed."""

import datetime as dt
import signal
import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from reports import tasks
from reports.downloads.rules import copies, pieces
from reports.models import PrintJob
from tests.cast import make_cast
from tests.factories import TODAY
from tests.reports.downloads.print_jobs import make_job, stall


def state(job):
    return PrintJob.objects.get(pk=job.pk).state


def queued(name):
    return DBTaskResult.objects.filter(task_path=f"reports.tasks.{name}", status="READY").count()


@pytest.fixture
def run_queue():
    """Run the queue's own worker here until the queue is empty, and leave signals as they were."""
    kept = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    yield lambda: call_command(
        "db_worker", batch=True, interval=0, reload=False, startup_delay=False, verbosity=0
    )
    for one, handler in kept.items():
        signal.signal(one, handler)


@pytest.mark.django_db
def test_queue_that_does_everything_at_once(cast, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    settings.PRINT_TURN = dt.timedelta(0)
    job = make_job(cast)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.start(job)
    assert state(job) == PrintJob.State.DONE
    assert not DBTaskResult.objects.exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_worker_does_a_long_job_in_turns(settings, run_queue):
    cast = make_cast()
    settings.PRINT_TURN = dt.timedelta(0)
    job = make_job(cast)
    tasks.start(job)
    run_queue()
    assert state(job) == PrintJob.State.DONE
    done = DBTaskResult.objects.filter(task_path="reports.tasks.print_job", status="SUCCESSFUL")
    assert done.count() == 3
    assert queued("watch_job") == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_small_job_does_not_wait_for_a_large_one(settings, run_queue):
    cast = make_cast()
    settings.PRINT_TURN = dt.timedelta(0)
    large, small = make_job(cast, ("json", "xlsx")), make_job(cast)
    tasks.start(large)
    tasks.start(small)
    run_queue()
    large.refresh_from_db()
    small.refresh_from_db()
    assert small.finished_at < large.finished_at


@pytest.mark.django_db
def test_watch_brings_a_worker_to_a_stalled_job_and_goes_on_watching(cast):
    job = make_job(cast)
    pieces.claim_job(job.pk)
    tasks.watch_job.call(str(job.pk))
    assert (queued("print_job"), queued("watch_job")) == (0, 1)
    stall(job)
    tasks.watch_job.call(str(job.pk))
    assert (queued("print_job"), queued("watch_job")) == (1, 2)
    PrintJob.objects.update(state="cancelled")
    tasks.watch_job.call(str(job.pk))
    assert (queued("print_job"), queued("watch_job")) == (1, 2)


@pytest.mark.django_db
def test_stalled_jobs_are_brought_back_once(cast):
    waiting, working, alive = make_job(cast), make_job(cast), make_job(cast)
    pieces.claim_job(working.pk)
    assert tasks.resume_stalled() == 0
    stall(waiting)
    stall(working)
    assert tasks.resume_stalled() == 2
    pieces.claim_job(working.pk)
    assert tasks.resume_stalled() == 0
    assert state(alive) == PrintJob.State.WAITING


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_do_each_piece_once(monkeypatch, settings):
    job = make_job(make_cast(), ("json", "xlsx"))
    settings.PRINT_TURN = dt.timedelta(0)
    start, printed, faults = threading.Barrier(4), [], []
    real = copies.make_copy

    def make(plan, form, by):
        printed.append((plan.pk, form))
        return real(plan, form, by)

    def be_worker():
        try:
            start.wait(10)
            while not PrintJob.objects.get(pk=job.pk).is_finished:
                pieces.work_at_job(job.pk, on=TODAY)
        except Exception as fault:  # noqa: BLE001 - any fault at all fails the test below
            faults.append(fault)
        finally:
            connection.close()

    monkeypatch.setattr(pieces, "make_copy", make)
    threads = [threading.Thread(target=be_worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert faults == []
    assert state(job) == PrintJob.State.DONE
    assert len(printed) == len(set(printed)) == 6
