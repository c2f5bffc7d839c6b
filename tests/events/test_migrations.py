"""Migrations on tables that hold plans already, there and back.

On SQLite a process of its own does it: there a table is not rebuilt inside a test's transaction.
"""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from events.drafting.rules.removal import remove_draft
from events.models import Plan
from events.plan.patch import Place, patch_from_json
from events.signoff.queries.verify import verify_records
from events.signoff.rules.deciding_by_link import decide_by_link
from tests.apart import run_on_sqlite
from tests.cast import make_cast
from tests.emptied import as_owner
from tests.house import test_records
from tests.one_time import make_link, outside_plan, reader_of
from tests.plans import bring_to, make_plan

pytestmark = pytest.mark.slow

BEFORE_REMOVAL = [("events", "0010_edition_title")]
BEFORE_CARRYING = [("events", "0030_outcomes")]
PERIOD = ("association", "layout", "period_start", "period_end")


def newest() -> list[tuple[str, str]]:
    return MigrationExecutor(connection).loader.graph.leaf_nodes()


def migrate(targets):
    """Migrate, and give the models of that time."""
    with as_owner():
        return MigrationExecutor(connection).migrate(targets).apps


def removed_drafts_there_and_back() -> None:
    """Drafts that were removed are drafts again, each with a period of its own, and stay so."""
    migrate(newest())
    cast = make_cast()
    chair, values = cast.actor("chair"), {"association": cast.association, "rows": 2}
    removed = [remove_draft(plan=make_plan(**values), by=chair) for _ in range(2)]
    standing = make_plan(status="approved", **values)
    lonely = remove_draft(plan=make_plan("rmc-directions", **values), by=chair)
    plans = migrate(BEFORE_REMOVAL).get_model("events", "Plan").objects
    assert dict(plans.values_list("pk", "period_kind")) == {
        **{one.pk: "custom" for one in removed},
        standing.pk: standing.period_kind,
        lonely.pk: lonely.period_kind,
    }
    assert plans.values(*PERIOD).distinct().count() == 4
    migrate(newest())
    assert Plan.objects.not_removed().count() == 4
    for plan in Plan.objects.all():
        assert plan.events.count() == plan.sections.count() * 2
        assert plan.changes.exists()
    for label in test_records.APPEND_ONLY:
        for action in ("UPDATE", "DELETE", "TRUNCATE"):
            test_records.test_append_only_table_has_its_trigger(label, action)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_removed_drafts_on_postgresql():
    try:
        removed_drafts_there_and_back()
    finally:
        migrate(newest())


@pytest.mark.django_db
@pytest.mark.one_database("SQLite rebuilds its tables otherwise than PostgreSQL")
def test_removed_drafts_on_sqlite(migrated_folder):
    run_on_sqlite(removed_drafts_there_and_back, migrated_folder)


def signed_rows_there_and_back() -> None:
    """Columns that are added to chained tables leave the hashes of the rows there are."""
    migrate(newest())
    plan = make_plan(status="approved", rows=1)
    hashes = list(plan.signatures.order_by("pk").values_list("hash", flat=True))
    migrate(BEFORE_CARRYING)
    migrate(newest())
    assert list(plan.signatures.order_by("pk").values_list("hash", flat=True)) == hashes
    assert verify_records(plan) == []
    for label in ("events.Signature", "events.Edition"):
        for action in ("UPDATE", "DELETE", "TRUNCATE"):
            test_records.test_append_only_table_has_its_trigger(label, action)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_signed_rows_on_postgresql():
    try:
        signed_rows_there_and_back()
    finally:
        migrate(newest())


@pytest.mark.django_db
@pytest.mark.one_database("SQLite rebuilds its tables otherwise than PostgreSQL")
def test_signed_rows_on_sqlite(migrated_folder):
    run_on_sqlite(signed_rows_there_and_back, migrated_folder)


@pytest.mark.django_db
def test_nothing_that_was_signed_is_forgotten_on_the_way_back(cast):
    carried = import_module("events.migrations.0031_carried").refuse_to_rewrite
    linked = import_module("events.migrations.0032_one_time_link").refuse_to_rewrite
    plan = outside_plan(cast)
    for refuse in (carried, linked):
        refuse(apps, None)
    link, _code = make_link(cast, plan)
    decide_by_link(link=link, seen=link.edition.sha256, by=reader_of(link))
    with pytest.raises(RuntimeError, match="резервной копии"):
        linked(apps, None)
    bring_to(make_plan("rmc-directions", "returned", rows=1), "signoff")
    with pytest.raises(RuntimeError, match="резервной копии"):
        carried(apps, None)


def test_snapshots_of_old_repairs_become_patches():
    migration = import_module("events.migrations.0015_patches")
    place = {"section": "s", "parent": "", "after": ""}
    row = {"uid": "a", **place, "values": {"title": "Сбор  книг", "term": "май"}}
    part = {"uid": "b", **place, "after": "a", "values": {"title": "Слёт", "term": ""}}
    empty: dict[str, Any] = {"sections": {}, "steps": {}, "heading": None}
    before = {**empty, "rows": [row, part], "sections": {"s": {"heading": "Учёба  и отдых"}}}
    after = {
        **empty,
        "rows": [{**row, "values": {"title": "Сбор книг", "term": "май"}}],
        "sections": {"s": {"heading": "Учёба и отдых"}},
    }
    section, edited, gone = patch_from_json(migration.patch_of(before, after))
    assert section.after == {"heading": "Учёба и отдых"}
    assert (edited.before, edited.after) == ({"title": "Сбор  книг"}, {"title": "Сбор книг"})
    assert (gone.uid, gone.after, gone.place_before) == ("b", None, Place("s", "", "a"))
    [added] = patch_from_json(migration.patch_of({**empty, "rows": []}, {**empty, "rows": [part]}))
    assert (added.before, added.place_after) == (None, Place("s", "", "a"))
