"""Finds numbers typed by hand that skip or repeat.

A scheme of the author's own is allowed while it has no gap (from 0, from 5, and so on).
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from events.checks.finding import Finding, Repair, SetField
from events.checks.survey import RowContext, Survey, quoted_start

LABEL = "Поставить номера по порядку"
SHOWN = 6
REASONS = 3
_PARTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*")

Number = tuple[int, ...]


def numbers(plan: Survey) -> Iterator[Finding]:
    """One finding, with a repair, for each section whose numbers skip or repeat."""
    everywhere = Counter(
        placed.number
        for placed in plan.rows
        if not placed.event.same_number and _scheme(plan, placed) in ("section", "through")
    )
    last: Number | None = None
    for rows in _by_section(plan.rows):
        scheme = _scheme(plan, rows[0])
        counted = Counter(placed.number for placed in rows)
        if scheme in ("section", "through"):
            counted = everywhere
        faults = _faults(rows, last if scheme == "through" else None, counted)
        last = _parsed(rows[-1].number) if scheme == "through" else None
        if faults:
            yield _finding(rows, faults)


def _by_section(rows: Iterable[RowContext]) -> Iterator[list[RowContext]]:
    for _, group in groupby(rows, key=lambda placed: id(placed.section)):
        # Rows that share the number cell of the row above have no number of their own.
        numbered = [placed for placed in group if placed.number and not placed.event.same_number]
        if numbered:
            yield numbered


def _scheme(plan: Survey, placed: RowContext) -> str:
    chain = (placed.section, *reversed(placed.above))
    return next((each.numbering for each in chain if each.numbering), plan.content.layout.numbering)


def _faults(
    rows: list[RowContext], last: Number | None, counted: Counter[str]
) -> list[tuple[RowContext, str]]:
    """The rows whose number repeats or skips, and what is wrong with it in words."""
    faults = []
    before = None
    for placed in rows:
        number = _parsed(placed.number)
        if number is None:
            continue
        by_hand = placed.row.is_numbered_by_hand or (
            before is not None and before.row.is_numbered_by_hand
        )
        if by_hand and last is not None and not _follows(last, number) and number != last:
            follows = f"после {before.row.number} идёт" if before is not None else "раздел начинает"
            faults.append((placed, f"{follows} {placed.row.number}"))
        if placed.row.is_numbered_by_hand and counted[placed.number] > 1:
            faults.append((placed, f"номер {placed.row.number} повторяется"))
        last, before = number, placed
    return faults


def _parsed(text: str) -> Number | None:
    return tuple(map(int, text.split("."))) if _PARTED.fullmatch(text) else None


def _follows(last: Number, number: Number) -> bool:
    """«1.2» may be followed by «1.3», «2», «2.1» or, one step deeper, by «1.2.1»."""
    if number == (*last, 1):
        return True
    for depth in range(len(last)):
        head = (*last[:depth], last[depth] + 1)
        if number in (head, (*head, 1)):
            return True
    return False


def _finding(rows: list[RowContext], faults: list[tuple[RowContext, str]]) -> Finding:
    first = faults[0][0]
    index = next(i for i, placed in enumerate(rows) if placed is first)
    piece = [placed.row.number for placed in rows][max(0, index - SHOWN // 2) :][:SHOWN]
    heading = quoted_start(first.section.heading)
    where = f"В разделе «{heading}» номера" if heading else "Номера"
    why = "; ".join(dict.fromkeys(words for _, words in faults[:REASONS]))
    text = f"{where} строк идут {', '.join(piece)} — {why}".rstrip(".") + "."
    by_hand = [placed for placed in rows if placed.row.is_numbered_by_hand]
    edits = tuple(SetField(each.event.uid, "number", "") for each in by_hand if each.event.uid)
    repair = Repair(LABEL, edits) if edits and len(edits) == len(by_hand) else None
    return Finding("numbers", "warns", text, first.event.uid, "number", first.number, repair)
