"""Runs an action in a process of its own: where SQLite rebuilds tables, no test's transaction may be."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.conftest import ROOT


def process_environment() -> dict[str, str]:
    """Give the environment of a process that works on this test's own PostgreSQL database.

    It reads the settings that production reads, not those of the tests.
    """
    said = connection.settings_dict
    host, port = quote(said["HOST"], safe=""), f":{said['PORT']}" if said["PORT"] else ""
    secret = f":{quote(said['PASSWORD'])}" if said["PASSWORD"] else ""
    address = f"postgres://{said['USER']}{secret}@{host}{port}/{said['NAME']}"
    production = {"DJANGO_SETTINGS_MODULE": "plans_portal.settings", "DATABASE_URL": address}
    return {**os.environ, **production}


def run_on_sqlite(
    action: Callable[[], None], folder: Path, *, first: Callable[[], None] | None = None
) -> None:
    """Run a function of a test module on the database of the folder, or on a new one there.

    `first` is done before any code of the portal is loaded.
    """
    words = f"{_call(first) if first else ''}import django; django.setup(); {_call(action)}"
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _call(action: Callable[[], None]) -> str:
    return f"from {action.__module__} import {action.__name__} as action; action(); "
