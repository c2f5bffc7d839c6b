"""Print jobs: whose pieces are open to whom."""

import datetime as dt

import pytest
from django.urls import reverse

from associations.models import Office
from associations.vocabulary import OfficeRole
from events.models import Plan
from reports.downloads.rules.jobs import ask_archive
from reports.downloads.rules.pieces import work_at_job
from tests.factories import TODAY, make_association, make_office
from tests.plans import change, make_plan

pytestmark = pytest.mark.django_db


def text(answer):
    return answer.content.decode()


@pytest.mark.parametrize("form", ["json", "docx", "xlsx"])
def test_who_wrote_a_plan_once_gets_its_unsent_words_no_more(cast, form):
    plan = change(make_plan("moc-results", "approved", association=cast.association, rows=1))
    job = ask_archive(plans=Plan.objects.filter(pk=plan.pk), chosen=[form], by=cast.actor("chair"))
    work_at_job(job.pk, on=TODAY)
    chair = cast.office("chair")
    Office.objects.filter(pk=chair.pk).update(until=TODAY - dt.timedelta(days=1))
    # He goes on in the institute, so what is in force is his to read, and he may agree it too.
    for role in (OfficeRole.SECRETARY, OfficeRole.AGREER):
        where = make_association(cast.institution) if role == "secretary" else cast.association
        make_office(role, where, person=chair.person)
        assert Plan.objects.visible_to(cast.actor("chair")).filter(pk=plan.pk).exists()
        answer = cast.client("chair").get(reverse("reports:print_job_file", args=[job.pk]))
        assert answer.status_code == 403


@pytest.mark.parametrize("who", ["agreer", "approver", "stranger"])
def test_who_has_not_written_a_plan_gets_what_he_was_shown(cast, who):
    status = "approved" if who == "stranger" else "returned"
    make_plan("moc-results", status, association=cast.association, rows=1)
    job = ask_archive(plans=Plan.objects.all(), chosen=["json"], by=cast.actor(who))
    work_at_job(job.pk, on=TODAY)
    answer = cast.client(who).get(reverse("reports:print_job_file", args=[job.pk]))
    assert answer.status_code == 200
    answer.close()
