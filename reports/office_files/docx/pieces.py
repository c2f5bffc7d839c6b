"""Takes an edited line of our own file apart again: which words are of which field.

The portal knows how it drew the line, from the texts of fields and words of its own between them.
So the words that were changed belong to the field in whose text they stand.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

# Signs that the paper sets between and in words, and that nobody types.
_SET: Final = re.compile("[\u2060\u200b\u00ad\ufeff]")
_TOKEN: Final = re.compile(r"\w+|\s+|[^\w\s]")
_MARK: Final = re.compile(r"[-–—•]\s+")
_NUMBER: Final = re.compile(r"\d+[.)]\s*")
# More pairs of lines, or of tokens of two texts, are not compared in all ways.
_MOST: Final = 20_000
_MOST_TOKENS: Final = 1_000_000


class Piece[Owner](NamedTuple):
    """Some words of a drawn line, and the field that they are of; None: the portal's own."""

    text: str
    of: Owner | None


def without_signs(text: str) -> str:
    """The text as one types it: without what typography has set into it."""
    return _SET.sub("", text).replace("\u00a0", " ")


def plain(text: str) -> str:
    """The text to compare by: one space between words, one kind of dash before a list item."""
    words = " ".join(without_signs(text).split())
    return _MARK.sub("– ", words, count=1) if _MARK.match(words) else words


def edited[Owner](line: Sequence[Piece[Owner]], words: str) -> dict[Owner, str]:
    """The texts of the fields drawn in a line, now that it reads so.

    Words that were not changed stay as they were typed, with their spaces.
    """
    line, words = _without_head(line, words)
    old = [(key, raw, at) for at, one in enumerate(line) for key, raw in _tokens(one.text)]
    new = _tokens(_with_mark_of("".join(one.text for one in line), words))
    texts = [""] * len(line)
    keys, new_keys = [key for key, _, _ in old], [key for key, _ in new]
    changes = [("replace", 0, len(old), 0, len(new))]
    if len(old) * len(new) <= _MOST_TOKENS:
        changes = list(SequenceMatcher(None, keys, new_keys, autojunk=False).get_opcodes())
    for tag, i1, i2, j1, j2 in changes:
        if tag == "equal":
            for _, raw, at in old[i1:i2]:
                texts[at] += raw
        elif j2 > j1 and (home := _home(line, old, i1, i2)) is not None:
            texts[home] += "".join(text for _, text in new[j1:j2])
    found: dict[Owner, str] = {}
    for one, text in zip(line, texts, strict=True):
        if one.of is not None:
            found[one.of] = text.strip()
    return found


def edited_text(was: str, lines: Sequence[str]) -> str:
    """A text of several lines as it reads now; lines that were not changed stay as typed."""
    old = [line.strip() for line in was.splitlines() if line.strip()]
    new = [line for line in lines if plain(line)]
    pairs = {j: i for i, j in paired(old, new)}
    texts = [
        edited((Piece(old[pairs[at]], "line"),), line)["line"]
        if at in pairs
        else without_signs(line).strip()
        for at, line in enumerate(new)
    ]
    return was if texts == old else "\n".join(texts)


def paired(old: Sequence[str], new: Sequence[str], least: float = 0.0) -> list[tuple[int, int]]:
    """Which of the old texts became which of the new ones, in order; others are gone or new.

    `least` is how alike two texts must be that are not the same, from 0 to 1.
    """
    pairs: list[tuple[int, int]] = []
    keys, new_keys = [plain(text) for text in old], [plain(text) for text in new]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, keys, new_keys, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(i1, i2), range(j1, j2), strict=True)
        elif tag == "replace":
            inner = _likest(keys[i1:i2], new_keys[j1:j2], least)
            pairs += [(i1 + one, j1 + other) for one, other in inner]
    return pairs


def _likest(old: list[str], new: list[str], least: float) -> list[tuple[int, int]]:
    """The pairs, in order, whose texts have most in common altogether."""
    if len(old) * len(new) > _MOST:
        return list(zip(range(len(old)), range(len(new)), strict=False)) if not least else []
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    words, new_words = ([set(text.casefold().split()) for text in texts] for texts in (old, new))
    likeness = [[_likeness(one, other) for other in new_words] for one in words]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if likeness[i][j] >= least:
                # A pair of unlike lines is still better than two that are left over.
                best[i][j] = max(best[i][j], likeness[i][j] + 0.01 + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        together = likeness[i][j] + 0.01 + best[i + 1][j + 1]
        if likeness[i][j] >= least and best[i][j] == together:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))


def _tokens(text: str) -> list[tuple[str, str]]:
    """Words, spaces and marks as (what to compare, what is written)."""
    found: list[tuple[str, str]] = []
    for raw in _TOKEN.findall(text):
        key = without_signs(raw)
        if not key and found:
            found[-1] = (found[-1][0], found[-1][1] + raw)
        elif key:
            space = "\n" if "\n" in key else " "
            found.append((space if key.isspace() else key, raw))
    return found


def _without_head[Owner](
    line: Sequence[Piece[Owner]], words: str
) -> tuple[Sequence[Piece[Owner]], str]:
    """The line and what it reads now without the portal's own words at its head, if still there.

    The spaces in them would be taken for those between new words.
    """
    head, *rest = line
    if head.of is not None or not rest:
        return line, words
    same = re.compile(r"\s+".join(map(re.escape, head.text.split())) + r"(?:\s+|$)")
    kind = next((one for one in (_NUMBER, _MARK) if one.fullmatch(head.text)), same)
    words = without_signs(words).lstrip()
    found = kind.match(words)
    return rest, words[found.end() :] if found else words


def _with_mark_of(drawn: str, words: str) -> str:
    """Without the paper's signs, and with the dash that the author typed before a list item."""
    words = without_signs(words)
    was, now = _MARK.match(drawn), _MARK.match(words)
    return was.group() + words[now.end() :] if was and now else words


def _home[Owner](
    line: Sequence[Piece[Owner]], old: list[tuple[str, str, int]], begins: int, ends: int
) -> int | None:
    """The piece to which new words belong that stand instead of these tokens, or between them."""
    replaced = [at for _, _, at in old[begins:ends]]
    before = [at for _, _, at in reversed(old[:begins])]
    after = [at for _, _, at in old[ends:]]
    # Between two pieces: the one that ends there, before the one that begins.
    beside = [*replaced, *before[:1], *after[:1], *before, *after, *range(len(line))]
    return next((at for at in beside if line[at].of is not None), None)
