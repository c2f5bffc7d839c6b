"""Finds the machine's own Chromium for the browser tests: the variable CHROMIUM, or on PATH."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ANSWER_SECONDS = 60


def find_chromium() -> str | None:
    """Give the path of a browser that prints its version, or None.

    It is started, because some systems have a stub of that name that only opens a shop.
    """
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else NAMES
    for name in names:
        path = shutil.which(name)
        if path and _answers(path):
            return path
    return None


def _answers(path: str) -> bool:
    try:
        done = subprocess.run(
            [path, "--version"], capture_output=True, timeout=ANSWER_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


if __name__ == "__main__":
    found = find_chromium()
    print(found or "no Chromium found")
    sys.exit(found is None)
