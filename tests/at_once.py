"""Several actions at the same moment, by threads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any, Final

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

# The marks of such tests: threads see only what is committed, and SQLite lets one write at a time.
AT_ONCE: Final = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def at_once(*actions: Callable[[], object]) -> list[Any]:
    """Do all the actions at the same moment; give what each returned or raised."""
    barrier = Barrier(len(actions))

    def one(action: Callable[[], object]) -> object:
        try:
            barrier.wait(timeout=20)
            return action()
        except Exception as fault:  # noqa: BLE001 - the test looks at it
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(one, actions))


def refusals(answers: list[Any]) -> list[Exception]:
    """Those that were refused with a sentence; any other fault fails the test."""
    faults = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(fault, ValidationError) for fault in faults), faults
    return faults
