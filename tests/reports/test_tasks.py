"""The queue brings workers to jobs: at once, in one process, and in real ones that may be killed."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from events.models import Plan
from reports import tasks
from reports.downloads.rules import copies, pieces
from reports.downloads.rules.jobs import ask_archive
from reports.models import PrintJob, PrintPiece
from tests.apart import process_environment
from tests.cast import make_cast
from tests.factories import TODAY
from tests.house.tree import ROOT
from tests.plans import make_plan
from tests.reports.downloads.print_jobs import light_plans, stall


def make_job(cast, forms=("json",)):
    if not Plan.objects.exists():
        light_plans(cast)
    return ask_archive(plans=Plan.objects.all(), chosen=forms, by=cast.actor("chair"))


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
    pieces.claim(job.pk)
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
    pieces.claim(working.pk)
    assert tasks.resume_stalled() == 0
    stall(waiting)
    stall(working)
    assert tasks.resume_stalled() == 2
    pieces.claim(working.pk)
    assert tasks.resume_stalled() == 0
    assert state(alive) == PrintJob.State.WAITING


@pytest.mark.django_db
def test_tick_brings_back_and_tidies_up(cast, capsys):
    job = make_job(cast)
    stall(job)
    old = make_job(cast)
    pieces.work(old.pk, on=TODAY)
    PrintJob.objects.filter(pk=old.pk).update(finished_at=timezone.now() - dt.timedelta(days=8))
    call_command("tick")
    assert (
        "в очередь: 1. Убрано загрузок: 1, черновиков: 0, прочитанных файлов: 0."
        in capsys.readouterr().out
    )
    assert not PrintJob.objects.filter(pk=old.pk).exists()
    call_command("tick", verbosity=0)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("command", ["tick", "worker"])
def test_timer_and_idle_worker_import_neither_pages_nor_what_prints(command):
    words = (
        "import sys, django; django.setup(); from django.core.management import load_command_class;"
        f"print(load_command_class('reports', '{command}').requires_system_checks);"
        "print({'weasyprint', 'openpyxl', 'pypdf', 'reports.urls', 'reports.paper.pdf'} & {*sys.modules})"
    )
    command = [sys.executable, "-c", words]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["()", "set()"]


# --- Real workers ---------------------------------------------------------------------------


def worker_process(tmp_path, *options):
    """Start the command as production does, on the database and the storage of this test."""
    return subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "worker", "--verbosity", "0", *options],
        env={**process_environment(), "PORTAL_DATA": str(tmp_path)},
        cwd=ROOT,
    )


def wait_until(condition, seconds=60):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_real_worker_prints_and_stops(tmp_path):
    job = make_job(make_cast(), ("json", "pdf"))
    tasks.start(job)
    assert worker_process(tmp_path, "--until-empty").wait(60) == 0
    job.refresh_from_db()
    assert (job.state, job.done) == (PrintJob.State.DONE, 6)
    assert default_storage.size(job.file.name) == job.size


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_killed_workers_job_is_gone_on_with_by_the_next(tmp_path):
    cast = make_cast()
    for year in range(8):
        make_plan("rmc-directions", association=cast.association, rows=5, period=_year(2020 + year))
    job = make_job(cast, ("pdf",))
    tasks.start(job)
    first = worker_process(tmp_path)
    wait_until(lambda: PrintJob.objects.get(pk=job.pk).done >= 2)
    first.kill()
    first.wait(10)
    done = dict(job.pieces.filter(state=PrintPiece.State.DONE).values_list("order", "file"))
    assert state(job) == PrintJob.State.WORKING
    assert 2 <= len(done) < 8
    # As if two minutes had passed.
    stall(job)
    assert worker_process(tmp_path, "--until-empty").wait(60) == 0
    assert state(job) == PrintJob.State.DONE
    # Its file's name would be another, had it been printed again.
    assert dict(job.pieces.filter(order__in=done).values_list("order", "file")) == done


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_worker_ends_with_its_parent(tmp_path):
    script = (
        "import subprocess, sys, time\n"
        "child = subprocess.Popen([sys.executable, 'manage.py', 'worker', '--with-parent'])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    env = {**process_environment(), "PORTAL_DATA": str(tmp_path), "DATABASE_URL": _empty(tmp_path)}
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, env=env, check=True)
    command = [sys.executable, "-c", script]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=env, stdout=pipe, stderr=pipe, text=True
    ) as parent:
        child = int(parent.stdout.readline())
        assert any("Starting worker" in line for line in parent.stderr)
        parent.kill()
    wait_until(lambda: not _lives(child), 20)


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
                pieces.work(job.pk, on=TODAY)
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


def _year(number):
    from events.plan.period import Period  # noqa: PLC0415

    return Period.of_academic_year(number)


def _empty(folder):
    return f"sqlite:///{folder}/empty.sqlite3"


def _lives(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
