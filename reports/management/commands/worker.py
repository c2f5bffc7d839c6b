"""Runs background work from the queue (django-tasks-db) until it is told to stop."""

import argparse
import os
import signal
import threading
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from plans_portal.lib.call_depth import with_room
from reports.tasks import resume_stalled

LOOK_SECONDS = 1
# Below the pages, for which somebody waits.
NICE = 5


class Command(BaseCommand):
    """`worker [--until-empty] [--with-parent]`."""

    # They would keep every page of the portal in memory.
    requires_system_checks = ()

    help = "Печатает в фоне: архивы планов и большие документы. Останавливается по Ctrl-C."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--until-empty", action="store_true", help="закончить, когда очередь опустеет"
        )
        parser.add_argument(
            "--with-parent", action="store_true", help="закончить вместе с процессом, который начал"
        )

    def handle(self, *, until_empty: bool, with_parent: bool, verbosity: int, **_: Any) -> None:
        os.nice(NICE)
        if with_parent:
            threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
        resume_stalled()
        with_room(call_command)(
            "db_worker",
            reload=False,
            batch=until_empty,
            startup_delay=False,
            verbosity=verbosity,
        )


def _end_with(parent: int) -> None:
    """Stop this process when its parent is gone, however it ended."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)
