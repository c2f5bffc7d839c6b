"""Keeps the secret part of addresses out of the log: whoever reads it could open one-time links."""

import logging
import re
from collections.abc import Callable
from typing import Final

_SECRET: Final = re.compile(r"(/one-time/)[^/\s?]+")


def without_secrets() -> Callable[[logging.LogRecord], bool]:
    """The filter of a handler, for `LOGGING`: it lets every record through, with its words cut."""
    return _cut


def _cut(record: logging.LogRecord) -> bool:
    said = record.getMessage()
    told = _SECRET.sub(r"\1…", said)
    if told != said:
        record.msg, record.args = told, ()
    return True
