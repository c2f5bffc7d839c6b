"""Seals: what the database itself refuses."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from events.models import Seal, SealedHead
from tests.emptied import as_owner
from tests.factories import make_institution

pytestmark = pytest.mark.django_db


@pytest.fixture
def seal():
    values = {"digest": "a" * 64, "signature": "b" * 128, "key": "c" * 64}
    return Seal.objects.create(institution=make_institution(), at=timezone.now(), **values)


def test_two_seals_never_follow_the_same_one(seal):
    with pytest.raises(IntegrityError), transaction.atomic():
        Seal.objects.create(
            institution=seal.institution,
            at=seal.at,
            digest="d" * 64,
            signature=seal.signature,
            key=seal.key,
        )


def test_seal_and_its_heads_are_never_changed(seal):
    head = SealedHead.objects.create(seal=seal, chain="events_change:1", hash="e" * 64)
    for row, values in ((head, {"chain": "events_change:2"}), (seal, {"key": "f" * 64})):
        rows = type(row).objects.filter(pk=row.pk)
        with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**values)
        with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows._raw_delete(rows.db)
    assert str(seal).startswith("Контрольная сумма журнала от ")
    assert str(head) == "events_change:1"
