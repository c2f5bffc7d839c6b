"""Runs a command with DATABASE_URL naming a throwaway PostgreSQL cluster on a Unix socket.

`postgres.py COMMAND…` starts, runs, stops and removes; `--find` only prints where the server's
programs are. A server already named by DATABASE_URL is used as it is.
"""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

READY_SECONDS = 60
# The data ends with the run, so it need not survive a crash of the machine.
QUICK = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "timezone": "UTC",
}


def find_programs() -> Path | None:
    """Give the folder of the newest initdb and postgres: Debian's, else the one on PATH."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda folder: [int(part) for part in re.findall(r"\d+", folder.parent.name)],
        reverse=True,
    )
    on_path = shutil.which("initdb")
    if on_path:
        folders.append(Path(on_path).resolve().parent)
    for folder in folders:
        if os.access(folder / "initdb", os.X_OK) and os.access(folder / "postgres", os.X_OK):
            return folder
    return None


def unprivileged_user() -> str | None:
    """Give the user to run the server as, or None where we aren't root: it refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def throwaway_cluster(programs: Path) -> Iterator[str]:
    """Give the address of a fresh cluster, which is removed when the block ends."""
    user = unprivileged_user()
    # Not under TMPDIR: the path of a socket may have 107 characters at most.
    folder = Path(tempfile.mkdtemp(prefix="plans-pg-", dir="/tmp"))
    as_user: dict[str, Any] = {"cwd": folder, "stdin": subprocess.DEVNULL}
    if user:
        entry = pwd.getpwnam(user)
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        as_user |= {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    server = None
    try:
        _initdb(programs, folder, as_user)
        options = [part for item in QUICK.items() for part in ("-c", "=".join(item))]
        server = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", "-k", folder, *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Its own group: Ctrl-C reaches the tests first, and they still need it to end well.
            process_group=0,
            **as_user,
        )
        _wait_until_ready(programs, folder, server)
        yield f"postgres://postgres@{quote(str(folder), safe='')}/postgres"
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=10)
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _initdb(programs: Path, folder: Path, as_user: dict[str, Any]) -> None:
    command = [
        *(str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", "postgres"),
        *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **as_user)
    if done.returncode:
        _give_up(f"initdb failed: {done.stderr.strip()}")


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        asked = subprocess.run(
            [programs / "pg_isready", "-q", "-h", folder, "-U", "postgres"], check=False
        )
        if asked.returncode == 0:
            return
        time.sleep(0.1)
    _give_up("the throwaway PostgreSQL did not start")


def _give_up(why: str) -> NoReturn:
    sys.exit(f"postgres: {why}")


def _leave(signum: int, _frame: object) -> NoReturn:
    # An exception, so that the cluster is stopped and removed on the way out.
    sys.exit(128 + signum)


def main() -> int:
    """Do what the arguments say and give the command's exit code."""
    programs = find_programs()
    if sys.argv[1:] == ["--find"]:
        print(programs or "no PostgreSQL server programs found")
        return int(programs is None)
    command = sys.argv[1:]
    if not command:
        _give_up("a command is needed")
    if os.environ.get("DATABASE_URL", "").startswith(("postgres://", "postgresql://")):
        return subprocess.run(command, check=False).returncode
    if programs is None:
        _give_up("no server programs found; install PostgreSQL or name a server in DATABASE_URL")
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGHUP, _leave)
    with throwaway_cluster(programs) as address:
        return subprocess.run(
            command, env={**os.environ, "DATABASE_URL": address}, check=False
        ).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
