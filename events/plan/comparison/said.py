"""Says in a few words where two contents differ: «изменены строки 3, 5; добавлена строка 7»."""

from collections.abc import Iterable, Iterator
from typing import Final

from events.plan.comparison.values import PartFate, PlanComparison, RowChange

# More numbers than these are counted.
_MOST: Final = 6
# One row, several rows.
_ROWS: Final = {
    PartFate.CHANGED: ("изменена строка", "изменены строки"),
    PartFate.ADDED: ("добавлена строка", "добавлены строки"),
    PartFate.REMOVED: ("убрана строка", "убраны строки"),
}


def said_in_short(comparison: PlanComparison) -> str:
    """Where the contents differ, rows by their numbers; empty where nothing differs."""
    return "; ".join(_parts(comparison))


def _parts(comparison: PlanComparison) -> Iterator[str]:
    rows = [row for row in comparison.rows if row.is_changed]
    for fate, words in _ROWS.items():
        if found := [row for row in rows if row.fate == fate]:
            yield _numbered(words, found)
    if moved := [row for row in rows if row.fate == PartFate.SAME]:
        yield _numbered(("перемещена строка", "перемещены строки"), moved)
    if any(section.is_changed for section in comparison.sections):
        yield "изменены разделы"
    if comparison.fields:
        yield "изменён заголовок или сведения о плане"
    if comparison.steps:
        yield "изменены грифы"


def _numbered(words: tuple[str, str], rows: Iterable[RowChange]) -> str:
    """«изменены строки 3, 5»; a row whose number another one has too is counted once."""
    numbers = list(dict.fromkeys((one.number or one.was_number).rstrip(".") for one in rows))
    if len(numbers) == 1:
        return f"{words[0]} {numbers[0]}"
    rest = len(numbers) - _MOST
    told = ", ".join(numbers[:_MOST])
    return f"{words[1]} {told}" + (f" и ещё {rest}" if rest > 0 else "")
