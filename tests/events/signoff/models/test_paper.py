"""Scans: what the database itself refuses."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from events.models import PaperOriginal
from tests.emptied import as_owner
from tests.events.signoff.views.test_paper import signed_on_paper


@pytest.mark.parametrize("action", ["update", "delete"])
def test_scan_refuses_to_be_changed_or_deleted(cast, action):
    signed_on_paper(cast)
    rows = PaperOriginal.objects.all()
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(id=F("id")) if action == "update" else rows._raw_delete(rows.db)
