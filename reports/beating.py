"""Gives signs of life while something takes long: the thread that works has no moment to spare.

It knows clocks; it refuses to know what is done meanwhile and where the signs are written.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Final

from django.db import connection

logger = logging.getLogger(__name__)

# What goes on for longer hangs: it falls silent, and another worker may take it.
MOST: Final = timedelta(minutes=15)


@contextmanager
def signs_of_life(beat: Callable[[], object], every: timedelta) -> Iterator[None]:
    """Call `beat` from time to time until the block is left.

    A beat that fails is written into the log and tried again: what it tells is seen again when
    the block is left.
    """
    over = Event()
    thread = Thread(target=_go_on, args=(beat, every, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _go_on(beat: Callable[[], object], every: timedelta, over: Event) -> None:
    try:
        for _ in range(MOST // every):
            if over.wait(every.total_seconds()):
                return
            try:
                beat()
            except Exception as lost:  # noqa: BLE001 - whatever it is, the work goes on
                logger.warning("A sign of life could not be given: %r", lost)
    finally:
        # Each thread has a connection of its own.
        connection.close()
