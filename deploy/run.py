"""Starts the portal on this machine for `make run`: migrations, demo data once, the server.

One process does all three, because most of a start is importing; its child prints in the
background, and another does the upkeep now and then, as a timer would.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ADDRESS = "127.0.0.1:8000"
# The first upkeep comes when the first pages have been shown.
FIRST_UPKEEP = 20
UPKEEP_EVERY = 300


def main() -> None:
    """Migrate, load the demo, and serve until Ctrl-C.

    Exits with code 2 and one sentence where the settings are wrong.
    """
    # What the portal writes is its own: the database, files, letters.
    os.umask(0o077)
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plans_portal.settings")
    os.environ.setdefault("DEBUG", "1")
    # The README has its warning.
    os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
    address = os.environ.get("ADDRESS", ADDRESS)

    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    from plans_portal.lib.public_address import address_served, is_own_machine  # noqa: PLC0415

    served = address_served(address)
    # QR codes and letters lead to this server.
    os.environ.setdefault("PUBLIC_ADDRESS", served)
    if os.environ["PUBLIC_ADDRESS"] == served:
        os.environ.setdefault("ALLOWED_HOSTS", _names(served))
    try:
        django.setup()
    except ImproperlyConfigured as error:
        sys.stderr.write(f"plans portal: {error}\n")
        sys.exit(2)
    if _is_behind():
        print("set-up: bringing the database up to date", file=sys.stderr)
        call_command("migrate", verbosity=0)
    call_command("load_demo")
    print(
        f"\nПортал: {served}/    (остановить: Ctrl-C)\nПисьма: {served}/outbox/\n",
        flush=True,
    )
    if is_own_machine(settings.PUBLIC_ADDRESS):
        print(
            "QR-коды на бумаге ведут на этот же компьютер. Чтобы планы утверждали всерьёз, задайте"
            " PUBLIC_ADDRESS: адрес, по которому портал открывают все.\n",
            flush=True,
        )
    worker, stopped = _start_worker(), threading.Event()
    threading.Thread(target=_keep_up, args=[stopped], daemon=True).start()
    try:
        call_command("runserver", address, use_reloader=False, skip_checks=True, verbosity=0)
    finally:
        stopped.set()
        worker.terminate()


def _names(served: str) -> str:
    """The names of this machine, and that of the address, for ALLOWED_HOSTS."""
    host = served.removeprefix("http://").rpartition(":")[0]
    return ",".join(dict.fromkeys(("localhost", "127.0.0.1", "[::1]", host)))


def _start_worker() -> subprocess.Popen[bytes]:
    """Start the process that prints archives and long plans; it ends with this one."""
    return subprocess.Popen(_command("worker", "--with-parent"), stdin=subprocess.DEVNULL)


def _keep_up(stopped: threading.Event) -> None:
    """Call `tick` until the server has stopped: it reminds, sends what waits, proves and seals."""
    pause = FIRST_UPKEEP
    while not stopped.wait(pause):
        subprocess.run(_command("tick"), stdin=subprocess.DEVNULL, check=False)
        pause = UPKEEP_EVERY


def _command(name: str, *options: str) -> list[str]:
    return [sys.executable, str(ROOT / "manage.py"), name, *options, "--verbosity", "0"]


def _is_behind() -> bool:
    """Tell whether a migration waits: much quicker than running `migrate` for nothing."""
    from django.db import connection  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


if __name__ == "__main__":
    main()
