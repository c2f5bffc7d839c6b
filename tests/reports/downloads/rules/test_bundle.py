"""What an archive of plans holds: folders, registers, what was left out."""

import hashlib
import io

import openpyxl
import pytest

from associations.models import Association
from events.models import Plan
from events.plan.period import Period
from reports.downloads.rules.jobs import ask_archive
from reports.downloads.rules.pieces import work_at_job
from tests.factories import TODAY
from tests.plans import make_plan
from tests.reports.downloads.print_jobs import inside, light_plans, papers_in
from tests.reports.paper.papers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plans(cast):
    return light_plans(cast)


def test_register_names_every_file_with_its_hash(cast, plans):
    job = ask_archive(plans=plans, chosen=["json", "pdf"], by=cast.actor("chair"))
    work_at_job(job.pk, on=TODAY)
    archive = inside(job)
    table = openpyxl.load_workbook(io.BytesIO(archive.read("Реестр планов.xlsx")))["Реестр"]
    said = "\n".join(str(cell.value) for row in table.iter_rows() for cell in row)
    papers = papers_in(job)
    assert len(papers) == 6
    for name in papers:
        assert name in said
        assert hashlib.sha256(archive.read(name)).hexdigest() in said
    paper = text_of(archive.read("Реестр планов.pdf"))
    assert all(plan.association.name.split(" №")[0] in " ".join(paper.split()) for plan in plans)


def test_many_plans_lie_in_folders_by_kind_and_period(cast):
    for year in range(2021, 2027):
        for layout in ("moc-results", "omo-directions"):
            make_plan(
                layout, association=cast.association, rows=1, period=Period.of_calendar_year(year)
            )
    Association.objects.filter(pk=cast.association.pk).update(kind="rumo")
    job = ask_archive(plans=Plan.objects.all(), chosen=["json"], by=cast.actor("methodist"))
    work_at_job(job.pk, on=TODAY)
    assert {name.count("/") for name in papers_in(job)} == {1}
    assert {name.split("/")[0] for name in papers_in(job)} == {
        f"{year} год" for year in range(2021, 2027)
    }
