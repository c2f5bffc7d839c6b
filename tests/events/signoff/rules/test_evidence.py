"""What a signature keeps of the rules by which it was made."""

import pytest
from django.core.exceptions import ValidationError

from associations.signature_rules.rules import accept_rules, publish_rules
from events.signoff.queries.pending_steps import pending_steps
from events.signoff.rules.deciding import return_plan, sign_plan
from tests.plans import make_plan


@pytest.fixture
def facts(cast):
    plan = make_plan("rumo-headings", "signoff", association=cast.association, rows=1)
    step, by = pending_steps(plan)[0], cast.actor("curator")
    return {"plan": plan, "step": step, "seen": plan.edition.sha256, "by": by}


@pytest.fixture
def rules(cast):
    staff = cast.actor("methodist")
    return publish_rules(institution=cast.institution, text="Правила", expected_version=0, by=staff)


def test_signer_accepts_the_rules_first_and_the_signature_keeps_their_version(facts, rules):
    with pytest.raises(ValidationError, match="примите правила"):
        sign_plan(**facts)
    accept_rules(rules=rules, by=facts["by"])
    plan = sign_plan(**facts)
    assert plan.signatures.get(decision="agreed").rules_version == "1"


def test_signature_where_no_rules_are_in_force_keeps_none(facts):
    assert sign_plan(**facts).signatures.get(decision="agreed").rules_version == ""


def test_return_needs_no_rules(facts, rules):
    assert return_plan(**facts, comment="Уточните").status == "returned"
