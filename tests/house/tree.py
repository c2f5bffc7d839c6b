"""The files of the project as git has them or will have them; what they should be is not known here."""

import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@functools.cache
def project_files() -> tuple[Path, ...]:
    """Give every file that is tracked or would be added: ignored ones are not the project's."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    names = [name for name in listed.stdout.decode().split("\0") if name]
    return tuple(path for path in (ROOT / name for name in sorted(set(names))) if path.is_file())


def files_with(*suffixes: str, without: str = "/migrations/") -> list[Path]:
    """Give the files of these endings, in the order of their paths."""
    return [
        path for path in project_files() if path.suffix in suffixes and without not in str(path)
    ]


def said(path: Path) -> str:
    """Give the path as a person would say it."""
    return str(path.relative_to(ROOT))
