"""Editions and repeals: what the database itself refuses."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from events.models import Change, Edition, Repeal, Signature
from events.signoff.rules.revision import repeal_plan
from tests.emptied import as_owner
from tests.plans import make_plan


@pytest.mark.parametrize("model", [Edition, Signature, Change, Repeal])
@pytest.mark.parametrize("action", ["update", "delete"])
def test_records_refuse_to_be_changed_or_deleted(cast, model, action):
    plan = make_plan("rumo-headings", "approved", association=cast.association, rows=1)
    repeal_plan(plan=plan, seen=plan.official.sha256, reason="Сроки", by=cast.actor("methodist"))
    of_plan = "edition__plan" if model is Repeal else "plan"
    rows = model.objects.filter(**{of_plan: plan})
    assert rows.exists()
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        # Past Django's own collector, which other tables' references would stop first.
        rows.update(id=F("id")) if action == "update" else rows._raw_delete(rows.db)
