"""Many files at once: taken in unread, read once each, made drafts where nothing is doubtful."""

import datetime as dt
import threading

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from associations.models import Office
from events.models import Plan
from reports import tasks
from reports.intake import batch, correct, reading_of, take_back
from reports.models import Intake
from reports.word_import import Correction
from tests.cast import make_cast
from tests.factories import TODAY
from tests.reports.batches import bring, by_name, named, plan_file, read_all
from tests.reports.test_tasks import queued, wait_until, worker_process

State = Intake.State
DAY = dt.timedelta(days=1)


def silence(**which):
    """Leave files as a worker that was killed long ago leaves them."""
    Intake.objects.filter(**which).update(touched_at=timezone.now() - dt.timedelta(hours=1))


def states(key):
    return {name: one.state for name, one in by_name(key).items()}


@pytest.fixture
def cast(cast):
    """Give the cast with associations that a title tells apart."""
    return named(cast)


@pytest.fixture
def sure(cast):
    """Two files without doubts, read: plans of both associations."""
    files = {
        "а.docx": plan_file(cast.association),
        "б.docx": plan_file(cast.other_association),
    }
    key = bring(cast, files)
    read_all(key)
    return key


# --- Taking in ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_files_wait_unread_and_each_is_kept_as_it_came(cast):
    files = {"а.docx": plan_file(cast.association), "б.txt": b"words"}
    found = by_name(bring(cast, files))
    assert {name: bytes(one.data) for name, one in found.items()} == files
    assert {one.state for one in found.values()} == {State.WAITING}
    assert {one.source for one in found.values()} == {None}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "limits", "words"),
    [
        ("chair", {}, "приносит методист"),
        ("curator", {}, "приносит методист"),
        ("methodist", {"MOST_FILES": 2}, "Выбрано файлов: 3"),
        ("methodist", {"MAX_FILE_BYTES": 5}, "Файл «в.docx» слишком велик"),
        ("methodist", {"MOST_BYTES": 10}, "вместе занимают больше"),
        ("methodist", {"MOST_AT_ONCE": 2}, "уже есть ваши файлы: 0"),
    ],
)
def test_what_is_too_much_is_refused_whole(cast, monkeypatch, who, limits, words):
    for name, value in limits.items():
        monkeypatch.setattr(batch, name, value)
    with pytest.raises(ValidationError, match=words):
        bring(cast, {"а.docx": b"abc", "б.docx": b"abcd", "в.docx": b"abcdef"}, who)
    assert not Intake.objects.exists()


@pytest.mark.django_db
def test_one_file_of_a_chair_is_no_matter_of_number(cast):
    one = [SimpleUploadedFile("а.docx", b"abc")]
    assert batch.objection_to_files(one, cast.actor("chair")) is None


# --- Reading --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_file_is_read_and_only_its_words_are_kept(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    one = read_all(key)["а.docx"]
    assert (one.state, one.data, one.takes) == (State.READ, None, 0)
    assert (one.association, one.rows, one.doubts) == (cast.association, 2, 0)
    assert (one.period_start, one.period_end) == (dt.date(2031, 1, 1), dt.date(2031, 12, 31))
    assert reading_of(one).rows == 2


@pytest.mark.django_db
def test_what_the_title_does_not_tell_stays_unknown(cast):
    key = bring(cast, {"а.docx": plan_file(None)})
    assert read_all(key)["а.docx"].association is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("план.docx", b"", "Файл пуст"),
        ("план.docx", b"PK\x03\x04 and nothing more", "повреждён"),
        ("план.pdf", b"%PDF-1.7", "PDF"),
        ("план.json", b"{", "JSON повреждён"),
    ],
)
def test_of_a_refused_file_only_the_sentence_is_kept(cast, name, data, words):
    one = read_all(bring(cast, {name: data}))[name]
    assert (one.state, one.data, one.source) == (State.REFUSED, None, None)
    assert words in one.refusal


@pytest.mark.django_db
def test_one_bad_file_stops_no_other(cast):
    key = bring(cast, {"а.docx": b"no plan", "б.docx": plan_file(cast.association)})
    read_all(key)
    assert states(key) == {"а.docx": State.REFUSED, "б.docx": State.READ}


@pytest.mark.django_db
def test_fault_of_ours_is_a_sentence_and_a_line_in_the_log(cast, monkeypatch, caplog):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(batch, "fill", fail)
    one = read_all(bring(cast, {"а.docx": plan_file(cast.association)}))["а.docx"]
    assert str(one.pk)[:8] in one.refusal
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.django_db
def test_file_of_who_lost_the_office_is_refused(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    Office.objects.filter(pk=cast.office("methodist").pk).update(until=TODAY - DAY)
    one = read_all(key)["а.docx"]
    assert (one.state, one.data) == (State.REFUSED, None)
    assert "методист" in one.refusal


@pytest.mark.django_db
def test_file_in_anothers_hands_is_left_alone_until_he_falls_silent(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    one = Intake.objects.get()
    assert batch.take(one.pk, State.WAITING).takes == 1
    batch.read(one.pk, on=TODAY)
    assert states(key) == {"а.docx": State.WAITING}
    silence()
    batch.read(one.pk, on=TODAY)
    assert states(key) == {"а.docx": State.READ}


@pytest.mark.django_db
def test_who_was_overtaken_writes_nothing(cast, monkeypatch):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    one, real = Intake.objects.get(), batch.source_of

    def slowly(data, name):
        """Fall silent here, so that another reads the file meanwhile; then find nothing in it."""
        monkeypatch.setattr(batch, "source_of", real)
        silence()
        batch.read(one.pk, on=TODAY)
        return real(b"no plan", name)

    monkeypatch.setattr(batch, "source_of", slowly)
    batch.read(one.pk, on=TODAY)
    assert states(key) == {"а.docx": State.READ}


@pytest.mark.django_db
def test_file_that_ended_its_worker_three_times_is_refused(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    for _ in range(3):
        assert batch.take(Intake.objects.get().pk, State.WAITING) is not None
        silence()
    one = read_all(key)["а.docx"]
    assert (one.state, one.data) == (State.REFUSED, None)
    assert "трижды" in one.refusal


@pytest.mark.django_db
def test_file_that_was_dropped_meanwhile_is_not_missed(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    pk = Intake.objects.get().pk
    batch.drop_files(batch=key, by=cast.actor("methodist"))
    batch.read(pk, on=TODAY)
    assert not Intake.objects.exists()


# --- Drafts ---------------------------------------------------------------------------------


def draft_all(key):
    for one in Intake.objects.filter(batch=key):
        batch.draft(one.pk, on=TODAY)
    return by_name(key)


@pytest.mark.django_db
def test_drafts_are_made_of_sure_files_only(cast):
    files = {
        "верный.docx": plan_file(cast.association),
        "сомнения.docx": plan_file(cast.association, 2032, doubtful=True),
        "чей.docx": plan_file(None),
        "когда.docx": plan_file(cast.association, 0),
        "плохой.docx": b"no plan",
    }
    key, by = bring(cast, files), cast.actor("methodist")
    found = read_all(key)
    assert found["сомнения.docx"].doubts
    assert found["чей.docx"].association is None
    assert found["когда.docx"].period_start is None
    assert batch.ask_drafts(batch=key, by=by) == 1
    found = draft_all(key)
    assert {name for name, one in found.items() if one.state == State.DONE} == {"верный.docx"}
    plan = Plan.objects.get()
    assert (plan.association, plan.status) == (cast.association, "draft")
    assert plan.created_by == cast.user("methodist")
    assert found["верный.docx"].plan == plan
    with pytest.raises(ValidationError, match="посмотрите каждый"):
        batch.ask_drafts(batch=key, by=by)


@pytest.mark.django_db
def test_each_file_has_its_own_luck(cast, sure):
    files = {"второй.docx": plan_file(cast.association), "третий.docx": b"no plan"}
    more = bring(cast, files)
    read_all(more)
    Intake.objects.filter(batch=more).update(batch=sure)
    assert batch.ask_drafts(batch=sure, by=cast.actor("methodist")) == 3
    found = draft_all(sure)
    done = [name for name, one in found.items() if one.state == State.DONE]
    assert len(done) == 2
    assert "б.docx" in done
    (other,) = {"а.docx", "второй.docx"} - set(done)
    assert (found[other].state, found[other].plan) == (State.READ, None)
    assert "уже есть план" in found[other].refusal


@pytest.mark.django_db
def test_draft_can_be_asked_for_again(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    found = draft_all(sure)
    take_back(intake=found["а.docx"], by=cast.actor("methodist"))
    assert batch.ask_drafts(batch=sure, by=cast.actor("methodist")) == 1
    assert draft_all(sure)["а.docx"].state == State.DONE
    assert Plan.objects.not_removed().count() == 2


@pytest.mark.django_db
def test_who_lost_the_office_gets_no_drafts(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    Office.objects.filter(pk=cast.office("methodist").pk).update(until=TODAY - DAY)
    found = draft_all(sure)
    assert {one.state for one in found.values()} == {State.READ}
    assert all(one.refusal for one in found.values())
    assert not Plan.objects.exists()


@pytest.mark.django_db
def test_file_whose_draft_is_being_made_is_not_corrected(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    one = by_name(sure)["а.docx"]
    with pytest.raises(ValidationError):
        correct(
            intake=one,
            correction=Correction("row", 1, 2, "left"),
            seen=0,
            by=cast.actor("methodist"),
        )


@pytest.mark.django_db
def test_draft_that_ended_its_worker_three_times_is_given_up(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    for _ in range(3):
        for one in Intake.objects.all():
            assert batch.take(one.pk, State.ASKED) is not None
        silence()
    found = draft_all(sure)
    assert {one.state for one in found.values()} == {State.READ}
    assert all("трижды" in one.refusal for one in found.values())


@pytest.mark.django_db
def test_another_persons_files_are_out_of_reach(cast, sure):
    by = cast.actor("superuser")
    with pytest.raises(ValidationError):
        batch.ask_drafts(batch=sure, by=by)
    assert batch.drop_files(batch=sure, by=by) == 0
    assert Intake.objects.count() == 2


@pytest.mark.django_db
def test_drafts_stay_when_their_files_are_dropped(cast, sure):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    draft_all(sure)
    assert batch.drop_files(batch=sure, by=cast.actor("methodist")) == 2
    assert Plan.objects.count() == 2


@pytest.mark.django_db
def test_single_file_of_a_batch_is_dropped_alone(cast, sure):
    one = by_name(sure)["а.docx"]
    assert batch.drop_files(batch=sure, keys=[one.pk], by=cast.actor("methodist")) == 1
    assert set(by_name(sure)) == {"б.docx"}


@pytest.mark.django_db
def test_chair_makes_no_draft_of_a_file_that_is_not_his(cast, sure):
    Intake.objects.update(owner=cast.user("chair"))
    batch.ask_drafts(batch=sure, by=cast.actor("chair"))
    found = draft_all(sure)
    assert found["а.docx"].state == State.DONE
    assert found["б.docx"].state == State.READ
    assert found["б.docx"].refusal


@pytest.mark.django_db
def test_nobody_without_plans_to_write_takes_files_in(cast):
    with pytest.raises(PermissionDenied):
        bring(cast, {"а.docx": b"words"}, "curator")


# --- The queue ------------------------------------------------------------------------------


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
def test_lost_files_are_brought_back(cast, sure, capsys):
    batch.ask_drafts(batch=sure, by=cast.actor("methodist"))
    key = bring(cast, {"а.docx": b"words", "б.docx": b"words", "в.docx": b"words"})
    found = by_name(key)
    batch.take(found["а.docx"].pk, State.WAITING)
    assert tasks.resume_lost() == 0
    silence(batch=sure)
    silence(name__in=("а.docx", "б.docx"))
    call_command("tick")
    assert "Возвращено в очередь: 4." in capsys.readouterr().out
    assert (queued("read_intake"), queued("draft_intake")) == (2, 2)
    # Who waits is in the queue now; who died is looked for until somebody takes his file.
    assert tasks.resume_lost() == 1


@pytest.mark.django_db
def test_watch_brings_a_worker_back_and_ends_with_the_batch(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"words"})
    batch.take(by_name(key)["а.docx"].pk, State.WAITING)
    tasks.watch_batch.call(str(key))
    assert (queued("read_intake"), queued("watch_batch")) == (0, 1)
    silence(name="а.docx")
    tasks.watch_batch.call(str(key))
    assert (queued("read_intake"), queued("watch_batch")) == (1, 2)
    read_all(key)
    tasks.watch_batch.call(str(key))
    assert (queued("read_intake"), queued("watch_batch")) == (1, 2)


def many(cast, count):
    return {f"{n:02}.docx": plan_file(cast.association, 2031 + n) for n in range(count)}


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_at_once_read_each_file_once_and_make_each_draft_once(monkeypatch):
    cast = named(make_cast())
    key = bring(cast, many(cast, 6))
    keys = list(Intake.objects.values_list("pk", flat=True))
    start, read, faults = threading.Barrier(3), [], []
    real = batch.source_of

    def source_of(data, name):
        read.append(name)
        return real(data, name)

    def be_worker(deed):
        try:
            start.wait(10)
            for one in keys:
                deed(one, on=TODAY)
        except Exception as fault:  # noqa: BLE001 - any fault at all fails the test below
            faults.append(fault)
        finally:
            connection.close()

    def work(deed):
        threads = [threading.Thread(target=be_worker, args=[deed]) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert faults == []

    monkeypatch.setattr(batch, "source_of", source_of)
    work(batch.read)
    assert sorted(read) == sorted(by_name(key))
    assert batch.ask_drafts(batch=key, by=cast.actor("methodist")) == 6
    work(batch.draft)
    assert set(states(key).values()) == {State.DONE}
    assert Plan.objects.count() == 6


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_files_of_a_killed_worker_are_read_by_the_next(tmp_path):
    cast = named(make_cast())
    key = bring(cast, many(cast, 12))
    tasks.start_files(key)
    first = worker_process(tmp_path)
    wait_until(lambda: Intake.objects.filter(state=State.READ).count() >= 2)
    first.kill()
    first.wait(10)
    left = Intake.objects.filter(state=State.WAITING)
    assert left.exists()
    # As if two minutes had passed.
    silence(state=State.WAITING)
    assert worker_process(tmp_path, "--until-empty").wait(60) == 0
    assert set(states(key).values()) == {State.READ}
    assert not Intake.objects.exclude(data=None).exists()
