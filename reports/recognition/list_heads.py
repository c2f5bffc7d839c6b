"""Finds the headings of lists, meetings and prose in a plan without tables."""

import re
from collections.abc import Sequence
from typing import Final

from reports.recognition.bands import NAMED_PART
from reports.recognition.list_items import Mark, is_labelled, mark_of
from reports.recognition.office_words import OFFICE
from reports.recognition.phrases import ENUMERATED, MEETING, NAME, PERIOD_ALONE, RULED, fold_blanks
from reports.recognition.stamps import begins_stamp, has_name, is_date_line
from reports.recognition.titles import OTHER_PART
from reports.sources.source_document import SourceParagraph

# Lists under these words hold no events: aims, methods, legal acts.
NO_EVENTS: Final = re.compile(
    r"\b(?:цел[ьиями]{1,3}|задач[аи]?|(?:основны|приоритетны|главны)[ей]\s+(?:[а-яё]+\s+)?направлени\w+"
    r"|направлени[ея](?:\s+(?:работы|деятельности))?\s*:?$|принцип\w*|функци[ия]|ожидаем\w+"
    r"|результат\w*|нормативн\w+|литератур\w+|форм[аы]\s+(?:работы|деятельности)|метод[ыа]|приняли)\b",
    re.IGNORECASE,
)
_ONE_SITTING: Final = re.compile(r"(?:\w+[ое]е\s+)?заседание\b", re.IGNORECASE)
_NUMBERED_SITTING: Final = re.compile(r"заседание\s*(?:№|\d|[IVX]+\b)", re.IGNORECASE)
_ROMAN: Final = re.compile(r"[IVXLC]{1,6}[.)]\s")
_LONGEST_HEADING, _PLAIN_HEADING, _SEVERAL = 200, 120, 2
_GOES_ON: Final = (";", ",")


class DocumentLines:
    """The lines under a title, the list mark of each, and which of them are headings."""

    def __init__(self, lines: Sequence[SourceParagraph]) -> None:
        """Find the marks of all lines."""
        self.lines = lines
        self.marks = [None if is_empty(line) else mark_of(line) for line in lines]
        self._numbered = self._numbered_headings()
        listed = (at for at, mark in enumerate(self.marks) if mark or is_month(lines[at]))
        # Only below the last item or month may signatures begin.
        self.last = max(listed, default=-1)

    def is_heading(self, at: int) -> bool:
        """Whether a line is a heading: a month, bold, Roman, or directly above a list."""
        line, mark = self.lines[at], self.marks[at]
        text = fold_blanks(line.full_text)
        if not text or len(text) > _LONGEST_HEADING or text.endswith(_GOES_ON):
            return False
        if is_month(line) or at in self._numbered:
            return True
        if is_labelled(line.text) or (mark and not mark.number) or is_signature(text):
            return False
        if _ROMAN.match(text) or NAMED_PART.match(text):
            return True
        if line.bold or (line.align == "center" and not mark):
            return not (mark and self._is_alike(at))
        return not mark and self._heads_plainly(at, text)

    def _heads_plainly(self, at: int, text: str) -> bool:
        """Whether a short plain line is directly above the beginning of a list."""
        if len(text) > _PLAIN_HEADING or text.endswith(".") or not text[0].isupper():
            return False
        below, mark = self._below(at)
        if below is None or mark is None or is_meeting_heading(below):
            return False
        begins = not mark.number or mark.last == 1
        above = self.lines[at - 1].text.rstrip() if at else ""
        apart = not above or self.marks[at - 1] is None or above.endswith((".", ";"))
        return begins and (apart or mark.number != "")

    def heads_prose(self, at: int) -> bool:
        """Whether a line heads text without events: «Задачи:», «Анализ работы за год»."""
        text = fold_blanks(self.lines[at].full_text)
        if len(text) > _LONGEST_HEADING:
            return False
        words = ENUMERATED.sub(lambda found: found["rest"], text)
        if not (OTHER_PART.match(words) or NO_EVENTS.search(words)):
            return False
        if self.marks[at] is not None and not self.is_heading(at):
            return False
        over_list = self._below(at)[1] is not None
        return self.is_heading(at) or (over_list and text.endswith(":"))

    def _is_alike(self, at: int) -> bool:
        """Whether the next line is a bold item of the same list: then this one is an item too."""
        (below, other), mark = self._below(at), self.marks[at]
        if below is None or mark is None or other is None:
            return below is None
        return other.kind == mark.kind and below.bold

    def _numbered_headings(self) -> set[int]:
        """Give the plain numbered lines that have items below each of them."""
        runs: list[list[int]] = [[]]
        for at, mark in enumerate(self.marks):
            if mark is None or mark.kind not in ("1.", "1)"):
                continue
            if mark.last != len(runs[-1]) + 1:
                runs.append([])
            if runs[-1] or mark.last == 1:
                runs[-1].append(at)
        return {at for run in runs for at in self._heading_all(run)}

    def _heading_all(self, run: list[int]) -> list[int]:
        deeper = [at for at in run if self._has_items(at, deeper=True)]
        is_whole = len(run) >= _SEVERAL and all(self._has_items(at) for at in run)
        return run if is_whole else deeper

    def _has_items(self, at: int, *, deeper: bool = False) -> bool:
        """Whether a line has items of another kind below it, or «1.1» below «1»."""
        text, mark, other = self.lines[at].text.strip(), self.marks[at], self._below(at)[1]
        if other is None or mark is None or text.endswith((".", *_GOES_ON)):
            return False
        if other.number.startswith(mark.number.rstrip(".)") + "."):
            return other.kind != mark.kind and len(text) <= _LONGEST_HEADING
        return not (deeper or other.number or text.endswith(":") or len(text) > _LONGEST_HEADING)

    def _below(self, at: int) -> tuple[SourceParagraph | None, Mark | None]:
        """Give the next line that is not empty, and its mark."""
        for below in range(at + 1, len(self.lines)):
            if not is_empty(self.lines[below]):
                return self.lines[below], self.marks[below]
        return None, None


def is_meeting_heading(line: SourceParagraph) -> bool:
    """Whether a line heads a meeting: «Заседание № 1 (сентябрь)»."""
    text = line.text.strip()
    if len(text) > _LONGEST_HEADING or not MEETING.match(text) or text.endswith(_GOES_ON):
        return False
    return (_ONE_SITTING if line.bold else _NUMBERED_SITTING).match(text) is not None


def is_month(line: SourceParagraph) -> bool:
    """Whether a line is only a month, a quarter or another period."""
    return PERIOD_ALONE.match(fold_blanks(line.text)) is not None


def is_empty(line: SourceParagraph) -> bool:
    """Whether a line has no text."""
    return not line.text.strip()


def is_signature(text: str) -> bool:
    """Whether a line is a signature or a part of one."""
    text = text.strip()
    if begins_stamp(text) or RULED.search(text) or is_date_line(text):
        return True
    named = list(NAME.finditer(text))
    ends = bool(named) and not text[named[-1].end() :].strip(" ./)")
    return ends and has_name(text) and ("\t" in text or bool(OFFICE.match(text)))
