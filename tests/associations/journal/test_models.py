"""Entries of the journal: who sees which, and that they only grow."""

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from associations.journal.rules import note
from associations.models import JournalEntry
from associations.vocabulary import JournalAction
from tests.cast import EVERYBODY
from tests.emptied import as_owner


@pytest.fixture
def entry(cast) -> JournalEntry:
    return note(
        action=JournalAction.ACCOUNT,
        words="Доступ закрыт.",
        institution_id=cast.institution.pk,
        about_id=cast.user("approver").pk,
        by=cast.actor("methodist"),
    )


def test_staff_sees_all_and_others_what_concerns_them(cast, entry):
    seers = {who for who in EVERYBODY if JournalEntry.objects.visible_to(cast.actor(who)).exists()}
    assert seers == {"methodist", "superuser", "approver"}


def test_nobody_signed_in_sees_no_entry_without_an_account(cast):
    note(
        action=JournalAction.REFUSED,
        words="Отказ.",
        institution_id=None,
        by=cast.actor("anonymous"),
    )
    assert not JournalEntry.objects.visible_to(cast.actor("anonymous")).exists()
    assert not JournalEntry.objects.visible_to(cast.actor("methodist")).exists()


@pytest.mark.parametrize("action", ["update", "delete"])
def test_entries_refuse_to_be_changed_or_deleted(entry, action):
    rows = JournalEntry.objects.all()
    with as_owner(), pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(id=F("id")) if action == "update" else rows._raw_delete(rows.db)


def test_values_stand_side_by_side():
    entry = JournalEntry(before={"Должность": "Ректор", "по": ""}, after={"по": "5 мая"})
    assert entry.values == [("Должность", "Ректор", ""), ("по", "", "5 мая")]
