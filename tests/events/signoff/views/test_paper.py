"""Scans and detached signatures: given to those who take part, as files to save."""

import datetime as dt

from django.urls import reverse

from events.models import Plan
from events.signoff.rules.paper import record_paper
from tests.cast import EVERYBODY
from tests.events.signoff.rules.test_paper import DETACHED, SCAN
from tests.plans import bring_to, make_plan

READERS = ("chair", "secretary", "curator", "agreer", "approver", "methodist", "superuser")


def signed_on_paper(cast) -> Plan:
    plan = make_plan("moc-results", association=cast.association, rows=1)
    plan.steps.update(office=None, name="В. И. Полозова", position="Министр")
    plan = bring_to(plan, "signoff")
    by = cast.actor("methodist")
    return record_paper(
        plan=plan,
        step=plan.steps.get(verb="approve"),
        seen=plan.edition.sha256,
        signed_on=by.on - dt.timedelta(days=1),
        scan=SCAN,
        detached=DETACHED,
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
