"""Splits a cell of the responsible into people, offices and organisations, one by one.

It knows how such cells are written; it refuses to know the directory and to change a word.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from events.plan.content import ResponsibleContent
from events.plan.vocabulary import ResponsibleKind
from reports.recognition.commas import Comma, comma_between, is_nominative
from reports.recognition.office_words import ABBREVIATION, ANOTHER, HOLDER, OFFICE, ORGANISATION
from reports.recognition.phrases import BULLET, NAME, is_name, split_number, tidy

# An office without a capital inside a phrase, nothing before it: two were written as one.
GLUED_OFFICE = re.compile(
    r"(?<=[\w»)])(?<!\bи)(?<![ыио]й)\s+(?=(?:председатель|руководитель|директор|методист|куратор|секретарь"
    r"|заместитель|совет)\s+[А-ЯЁ]{2,})"
)
# An office with a capital after words that are no adjective: lines that lost their end.
NEXT_OFFICE = re.compile(
    r"(?<=[\w».)])(?<!\bи)(?<![ыио]й)(?<![ая]я)(?<!\bпо)(?<!\bв)\s+(?=(?:Председател[ьи]"
    r"|Руководител[ьи]|Директор|Методист[ы]?|Куратор[ы]?|Секретарь|Заместител[ьи]|Зам\.|Учител[ья]"
    r"|Преподавател[ьи]|Педагог[и]?|Воспитател[ьи]|Администрация|Члены|Совет|Классные руководители"
    r"|Специалист[ы]?)(?:\s|-|$))"
)

# «Иванова И. И. и рабочая группа», «методист / Иванова И. И.»: one of them is a person, not all.
TOGETHER = re.compile(rf"{NAME.pattern}\s*(?:/|и\s)|(?:/\s*|\sи\s+){NAME.pattern}")
LOOK_AHEAD = 200
# A cell with more commas is no list of the responsible: each of the rest parts.
MOST_JUDGED = 2_000
PARTING = re.compile(r"[,;]")
MOST_WORDS = 60


def split(text: str, known: frozenset[str]) -> tuple[ResponsibleContent, ...]:
    """The responsible of a cell in order, words as written.

    `known` holds phrases that stand alone elsewhere in the file: two of them written in one
    paragraph are taken apart.
    """
    parts: list[str] = []
    for line in _lines(text):
        for piece in _by_commas(line):
            for single in _unglued(piece, known):
                parts.extend(_names(single))
    return tuple(ResponsibleContent(part, kind_of(part)) for part in parts if part)


def _lines(text: str) -> list[str]:
    """The lines of a cell without bullets and numbers; one that goes on joins the one above."""
    lines: list[str] = []
    for raw in tidy(text).splitlines():
        line = split_number(BULLET.sub("", raw))[1]
        begins = line != raw or not line[:1].islower() or not lines
        if begins or any(sign.match(line) for sign in (OFFICE, ANOTHER)):
            lines.append(line)
        else:
            lines[-1] += f" {line}"
    return lines


def joined(
    one: tuple[ResponsibleContent, ...], more: tuple[ResponsibleContent, ...]
) -> tuple[ResponsibleContent, ...]:
    """Responsible and those of the row's continuation, which may begin in the middle of one."""
    goes_on = one and more and more[0].who == ResponsibleKind.WORDS and more[0].text[:1].islower()
    if goes_on and not is_nominative(more[0].text):
        text = f"{one[-1].text} {more[0].text}"
        return (*one[:-1], ResponsibleContent(text, kind_of(text)), *more[1:])
    return one + more


def alone(texts: list[str]) -> frozenset[str]:
    """Phrases that make a whole paragraph, or a whole item between commas, of these cells."""
    found: set[str] = set()
    for text in texts:
        for line in _lines(text):
            found.update(_by_commas(line))
    return frozenset(found)


def kind_of(text: str) -> ResponsibleKind:
    """Whether the words name a person, an office, an organisation, or are just words."""
    if TOGETHER.search(text):
        return ResponsibleKind.WORDS
    if is_name(text) or NAME.match(text) or _ends_with_name(text):
        return ResponsibleKind.PERSON
    if OFFICE.match(text):
        return ResponsibleKind.OFFICE
    if ABBREVIATION.search(text) or ORGANISATION.search(text):
        return ResponsibleKind.ORGANISATION
    return ResponsibleKind.OFFICE if HOLDER.match(text) else ResponsibleKind.WORDS


def _ends_with_name(text: str) -> bool:
    """«Руководитель РМО Иванова И.И.» names a person whose office stands before the name."""
    names = list(NAME.finditer(text))
    return len(names) == 1 and names[0].end() == len(text.rstrip()) and bool(OFFICE.match(text))


def _by_commas(line: str) -> list[str]:
    pieces: list[str] = []
    begins = 0
    for at, comma in _marks(line):
        if comma.parts:
            pieces.append(line[begins:at].strip())
            begins = at + 1
    pieces.append(line[begins:].strip())
    told = (one.rstrip(",;").rstrip() for one in pieces)
    return [one for one in told if one]


def _marks(line: str) -> Iterator[tuple[int, Comma]]:
    """The commas and semicolons outside brackets, and whether each of them parts."""
    depth = judged = begins = 0
    for at, letter in enumerate(line):
        depth += letter in "(«" or -(letter in ")»")
        if letter == "," and depth <= 0 and judged < MOST_JUDGED:
            judged += 1
            # What follows is judged by its beginning, so a long line costs no more than its length.
            before = line[begins : min(at, begins + LOOK_AHEAD)].strip()
            comma = comma_between(before, line[at + 1 : at + 1 + LOOK_AHEAD].strip())
        elif letter == ";" or (letter == "," and depth <= 0):
            comma = Comma(parts=True)
        else:
            continue
        begins = at + 1 if comma.parts else begins
        yield at, comma


def doubtful(text: str) -> Iterator[str]:
    """The words around each comma that may part two responsible or not, as they stand."""
    for line in _lines(text):
        for at, comma in _marks(line):
            if not comma.sure:
                before, after = line[max(at - LOOK_AHEAD, 0) : at], line[at + 1 : at + LOOK_AHEAD]
                begins, ends = PARTING.split(before)[-1], PARTING.split(after)[0]
                yield f"{begins.strip()}, {ends.strip()}"


def _unglued(piece: str, known: frozenset[str]) -> list[str]:
    """Take apart offices and known phrases that were written without a mark between them."""
    parts: list[str] = []
    glued = (part for one in GLUED_OFFICE.split(piece) for part in NEXT_OFFICE.split(one))
    for part in glued:
        parts.extend(_known_parts(part.split(), known) or [part])
    return parts


def _known_parts(said: list[str], known: frozenset[str]) -> list[str]:
    """Two or more known phrases that make up these words, the longest first; else nothing."""
    if len(said) > MOST_WORDS:
        return []
    for cut in range(len(said) - 1, 0, -1):
        head, tail = " ".join(said[:cut]), said[cut:]
        # «Методист ЦРО» is one: an office of an organisation.
        if head in known and not OFFICE.match(head):
            rest = [" ".join(tail)] if " ".join(tail) in known else _known_parts(tail, known)
            if rest:
                return [head, *rest]
    return []


def _names(piece: str) -> list[str]:
    """Several names with nothing but blanks or «и» between them, one by one.

    Words before the first name or after each of them stay with it.
    """
    names = list(NAME.finditer(piece))
    if len(names) < 2:  # noqa: PLR2004 - one name needs no parting
        return [piece]
    begins = [match.start() for match in names]
    before, after = piece[: begins[0]].strip(), piece[names[-1].end() :].strip()
    gaps = [piece[one.end() : other.start()].strip() for one, other in pairwise(names)]
    if not before and not after and set(gaps) == {"и"}:
        return [piece]
    if not before and not after and set(gaps) <= {"", "и"}:
        return [match.group() for match in names]
    bare = not any(gaps) and not after and OFFICE.match(before)
    told = not before and all(gap[:1].islower() and gap[:1] != "и" for gap in [*gaps, after])
    if not bare and not told:
        return [piece]
    cuts = [0, *begins[1:], len(piece)]
    return [piece[at:end].strip() for at, end in pairwise(cuts)]
