"""gunicorn as production starts it, on an empty SQLite: no page that is asked for here reads it."""

import http.client
import os
import re
import runpy
import subprocess
import sys
from http import HTTPStatus
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "deploy" / "gunicorn.conf.py"
MASTER = """
import gc, runpy, sys
config = runpy.run_path(sys.argv[1])
import plans_portal.wsgi
before = set(sys.modules)
config["on_starting"](None)
from django.db import connection
print("events.urls" in before, "events.urls" in sys.modules, "weasyprint" in sys.modules)
print(gc.get_freeze_count() > 10_000, connection.connection)
"""


@pytest.fixture
def settings_of_its_own(tmp_path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    # DEBUG: files need no collecting; that changes nothing in how gunicorn serves.
    return {**kept, "PORTAL_DATA": str(tmp_path / "data"), "DEBUG": "1", "HTTPS": "0"}


def test_it_answers(settings_of_its_own, tmp_path):
    command = [sys.executable, "-m", "gunicorn", "--config", str(CONFIG), "--workers", "2"]
    # From another folder, as a service may: the configuration knows its own.
    with subprocess.Popen(
        [*command, "--bind", "127.0.0.1:0"],
        cwd=tmp_path,
        env=settings_of_its_own,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            told = []
            for line in server.stderr:
                told.append(line)
                if found := re.search(r"Listening at: http://127\.0\.0\.1:(\d+)", line):
                    break
            assert found, "".join(told)
            # The port listens, so a request waits for its worker by itself.
            link = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=120)
            link.request("GET", "/healthz")
            health = link.getresponse()
            assert (health.status, health.read()) == (HTTPStatus.OK, b"ok\n")
            link.request("GET", "/accounts/reset/sent/", headers={"Accept-Encoding": "gzip"})
            page = link.getresponse()
            assert page.status == HTTPStatus.OK
            assert page.read()
            link.close()
        finally:
            server.terminate()
        rest = server.stderr.read()
    assert server.returncode == 0
    assert "Traceback" not in "".join(told) + rest


def test_all_is_read_before_the_workers_are_born(settings_of_its_own):
    done = subprocess.run(
        [sys.executable, "-c", MASTER, CONFIG],
        cwd=ROOT,
        env=settings_of_its_own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["False True True", "True None"]


@pytest.mark.parametrize(("said", "workers"), [("3", 3), ("", os.cpu_count())])
def test_a_worker_for_each_processor_unless_it_is_said(monkeypatch, said, workers):
    monkeypatch.setenv("WEB_CONCURRENCY", said)
    assert runpy.run_path(str(CONFIG))["workers"] == workers
