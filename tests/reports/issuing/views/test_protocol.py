"""The protocol of a signature as a PDF."""

import hashlib
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from associations.models import JournalEntry
from events.models import Signature
from tests.cast import EVERYBODY
from tests.forged import forge
from tests.plans import make_plan
from tests.reports.paper.papers import fonts_of, pages_of, text_of

LONG = "Заместитель начальника отдела сопровождения " * 6


@pytest.fixture
def signature(cast) -> Signature:
    plan = make_plan("moc-results", "approved", association=cast.association, rows=1)
    return Signature.objects.get(plan=plan, decision="approved")


def address(signature: Signature) -> str:
    return reverse("reports:signature_protocol", args=[signature.plan_id, signature.key])


def test_only_staff_and_the_signer_make_it(cast, signature):
    wanted = {"approver": 200, "methodist": 200, "superuser": 200, "anonymous": 302}
    wanted |= dict.fromkeys(("chair", "secretary", "curator", "agreer", "stranger"), 403)
    got = {who: cast.client(who).get(address(signature)).status_code for who in EVERYBODY}
    assert got == dict.fromkeys(EVERYBODY, 404) | wanted


def test_key_of_another_plan_is_not_found(cast, signature):
    other = make_plan("rumo-headings", association=cast.association, rows=1)
    url = reverse("reports:signature_protocol", args=[other.pk, signature.key])
    assert cast.client("methodist").get(url).status_code == 404


def test_paper_says_it_all_and_numbers_its_pages(cast, signature):
    answer = cast.client("methodist").get(address(signature))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "private, no-cache"
    pages, words = pages_of(answer.content), text_of(answer.content)
    assert "Протокол проверки электронной подписи" in words
    assert "Запись цела" in words
    assert signature.hash in words.replace(" ", "")
    assert all(f"{nth} из {len(pages)}" in page for nth, page in enumerate(pages, 1))
    assert all(fonts_of(answer.content).values())
    inside = PdfReader(io.BytesIO(answer.content)).attachments
    (record,) = inside["signature.json"]
    assert hashlib.sha256(record).hexdigest() == signature.hash


def test_making_it_is_told_to_the_journal(cast, signature):
    cast.client("methodist").get(address(signature))
    entry = JournalEntry.objects.get(action="download")
    assert entry.words.startswith("Составлен протокол подписи: Утверждено")
    assert entry.words.endswith("Запись цела.")
    assert entry.about_id == signature.user_id
    assert entry.by_id == cast.user("methodist").pk


def test_a_damaged_record_says_so_and_long_words_stay_on_the_sheet(cast, signature):
    forge(signature, position=LONG, user_agent="x" * 300)
    answer = cast.client("methodist").get(address(signature))
    words = text_of(answer.content)
    assert "Запись повреждена" in words
    assert "Цепочка «подписи» нарушена" in words
    assert words.replace(" ", "").count(LONG.replace(" ", "")) == 2
    assert words.replace(" ", "").count("x" * 300) == 1


def test_queries_stay_the_same_with_more_signatures(cast):
    client, asked = cast.client("methodist"), []
    for layout in ("rumo-directions", "omo-directions"):
        plan = make_plan(layout, "approved", association=cast.association, rows=1)
        signature = Signature.objects.filter(plan=plan, decision="approved").first()
        client.get(address(signature))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(signature))
        asked.append((plan.signatures.count(), len(queries)))
    (few, at_few), (many, at_many) = asked
    assert few < many
    assert at_few == at_many < 45


def test_plan_and_history_link_to_it_for_those_who_may(cast, signature):
    for page in ("events:plan_detail", "events:plan_history"):
        url = reverse(page, args=[signature.plan_id])
        assert address(signature) in cast.client("methodist").get(url).text
        assert address(signature) in cast.client("approver").get(url).text
        assert "protocol.pdf" not in cast.client("chair").get(url).text
