"""Finds the lists of a plan without tables: headings, the items under them, cards of meetings.

It knows which lines head lists and where a list ends; it refuses to know what an item says and
what becomes of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from reports.word_file import Paragraph

from .bands import NAMED_PART
from .items import Mark, cut, is_labelled, mark_of
from .offices import OFFICE
from .phrases import AGENDA_WORD, ENUMERATED, MEETING, NAME, RULED, STRETCH_ALONE, tidy
from .stamps import begins_stamp, has_name, is_date_line
from .titles import OTHER_PART
from .vocabulary import role_of

# Lists under these words are no deeds: aims, ways of work, papers that it rests on.
NO_DEEDS: Final = re.compile(
    r"\b(?:цел[ьиями]{1,3}|задач[аи]?|(?:основны|приоритетны|главны)[ей]\s+(?:[а-яё]+\s+)?направлени\w+"
    r"|направлени[ея](?:\s+(?:работы|деятельности))?\s*:?$|принцип\w*|функци[ия]|ожидаем\w+"
    r"|результат\w*|нормативн\w+|литератур\w+|форм[аы]\s+(?:работы|деятельности)|метод[ыа]|приняли)\b",
    re.IGNORECASE,
)
_ONE_SITTING: Final = re.compile(r"(?:\w+[ое]е\s+)?заседание\b", re.IGNORECASE)
_NUMBERED_SITTING: Final = re.compile(r"заседание\s*(?:№|\d|[IVX]+\b)", re.IGNORECASE)
_ROMAN: Final = re.compile(r"[IVXLC]{1,6}[.)]\s")
_LABEL: Final = re.compile(r"\s*(?P<label>[^\s:«»\d][^:«»\n]{0,45}):\s*")
_LONGEST_HEADING, _PLAIN_HEADING, _LONGEST_ITEM = 200, 120, 400
_LABEL_WORDS, _SEVERAL = 5, 2
_GOES_ON: Final = (";", ",")


@dataclass(slots=True)
class Listed:
    """A list with the headings over it; each item is its paragraphs."""

    headings: list[Paragraph]
    items: list[list[Paragraph]] = field(default_factory=list)

    @property
    def is_numbered(self) -> bool:
        """Whether its items have numbers."""
        mark = mark_of(self.items[0][0]) if self.items else None
        return mark is not None and mark.number != ""

    @property
    def is_under_month(self) -> bool:
        """Whether a month or another stretch of time stands over it."""
        return bool(self.headings) and _is_month(self.headings[-1])

    @property
    def is_prose(self) -> bool:
        """Whether its items are too long for deeds."""
        long = sum(len(line.text) > _LONGEST_ITEM for item in self.items for line in item)
        return long * 3 > len(self.items)


@dataclass(slots=True)
class Sitting:
    """A meeting: headings over it, its own, and labels with what stands under each of them."""

    headings: list[Paragraph]
    heading: Paragraph
    fields: list[tuple[str, list[Paragraph]]] = field(default_factory=list)


type Part = Paragraph | Listed | Sitting


def parts_of(lines: Sequence[Paragraph]) -> list[Part]:
    """The lines under a title as lists, meetings, and paragraphs that are neither."""
    return list(_Reader(lines).read())


class _Reader:
    """Goes through the lines once."""

    def __init__(self, lines: Sequence[Paragraph]) -> None:
        self._lines = lines
        self._marks = [None if _is_empty(line) else mark_of(line) for line in lines]
        self._parents = self._numbered_headings()
        told = (at for at, one in enumerate(self._marks) if one or _is_month(lines[at]))
        self._last = max(told, default=-1)

    def read(self) -> Iterator[Part]:
        at, over, last = 0, list[Paragraph](), len(self._lines)
        is_first = True
        while at < last:
            line = self._lines[at]
            if _is_empty(line):
                at += 1
                yield line
            elif is_sitting(line):
                sitting, at = self._sitting(over, at)
                yield sitting
                over, is_first = [], False
            elif self._heads_prose(at):
                yield from over
                yield line
                over, is_first, at = [], False, at + 1
                while at < last and not self._is_heading(at) and not is_sitting(self._lines[at]):
                    yield self._lines[at]
                    at += 1
            elif self._is_heading(at):
                over.append(line)
                at += 1
            elif (over and (self._marks[at] or _is_month(over[-1]))) or (
                is_first and self._marks[at]
            ):
                found, at = self._list(over, at)
                yield found
                over, is_first = [], False
            else:
                yield from over
                yield line
                over, is_first, at = [], False, at + 1
        yield from over

    # Headings

    def _is_heading(self, at: int) -> bool:
        line, mark = self._lines[at], self._marks[at]
        text = tidy(line.full_text)
        if not text or len(text) > _LONGEST_HEADING or text.endswith(_GOES_ON):
            return False
        if _is_month(line) or at in self._parents:
            return True
        if is_labelled(line.text) or (mark and not mark.number) or _signs(text):
            return False
        if _ROMAN.match(text) or NAMED_PART.match(text):
            return True
        if line.bold or (line.align == "center" and not mark):
            return not (mark and self._is_alike(at))
        return not mark and self._heads_plainly(at, text)

    def _heads_plainly(self, at: int, text: str) -> bool:
        """Whether a plain short line stands right over the beginning of a list."""
        if len(text) > _PLAIN_HEADING or text.endswith(".") or not text[0].isupper():
            return False
        below = self._next(at)
        mark = self._marks[below] if below is not None else None
        if below is None or mark is None or is_sitting(self._lines[below]):
            return False
        begins = not mark.number or mark.last == 1
        above = next(
            (one for one in range(at - 1, -1, -1) if not _is_empty(self._lines[one])), None
        )
        apart = above is None or above < at - 1 or self._marks[above] is None
        return begins and (apart or mark.number != "")

    def _heads_prose(self, at: int) -> bool:
        """Whether a line stands over what is no deed: «Задачи:», «Анализ работы за год»."""
        text = tidy(self._lines[at].full_text)
        words = ENUMERATED.sub(lambda found: found["rest"], text)
        if not (OTHER_PART.match(words) or NO_DEEDS.search(words)):
            return False
        if self._marks[at] is not None and not self._is_heading(at):
            return False
        below = self._next(at)
        over_list = below is not None and self._marks[below] is not None
        return self._is_heading(at) or (over_list and text.endswith(":"))

    def _is_alike(self, at: int) -> bool:
        """Whether the next line is a bold item of the same list: so this one is an item too."""
        below, mark = self._next(at), self._marks[at]
        other = self._marks[below] if below is not None else None
        if below is None or mark is None or other is None:
            return below is None
        return other.kind == mark.kind and self._lines[below].bold

    def _numbered_headings(self) -> set[int]:
        """Plain numbered lines that head the items under each of them."""
        found: set[int] = set()
        run: list[int] = []
        tops = [at for at, one in enumerate(self._marks) if one and one.kind in ("1.", "1)")]
        for at in tops:
            mark = self._marks[at]
            if run and mark and mark.last != len(run) + 1:
                found.update(self._heading_all(run))
                run = []
            if run or (mark and mark.last == 1):
                run.append(at)
        return found | set(self._heading_all(run))

    def _heading_all(self, run: list[int]) -> list[int]:
        return run if len(run) >= _SEVERAL and all(map(self._has_items, run)) else []

    def _has_items(self, at: int) -> bool:
        text, below, mark = self._lines[at].text.strip(), self._next(at), self._marks[at]
        other = self._marks[below] if below is not None else None
        if other is None or mark is None or text.endswith((".", *_GOES_ON)):
            return False
        deeper = other.number.startswith(mark.number.rstrip(".)") + ".")
        return len(text) <= _LONGEST_HEADING and (deeper or (not other.number and text[-1] != ":"))

    def _next(self, at: int) -> int | None:
        below = range(at + 1, len(self._lines))
        return next((one for one in below if not _is_empty(self._lines[one])), None)

    # Lists

    def _list(self, over: list[Paragraph], at: int) -> tuple[Listed, int]:
        """The list that begins here, and the index of what follows it."""
        made, first = Listed(over), self._marks[at]
        nested = 0
        gap = False
        while at < len(self._lines):
            line, mark = self._lines[at], self._marks[at]
            if _is_empty(line):
                gap, at = True, at + 1
                continue
            if made.items and (is_sitting(line) or self._is_heading(at) or self._heads_prose(at)):
                break
            if first is None and mark is None and not is_labelled(line.text):
                if made.items and _signs(line.text):
                    break
                made.items.append([line])
            elif first and mark and mark.kind == first.kind:
                nested = _nested(made, mark, nested)
                if nested:
                    made.items[-1].append(line)
                else:
                    made.items.append([line])
            elif not made.items or (mark is None and self._ends(at, gap=gap)):
                break
            else:
                made.items[-1].append(line)
            gap, at = False, at + 1
        return made, at

    def _ends(self, at: int, *, gap: bool) -> bool:
        """Whether a line without a mark is no part of the item above it."""
        text = self._lines[at].text
        if is_labelled(text):
            return False
        return (at > self._last and _signs(text)) or gap

    # Meetings

    def _sitting(self, over: list[Paragraph], at: int) -> tuple[Sitting, int]:
        """The meeting that begins here, and the index of what follows it."""
        made = Sitting(over, self._lines[at])
        gap = False
        at += 1
        while at < len(self._lines):
            line, mark = self._lines[at], self._marks[at]
            text = tidy(line.full_text)
            found = None if mark and mark.kind != "date" else _LABEL.match(line.text)
            if not text:
                gap, at = True, at + 1
                continue
            if is_sitting(line) or _is_month(line):
                break
            if found and _names_field(found["label"], is_bold=line.runs[0].bold):
                made.fields.append((found["label"].strip(), _after(line, found.end())))
            elif mark and mark.kind != "date":
                if not made.fields:
                    made.fields.append(("", []))
                made.fields[-1][1].append(line)
            elif gap or self._is_heading(at) or (at > self._last and _signs(text)):
                break
            elif made.fields:
                made.fields[-1][1].append(line)
            else:
                made.fields.append(("", [line]))
            gap, at = False, at + 1
        return made, at


def is_sitting(line: Paragraph) -> bool:
    """Whether a line heads a meeting: «Заседание № 1 (сентябрь)»."""
    text = line.text.strip()
    if len(text) > _LONGEST_HEADING or not MEETING.match(text) or text.endswith(_GOES_ON):
        return False
    return (_ONE_SITTING if line.bold else _NUMBERED_SITTING).match(text) is not None


def _nested(made: Listed, mark: Mark, nested: int) -> int:
    """The number in a list of questions inside an item; 0 for an item of the list itself."""
    if not made.items or not mark.number:
        return 0
    own = mark_of(made.items[-1][0])
    asks = made.items[-1][nested and -1 or 0].text.rstrip().endswith(":")
    if nested:
        return mark.last if mark.last == nested + 1 else 0
    return 1 if asks and mark.last == 1 and own and own.last >= 1 else 0


def _names_field(label: str, *, is_bold: bool) -> bool:
    short = len(label.split()) <= _LABEL_WORDS
    return short and (is_bold or role_of(label) is not None or bool(AGENDA_WORD.match(f"{label}:")))


def _after(line: Paragraph, begins: int) -> list[Paragraph]:
    return [cut(line, begins, len(line.text))] if line.text[begins:].strip() else []


def _is_month(line: Paragraph) -> bool:
    return STRETCH_ALONE.match(tidy(line.text)) is not None


def _is_empty(line: Paragraph) -> bool:
    return not line.text.strip()


def _signs(text: str) -> bool:
    """Whether a line is a signature or a part of one."""
    text = text.strip()
    if begins_stamp(text) or RULED.search(text) or is_date_line(text):
        return True
    named = list(NAME.finditer(text))
    ends = bool(named) and not text[named[-1].end() :].strip(" ./)")
    return ends and has_name(text) and ("\t" in text or bool(OFFICE.match(text)))
