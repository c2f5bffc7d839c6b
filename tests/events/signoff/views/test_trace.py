"""What is kept of the request by which somebody signs."""

import hashlib

import pytest
from django.urls import reverse

from events.models import Signature
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.views.trace import trace_of
from tests.events.signoff.decisions import signing
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


def test_session_is_kept_as_a_hash(cast, rf):
    request = rf.get("/", headers={"user-agent": "Обозреватель"})
    request.session, request.user = cast.client("chair").session, cast.user("chair")
    trace = trace_of(request)
    key = request.session.session_key
    assert trace.session == hashlib.sha256(key.encode()).hexdigest()
    assert (trace.ip, trace.user_agent) == ("127.0.0.1", "Обозреватель")


def test_decision_keeps_its_office_and_its_session(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    [step] = pending_steps(plan)
    who = next(name for name, office in cast.offices.items() if office == step.office)
    client = cast.client(who)
    address = reverse("events:plan_decide", args=[plan.pk, step.uid])
    client.post(address, signing(plan))
    signature = Signature.objects.get(plan=plan, step_uid=step.uid)
    assert (signature.office_id, signature.substitution_id) == (step.office_id, None)
    assert signature.session == hashlib.sha256(client.session.session_key.encode()).hexdigest()
