"""Finds rows that say the same twice.

Case, marks, endings and the order of words do not count; another number or term makes another
event.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from events.checks.finding import Finding, Repair, ReplaceEvent
from events.checks.survey import RowContext, Survey, row_words
from events.terms.meaning import TermKind

LABEL = "Удалить повтор"
STEM = 5
SHORTEST = 3
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset("и а в во на с со для по при от до из о об к за под у не или".split())  # noqa: SIM905

Key = tuple[object, ...]


def doubles(plan: Survey) -> Iterator[Finding]:
    """Each row that repeats one above it."""
    alike: defaultdict[Key, list[tuple[RowContext, list[str]]]] = defaultdict(list)
    for placed in plan.rows:
        words = _words(placed)
        above = alike[_key(placed, words)]
        twin = next((row for row, others in above if words and _same(others, words)), None)
        if twin is not None:
            yield _finding(twin, placed)
        above.append((placed, words))


def _key(placed: RowContext, words: list[str]) -> Key:
    """What must be equal: the term's meaning (or words), place, direction and all numbers."""
    term = placed.term
    when: object = (term.kind, term.spans, term.recurrence)
    if term.kind in (TermKind.UNKNOWN, TermKind.ON_DEMAND):
        when = " ".join(placed.event.term.casefold().split())
    direction = _stems(placed.section.heading) if placed.merged else ()
    figures = tuple(word for word in words if word.isdigit())
    place = " ".join(placed.event.place.casefold().split())
    return (when, place, tuple(direction), figures)


def _words(placed: RowContext) -> list[str]:
    stems = _stems(row_words(placed.event))
    return stems if len(stems) >= SHORTEST else []


def _stems(text: str) -> list[str]:
    words = _WORD.findall(text.casefold().replace("ё", "е"))
    return sorted(
        word[:STEM] if not word.isdigit() else word for word in words if word not in _SMALL
    )


def _same(first: list[str], second: list[str]) -> bool:
    """Whether the words are the same, or differ by one misprint in a long text."""
    if len(first) != len(second):
        return False
    if first == second:
        return True
    left, right = Counter(first) - Counter(second), Counter(second) - Counter(first)
    if left.total() != 1 or right.total() != 1:
        return False
    return len(first) > STEM and _misprint(next(iter(left)), next(iter(right)))


def _misprint(left: str, right: str) -> bool:
    """Two letters swapped, or one left out; one letter changed may be another word."""
    if min(len(left), len(right)) < STEM - 1:
        return False
    if len(left) == len(right):
        return sorted(left) == sorted(right)
    long, short = sorted((left, right), key=len, reverse=True)
    return any(long[:cut] + long[cut + 1 :] == short for cut in range(len(long)))


def _finding(first: RowContext, second: RowContext) -> Finding:
    text = f"то же, что и {first.name_inside}."
    repair = None
    if second.event.uid and _bare(first) == _bare(second):
        repair = Repair(LABEL, (ReplaceEvent(second.event.uid, ()),))
    return second.finding("doubled", text, "title", repair=repair)


def _bare(placed: RowContext) -> object:
    """The row without uid and number: of two equal ones, one may be removed."""
    parts = tuple(replace(part, uid="") for part in placed.event.events)
    event = replace(placed.event, uid="", number="", same_number=False, events=parts)
    return (event, placed.section.heading)
