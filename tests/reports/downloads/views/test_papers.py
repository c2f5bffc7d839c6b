"""Downloads: who gets which paper, under which name, and what the browser is told."""

import json

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from events.drafting.queries.stored_content import read_content
from events.models import Plan
from events.plan.codec import fingerprint, from_json
from reports.models import IssuedDocument
from tests.cast import INSIDERS
from tests.forged import forge
from tests.plans import bring_to, make_plan
from tests.reports.paper.papers import pages_of, text_of

pytestmark = pytest.mark.django_db

PAPERS = ("draft_pdf", "official_pdf", "plan_json")


def address(paper, plan):
    return reverse(f"reports:{paper}", args=[plan.pk])


@pytest.fixture
def plan(cast):
    return make_plan(association=cast.association)


@pytest.fixture
def approved(plan):
    return bring_to(plan, "approved")


def test_draft_is_shown_in_the_browser(cast, plan):
    answer = cast.client("chair").get(address("draft_pdf", plan))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline; filename*=utf-8''%D0%9F%D0%A0")
    assert answer["Cache-Control"] == "private, no-cache"
    assert all("ПРОЕКТ" in page for page in pages_of(answer.content))


def test_draft_of_an_approved_plan_is_its_official_document(cast, approved):
    answer = cast.client("chair").get(address("draft_pdf", approved))
    assert answer.status_code == 302
    assert answer["Location"] == address("official_pdf", approved)


def test_unchanged_draft_is_not_printed_again(cast, plan):
    client = cast.client("chair")
    etag = client.get(address("draft_pdf", plan))["ETag"]
    again = client.get(address("draft_pdf", plan), headers={"if-none-match": etag})
    assert again.status_code == 304
    Plan.objects.filter(pk=plan.pk).update(title="План встреч")
    changed = client.get(address("draft_pdf", plan), headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert "План встреч" in text_of(changed.content)


@pytest.mark.parametrize("who", INSIDERS)
def test_everyone_of_the_institution_gets_the_same_official_bytes(cast, approved, who):
    first = cast.client("methodist").get(address("official_pdf", approved))
    answer = cast.client(who).get(address("official_pdf", approved))
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.content == first.content
    assert answer["ETag"] == f'"{IssuedDocument.objects.get().sha256}"'


def test_official_document_is_not_sent_twice_to_one_browser(cast, approved):
    client = cast.client("chair")
    etag = client.get(address("official_pdf", approved))["ETag"]
    again = client.get(address("official_pdf", approved), headers={"if-none-match": etag})
    assert again.status_code == 304


@pytest.mark.parametrize("status", ["draft", "signoff"])
def test_there_is_no_official_document_before_approval(cast, plan, status):
    answer = cast.client("chair").get(address("official_pdf", bring_to(plan, status)))
    assert answer.status_code == 403
    assert "когда план утвердят" in answer.content.decode()


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("who", ["foreigner", "unplaced", "stranger"])
def test_plan_that_is_not_seen_is_not_there(cast, plan, paper, who):
    assert cast.client(who).get(address(paper, plan)).status_code == 404


@pytest.mark.parametrize("paper", PAPERS)
def test_it_asks_for_a_sign_in(cast, plan, paper):
    answer = cast.client("anonymous").get(address(paper, plan))
    assert answer.status_code == 302
    assert "/login" in answer["Location"]


@pytest.mark.parametrize("paper", PAPERS)
def test_it_only_reads(cast, plan, paper):
    assert cast.client("chair").post(address(paper, plan)).status_code == 405


def test_damaged_document_is_not_given(cast, approved):
    client = cast.client("chair")
    client.get(address("official_pdf", approved))
    default_storage.delete(IssuedDocument.objects.get().file.name)
    answer = client.get(address("official_pdf", approved))
    assert answer.status_code == 500
    assert "резервной копии" in answer.content.decode()


@pytest.mark.parametrize("paper", ["official_pdf", "agreement_pdf"])
def test_papers_of_a_forged_record_are_not_given(cast, approved, paper):
    client = cast.client("chair")
    assert client.get(address(paper, approved)).status_code == 200
    forge(approved.official.signatures.first(), name="П. П. Подмена")
    answer = client.get(address(paper, approved))
    assert answer.status_code == 500
    assert "Запись повреждена" in answer.content.decode()


def test_status_that_was_only_written_gets_no_official_document(cast):
    plan = make_plan(status="signoff", association=cast.association, rows=1)
    Plan.objects.filter(pk=plan.pk).update(status="approved", official=plan.edition, stage=0)
    for paper in ("official_pdf", "agreement_pdf"):
        answer = cast.client("chair").get(address(paper, plan))
        assert answer.status_code == 500
        assert "Запись повреждена" in answer.content.decode()
    assert not IssuedDocument.objects.exists()


def test_json_is_the_plan_itself(cast, plan):
    answer = cast.client("chair").get(address("plan_json", plan))
    assert answer["Content-Type"] == "application/json"
    content = from_json(json.loads(answer.content))
    assert fingerprint(content) == fingerprint(read_content(plan))


def test_json_of_an_approved_plan_is_its_edition(cast, approved):
    Plan.objects.filter(pk=approved.pk).update(title="Другой план")
    answer = cast.client("chair").get(address("plan_json", approved))
    assert fingerprint(from_json(json.loads(answer.content))) == approved.edition.sha256
