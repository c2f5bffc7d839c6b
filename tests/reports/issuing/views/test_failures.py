"""The page of documents that could not be issued."""

import pytest
from django.conf import settings
from django.urls import reverse

from associations.models import JournalEntry
from events.models import Change
from events.plan.period import Period
from reports.issuing.queries import address_of
from reports.issuing.rules.issue import DamagedFile, issue_pdf
from reports.models import IssuedDocument, IssueFailure
from reports.paper.document import DRAFT_MARK
from tests.letters import deliver
from tests.plans import author_of, make_plan
from tests.reports.paper.papers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast):
    return make_plan(status="approved", association=cast.association, rows=2)


def test_staff_learn_what_is_missing(careless, plan, cast):
    answer = cast.client("chair").get(reverse("reports:official_pdf", args=[plan.pk]))
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "<title>Документ ещё не выдан" in said
    assert "графа «" in said
    # A chair isn't sent to a page that only staff may open.
    assert "not-issued" not in said
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


def test_staff_get_one_letter_for_one_cause(careless, plan, cast):
    for _ in range(3):
        assert (
            cast.client("chair").get(reverse("reports:official_pdf", args=[plan.pk])).status_code
            == 409
        )
    assert len([one for one in deliver() if one.subject == "Документ плана не выдан"]) == 1
    assert IssueFailure.objects.count() == 1


def test_plan_desk_and_check_page_say_that_it_is_not_issued(careless, plan, cast):
    cast.client("chair").get(reverse("reports:official_pdf", args=[plan.pk]))
    lift = reverse("reports:issue_failure_lift", args=[IssueFailure.objects.get().pk])
    for role, leads in (("chair", False), ("methodist", True)):
        page = cast.client(role).get(plan.get_absolute_url()).content.decode()
        assert "Документ ещё не выдан" in page
        assert (lift in page) == leads
    assert lift in cast.client("methodist").get(reverse("events:desk")).content.decode()
    desk = cast.client("chair").get(reverse("events:desk")).content.decode()
    assert "Документ ещё не выдан" in desk
    assert lift not in desk
    answer = cast.client("chair").get(address_of(plan.official))
    assert answer.status_code == 200
    assert "Документ ещё не выдан" in answer.content.decode()


def test_a_methodist_sees_the_paper_before_it_is_lifted(careless, plan, cast):
    cast.client("chair").get(reverse("reports:official_pdf", args=[plan.pk]))
    failure = IssueFailure.objects.get()
    client = cast.client("methodist")
    paper = reverse("reports:issue_failure_paper", args=[failure.pk])
    lift = reverse("reports:issue_failure_lift", args=[failure.pk])
    assert paper in client.get(lift).content.decode()
    answer = client.get(paper)
    assert answer.content.startswith(b"%PDF")
    assert DRAFT_MARK in text_of(answer.content)
    assert not IssuedDocument.objects.exists()
    client.post(lift, {"reason": "Сверила каждую строку с бумагой."})
    assert client.get(paper).status_code == 403


def test_a_methodist_lets_it_be_issued_with_a_reason(careless, plan, cast):
    official = reverse("reports:official_pdf", args=[plan.pk])
    assert cast.client("chair").get(official).status_code == 409
    lift = reverse("reports:issue_failure_lift", args=[IssueFailure.objects.get().pk])
    client = cast.client("methodist")
    assert "графа «" in client.get(lift).content.decode()
    assert client.post(lift, {"reason": " "}).status_code == 422
    assert cast.client("chair").get(official).status_code == 409
    assert client.post(lift, {"reason": "Сверила каждую строку с бумагой."}).status_code == 302
    assert cast.client("chair").get(official)["Content-Type"] == "application/pdf"
    assert IssuedDocument.objects.count() == 1
    assert "Сверила каждую строку" in Change.objects.get(action="lift_failure").words
    assert JournalEntry.objects.filter(words__contains="Сверила каждую строку").exists()
    page = cast.client("chair").get(address_of(plan.official)).content.decode()
    assert "Выдан после сверки" in page
    assert "Сверила каждую строку" in page
    assert "Документ ещё не выдан" not in page
    assert client.get(lift).status_code == 403


@pytest.mark.parametrize("role", ["chair", "curator", "approver"])
def test_nobody_else_may(careless, plan, cast, role):
    cast.client("chair").get(reverse("reports:official_pdf", args=[plan.pk]))
    lift = reverse("reports:issue_failure_lift", args=[IssueFailure.objects.get().pk])
    assert cast.client(role).post(lift, {"reason": "Так надо."}).status_code in (403, 404)
    assert IssueFailure.objects.get().lifted_at is None
