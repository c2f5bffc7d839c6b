"""A signature on paper: its document, day and scan, and that nothing is kept of a refused one."""

import base64
import datetime as dt
import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from associations.models import JournalEntry
from events.models import DetachedSignature, PaperOriginal, Plan, Signature
from events.signoff.queries.verify import verify_records
from events.signoff.rules.deciding import sign_plan
from events.signoff.rules.paper import (
    MOST_BYTES_DETACHED,
    Scan,
    kind_of_scan,
    objection_to_detached,
    record_paper,
)
from tests.plans import bring_to, make_plan

SCAN = Scan("Скан <1>.png", b"\x89PNG\r\n\x1a\n pixels")
DER = bytes.fromhex("3082010006092a864886f70d010702") + b" bytes"
DETACHED = Scan("plan.json.sig", DER)


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


def test_detached_signature_is_kept_beside_the_document(cast, on_paper):
    record(cast, on_paper, act="письмо № 15", detached=DETACHED)
    kept = DetachedSignature.objects.get()
    with default_storage.open(str(kept.file), "rb") as file:
        assert hashlib.sha256(file.read()).hexdigest() == kept.sha256
    assert (kept.name, kept.signature.basis) == ("plan.json.sig", "письмо № 15")
    assert verify_records(on_paper) == []


def test_detached_signature_alone_is_no_document(cast, on_paper):
    before = originals()
    with pytest.raises(ValidationError, match="вид, дату и номер"):
        record(cast, on_paper, detached=DETACHED)
    with pytest.raises(ValidationError, match="не файл открепленной"):
        record(cast, on_paper, act="письмо № 15", detached=SCAN)
    assert originals() == before


def test_kind_of_a_detached_signature_is_told_by_how_it_begins():
    text = base64.encodebytes(DER)
    for data in (DER, text, b"-----BEGIN CMS-----\n" + text + b"-----END CMS-----\n"):
        assert objection_to_detached(Scan("a.sig", data)) is None
    assert "1 МБ" in str(objection_to_detached(Scan("a", b"0" * (MOST_BYTES_DETACHED + 1))))
    others = (b"", b"0\r\nstart a.exe\r\n", b"\x30\x82\x01\x00 bytes", b"MIIB", b"<html>" + DER)
    for data in (*others, b"-----BEGIN PKCS7-----\n", b"-----BEGIN PKCS7-----\n<script>"):
        assert "не файл" in str(objection_to_detached(Scan("a.sig", data)))


def test_paper_says_the_day_and_who_recorded_it(cast, on_paper):
    record(cast, on_paper, act="письмо № 15")
    signed = Signature.objects.get(plan=on_paper).signed
    assert signed.signed_on == cast.actor("methodist").on - dt.timedelta(days=9)
    assert signed.recorded_by == cast.actor("methodist").name


def originals() -> set[str]:
    try:
        folders, _files = default_storage.listdir("originals")
    except FileNotFoundError:
        return set()
    return {name for one in folders for name in default_storage.listdir(f"originals/{one}")[1]}
