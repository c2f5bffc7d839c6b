"""The time of the story, so that its plans are signed on its days and not when it is loaded.

Rules ask the time of `timezone.now` alone, so while the story is told, that tells its time.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection
from django.utils import timezone

from plans_portal.lib.working_days import is_working_day

MORNING: Final = dt.time(9, 5)
# Between two scenes of a day; typing in one scene goes on by itself.
PAUSE: Final = dt.timedelta(minutes=4)
SECOND: Final = dt.timedelta(seconds=1)
DAY: Final = dt.timedelta(days=1)

# What happens, and on which day.
type Scene = tuple[dt.date, Callable[[], None]]


class StoryClock:
    """A clock that goes a second on each time it is read, and only forwards."""

    def __init__(self, begins: dt.date) -> None:
        self.moment = _morning(begins)

    @property
    def day(self) -> dt.date:
        """The day of the story."""
        return timezone.localtime(self.moment).date()

    def read(self) -> dt.datetime:
        """The time, as `timezone.now` gives it."""
        self.moment += SECOND
        return self.moment

    def go_on_to(self, day: dt.date) -> None:
        """Go on to the morning of a working day, or for some minutes where that has passed."""
        self.moment = max(self.moment + PAUSE, _morning(working_day(day)))


@contextmanager
def story_time(begins: dt.date) -> Iterator[StoryClock]:
    """Tell the time of the story to all rules, from this day on."""
    clock, real = StoryClock(begins), timezone.now
    timezone.now = clock.read
    try:
        yield clock
    finally:
        timezone.now = real


def working_day(day: dt.date) -> dt.date:
    """The day, or the last working day before it."""
    while not is_working_day(day):
        day -= DAY
    return day


def do_what_follows() -> None:
    """Do at once what rules leave until after the commit: it belongs to this day of the story."""
    due, connection.run_on_commit = connection.run_on_commit, []
    for hook in due:
        hook[1]()


def in_order(scenes: Iterable[Scene]) -> list[Scene]:
    """Scenes by their days; those of one day in the order given."""
    return sorted(scenes, key=lambda scene: scene[0])


def _morning(day: dt.date) -> dt.datetime:
    """Another time each morning, as with people."""
    later = dt.timedelta(minutes=day.toordinal() * 37 % 170)
    return timezone.make_aware(dt.datetime.combine(day, MORNING) + later)
