"""Versions of the rules and acceptances: who sees them, and that they only grow."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from associations.models import RulesAcceptance, SignatureRules
from associations.signature_rules.rules import accept_rules, publish_rules
from tests.emptied import as_owner


@pytest.fixture
def rules(cast) -> SignatureRules:
    by = cast.actor("methodist")
    return publish_rules(institution=cast.institution, text="Правила", expected_version=0, by=by)


@pytest.mark.parametrize("model", [SignatureRules, RulesAcceptance])
@pytest.mark.parametrize("action", ["update", "delete"])
def test_rows_refuse_to_be_changed_or_deleted(cast, rules, model, action):
    accept_rules(rules=rules, by=cast.actor("approver"))
    rows = model.objects.all()
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(id=F("id")) if action == "update" else rows._raw_delete(rows.db)


def test_rules_are_read_inside_the_institution(cast, rules):
    seen = {
        who: SignatureRules.objects.visible_to(cast.actor(who)).exists()
        for who in ("chair", "agreer", "superuser", "foreigner")
    }
    assert seen == {"chair": True, "agreer": True, "superuser": True, "foreigner": False}
