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


def answer_of(tmp_path, path: str, **more: str) -> str:
    """What a portal that is started as by `make run` answers at an address."""
    environment = {
        **process_environment(),
        "PORTAL_DATA": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DEBUG": "1",
        "HTTPS": "0",
        **more,
    }
    code = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        f"answer = Client(HTTP_HOST='localhost').get('{path}')\n"
        "print(answer.status_code, answer.getvalue().decode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_wrong_address_is_told_in_russian_and_the_technical_page_is_there_on_demand(tmp_path):
    page = answer_of(tmp_path, "/nowhere/")
    assert page.startswith("404 ")
    assert "Такой страницы нет" in page
    assert "URLconf" not in page
    assert "URLconf" in answer_of(tmp_path, "/nowhere/", DEBUG_PAGES="1")


def test_static_files_are_given_as_they_lie(tmp_path):
    assert answer_of(tmp_path, "/static/portal.css").startswith("200 ")
    assert answer_of(tmp_path, "/static/vendor/idb-keyval/dist/index.js").startswith("200 ")


@pytest.mark.django_db
def test_waiting_migration_is_noticed():
    assert not run._is_behind()
    recorder = MigrationRecorder(connection)
    with as_owner():
        recorder.migration_qs.filter(app="reports").order_by("-pk").first().delete()
    assert run._is_behind()
