"""What a worker does with a print job: in turns, until it is cancelled; gone on with, never twice."""

import datetime as dt
import time

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from associations.models import Office
from events.models import Plan
from plans_portal.lib.leases import LeaseLost, stalled
from reports.downloads.rules import copies, pieces
from reports.downloads.rules.jobs import ask_archive, ask_paper, cancel_job
from reports.downloads.rules.pieces import work_at_job
from reports.issuing.rules import issue
from reports.models import PrintJob, PrintPiece
from tests.factories import TODAY
from tests.plans import make_plan
from tests.reports.downloads.print_jobs import (
    fresh,
    inside,
    kept_files,
    light_plans,
    papers_in,
    stall,
)

pytestmark = pytest.mark.django_db
State = PrintJob.State
Piece = PrintPiece.State


@pytest.fixture
def plans(cast):
    return light_plans(cast)


@pytest.fixture
def job(cast, plans):
    return ask_archive(plans=plans, chosen=["json"], by=cast.actor("chair"))


@pytest.fixture
def one_by_one(settings):
    """Let a turn end after each piece."""
    settings.PRINT_TURN = dt.timedelta(0)


def test_archive_holds_every_plan_in_every_form(cast, plans):
    job = ask_archive(plans=plans, chosen=["json", "pdf"], by=cast.actor("chair"))
    assert (job.state, job.total, job.done) == (State.WAITING, 6, 0)
    assert work_at_job(job.pk, on=TODAY) is False
    job = fresh(job)
    assert (job.state, job.done, job.failure) == (State.DONE, 6, "")
    names = inside(job).namelist()
    assert sum(name.endswith(".json") for name in names) == 3
    assert sum(name.startswith("ПРОЕКТ") and name.endswith(".pdf") for name in names) == 3
    assert {"Реестр планов.xlsx", "Реестр планов.pdf"} <= set(names)
    assert job.file_name.startswith("Планы объединений ")
    assert job.size == default_storage.size(job.file.name)
    assert kept_files(job) == ["archive.zip"]


def test_long_job_goes_on_turn_by_turn(job, one_by_one):
    assert work_at_job(job.pk, on=TODAY) is True
    assert (fresh(job).state, fresh(job).done) == (State.WAITING, 1)
    assert work_at_job(job.pk, on=TODAY) is True
    assert work_at_job(job.pk, on=TODAY) is False
    assert fresh(job).state == State.DONE
    assert work_at_job(job.pk, on=TODAY) is False


def test_it_is_cancelled_between_two_pieces(
    cast, job, one_by_one, django_capture_on_commit_callbacks
):
    work_at_job(job.pk, on=TODAY)
    assert len(kept_files(job)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        cancel_job(job=job, by=cast.actor("chair"))
    assert work_at_job(job.pk, on=TODAY) is False
    assert (fresh(job).state, fresh(job).done) == (State.CANCELLED, 1)
    assert kept_files(job) == []
    with pytest.raises(ValidationError, match="уже закончено"):
        cancel_job(job=job, by=cast.actor("chair"))


def test_it_is_cancelled_while_a_piece_is_printed(cast, job, monkeypatch):
    def make(*args):
        cancel_job(job=job, by=cast.actor("chair"))
        return real(*args)

    real = copies.make_copy
    monkeypatch.setattr(pieces, "make_copy", make)
    work_at_job(job.pk, on=TODAY)
    assert fresh(job).state == State.CANCELLED
    assert not job.pieces.exclude(state=Piece.WAITING).exists()
    assert kept_files(job) == []


def test_dead_workers_job_is_gone_on_with_and_nothing_is_done_twice(job, one_by_one, monkeypatch):
    work_at_job(job.pk, on=TODAY)
    made = job.pieces.get(state=Piece.DONE).plan_id
    pieces.claim_job(job.pk)
    stall(job)
    printed = []

    def make(plan, *rest):
        printed.append(plan.pk)
        return real(plan, *rest)

    real = copies.make_copy
    monkeypatch.setattr(pieces, "make_copy", make)
    while work_at_job(job.pk, on=TODAY):
        pass
    assert fresh(job).state == State.DONE
    assert len(printed) == 2
    assert made not in printed
    assert len(papers_in(job)) == 3


def test_job_in_another_workers_hands_is_left_alone(job):
    taken = pieces.claim_job(job.pk)
    assert taken.state == State.WORKING
    assert pieces.claim_job(job.pk) is None
    assert work_at_job(job.pk, on=TODAY) is False
    assert fresh(job).done == 0


def test_worker_that_was_overtaken_writes_nothing(job):
    slow = pieces.claim_job(job.pk)
    stall(job)
    assert work_at_job(job.pk, on=TODAY) is False
    assert fresh(job).state == State.DONE
    with pytest.raises(LeaseLost):
        pieces._report(slow, done=0)
    assert fresh(job).done == 3


def test_piece_that_ends_its_worker_is_left_out_and_the_rest_goes_on(job):
    for _ in range(3):
        pieces.claim_job(job.pk)
        stall(job)
    work_at_job(job.pk, on=TODAY)
    refused = job.pieces.get(state=Piece.REFUSED)
    assert "трижды обрывалась" in refused.why
    assert fresh(job).state == State.DONE
    assert len(papers_in(job)) == 2
    assert refused.title in inside(job).read("Что не вошло в архив.txt").decode("utf-8-sig")


def test_rights_are_those_of_the_hour_of_printing(cast, plans, job):
    Office.objects.filter(pk=cast.office("chair").pk).update(until=TODAY - dt.timedelta(days=1))
    work_at_job(job.pk, on=TODAY)
    assert fresh(job).state == State.FAILED
    assert fresh(job).failure == pieces.NOT_SEEN
    assert kept_files(job) == []


def test_plan_that_can_not_be_printed_is_named_and_left_as_it_was(cast, plans, monkeypatch):
    broken = plans.last()
    before = Plan.objects.values().get(pk=broken.pk)

    def refuse(plan, *rest):
        if plan.pk == broken.pk:
            raise RuntimeError("the ink has run out")
        return real(plan, *rest)

    real = copies.make_copy
    monkeypatch.setattr(pieces, "make_copy", refuse)
    job = ask_archive(plans=plans, chosen=["json"], by=cast.actor("chair"))
    work_at_job(job.pk, on=TODAY)
    refused = job.pieces.get(state=Piece.REFUSED)
    assert refused.plan == broken
    assert "не смог напечатать" in refused.why
    assert "ink" not in refused.why
    assert fresh(job).state == State.DONE
    assert len(papers_in(job)) == 2
    assert Plan.objects.values().get(pk=broken.pk) == before


def test_damaged_official_document_is_told_of(cast):
    make_plan(association=cast.association, rows=1, status="approved")
    first = ask_archive(plans=Plan.objects.all(), chosen=["pdf"], by=cast.actor("chair"))
    work_at_job(first.pk, on=TODAY)
    default_storage.delete(Plan.objects.get().edition.issued.get().file.name)
    job, _is_new = ask_paper(plan=Plan.objects.get(), by=cast.actor("chair"))
    work_at_job(job.pk, on=TODAY)
    assert fresh(job).state == State.FAILED
    assert "резервной копии" in fresh(job).failure


def test_document_that_does_not_say_all_of_its_plan_is_not_in_the_archive(cast, careless):
    make_plan("omo-directions", association=cast.association, rows=1, status="approved")
    whole, before = Plan.objects.get(), list(Plan.objects.values())
    job = ask_archive(plans=Plan.objects.all(), chosen=["pdf", "json"], by=cast.actor("chair"))
    work_at_job(job.pk, on=TODAY)
    refused = job.pieces.get(state=Piece.REFUSED)
    assert (refused.plan, refused.why) == (whole, issue.INCOMPLETE)
    assert fresh(job).state == State.DONE
    assert [name.rpartition(".")[2] for name in papers_in(job)] == ["json"]
    assert whole.title_line in inside(job).read("Что не вошло в архив.txt").decode("utf-8-sig")
    assert list(Plan.objects.values()) == before
    assert not whole.official.issued.exists()


def test_storage_that_takes_nothing_is_told_of(job, settings, tmp_path):
    before = list(Plan.objects.order_by("pk").values())
    (tmp_path / "closed").write_text("a file where a folder should be")
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "closed"},
        }
    }
    work_at_job(job.pk, on=TODAY)
    assert fresh(job).state == State.FAILED
    assert fresh(job).failure == pieces.NO_STORAGE
    assert list(Plan.objects.order_by("pk").values()) == before


def test_queries_of_a_piece_do_not_grow_with_the_archive(
    cast, plans, django_assert_max_num_queries
):
    one = ask_archive(plans=plans.filter(pk=plans[0].pk), chosen=["json"], by=cast.actor("chair"))
    with django_assert_max_num_queries(60) as first:
        work_at_job(one.pk, on=TODAY)
    three = ask_archive(plans=plans, chosen=["json"], by=cast.actor("chair"))
    with django_assert_max_num_queries(120) as second:
        work_at_job(three.pk, on=TODAY)
    each = (len(second) - len(first)) / 2
    assert each == int(each)
    assert each <= 22


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_piece_that_takes_long_does_not_stall(cast, settings, monkeypatch):
    settings.LEASE_HEARTBEAT = dt.timedelta(milliseconds=10)
    settings.LEASE_TIMEOUT = dt.timedelta(seconds=1)
    make_plan(association=cast.association, rows=1)
    job = ask_archive(plans=Plan.objects.all(), chosen=["json"], by=cast.actor("chair"))
    seen = []

    def slow(plan, form, by):
        time.sleep(1.5)
        seen.append(stalled(PrintJob.objects.unfinished(), now=timezone.now()).count())
        return copies.make_copy(plan, form, by)

    monkeypatch.setattr(pieces, "make_copy", slow)
    work_at_job(job.pk, on=TODAY)
    job.refresh_from_db()
    assert (job.state, seen) == (State.DONE, [0])
    assert job.pieces.get().state == Piece.DONE
