"""Compares two texts by words, line by line: what is the same, gone, new."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby
from operator import attrgetter
from typing import Final

# A word or a mark, with the spaces before it: "на", " 15", ",".
_TOKEN: Final = re.compile(r"\s*(?:\w+|[^\w\s])|\s+$")
# Above these, texts that differ in many places are not compared: it would take seconds.
MOST_TOKENS: Final = 300
MOST_LINES: Final = 300
# Lines that share less than this are other lines, and not one that was changed.
LEAST_ALIKE: Final = 0.4


class Fate(StrEnum):
    """What became of some words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that share their fate."""

    fate: Fate
    text: str


type Line = tuple[Piece, ...]


def word_changes(before: str, after: str) -> tuple[Line, ...]:
    """The lines of both texts, each in pieces; a line that is as it was is one piece.

    Texts that are too long for it lose the likeness inside of lines, and never words.
    """
    old, new = before.split("\n"), after.split("\n")
    if len(old) == len(new) == 1 and before != after:
        return tuple(line for line in _changed_lines(old, new) if line)
    lines: list[Line] = []
    for tag, was, became in _blocks(old, new, MOST_LINES):
        if tag == "equal":
            lines += [_whole(Fate.SAME, line) for line in became]
        else:
            lines += _changed_lines(was, became)
    return tuple(line for line in lines if line)


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """The nth of the old lines beside the nth of the new ones; very many stay together."""
    if max(len(old), len(new)) > MOST_LINES:
        yield _whole(Fate.GONE, "\n".join(old))
        yield _whole(Fate.NEW, "\n".join(new))
        return
    paired = min(len(old), len(new))
    for was, became in zip(old[:paired], new[:paired], strict=True):
        line = _changed_line(was, became)
        if line is None:
            yield _whole(Fate.GONE, was)
            yield _whole(Fate.NEW, became)
        else:
            yield line
    yield from (_whole(Fate.GONE, line) for line in old[paired:])
    yield from (_whole(Fate.NEW, line) for line in new[paired:])


def _changed_line(before: str, after: str) -> Line | None:
    """The line in pieces, or None where the two have hardly anything in common."""
    pieces: list[Piece] = []
    same = 0
    words, new_words = _tokens(before), _tokens(after)
    for tag, was, became in _blocks(words, new_words, MOST_TOKENS):
        if tag == "equal":
            same += len(became)
            pieces.append(Piece(Fate.SAME, "".join(became)))
            continue
        gone, new = "".join(was), "".join(became)
        # The space before a word is not marked with it.
        space = " " if (gone or new)[:1].isspace() else ""
        pieces.append(Piece(Fate.SAME, space))
        pieces += [Piece(Fate.GONE, gone.lstrip()), Piece(Fate.NEW, new.lstrip())]
    if same < LEAST_ALIKE * min(len(words), len(new_words)):
        return None
    return tuple(_joined(pieces))


def _tokens(line: str) -> list[str]:
    return _TOKEN.findall(line)


def _blocks(
    old: Sequence[str], new: Sequence[str], most: int
) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """What is equal and what is replaced, in order: ("equal" or "replace", of the old, of the new).

    The common beginning and end are taken off first, so that one word changed in a long text is
    found at once.
    """
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield "equal", old[:head], new[:head]
    shorter, longer = sorted((len(middle_old), len(middle_new)))
    if longer > most or not shorter:
        if longer:
            yield "replace", middle_old, middle_new
    elif longer == 1:
        # One word or line in the place of another is commonest, and nothing is to be searched.
        is_same = middle_old[0].strip() == middle_new[0].strip()
        yield "equal" if is_same else "replace", middle_old, middle_new
    else:
        matcher = SequenceMatcher(
            None, [one.strip() for one in middle_old], [one.strip() for one in middle_new], False
        )
        for tag, start, end, new_start, new_end in matcher.get_opcodes():
            kind = "equal" if tag == "equal" else "replace"
            yield kind, middle_old[start:end], middle_new[new_start:new_end]
    if tail:
        yield "equal", old[len(old) - tail :], new[len(new) - tail :]


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many of the first are equal."""
    count = 0
    for was, became in zip(old, new, strict=False):
        if was != became:
            break
        count += 1
    return count


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Without empty pieces, and with neighbours of one fate as one."""
    filled = [piece for piece in pieces if piece.text]
    for fate, run in groupby(filled, key=attrgetter("fate")):
        yield Piece(fate, "".join(piece.text for piece in run))


def _whole(fate: Fate, line: str) -> Line:
    return (Piece(fate, line),) if line else ()
