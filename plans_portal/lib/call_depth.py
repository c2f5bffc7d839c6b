"""Keeps the time of a request independent of the depth at which the portal is called.

CPython 3.11 and newer keep the frames of Python functions in chunks of 16 kB and give an empty
chunk back to the system at once. Where a function that is called often lies just behind the end of
a chunk, each call takes a fresh chunk and returns it: mmap, a page fault, munmap. Django's template
nodes did that 15,000 times on one page, which took 214 ms instead of 105.

Source: python/cpython#142183; the releases of 2026 keep one spare chunk instead (3.13 and 3.14 too,
3.12 not). It is measured (2 ms) and not read from the version, because distributions bring such
fixes to older versions.
"""

import resource
from collections.abc import Callable

# A chunk doubles until the frame fits: this many slots of 8 bytes need one of 512 kB. Its other
# half holds all frames that the recursion limit allows on a page. Memory is used only when touched.
ROOM_SLOTS = 32_768

CALLS = 200
# Frames of the probe take 200 bytes and more each: this many surely pass the end of a chunk.
LEVELS = 120
LEAF_SLOTS = 64


def with_room[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Wrap the function so that all its calls fit into one chunk of frame memory.

    Gives the function itself where this Python does not need it.
    """
    return behind_roomy_frame(function) if calls_thrash() else function


def behind_roomy_frame[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Give a function that calls this one from a frame which needs a chunk of 512 kB."""

    def room(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(*args, **kwargs)

    room.__code__ = room.__code__.replace(co_stacksize=ROOM_SLOTS)
    return room


def calls_thrash() -> bool:
    """Tell whether there is a depth at which every call asks the system for memory."""
    return most_page_faults() > CALLS // 2


def most_page_faults() -> int:
    """Give the most page faults that `CALLS` small calls take, over all depths of one chunk.

    At other depths they take none or one.
    """
    _leaf()
    return _most_below(LEVELS)


def _most_below(levels: int) -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        _leaf()
    here = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
    return max(here, _most_below(levels - 1)) if levels else here


def _leaf() -> None:
    """Do nothing, in a frame that is larger than one level of the probe."""


_leaf.__code__ = _leaf.__code__.replace(co_stacksize=LEAF_SLOTS)
