"""Copies of a plan: which are long, and what becomes of those."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from events.models import Plan
from reports.downloads.rules.jobs import ask_archive
from reports.downloads.rules.pieces import work_at_job
from reports.models import PrintJob, PrintPiece
from tests.factories import TODAY
from tests.plans import make_plan
from tests.reports.downloads.print_jobs import fresh, inside, light_plans, papers_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(association=cast.association, rows=1)


def test_few_rows_of_many_words_are_printed_behind_too(cast, plan):
    plan.events.update(description="Слово к делу. " * 7_000)
    plan.events.filter(pk=plan.events.first().pk).update(result="Слово к делу. " * 7_000)
    answer = cast.client("chair").get(reverse("reports:draft_pdf", args=[plan.pk]))
    assert answer["Location"] == PrintJob.objects.get().get_absolute_url()


@pytest.fixture
def plans(cast):
    return light_plans(cast)


def test_approved_plan_goes_in_as_its_official_document(cast):
    plan = make_plan(association=cast.association, rows=1, status="approved")
    job = ask_archive(plans=Plan.objects.all(), chosen=["pdf"], by=cast.actor("chair"))
    work_at_job(job.pk, on=TODAY)
    assert job.pieces.get().is_draft is False
    data = inside(job).read(f"{plan.title_line}.pdf")
    with default_storage.open(plan.edition.issued.get().file.name, "rb") as file:
        assert data == file.read()


@pytest.mark.parametrize("form", PrintPiece.Form.values)
def test_every_form_that_can_be_asked_for_is_made(cast, plans, form):
    job = ask_archive(plans=plans.filter(pk=plans[0].pk), chosen=[form], by=cast.actor("chair"))
    work_at_job(job.pk, on=TODAY)
    assert fresh(job).failure == ""
    (name,) = papers_in(job)
    assert name.endswith(f".{form}")
