"""Migrations on a table of files in work that is filled already, there and back.

On SQLite a process of its own does it: there a table is not rebuilt inside a test's transaction.
"""

import pytest
from django.db import IntegrityError, transaction

from reports.models import Intake
from tests.apart import run_on_sqlite
from tests.cast import make_cast
from tests.events.test_migrations import migrate, newest
from tests.reports.batches import bring, plan_file, read_all

BEFORE_ASKED = [("reports", "0005_print_piece_as_sent")]


def asked_files_there_and_back() -> None:
    """A file whose draft was asked for is a read one again, and its words stay."""
    migrate(newest())
    cast = make_cast()
    read_all(bring(cast, {"а.docx": plan_file(cast.association), "б.docx": b"no plan"}))
    Intake.objects.filter(name="а.docx").update(state="asked")
    before = migrate(BEFORE_ASKED).get_model("reports", "Intake").objects
    assert dict(before.values_list("name", "state")) == {"а.docx": "read", "б.docx": "refused"}
    with pytest.raises(IntegrityError), transaction.atomic():
        before.filter(name="а.docx").update(state="asked")
    migrate(newest())
    one = Intake.objects.get(name="а.docx")
    assert (one.rows, one.association) == (2, cast.association)
    Intake.objects.filter(name="а.docx").update(state="asked")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_asked_files_on_postgresql():
    try:
        asked_files_there_and_back()
    finally:
        migrate(newest())


def test_asked_files_on_sqlite(tmp_path):
    run_on_sqlite(asked_files_there_and_back, tmp_path)
