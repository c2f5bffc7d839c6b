"""What was worked out of the words of an edition, kept for all processes of the machine.

An edition never changes, so what is worked out of it holds until the portal itself is another one.
"""

import hashlib
import logging
import pickle
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.cache import caches

from plans_portal.lib.sources import sources_of

logger = logging.getLogger(__name__)

# Names, because what they work out is kept by others, which import this.
_WORKED_OUT_BY: Final = (
    "events.checks",
    "events.execution.queries.planned",
    "events.plan.comparison",
)


def kept_of_edition[T](work: Callable[[], T], *depends_on: object) -> T:
    """The result of the work, from the cache where it was done before.

    `depends_on` is all that it depends on, as values whose `repr` tells them apart. A cache that
    can't be read or written costs the work again, and is only logged.
    """
    key = hashlib.sha256(repr((_release(), *depends_on)).encode()).hexdigest()
    kept: T | None = _read(key)
    if kept is not None:
        return kept
    made = work()
    _write(key, made)
    return made


def _read(key: str) -> Any:
    try:
        return caches["editions"].get(key)
    except (OSError, EOFError, pickle.PickleError, zlib.error):
        logger.exception("What was kept of an edition could not be read")
        return None


def _write(key: str, made: object) -> None:
    try:
        caches["editions"].set(key, made)
    except OSError:
        logger.exception("What was worked out of an edition could not be kept")


@cache
def _release() -> str:
    """One hash of the code that works it out: another portal may do it otherwise."""
    made = hashlib.sha256()
    for file in sources_of(_WORKED_OUT_BY, Path(settings.BASE_DIR)).files:
        made.update(hashlib.sha256(file.read_bytes()).digest())
    return made.hexdigest()
