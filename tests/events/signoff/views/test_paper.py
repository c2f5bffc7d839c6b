"""Scans and detached signatures: given to those who take part, as files to save."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from events.models import DetachedSignature, PaperOriginal, Plan
from events.signoff.rules.paper import Scan, record_paper
from tests.cast import EVERYBODY
from tests.events.signoff.rules.test_paper import DETACHED, SCAN
from tests.plans import bring_to, make_plan

READERS = ("chair", "secretary", "curator", "agreer", "approver", "methodist", "superuser")


def signed_on_paper(cast, scan: Scan = SCAN, detached: Scan = DETACHED) -> Plan:
    plan = make_plan("moc-results", association=cast.association, rows=1)
    plan.steps.update(office=None, name="В. И. Полозова", position="Министр")
    plan = bring_to(plan, "signoff")
    by = cast.actor("methodist")
    return record_paper(
        plan=plan,
        step=plan.steps.get(verb="approve"),
        seen=plan.edition.sha256,
        signed_on=by.on - dt.timedelta(days=1),
        scan=scan,
        detached=detached,
        by=by,
    )


def test_scan_is_given_to_those_who_take_part(cast):
    plan = signed_on_paper(cast)
    step = plan.steps.get(verb="approve")
    url = reverse("events:paper_original", args=[plan.pk, step.uid])
    for who in EVERYBODY:
        wanted = 302 if who == "anonymous" else 200 if who in READERS else 404
        answer = cast.client(who).get(url)
        assert (who, answer.status_code) == (who, wanted)
        if wanted == 200:
            assert b"".join(answer.streaming_content) == SCAN.data
            assert answer["Content-Type"] == "image/png"
            assert answer["Content-Disposition"].startswith("attachment")


def test_step_without_a_scan_has_no_file(cast):
    plan = make_plan("moc-results", "signoff", association=cast.association, rows=1)
    url = reverse("events:paper_original", args=[plan.pk, plan.steps.first().uid])
    assert cast.client("chair").get(url).status_code == 404


def test_detached_signature_is_given_with_what_it_signs(cast):
    plan = signed_on_paper(cast)
    args = [plan.pk, plan.steps.get(verb="approve").uid]
    for who in EVERYBODY:
        wanted = 302 if who == "anonymous" else 200 if who in READERS else 404
        for name in ("detached_signature", "signed_content"):
            answer = cast.client(who).get(reverse(f"events:{name}", args=args))
            answer.close()
            assert (who, name, answer.status_code) == (who, name, wanted)
    client = cast.client("chair")
    detached = client.get(reverse("events:detached_signature", args=args))
    assert b"".join(detached.streaming_content) == DETACHED.data
    signed = client.get(reverse("events:signed_content", args=args)).content
    assert signed == plan.edition.content.encode()
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "не проверена порталом" in page


@pytest.mark.parametrize(
    ("name", "model"),
    [("paper_original", PaperOriginal), ("detached_signature", DetachedSignature)],
)
def test_file_that_was_changed_on_the_disk_is_not_given(cast, name, model):
    plan = signed_on_paper(cast)
    with default_storage.open(str(model.objects.get().file), "wb") as file:
        file.write(SCAN.data + b" forged")
    url = reverse(f"events:{name}", args=[plan.pk, plan.steps.get(verb="approve").uid])
    answer = cast.client("methodist").get(url)
    assert answer.status_code == 500
    assert "Запись повреждена" in answer.text


@pytest.mark.parametrize(
    ("scan", "detached", "names"),
    [
        ("Скан.PNG", "План.json.P7S", ("Скан.png", "План.json.p7s")),
        ("акт.exe", "start.bat", ("акт.png", "start.sig")),
        ("акт\u202egnp.exe", "без_ending", ("актgnp.png", "без_ending.sig")),
    ],
)
def test_files_are_named_as_what_they_are(cast, scan, detached, names):
    plan = signed_on_paper(cast, Scan(scan, SCAN.data), Scan(detached, DETACHED.data))
    args = [plan.pk, plan.steps.get(verb="approve").uid]
    for view, name in zip(("paper_original", "detached_signature"), names, strict=True):
        answer = cast.client("chair").get(reverse(f"events:{view}", args=args))
        assert answer.filename == name
