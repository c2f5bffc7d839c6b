"""Broken files, thousands of them: each is read whole or refused with a sentence.

Each share is read by a process of its own, so that a file that hangs is ended by its alarm, and
the memory that is measured is the reader's and nobody else's.
"""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

CASES = 3_000
SHARES = 2
MEGABYTES = 300


@pytest.mark.parametrize("share", range(SHARES))
def test_broken_file_is_read_or_refused(share):
    command = [
        sys.executable,
        "-m",
        "tests.reports.recognition.fuzz",
        *map(str, (share, SHARES, CASES)),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    # Above a traceback, and alone where an alarm ended the process, stands the number of the file.
    assert done.returncode == 0, done.stderr[-3_000:]
    said = json.loads(done.stdout)
    assert said["peak"] < MEGABYTES
    # A test that only ever refused, or only ever read, would say nothing.
    read = said["sentences"].pop("")
    assert CASES // SHARES // 5 < read < CASES // SHARES * 4 // 5
    assert len(said["sentences"]) > 5


def test_largest_files_that_are_read_stay_within_the_memory():
    command = [sys.executable, "-m", "tests.reports.recognition.fuzz", "largest"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-3_000:]
    said = json.loads(done.stdout)
    assert said["read"] == 7
    assert said["peak"] < MEGABYTES
