"""`make run`: a wrong setting is one sentence, and a waiting migration is noticed."""

import subprocess
import sys

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from deploy import run
from tests.apart import process_environment
from tests.emptied import as_owner
from tests.house.tree import ROOT


def test_wrong_setting_stops_the_start_with_one_sentence(tmp_path):
    environment = {
        **process_environment(),
        "PORTAL_DATA": str(tmp_path),
        "DATABASE_URL": "mysql://localhost/portal",
    }
    command = [sys.executable, ROOT / "deploy" / "run.py"]
    done = subprocess.run(
        command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("plans portal: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.django_db
def test_waiting_migration_is_noticed():
    assert not run._is_behind()
    recorder = MigrationRecorder(connection)
    with as_owner():
        recorder.migration_qs.filter(app="reports").order_by("-pk").first().delete()
    assert run._is_behind()
