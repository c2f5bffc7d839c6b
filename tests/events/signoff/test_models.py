"""Tables of sign-off: what the database itself refuses."""

import pytest
from django.db import DatabaseError, transaction

from events.models import Change, Edition, Plan, Signature
from tests.plans import make_plan


def plan_in(cast, status: str, layout: str = "rumo-headings") -> Plan:
    return make_plan(layout, status, association=cast.association, rows=1)


@pytest.mark.parametrize("model", [Edition, Signature, Change])
@pytest.mark.parametrize("action", ["update", "delete"])
def test_records_refuse_to_be_changed_or_deleted(cast, model, action):
    plan = plan_in(cast, "approved")
    rows = model.objects.filter(plan=plan)
    assert rows.exists()
    change = (lambda: rows.update(plan=plan)) if action == "update" else lambda: raw_delete(rows)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change()


def raw_delete(rows) -> None:
    """Delete past Django's own collector, which other tables' references would stop first."""
    rows._raw_delete(rows.db)
