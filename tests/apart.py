"""Runs a deed in a process of its own: where SQLite rebuilds tables, no test's transaction may be."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT


def run_on_sqlite(
    deed: Callable[[], None], folder: Path, *, first: Callable[[], None] | None = None
) -> None:
    """Run a function of a test module on a database of its own in the folder.

    `first` is done before any code of the portal is loaded.
    """
    words = f"{_call(first) if first else ''}import django; django.setup(); {_call(deed)}"
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _call(deed: Callable[[], None]) -> str:
    return f"from {deed.__module__} import {deed.__name__} as deed; deed(); "
