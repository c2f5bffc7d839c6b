"""The command worker: real processes, which may be killed."""

import os
import subprocess
import sys
import time

import pytest
from django.core.files.storage import default_storage

from reports import tasks
from reports.models import PrintJob, PrintPiece
from tests.apart import process_environment
from tests.cast import make_cast
from tests.house.tree import ROOT
from tests.plans import make_plan
from tests.reports.downloads.print_jobs import make_job, stall

pytestmark = pytest.mark.slow


def state(job):
    return PrintJob.objects.get(pk=job.pk).state


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
