"""Numbers typed by hand where the portal numbers by itself: none is printed twice.

A number of one level that begins a line («1.», «2)», «III.») only says its place, and the portal
says it too. A number of several levels («1.2.1») is the author's own and stays.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

TAKEN_OFF: Final = "Набранные номера сняты: портал ставит их сам."
# «1.», «12)», «III.», also with Russian «Х»; not «10.30», «1.2» or the day of «15. 01. 2027».
_TYPED: Final = re.compile(
    r"\s*(?P<number>\d{1,3}[.)](?!\d|\s*\d{1,2}\.)|[IVXL][IVXLХ]{0,6}[.)](?=\s|[А-ЯЁ«]))"
    r"\s*(?P<words>\S.*)",
    re.DOTALL,
)
_PLAIN: Final = re.compile(r"\d+(?:\.\d+)*|[IVXLC]+")


@dataclass(frozen=True, slots=True)
class Unnumbered:
    """Lines without the numbers that were typed before them, and those numbers."""

    lines: tuple[str, ...]
    taken: tuple[str, ...]


def split_typed_number(line: str) -> tuple[str, str]:
    """The number of one level that begins a line, and the words after it; or ("", the line)."""
    found = _TYPED.fullmatch(line)
    return (found["number"], found["words"]) if found else ("", line)


def without_typed_numbers(lines: Iterable[str]) -> Unnumbered:
    """The lines as the portal prints them after numbers of its own."""
    split = [split_typed_number(line) for line in lines]
    return Unnumbered(
        tuple(words for _, words in split), tuple(number for number, _ in split if number)
    )


def questions_in(text: str) -> tuple[str, ...]:
    """The questions of an agenda that stand in one text, with their typed numbers.

    Each line is a question; where lines are numbered, a line without a number goes on with the
    question above it.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not any(split_typed_number(line)[0] for line in lines):
        return tuple(lines)
    questions: list[str] = []
    for line in lines:
        if questions and not split_typed_number(line)[0]:
            questions[-1] += f"\n{line}"
        else:
            questions.append(line)
    return tuple(questions)


def own_number(typed: str, automatic: str) -> str:
    """The number typed for a row where the plan gives no such number by itself, else nothing.

    A number of one level, or of as many as the automatic one, only says the row's place: the plan
    counts by itself. «1.2.1» or «5а» among 1, 2, 3 is the author's own, and so is any number in a
    plan that numbers nothing.
    """
    typed = typed.strip()
    bare = typed.rstrip(".)")
    if not automatic or not _PLAIN.fullmatch(bare):
        return typed
    levels, usual = bare.count("."), automatic.rstrip(".").count(".")
    return "" if levels in (0, usual) else typed
