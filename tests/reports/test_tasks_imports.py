"""The queue brings workers to files brought together: at once, in one process, in real ones."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from events.models import Plan
from reports import tasks
from reports.imports.rules import batch
from reports.imports.rules.drafts import source_of
from reports.models import ImportSession
from tests.cast import make_cast
from tests.factories import TODAY
from tests.reports.imports.batches import bring, by_name, named, plan_file, read_all, stall, states
from tests.reports.management.commands.test_worker import wait_until, worker_process
from tests.reports.test_tasks import queued

State = ImportSession.State


@pytest.fixture
def cast(cast):
    """Give the cast with associations that a title tells apart."""
    return named(cast)


@pytest.fixture
def sure(cast):
    """Give two files of one association, read, whose drafts may be asked for."""
    files = {f"{n}.docx": plan_file(cast.association, 2031 + n) for n in range(2)}
    key = bring(cast, files)
    read_all(key)
    return key


@pytest.mark.django_db
def test_queue_that_does_everything_at_once(cast, settings, django_capture_on_commit_callbacks):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    key = bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"})
    with django_capture_on_commit_callbacks(execute=True):
        tasks.start_files(key)
    assert states(key) == {"а.docx": State.READ, "б.docx": State.REFUSED}
    batch.ask_drafts(batch=key, by=cast.actor("methodist"))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.start_files(key)
    assert states(key)["а.docx"] == State.DONE
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_stalled_files_are_brought_back(cast, sure, capsys):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    key = bring(cast, {"а.docx": b"words", "б.docx": b"words", "в.docx": b"words"})
    found = by_name(key)
    batch.claim_file(found["а.docx"].pk)
    assert tasks.resume_stalled() == 0
    stall(batch=sure)
    stall(name__in=("а.docx", "б.docx"))
    call_command("tick")
    assert "Возвращено в очередь: 4." in capsys.readouterr().out
    assert queued("work_at_file") == 4
    # Who waits is in the queue now; who died is looked for until somebody takes his file.
    assert tasks.resume_stalled() == 1


@pytest.mark.django_db
def test_watch_brings_a_worker_back_and_ends_with_the_batch(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"words"})
    batch.claim_file(by_name(key)["а.docx"].pk)
    tasks.watch_batch.call(str(key))
    assert (queued("work_at_file"), queued("watch_batch")) == (0, 1)
    stall(name="а.docx")
    tasks.watch_batch.call(str(key))
    assert (queued("work_at_file"), queued("watch_batch")) == (1, 2)
    read_all(key)
    tasks.watch_batch.call(str(key))
    assert (queued("work_at_file"), queued("watch_batch")) == (1, 2)


def many(cast, count):
    return {f"{n:02}.docx": plan_file(cast.association, 2031 + n) for n in range(count)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_read_each_file_once_and_make_each_draft_once(monkeypatch):
    cast = named(make_cast())
    key = bring(cast, many(cast, 6))
    keys = list(ImportSession.objects.values_list("pk", flat=True))
    start, read, faults = threading.Barrier(3), [], []

    def reading(data, name):
        read.append(name)
        return source_of(data, name)

    def be_worker():
        try:
            start.wait(10)
            for one in keys:
                batch.work_at_file(one, on=TODAY)
        except Exception as fault:  # noqa: BLE001 - any fault at all fails the test below
            faults.append(fault)
        finally:
            connection.close()

    def work_at_once():
        threads = [threading.Thread(target=be_worker) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert faults == []

    monkeypatch.setattr(batch, "source_of", reading)
    work_at_once()
    assert sorted(read) == sorted(by_name(key))
    assert batch.ask_drafts(batch=key, by=cast.actor("methodist")) == 6
    work_at_once()
    assert set(states(key).values()) == {State.DONE}
    assert Plan.objects.count() == 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_files_of_a_killed_worker_are_read_by_the_next(tmp_path):
    cast = named(make_cast())
    key = bring(cast, many(cast, 12))
    tasks.start_files(key)
    first = worker_process(tmp_path)
    wait_until(lambda: ImportSession.objects.filter(state=State.READ).count() >= 2)
    first.kill()
    first.wait(10)
    left = ImportSession.objects.filter(state=State.WAITING)
    assert left.exists()
    # As if two minutes had passed.
    stall(state=State.WAITING)
    assert worker_process(tmp_path, "--until-empty").wait(60) == 0
    assert set(states(key).values()) == {State.READ}
    assert not ImportSession.objects.exclude(data=None).exists()
