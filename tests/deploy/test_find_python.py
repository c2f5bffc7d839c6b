"""The finder of a fit Python, on machines made of stand-in interpreters."""

import shutil
import subprocess
from pathlib import Path

import pytest

FINDER = Path(__file__).resolve().parents[2] / "deploy" / "find_python.sh"
NEEDED = ("sh", "dirname", "sort", "cut", "id", "rm", "mktemp", "env", "tail")


class Machine:
    """A PATH, a pyenv and a checkout of its own, with no way to install anything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "bin"
        self.path.mkdir()
        for name in NEEDED:
            program = shutil.which(name)
            assert program, name
            (self.path / name).symlink_to(program)
        (folder / "checkout" / "deploy").mkdir(parents=True)
        for script in ("find_python.sh", "parts.sh"):
            shutil.copy(FINDER.parent / script, folder / "checkout" / "deploy")

    def put(self, place: str, *, version: str, fit: bool = True) -> Path:
        """Put an interpreter there that answers as that version; an unfit one lacks venv."""
        file = self.folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        new = 0 if tuple(map(int, version.split("."))) >= (3, 12) else 1
        file.write_text(
            "#!/bin/sh\n"
            'case "$2" in\n'
            f'*sys.version_info\\[1\\]*) echo "{version.split(".")[1]} 0 {file}" ;;\n'
            f'*"%d.%d"*) echo "{version}" ;;\n'
            f"*releaselevel*) exit {new} ;;\n"
            f"*ensurepip*) exit {0 if fit else 1} ;;\n"
            "*) exit 1 ;;\n"
            "esac\n"
        )
        file.chmod(0o755)
        return file

    def find(self) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.path / "sh", self.folder / "checkout" / "deploy" / "find_python.sh"],
            env={"PATH": str(self.path), "HOME": str(self.folder)},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path) -> Machine:
    return Machine(tmp_path)


def test_newest_on_path_wins(machine):
    machine.put("bin/python3.9", version="3.9")
    machine.put("bin/python3.12", version="3.12")
    newest = machine.put("bin/python3.13", version="3.13")
    machine.put("bin/python3", version="3.9")
    assert machine.find().stdout == f"{newest}\n"


def test_path_wins_over_pyenv(machine):
    own = machine.put("bin/python3.12", version="3.12")
    machine.put(".pyenv/versions/3.14.1/bin/python", version="3.14")
    assert machine.find().stdout == f"{own}\n"


def test_plain_python3_counts_where_it_is_new(machine):
    own = machine.put("bin/python3", version="3.13")
    assert machine.find().stdout == f"{own}\n"


def test_pyenv_is_asked_where_path_is_old(machine):
    machine.put("bin/python3", version="3.6")
    machine.put(".pyenv/versions/3.11.7/bin/python", version="3.11")
    machine.put(".pyenv/versions/3.12.1/bin/python", version="3.12")
    newest = machine.put(".pyenv/versions/3.13.0/bin/python", version="3.13")
    assert machine.find().stdout == f"{newest}\n"


def test_interpreter_without_venv_is_passed_over(machine):
    machine.put("bin/python3.13", version="3.13", fit=False)
    other = machine.put("bin/python3.12", version="3.12")
    assert machine.find().stdout == f"{other}\n"


def test_nothing_fit_is_one_clear_sentence(machine):
    machine.put("bin/python3", version="3.9")
    done = machine.find()
    assert (done.returncode, done.stdout) == (1, "")
    last = done.stderr.splitlines()[-1]
    assert last.startswith("set-up: Python 3.12 or newer is needed")
