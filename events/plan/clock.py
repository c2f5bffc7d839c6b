"""The clock of a step of sign-off: which working day goes on, until when, how late it is."""

import datetime as dt
from dataclasses import dataclass

from events.plan.period import day_in_words
from plans_portal.lib.counted import counted
from plans_portal.lib.working_days import (
    NO_OWN_DAYS,
    OwnDays,
    add_working_days,
    working_days_between,
)


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the term of a waiting step is on a day.

    `day` is the working day that goes on: 0 before the first, more than `term` after the last.
    `due` is the last day of the term, `left` the working days from now up to it.
    """

    day: int
    term: int
    due: dt.date
    is_overdue: bool
    left: int

    @property
    def short(self) -> str:
        """«3-й рабочий день из 5», for a row of a list; `until` says the rest."""
        if self.is_overdue:
            late = self.day - self.term
            return f"просрочено: {late} раб. дн." if late > 0 else "просрочено"
        if self.day == 0:
            return f"срок — {in_working_days(self.term)}"
        return f"{self.day}-й рабочий день из {self.term}"

    @property
    def until(self) -> str:
        """«до 4 декабря 2026 г.»; of a term that has ended, «срок был 4 декабря 2026 г.»."""
        return f"{'срок был' if self.is_overdue else 'до'} {day_in_words(self.due)}"

    @property
    def words(self) -> str:
        """«3-й рабочий день из 5, срок — 4 декабря 2026 г.»."""
        until = day_in_words(self.due)
        if self.is_overdue:
            ago = f", {in_working_days(late)} назад" if (late := self.day - self.term) > 0 else ""
            return f"просрочено: срок был {until}{ago}"
        if self.day == 0:
            return f"срок — {in_working_days(self.term)}, до {until}"
        return f"{self.day}-й рабочий день из {self.term}, срок — {until}"


def clock_of(
    began: dt.date, *, term: int, used: int = 0, on: dt.date, own: OwnDays = NO_OWN_DAYS
) -> Clock:
    """The clock of a step that began to wait on a day.

    Its first working day is the one after. `used` are the working days of the term that had gone
    by before the plan was recalled; at least one day is always left.
    """
    due = due_day(began, term=term, used=used, own=own)
    used = min(used, term - 1)
    day = used + working_days_between(began, on, own)
    return Clock(day, term, due, is_overdue=on > due, left=working_days_between(on, due, own))


def due_day(began: dt.date, *, term: int, used: int = 0, own: OwnDays = NO_OWN_DAYS) -> dt.date:
    """The last day of the term, as `clock_of` counts it."""
    return add_working_days(began, term - min(used, term - 1), own)


def in_working_days(count: int) -> str:
    """«1 рабочий день», «3 рабочих дня», «5 рабочих дней»."""
    return counted(count, "рабочий день", "рабочих дня", "рабочих дней")
