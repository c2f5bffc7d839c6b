"""The scan of a signature on paper: given to those who take part, as a file to save."""

import datetime as dt

from django.urls import reverse

from events.models import Plan
from events.signoff.rules.paper import record_paper
from tests.cast import EVERYBODY
from tests.events.signoff.rules.test_paper import SCAN
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
