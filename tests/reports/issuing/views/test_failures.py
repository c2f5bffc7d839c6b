"""The page of documents that could not be issued."""

import pytest
from django.conf import settings
from django.urls import reverse

from events.plan.period import Period
from reports.issuing.rules.issue import DamagedFile, issue_pdf
from reports.models import IssueFailure
from tests.letters import deliver
from tests.plans import author_of, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(status="approved", association=cast.association, rows=2)


def test_staff_learn_what_is_missing(careless, plan, cast):
    answer = cast.client("chair").get(reverse("reports:official_pdf", args=[plan.pk]))
    assert answer.status_code == 500
    assert "Официальный документ не выдан" in answer.content.decode()
    page = cast.client("methodist").get(reverse("reports:issue_failure_list")).content.decode()
    assert plan.official.title_line in page
    assert "графа «" in page
    (letter,) = [one for one in deliver() if one.subject == "Документ плана не выдан"]
    assert letter.to == [cast.users["methodist"].email]
    assert "графа «" in letter.body
    assert settings.PUBLIC_ADDRESS + reverse("reports:issue_failure_list") in letter.body


def test_it_is_issued_once_the_fault_is_mended(careless, plan, cast, settings):
    with pytest.raises(DamagedFile):
        issue_pdf(plan=plan, by=author_of(plan.association))
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": settings.TEMPLATES[0]["DIRS"][1:]}]
    assert issue_pdf(plan=plan, by=author_of(plan.association)).sha256
    assert IssueFailure.objects.count() == 1
    page = cast.client("methodist").get(reverse("reports:issue_failure_list")).content.decode()
    assert plan.official.title_line not in page
    assert "Невыданных документов нет" in page


@pytest.mark.parametrize("failures", [1, 5])
def test_page_asks_as_much_of_many(careless, cast, failures, django_assert_num_queries):
    for year in range(2027, 2027 + failures):
        period = Period.of_calendar_year(year)
        plan = make_plan(status="approved", association=cast.association, rows=1, period=period)
        with pytest.raises(DamagedFile):
            issue_pdf(plan=plan, by=author_of(plan.association))
    client = cast.client("methodist")
    with django_assert_num_queries(5):
        client.get(reverse("reports:issue_failure_list"))
