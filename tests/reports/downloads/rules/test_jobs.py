"""Print jobs: who asks for how many, who cancels them, when they go with their files."""

import datetime as dt
import io
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone

from reports.downloads.rules import jobs
from reports.downloads.rules.jobs import ask_archive, ask_paper, cancel_job
from reports.downloads.rules.pieces import work_at_job
from reports.models import PrintJob
from tests.factories import TODAY
from tests.reports.downloads.print_jobs import fresh, kept_files, light_plans

pytestmark = pytest.mark.django_db
State = PrintJob.State


@pytest.fixture
def plans(cast):
    return light_plans(cast)


@pytest.fixture
def job(cast, plans):
    return ask_archive(plans=plans, chosen=["json"], by=cast.actor("chair"))


def test_only_plans_that_are_seen_are_asked_for(cast, plans):
    with pytest.raises(ValidationError, match="не подошёл ни один план"):
        ask_archive(plans=plans, chosen=["pdf"], by=cast.actor("foreigner"))
    with pytest.raises(PermissionDenied):
        ask_archive(plans=plans, chosen=["pdf"], by=cast.actor("anonymous"))


def test_limits_are_sentences(cast, plans, settings):
    with pytest.raises(ValidationError, match="хотя бы один вид"):
        ask_archive(plans=plans, chosen=[], by=cast.actor("chair"))
    for _ in range(jobs.AT_ONCE):
        ask_archive(plans=plans, chosen=["json"], by=cast.actor("chair"))
    with pytest.raises(ValidationError, match="уже печатается"):
        ask_archive(plans=plans, chosen=["json"], by=cast.actor("chair"))
    settings.PRINT_PLANS_IN_ARCHIVE = 2
    with pytest.raises(ValidationError, match="не больше 2"):
        ask_archive(plans=plans, chosen=["json"], by=cast.actor("methodist"))


def test_nobody_else_cancels_it(cast, job):
    with pytest.raises(PermissionDenied):
        cancel_job(job=job, by=cast.actor("superuser"))


def test_paper_of_one_plan_is_asked_once(cast, plans):
    job, is_new = ask_paper(plan=plans.first(), by=cast.actor("chair"))
    assert is_new
    assert ask_paper(plan=plans.first(), by=cast.actor("chair")) == (job, False)
    assert ask_paper(plan=plans.first(), by=cast.actor("secretary"))[1]
    work_at_job(job.pk, on=TODAY)
    job = fresh(job)
    assert job.state == State.DONE
    assert job.file_name.startswith("ПРОЕКТ")
    with default_storage.open(job.file.name, "rb") as file:
        assert file.read(5) == b"%PDF-"
    assert ask_paper(plan=plans.first(), by=cast.actor("chair"))[1]


def test_what_is_old_goes_with_its_files(job, settings):
    work_at_job(job.pk, on=TODAY)
    now = timezone.now()
    assert jobs.remove_old_jobs(now) == 0
    assert kept_files(job)
    stray = default_storage.save(f"jobs/{uuid.uuid4()}/1.pdf", io.BytesIO(b"x"))
    assert jobs.remove_old_jobs(now + settings.PRINT_KEPT + dt.timedelta(hours=1)) == 1
    assert not PrintJob.objects.exists()
    assert kept_files(job) == []
    assert not default_storage.exists(stray)
