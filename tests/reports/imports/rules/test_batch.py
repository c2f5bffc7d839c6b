"""Many files at once: taken in unread, and read once each."""

import datetime as dt
import json

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from associations.models import Office
from reports.imports.queries.recognised import reading_of
from reports.imports.rules import batch
from reports.imports.rules.drafts import source_of
from reports.imports.rules.uploads import kept_bytes
from reports.models import ImportSession
from tests.factories import TODAY, make_association
from tests.reports.imports.batches import bring, by_name, named, plan_file, read_all, stall, states

pytestmark = pytest.mark.django_db
State = ImportSession.State
DAY = dt.timedelta(days=1)


@pytest.fixture
def cast(cast):
    """Give the cast with associations that a title tells apart."""
    return named(cast)


# --- Taking in ------------------------------------------------------------------------------


def test_files_wait_unread_and_each_is_kept_as_it_came(cast):
    files = {"а.docx": plan_file(cast.association), "б.txt": b"words"}
    found = by_name(bring(cast, files))
    assert {name: bytes(one.data) for name, one in found.items()} == files
    assert {one.state for one in found.values()} == {State.WAITING}
    assert {one.source for one in found.values()} == {None}


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
    assert not ImportSession.objects.exists()


def test_files_that_would_keep_too_much_are_refused_whole(cast, monkeypatch):
    bring(cast, {"а.docx": b"abc"})
    monkeypatch.setattr(batch, "MOST_KEPT", 8)
    with pytest.raises(ValidationError, match="удалите ненужные"):
        bring(cast, {"б.docx": b"abc", "в.docx": b"abc"})
    assert [one.size for one in ImportSession.objects.all()] == [3]
    # What one keeps takes nobody else's place.
    assert kept_bytes(cast.actor("methodist")) == 3
    assert kept_bytes(cast.actor("chair")) == 0


def test_size_is_that_of_what_is_kept_at_each_step(cast):
    found = read_all(bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"}))
    kept, refused = found["а.docx"], found["б.docx"]
    assert kept.size == len(json.dumps(kept.source)) > 0
    assert refused.size == 0


def test_words_that_find_no_room_when_a_worker_reads_them_are_refused(cast, monkeypatch):
    key = bring(cast, {"а.docx": plan_file(cast.association), "б.docx": plan_file(None)})
    first, second = ImportSession.objects.filter(batch=key).order_by("name")
    batch.work_at_file(first.pk, on=TODAY)
    first.refresh_from_db()
    monkeypatch.setattr("reports.imports.rules.uploads.MOST_KEPT", first.size + 10)
    batch.work_at_file(second.pk, on=TODAY)
    second.refresh_from_db()
    assert (second.state, second.data, second.size) == (State.REFUSED, None, 0)
    assert "удалите ненужные" in second.refusal


def test_one_file_of_a_chair_is_no_matter_of_number(cast):
    one = [SimpleUploadedFile("а.docx", b"abc")]
    assert batch.objection_to_files(one, cast.actor("chair")) is None


# --- Reading --------------------------------------------------------------------------------


def test_file_is_read_and_only_its_words_are_kept(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    one = read_all(key)["а.docx"]
    assert (one.state, one.data, one.attempts) == (State.READ, None, 0)
    assert (one.association, one.rows, one.doubts) == (cast.association, 2, 0)
    assert (one.period_start, one.period_end) == (dt.date(2031, 1, 1), dt.date(2031, 12, 31))
    assert reading_of(one).rows == 2


def test_what_the_title_does_not_tell_stays_unknown(cast):
    key = bring(cast, {"а.docx": plan_file(None)})
    assert read_all(key)["а.docx"].association is None


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


def test_one_bad_file_stops_no_other(cast):
    key = bring(cast, {"а.docx": b"no plan", "б.docx": plan_file(cast.association)})
    read_all(key)
    assert states(key) == {"а.docx": State.REFUSED, "б.docx": State.READ}


def test_fault_of_ours_is_a_sentence_and_a_line_in_the_log(cast, monkeypatch, caplog):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(batch, "fill", fail)
    one = read_all(bring(cast, {"а.docx": plan_file(cast.association)}))["а.docx"]
    assert str(one.pk)[:8] in one.refusal
    assert "ZeroDivisionError" in caplog.text


def test_file_of_who_lost_the_office_is_refused(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    Office.objects.filter(pk=cast.office("methodist").pk).update(until=TODAY - DAY)
    one = read_all(key)["а.docx"]
    assert (one.state, one.data) == (State.REFUSED, None)
    assert "методист" in one.refusal


def test_file_in_anothers_hands_is_left_alone_until_it_stalls(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    one = ImportSession.objects.get()
    assert batch.claim_file(one.pk).attempts == 1
    batch.work_at_file(one.pk, on=TODAY)
    assert states(key) == {"а.docx": State.WAITING}
    stall()
    batch.work_at_file(one.pk, on=TODAY)
    assert states(key) == {"а.docx": State.READ}


def test_who_was_overtaken_writes_nothing(cast, monkeypatch):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    one = ImportSession.objects.get()

    def slowly(data, name):
        """Stall here, so that another reads the file meanwhile; then find nothing in it."""
        monkeypatch.setattr(batch, "source_of", source_of)
        stall()
        batch.work_at_file(one.pk, on=TODAY)
        return source_of(b"no plan", name)

    monkeypatch.setattr(batch, "source_of", slowly)
    batch.work_at_file(one.pk, on=TODAY)
    assert states(key) == {"а.docx": State.READ}


def test_file_that_ended_its_worker_three_times_is_refused(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    for _ in range(3):
        assert batch.claim_file(ImportSession.objects.get().pk) is not None
        stall()
    one = read_all(key)["а.docx"]
    assert (one.state, one.data) == (State.REFUSED, None)
    assert "трижды" in one.refusal


def test_file_that_was_dropped_meanwhile_is_not_missed(cast):
    key = bring(cast, {"а.docx": plan_file(cast.association)})
    pk = ImportSession.objects.get().pk
    batch.drop_files(batch=key, by=cast.actor("methodist"))
    batch.work_at_file(pk, on=TODAY)
    assert not ImportSession.objects.exists()


# --- Whose plans they are -------------------------------------------------------------------


@pytest.fixture
def nobodys(cast):
    """Two read files of which nobody knows whose they are."""
    key = bring(cast, {"а.docx": plan_file(None), "б.docx": plan_file(None)})
    read_all(key)
    return key


def say(cast, key, name, association, who="methodist"):
    whose = {by_name(key)[name].pk: association}
    return batch.set_associations(batch=key, whose=whose, by=cast.actor(who))


def test_file_keeps_whose_plan_it_calls_itself(cast, nobodys):
    assert {one.named for one in by_name(nobodys).values()} == {"Клуб любителей старины"}


def test_whose_plan_it_is_is_said_and_the_rest_of_the_file_stays(cast, nobodys):
    ImportSession.objects.update(refusal="На этот период уже есть план.")
    before = by_name(nobodys)["а.docx"]
    assert say(cast, nobodys, "а.docx", cast.association) == 1
    files = by_name(nobodys)
    one, other = files["а.docx"], files["б.docx"]
    assert (one.association, one.refusal) == (cast.association, "")
    assert (other.association, other.refusal) == (None, "На этот период уже есть план.")
    assert one.touched_at > before.touched_at
    same = ("source", "corrections", "period_start", "period_end", "named", "rows", "doubts")
    assert [getattr(one, name) for name in same] == [getattr(before, name) for name in same]
    assert batch.ask_drafts(batch=nobodys, by=cast.actor("methodist")) == 1


def test_plans_of_others_are_not_said_to_be_ones_own(cast, nobodys):
    files = by_name(nobodys)
    whose = {files["а.docx"].pk: cast.association, files["б.docx"].pk: make_association()}
    with pytest.raises(PermissionDenied, match="пишут другие"):
        batch.set_associations(batch=nobodys, whose=whose, by=cast.actor("methodist"))
    assert {one.association for one in by_name(nobodys).values()} == {None}


def test_only_ones_own_files_of_the_batch_are_told_of(cast, nobodys):
    other = bring(cast, {"в.docx": plan_file(None)})
    read_all(other)
    assert say(cast, nobodys, "а.docx", cast.association, who="chair") == 0
    whose = {by_name(other)["в.docx"].pk: cast.association}
    assert batch.set_associations(batch=nobodys, whose=whose, by=cast.actor("methodist")) == 0
    assert set(ImportSession.objects.values_list("association", flat=True)) == {None}


@pytest.mark.parametrize("state", [State.ASKED, State.DONE, State.WAITING])
def test_file_that_is_no_longer_only_read_is_left_alone(cast, nobodys, state):
    ImportSession.objects.update(state=state)
    assert say(cast, nobodys, "а.docx", cast.association) == 0
    assert by_name(nobodys)["а.docx"].association is None


def test_nobody_without_plans_to_write_takes_files_in(cast):
    with pytest.raises(PermissionDenied):
        bring(cast, {"а.docx": b"words"}, "curator")
