"""Starts manage.py as a person does; knows what it says, not how the settings are read."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]


def run_manage(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "maybe"),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", "http://a.example"),
        ("DATABASE_URL", "oracle://a.example/b"),
        ("EMAIL_URL", "pigeon://a.example"),
        ("HTTPS", "sometimes"),
    ],
)
def test_nonsense_is_one_line_and_code_2(tmp_path, name, value):
    done = run_manage("check", **{"PORTAL_DATA": str(tmp_path), name: value})
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith(f"plans portal: {name} must ")
    assert done.stderr.count("\n") == 1


def test_it_works_with_nothing_set_but_the_folder(tmp_path):
    done = run_manage("check", PORTAL_DATA=str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


def test_database_is_for_its_owner_alone(tmp_path):
    run_manage("migrate", "axes", "0001", PORTAL_DATA=str(tmp_path))
    assert (tmp_path / "db.sqlite3").stat().st_mode & 0o777 == 0o600


def test_server_writes_for_its_owner_alone(tmp_path):
    written = tmp_path / "written"
    words = f"import plans_portal.wsgi, pathlib; pathlib.Path({str(written)!r}).touch()"
    subprocess.run(
        [sys.executable, "-c", words],
        cwd=ROOT,
        env={**os.environ, "PORTAL_DATA": str(tmp_path)},
        check=True,
    )
    assert written.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mail", ["console:", "file:///tmp/letters"])
def test_deploy_check_warns_where_letters_are_not_sent(tmp_path, mail):
    done = run_manage("check", "--deploy", PORTAL_DATA=str(tmp_path), EMAIL_URL=mail)
    assert "(associations.W001)" in done.stderr
    assert "EMAIL_URL" in done.stderr


def test_production_settings_pass_the_deploy_check(tmp_path):
    done = run_manage(
        *("check", "--deploy", "--fail-level", "WARNING"),
        PORTAL_DATA=str(tmp_path),
        SECRET_KEY="0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        ALLOWED_HOSTS="plans.example.org",
        EMAIL_URL="smtp+tls://mail.example.org",
        BEHIND_PROXY="1",
    )
    assert (done.returncode, done.stderr) == (0, "")
