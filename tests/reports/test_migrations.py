"""Migrations on a table of files in work that is filled already, there and back.

On SQLite a process of its own does it: there a table is not rebuilt inside a test's transaction.
"""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from events.models import Plan
from reports.downloads.rules import pieces
from reports.downloads.rules.jobs import ask_archive
from reports.imports.rules.batch import claim_file
from reports.models import ImportSession
from tests.apart import run_on_sqlite
from tests.cast import Cast, make_cast
from tests.events.test_migrations import migrate, newest
from tests.plans import make_plan
from tests.reports.imports.batches import bring, plan_file, read_all

pytestmark = pytest.mark.slow

BEFORE_ASKED = [("reports", "0005_print_piece_as_sent")]
BEFORE_LEASES = [("reports", "0008_intake_size")]
BEFORE_IMPORT_SESSIONS = [("reports", "0009_leases")]


def asked_files_there_and_back() -> None:
    """A file whose draft was asked for is a read one again, and its words stay."""
    migrate(newest())
    cast = make_cast()
    read_all(bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"}))
    ImportSession.objects.filter(name="а.docx").update(state="asked")
    before = migrate(BEFORE_ASKED).get_model("reports", "Intake").objects
    assert dict(before.values_list("name", "state")) == {"а.docx": "read", "б.docx": "refused"}
    with pytest.raises(IntegrityError), transaction.atomic():
        before.filter(name="а.docx").update(state="asked")
    migrate(newest())
    one = ImportSession.objects.get(name="а.docx")
    assert (one.rows, one.association) == (2, cast.association)
    ImportSession.objects.filter(name="а.docx").update(state="asked")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_asked_files_on_postgresql():
    try:
        asked_files_there_and_back()
    finally:
        migrate(newest())


@pytest.mark.django_db
@pytest.mark.one_database("SQLite rebuilds its tables otherwise than PostgreSQL")
def test_asked_files_on_sqlite(migrated_folder):
    run_on_sqlite(asked_files_there_and_back, migrated_folder)


def work_under_way_there_and_back() -> None:
    """Whoever has a job or a file keeps it until it stalls; what waits is there to be claimed."""
    migrate(newest())
    cast = make_cast()
    names = ("waits.docx", "claimed.docx", "stalled.docx", "read.docx")
    batch = bring(cast, dict.fromkeys(names, plan_file(cast.association)))
    jobs = {name: _job(cast) for name in ("waits", "claimed")}
    old, now = migrate(BEFORE_LEASES), timezone.now()
    ago = now - dt.timedelta(hours=1)
    files = old.get_model("reports", "Intake").objects
    files.filter(name="claimed.docx").update(takes=2, touched_at=now)
    files.filter(name="stalled.docx").update(takes=1, touched_at=ago)
    files.filter(name="read.docx").update(state="read", data=None, source={})
    claimed = {"state": "working", "worker": "x" * 32, "takes": 1, "heartbeat": now}
    old.get_model("reports", "PrintJob").objects.filter(pk=jobs["claimed"]).update(**claimed)
    migrate(newest())
    assert pieces.claim_job(jobs["claimed"]) is None
    assert pieces.claim_job(jobs["waits"]).attempts == 1
    keys = dict(ImportSession.objects.values_list("name", "pk"))
    reclaimed = {name: claim_file(key) for name, key in keys.items()}
    attempts = {name: one.attempts for name, one in reclaimed.items() if one}
    assert attempts == {"waits.docx": 1, "stalled.docx": 2}
    assert not ImportSession.objects.exclude(state="waiting").exclude(worker="").exists()
    old = migrate(BEFORE_LEASES)
    files = old.get_model("reports", "Intake").objects.filter(batch=batch)
    taken = dict(files.values_list("name", "takes"))
    assert taken == {"waits.docx": 1, "claimed.docx": 2, "stalled.docx": 2, "read.docx": 0}
    assert files.get(name="stalled.docx").touched_at >= now
    assert old.get_model("reports", "PrintJob").objects.get(pk=jobs["waits"]).takes == 1
    migrate(newest())


def _job(cast: Cast) -> uuid.UUID:
    if not Plan.objects.exists():
        make_plan("rmc-directions", association=cast.association, rows=1)
    return ask_archive(plans=Plan.objects.all(), chosen=["json"], by=cast.actor("chair")).pk


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_work_under_way_on_postgresql():
    try:
        work_under_way_there_and_back()
    finally:
        migrate(newest())


@pytest.mark.django_db
@pytest.mark.one_database("SQLite rebuilds its tables otherwise than PostgreSQL")
def test_work_under_way_on_sqlite(migrated_folder):
    run_on_sqlite(work_under_way_there_and_back, migrated_folder)


def import_sessions_there_and_back() -> None:
    """The rows keep their words under both names, and the rules of the table hold."""
    migrate(newest())
    cast = make_cast()
    read_all(bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"}))
    fields = ("pk", "name", "state", "owner", "association", "rows", "source", "refusal")
    rows = list(ImportSession.objects.order_by("name").values_list(*fields))
    assert [row[1:3] for row in rows] == [("а.docx", "read"), ("б.docx", "refused")]
    before = migrate(BEFORE_IMPORT_SESSIONS).get_model("reports", "Intake").objects
    assert list(before.order_by("name").values_list(*fields)) == rows
    migrate(newest())
    assert list(ImportSession.objects.order_by("name").values_list(*fields)) == rows
    with pytest.raises(IntegrityError, match="import_session_state_known"), transaction.atomic():
        ImportSession.objects.update(state="lost")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_import_sessions_on_postgresql():
    try:
        import_sessions_there_and_back()
    finally:
        migrate(newest())


@pytest.mark.django_db
@pytest.mark.one_database("SQLite rebuilds its tables otherwise than PostgreSQL")
def test_import_sessions_on_sqlite(migrated_folder):
    run_on_sqlite(import_sessions_there_and_back, migrated_folder)
