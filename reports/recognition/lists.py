"""Finds the lists and the meetings of a plan without tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from reports.recognition.heading_words import role_of
from reports.recognition.list_heads import (
    DocumentLines,
    is_empty,
    is_meeting_heading,
    is_month,
    is_signature,
)
from reports.recognition.list_items import Mark, cut, is_labelled, mark_of
from reports.recognition.phrases import AGENDA_WORD
from reports.sources.source_document import SourceParagraph

_LABEL: Final = re.compile(r"\s*(?P<label>[^\s:«»\d][^:«»\n]{0,45}):\s*")
_LABEL_WORDS, _LONGEST_ITEM = 5, 400


@dataclass(slots=True)
class ItemList:
    """A list with the headings above it; an item is its paragraphs."""

    headings: list[SourceParagraph]
    items: list[list[SourceParagraph]] = field(default_factory=list)

    @property
    def is_numbered(self) -> bool:
        """Whether its items have numbers."""
        mark = mark_of(self.items[0][0]) if self.items else None
        return mark is not None and mark.number != ""

    @property
    def is_under_month(self) -> bool:
        """Whether its heading is a month or another period."""
        return bool(self.headings) and is_month(self.headings[-1])

    @property
    def is_prose(self) -> bool:
        """Whether its items are too long for events."""
        long = sum(len(line.text) > _LONGEST_ITEM for item in self.items for line in item)
        return long * 3 > len(self.items)


@dataclass(slots=True)
class ListedMeeting:
    """A meeting: the headings above it, its own heading, and labels with their lines."""

    headings: list[SourceParagraph]
    heading: SourceParagraph
    fields: list[tuple[str, list[SourceParagraph]]] = field(default_factory=list)


type Part = SourceParagraph | ItemList | ListedMeeting


def parts_of_lists(lines: Sequence[SourceParagraph]) -> list[Part]:
    """Give the lines under a title as lists, meetings, and other paragraphs."""
    return list(_Reader(lines).read())


class _Reader:
    """Goes through the lines once."""

    def __init__(self, lines: Sequence[SourceParagraph]) -> None:
        self._under = DocumentLines(lines)
        self._lines, self._marks = lines, self._under.marks

    def read(self) -> Iterator[Part]:
        at, headings, last = 0, list[SourceParagraph](), len(self._lines)
        is_first = True
        while at < last:
            line = self._lines[at]
            if is_empty(line):
                at += 1
                yield line
                continue
            prose = self._under.heads_prose(at)
            part: Part
            if is_meeting_heading(line):
                part, at = self._sitting(headings, at)
                yield part
            elif not prose and self._under.is_heading(at):
                headings.append(line)
                at += 1
                continue
            elif not prose and self._begins_list(headings, at, is_first=is_first):
                part, at = self._list(headings, at)
                yield part
            else:
                yield from (*headings, line)
                at += 1
                while prose and at < last and not self._heads_part(at):
                    yield self._lines[at]
                    at += 1
            headings, is_first = [], False
        yield from headings

    def _begins_list(self, over: list[SourceParagraph], at: int, *, is_first: bool) -> bool:
        if self._marks[at]:
            return bool(over) or is_first
        return bool(over) and is_month(over[-1])

    def _heads_part(self, at: int) -> bool:
        return self._under.is_heading(at) or is_meeting_heading(self._lines[at])

    def _list(self, over: list[SourceParagraph], at: int) -> tuple[ItemList, int]:
        """Give the list that begins here, and the index of the line after it."""
        made, first = ItemList(over), self._marks[at]
        if first and first.kind == "date" and made.is_under_month:
            # Under a month each line is an item, with a date or without.
            first = None
        nested = 0
        gap = False
        while at < len(self._lines):
            line, mark = self._lines[at], self._marks[at]
            if is_empty(line):
                gap, at = True, at + 1
                continue
            if made.items and (self._heads_part(at) or self._under.heads_prose(at)):
                break
            if first is None and _is_item(line, mark):
                if made.items and is_signature(line.text):
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
        """Whether a line without a mark ends the list."""
        text = self._lines[at].text
        return not is_labelled(text) and (gap or self._signs(at))

    def _signs(self, at: int) -> bool:
        return at > self._under.last and is_signature(self._lines[at].full_text)

    def _sitting(self, over: list[SourceParagraph], at: int) -> tuple[ListedMeeting, int]:
        """Give the meeting that begins here, and the index of the line after it."""
        made = ListedMeeting(over, self._lines[at])
        gap = False
        at += 1
        while at < len(self._lines):
            line, mark = self._lines[at], self._marks[at]
            is_item = mark is not None and mark.kind != "date"
            label = None if is_item else _LABEL.match(line.text)
            if not line.full_text.strip():
                gap, at = True, at + 1
                continue
            if is_meeting_heading(line) or is_month(line):
                break
            if label and _names_field(label["label"], is_bold=line.runs[0].bold):
                made.fields.append((label["label"].strip(), _after(line, label.end())))
            elif not is_item and (gap or self._under.is_heading(at) or self._signs(at)):
                break
            else:
                if not made.fields or (is_item and _has_value(made.fields[-1])):
                    made.fields.append(("", []))
                made.fields[-1][1].append(line)
            gap, at = False, at + 1
        return made, at


def _is_item(line: SourceParagraph, mark: Mark | None) -> bool:
    """Whether a line in a list without marks is an item of its own."""
    if mark is not None:
        return mark.kind == "date"
    return not (is_labelled(line.text) or line.text.strip()[0].islower())


def _has_value(labelled: tuple[str, list[SourceParagraph]]) -> bool:
    """Whether a field has its value, so that a list below it is the next field."""
    label, lines = labelled
    return label != "" and bool(lines) and mark_of(lines[-1]) is None


def _nested(made: ItemList, mark: Mark, nested: int) -> int:
    """Give the number in an agenda inside an item; 0 for an item of the list itself."""
    if not made.items or not mark.number:
        return 0
    if nested:
        return mark.last if mark.last == nested + 1 else 0
    asks = made.items[-1][-1].text.rstrip().endswith(":")
    return 1 if asks and mark.last == 1 else 0


def _names_field(label: str, *, is_bold: bool) -> bool:
    short = len(label.split()) <= _LABEL_WORDS
    return short and (is_bold or role_of(label) is not None or bool(AGENDA_WORD.match(f"{label}:")))


def _after(line: SourceParagraph, begins: int) -> list[SourceParagraph]:
    return [cut(line, begins, len(line.text))] if line.text[begins:].strip() else []
