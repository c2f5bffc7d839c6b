"""Scans and detached signatures: what the database itself refuses."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from events.models import DetachedSignature, PaperOriginal
from tests.emptied import as_owner
from tests.events.signoff.views.test_paper import signed_on_paper


@pytest.mark.parametrize("model", [PaperOriginal, DetachedSignature])
@pytest.mark.parametrize("action", ["update", "delete"])
def test_file_refuses_to_be_changed_or_deleted(cast, action, model):
    signed_on_paper(cast)
    rows = model.objects.all()
    assert str(rows.get()) == rows.get().name
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(id=F("id")) if action == "update" else rows._raw_delete(rows.db)
