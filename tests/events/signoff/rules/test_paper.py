"""A signature on paper: its document, day and scan, and that nothing is kept of a refused one."""

import datetime as dt
import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from associations.models import JournalEntry
from events.models import PaperOriginal, Plan, Signature
from events.signoff.rules.deciding import sign_plan
from events.signoff.rules.paper import Scan, kind_of_scan, record_paper
from tests.plans import bring_to, make_plan

SCAN = Scan("Скан <1>.png", b"\x89PNG\r\n\x1a\n pixels")


@pytest.fixture
def on_paper(cast) -> Plan:
    plan = make_plan("moc-results", association=cast.association, rows=1)
    plan.steps.update(office=None, name="В. И. Полозова", position="Министр")
    return bring_to(plan, "signoff")


def record(cast, plan: Plan, **values) -> Plan:
    by = cast.actor("methodist")
    values = {"signed_on": by.on - dt.timedelta(days=9), "seen": plan.edition.sha256, **values}
    return record_paper(plan=plan, step=plan.steps.get(verb="approve"), by=by, **values)


def test_scan_is_kept_with_its_hash_and_told_to_the_journal(cast, on_paper):
    plan = record(cast, on_paper, scan=SCAN)
    original = PaperOriginal.objects.get()
    with default_storage.open(str(original.file), "rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == original.sha256
    assert (original.media_type, original.size) == ("image/png", len(SCAN.data))
    signature = original.signature
    assert signature.basis == "скан подписанного документа"
    assert signature.recorded_by_name == cast.actor("methodist").name
    assert plan.status == "approved"
    assert "В. И. Полозова" in JournalEntry.objects.get(action="paper").words


def test_document_in_words_is_enough(cast, on_paper):
    record(cast, on_paper, act="письмо  от 20.01.2027\u202e № 15")
    assert Signature.objects.get(plan=on_paper).basis == "письмо от 20.01.2027 № 15"
    assert not PaperOriginal.objects.exists()


def test_refused_signature_leaves_no_file(cast, on_paper):
    before = originals()
    with pytest.raises(ValidationError):
        record(cast, on_paper, scan=SCAN, seen="0" * 64)
    assert originals() == before
    assert not Signature.objects.filter(plan=on_paper).exists()


def test_paper_is_not_signed_without_what_is_recorded_of_it(cast, on_paper):
    step, seen = on_paper.steps.get(verb="approve"), on_paper.edition.sha256
    with pytest.raises(ValidationError, match="документ, подписанный на бумаге"):
        sign_plan(plan=on_paper, step=step, seen=seen, by=cast.actor("methodist"))


def test_kind_is_told_by_the_first_bytes():
    assert kind_of_scan(b"%PDF-1.7") == ("application/pdf", "pdf")
    assert kind_of_scan(b"\xff\xd8\xff\xe0") == ("image/jpeg", "jpg")
    assert kind_of_scan(b"<svg>") is None


def originals() -> set[str]:
    try:
        folders, _files = default_storage.listdir("originals")
    except FileNotFoundError:
        return set()
    return {name for one in folders for name in default_storage.listdir(f"originals/{one}")[1]}
