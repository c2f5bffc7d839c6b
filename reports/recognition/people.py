"""Splits the cell of the responsible into people, offices and organisations, words unchanged."""

import re
from collections.abc import Iterator
from itertools import pairwise

from events.plan.content import ResponsibleContent
from events.plan.vocabulary import ResponsibleKind
from reports.recognition.commas import Comma, comma_between, is_nominative
from reports.recognition.office_words import (
    ABBREVIATION,
    BEGINS_RESPONSIBLE,
    OFFICE,
    OFFICE_OR_GROUP,
    ORGANISATION,
)
from reports.recognition.phrases import BULLET, NAME, fold_blanks, is_name, split_number

# An office without a capital inside a phrase: two responsible written without a comma.
GLUED_OFFICE = re.compile(
    r"(?<=[\w»)])(?<!\bи)(?<![ыио]й)\s+(?=(?:председатель|руководитель|директор|методист|куратор|секретарь"
    r"|заместитель|совет)\s+[А-ЯЁ]{2,})"
)
# An office with a capital, not after an adjective: a line break was lost before it.
NEXT_OFFICE = re.compile(
    r"(?<=[\w».)])(?<!\bи)(?<![ыио]й)(?<![ая]я)(?<!\bпо)(?<!\bв)\s+(?=(?:Председател[ьи]"
    r"|Руководител[ьи]|Директор|Методист[ы]?|Куратор[ы]?|Секретарь|Заместител[ьи]|Зам\.|Учител[ья]"
    r"|Преподавател[ьи]|Педагог[и]?|Воспитател[ьи]|Администрация|Члены|Совет|Классные руководители"
    r"|Специалист[ы]?)(?:\s|-|$))"
)

# «Иванова И. И. и рабочая группа», «методист / Иванова И. И.»: a person together with others.
TOGETHER = re.compile(rf"{NAME.pattern}\s*(?:/|и\s)|(?:/\s*|\sи\s+){NAME.pattern}")
# «педагоги-⏎организаторы»
BROKEN_WORD = re.compile(r"(?<=[а-яё])-\n(?=[а-яё])")
LOOK_AHEAD = 200
# A cell with more commas is not a list of responsible: every further comma separates.
MOST_JUDGED = 2_000
PARTING = re.compile(r"[,;]")
MOST_WORDS = 60


def split_responsible(text: str, known: frozenset[str]) -> tuple[ResponsibleContent, ...]:
    """Return the responsible of a cell in order, words as written.

    `known` are phrases that occur alone elsewhere in the file (see `alone`): two of them without
    a comma between are separated.
    """
    pieces = (piece for line in _lines(text) for piece in _by_commas(line))
    singles = (single for piece in pieces for single in _separate_glued(piece, known))
    parts = (part for single in singles for part in _separate_names(single) if part)
    return tuple(ResponsibleContent(part, responsible_kind(part)) for part in parts)


def _lines(text: str) -> list[str]:
    """Return the lines of a cell without bullets and numbers; continued lines are joined."""
    lines: list[str] = []
    for raw in BROKEN_WORD.sub("-", fold_blanks(text)).splitlines():
        line = split_number(BULLET.sub("", raw))[1]
        begins = line != raw or not line[:1].islower() or not lines
        if begins or any(pattern.match(line) for pattern in (OFFICE, BEGINS_RESPONSIBLE)):
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines


def join_responsible(
    above: tuple[ResponsibleContent, ...], more: tuple[ResponsibleContent, ...]
) -> tuple[ResponsibleContent, ...]:
    """Add the responsible of a row's continuation, which may begin in the middle of one."""
    goes_on = above and more and more[0].who == ResponsibleKind.WORDS and more[0].text[:1].islower()
    if goes_on and not is_nominative(more[0].text):
        text = f"{above[-1].text} {more[0].text}"
        return (*above[:-1], ResponsibleContent(text, responsible_kind(text)), *more[1:])
    return above + more


def standalone_phrases(texts: list[str]) -> frozenset[str]:
    """Return the phrases that fill a whole line, or a whole item between commas, of cells."""
    lines = (line for text in texts for line in _lines(text))
    return frozenset(phrase for line in lines for phrase in _by_commas(line))


def responsible_kind(text: str) -> ResponsibleKind:
    """Decide whether a text names a person, an office, an organisation, or none of them."""
    if TOGETHER.search(text):
        return ResponsibleKind.WORDS
    if is_name(text) or NAME.match(text) or _ends_with_name(text):
        return ResponsibleKind.PERSON
    if OFFICE.match(text):
        return ResponsibleKind.OFFICE
    if ABBREVIATION.search(text) or ORGANISATION.search(text):
        return ResponsibleKind.ORGANISATION
    return ResponsibleKind.OFFICE if OFFICE_OR_GROUP.match(text) else ResponsibleKind.WORDS


def _ends_with_name(text: str) -> bool:
    """Whether a text is an office and the name of its holder: «Руководитель РМО Иванова И.И.»."""
    names = list(NAME.finditer(text))
    return len(names) == 1 and names[0].end() == len(text.rstrip()) and bool(OFFICE.match(text))


def _by_commas(line: str) -> list[str]:
    cuts = [-1, *(index for index, comma in _commas(line) if comma.parts), len(line)]
    pieces = (line[begins + 1 : ends].strip() for begins, ends in pairwise(cuts))
    return [part for piece in pieces if (part := piece.rstrip(",;").rstrip())]


def _commas(line: str) -> Iterator[tuple[int, Comma]]:
    """Find the commas and semicolons outside brackets, and whether each separates responsible."""
    depth = judged = begins = 0
    for index, character in enumerate(line):
        depth += character in "(«" or -(character in ")»")
        if character == "," and depth <= 0 and judged < MOST_JUDGED:
            judged += 1
            # Only the next LOOK_AHEAD characters are read: the time grows with the length.
            before = line[begins : min(index, begins + LOOK_AHEAD)].strip()
            comma = comma_between(before, line[index + 1 : index + 1 + LOOK_AHEAD].strip())
        elif character == ";" or (character == "," and depth <= 0):
            comma = Comma(parts=True)
        else:
            continue
        begins = index + 1 if comma.parts else begins
        yield index, comma


def doubtful_commas(text: str) -> Iterator[str]:
    """Yield the words around each comma of which it is not certain whether it separates."""
    for line in _lines(text):
        for index, comma in _commas(line):
            if not comma.sure:
                begins = PARTING.split(line[max(index - LOOK_AHEAD, 0) : index])[-1]
                ends = PARTING.split(line[index + 1 : index + LOOK_AHEAD])[0]
                yield f"{begins.strip()}, {ends.strip()}"


def _separate_glued(piece: str, known: frozenset[str]) -> list[str]:
    """Separate offices and known phrases that have no comma between them."""
    glued = (part for half in GLUED_OFFICE.split(piece) for part in NEXT_OFFICE.split(half))
    return [one for part in glued for one in _known_parts(part.split(), known) or [part]]


def _known_parts(words: list[str], known: frozenset[str]) -> list[str]:
    """Split words into two or more known phrases, the longest first; empty if impossible."""
    if len(words) > MOST_WORDS:
        return []
    for cut in range(len(words) - 1, 0, -1):
        head, tail = " ".join(words[:cut]), words[cut:]
        # «Методист ЦРО» is one responsible: an office of an organisation.
        if head in known and not OFFICE.match(head):
            rest = [" ".join(tail)] if " ".join(tail) in known else _known_parts(tail, known)
            if rest:
                return [head, *rest]
    return []


def _separate_names(piece: str) -> list[str]:
    """Separate several names with only blanks or «и» between them.

    Words before the first name, or after each name, stay with that name.
    """
    names = list(NAME.finditer(piece))
    if len(names) < 2:  # noqa: PLR2004 - one name cannot be split
        return [piece]
    begins = [match.start() for match in names]
    before, after = piece[: begins[0]].strip(), piece[names[-1].end() :].strip()
    gaps = [piece[left.end() : right.start()].strip() for left, right in pairwise(names)]
    if not before and not after and set(gaps) == {"и"}:
        return [piece]
    if not before and not after and set(gaps) <= {"", "и"}:
        return [match.group() for match in names]
    office_first = not any(gaps) and not after and OFFICE.match(before)
    office_last = not before and all(gap[:1].islower() and gap[:1] != "и" for gap in [*gaps, after])
    if not office_first and not office_last:
        return [piece]
    cuts = [0, *begins[1:], len(piece)]
    return [piece[start:end].strip() for start, end in pairwise(cuts)]
