"""Chains of rows: what is changed, removed or put in between is found, and where."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Change, Repeal
from plans_portal.lib.chain import (
    FORMAT,
    append,
    chained_models,
    first_link,
    hash_of_row,
    is_linked,
    link_present_rows,
    name_of,
    read_chain,
)
from tests.forged import forge, remove, without_triggers
from tests.house.test_records import APPEND_ONLY
from tests.plans import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make_plan(rows=1)


def add(plan, words="Правка.", **values):
    at = timezone.now()
    return append(Change(plan=plan, at=at, by_name="Команда", action="test", words=words, **values))


def test_rows_follow_each_other_from_the_first(plan):
    first, second = add(plan), add(plan, after={"б": 1, "а": ["слово", None]})
    rows = list(plan.changes.order_by("pk"))
    assert rows[-2:] == [first, second]
    assert rows[0].previous == first_link(Change, plan.pk)
    assert [row.previous for row in rows[1:]] == [row.hash for row in rows[:-1]]
    chain = read_chain(Change, plan.pk)
    assert (chain.broken, len(chain.hashes)) == ((), len(rows))


def test_row_has_the_same_hash_when_it_is_read_again(plan):
    ahead = dt.timezone(dt.timedelta(hours=7))
    row = add(plan, before={"годы": (2026, 2027)}, key="k" * 8)
    late = append(Change(plan=plan, at=timezone.now().astimezone(ahead), words="Позже."))
    assert all(is_linked(Change.objects.get(pk=one.pk)) for one in (row, late))


@pytest.mark.parametrize("values", [{"words": "Другое."}, {"by_name": "И. О."}, {"after": [1]}])
def test_changed_row_is_named(plan, values):
    row = add(plan)
    add(plan)
    forge(row, **values)
    assert read_chain(Change, plan.pk).broken == (row.pk,)


def test_row_with_a_hash_made_anew_leaves_the_next_one_alone(plan):
    row, following = add(plan), add(plan)
    row.words = "Подмена."
    forge(row, words=row.words, hash=hash_of_row(row))
    assert read_chain(Change, plan.pk).broken == (following.pk,)


def test_removed_row_is_missed_by_the_next(plan):
    row, following = add(plan), add(plan)
    remove(Change.objects.filter(pk=row.pk))
    assert read_chain(Change, plan.pk).broken == (following.pk,)


def test_chains_of_two_plans_are_apart(plan):
    other = make_plan(rows=1, association=plan.association, layout="rmc-directions")
    add(plan)
    forge(add(other), words="Подмена.")
    assert read_chain(Change, plan.pk).broken == ()
    assert len(read_chain(Change, other.pk).broken) == 1
    assert name_of(Change, other.pk) == f"events_change:{other.pk}"


def test_database_refuses_a_row_that_was_not_appended(plan):
    with pytest.raises(IntegrityError, match="change_is_chained"), transaction.atomic():
        Change.objects.create(plan=plan, at=timezone.now(), words="Мимо.")


def test_database_refuses_two_rows_after_the_same_one(plan):
    row = add(plan)
    twin = Change(plan=plan, at=row.at, words="Вторая.", previous=row.previous, hash="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_cleaning_refuses_before_anything_is_written():
    plan = make_plan(status="approved", rows=1)
    row = Repeal(edition=plan.official, reason="", at=timezone.now(), by_name="Директор")
    with pytest.raises(ValidationError) as refusal:
        append(row, clean=True)
    assert "reason" in refusal.value.error_dict
    assert not Repeal.objects.exists()


def test_column_that_is_empty_counts_for_nothing_and_a_later_one_not_in_old_rows(plan, monkeypatch):
    row = add(plan)
    before = row.hash
    assert (row.undoes_also, row.key) == (None, None)
    row.key = ""
    assert hash_of_row(row) == before
    monkeypatch.setattr(Change, "counted_since", {"key": FORMAT + 1})
    row.key = "later"
    assert hash_of_row(row) == before
    row.hash_format = FORMAT + 1
    assert hash_of_row(row) != before


def test_rows_that_stand_already_are_linked_as_appended_ones_are(plan):
    for number in range(3):
        add(plan, f"Правка {number}.")
    wanted = dict(plan.changes.values_list("pk", "hash"))
    for row in plan.changes.all():
        forge(row, previous=f"{row.pk:064}", hash="0" * 64)
    assert read_chain(Change, plan.pk).broken
    with without_triggers(Change._meta.db_table):
        link_present_rows(Change, "plan")
    assert dict(plan.changes.values_list("pk", "hash")) == wanted
    assert read_chain(Change, plan.pk).broken == ()


def test_every_table_that_only_grows_is_chained_or_sealed():
    names = {model._meta.label for model in chained_models()}
    assert names | {"events.Seal", "events.SealedHead"} == set(APPEND_ONLY)
