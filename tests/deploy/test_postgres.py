"""The throwaway cluster: it is there for the command, and gone after it, whatever happened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.postgres import find_programs
from tests.conftest import missing

SCRIPT = Path(__file__).resolve().parents[2] / "deploy" / "postgres.py"
ASK = "import os, psycopg; print(os.environ['DATABASE_URL']); psycopg.connect(os.environ['DATABASE_URL'])"


def run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return subprocess.run(
        [sys.executable, SCRIPT, *command],
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def _programs() -> None:
    if find_programs() is None:
        missing("there are no PostgreSQL server programs on this machine")


@pytest.mark.usefixtures("_programs")
@pytest.mark.parametrize("code", [0, 3])
def test_command_finds_a_server_and_its_code_is_kept(code):
    done = run(sys.executable, "-c", f"{ASK}; raise SystemExit({code})")
    assert done.returncode == code, done.stderr
    folder = done.stdout.split("@")[1].split("/")[0].replace("%2F", "/")
    assert folder.startswith("/tmp/plans-pg-")  # noqa: S108
    assert not Path(folder).exists()


def test_named_server_is_left_as_it_is():
    url = "postgres://portal@db.example.org/plans"
    done = run(
        *(sys.executable, "-c", "import os; print(os.environ['DATABASE_URL'])"), DATABASE_URL=url
    )
    assert done.stdout == f"{url}\n"
