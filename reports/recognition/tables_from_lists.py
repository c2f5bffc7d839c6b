"""Turns a plan without tables, in lists or meetings line by line, into one with tables.

Words whose role is not certain stay in the title of the event.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition import plan_heading, titles
from reports.recognition.flat_table import TableBuilder, one_line
from reports.recognition.list_items import SplitItem, split_item
from reports.recognition.lists import ItemList, ListedMeeting, Part, parts_of_lists
from reports.recognition.meeting_fields import MeetingFields
from reports.recognition.objections import ANNEX, kind_of_paper
from reports.sources.docx.parts import TOO_LONG
from reports.sources.source_document import (
    Block,
    SourceDocument,
    SourceError,
    SourceParagraph,
    SourceTable,
)

LISTED: Final = "В файле нет таблицы: строки плана собраны из списков, сверьте их с файлом."
_LEAST_ITEMS, _LEAST_SITTINGS = 3, 2
_MOST_ITEMS, _MOST_COLUMNS = 5_000, 15
# In the order of the columns; a list has some of them.
_FIRST: Final = ("number", "event", "form", "term", "place", "audience")
_COLUMNS: Final = tuple(dict.fromkeys((*map(ColumnRole, _FIRST), *ColumnRole)))
_HEADINGS: Final = {ColumnRole.NUMBER: "№", ColumnRole.RESPONSIBLE: "Ответственный"}
# A programme is a plan only if its lists name terms or people.
_PLAN: Final = re.compile(r"\bплан|циклограмма|график|дорожная карта|комплекс мер", re.IGNORECASE)
_OF_WORK: Final = re.compile(r"\b(?:работы|мероприятий|деятельности|заседаний)\b", re.IGNORECASE)
_OF_LESSON: Final = re.compile(r"конспект|\bурока\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FromLists:
    """A document with tables made from its lists; `labels` were replaced by headings."""

    word: SourceDocument
    labels: tuple[str, ...] = ()


def with_tables_from_lists(source: SourceDocument) -> FromLists | None:
    """Return the document with its lists as tables, None if it is not certainly a plan.

    Raises:
        SourceError: there are more items than a plan can have.

    """
    lines = [block for block in source.blocks if isinstance(block, SourceParagraph)]
    begins = _line_below_title(lines)
    if begins is None:
        return None
    parts = [one for part in parts_of_lists(lines[begins:]) for one in _certain_parts(part)]
    lists = [part for part in parts if isinstance(part, ItemList)]
    meetings = [part for part in parts if isinstance(part, ListedMeeting)]
    items = sum(len(one.items) for one in lists)
    if items + len(meetings) > _MOST_ITEMS:
        raise SourceError(TOO_LONG)
    if items < _LEAST_ITEMS and len(meetings) < _LEAST_SITTINGS:
        return None
    made = _Tables(lists, meetings)
    title = plan_heading.close_spaced_words(" ".join(line.text for line in lines[:begins]))
    certain = _PLAN.search(title) is not None and all(one.headings for one in lists)
    if not (certain or made.is_evident) or made.columns > _MOST_COLUMNS:
        return None
    blocks = (*lines[:begins], *made.blocks(parts))
    noticed = (*source.noticed, LISTED)
    return FromLists(replace(source, blocks=blocks, noticed=noticed), tuple(made.labels))


def _line_below_title(lines: Sequence[SourceParagraph]) -> int | None:
    """Return the line under the title of a plan; None without a title or in another paper."""
    opening = next((index for index, line in enumerate(lines) if titles.is_title_line(line)), None)
    if opening is None or not _stands_out(lines[opening]):
        return None
    texts = [line.text.strip() for line in lines]
    annex = [index for index in range(opening) if ANNEX.match(texts[index])]
    if kind_of_paper(texts[annex[-1] + 1 if annex else 0 : opening]):
        return None
    last = titles.last_certain_line(lines, texts[opening], opening, len(lines))
    for index in range(last + 1, len(lines)):
        centred = lines[index].align == "center" == lines[opening].align
        if not titles.may_be_in_title(texts[index]) or not (
            centred or plan_heading.may_continue_title(texts[index])
        ):
            break
        last = index
    title = " ".join(texts[titles.first_line(lines, opening, range(opening)) : last + 1])
    of_work = plan_heading.PLAN_WORDS.match(texts[opening]) and _OF_WORK.search(title)
    named = of_work or plan_heading.YEAR.search(title) or plan_heading.association_kind(title)
    return last + 1 if named and not _OF_LESSON.search(title) else None


def _stands_out(line: SourceParagraph) -> bool:
    """Whether a line that names a plan is the title of the paper."""
    text = " ".join(line.text.split())
    if line.marker or not titles.may_be_in_title(text) or titles.OTHER_PART.match(text):
        return False
    return line.bold or line.align == "center" or plan_heading.PLAN_WORDS.match(text) is not None


def _certain_parts(part: Part) -> Iterator[Part]:
    """Yield the part, or its lines if it is not a list of events or a meeting."""
    if isinstance(part, ItemList) and part.is_prose:
        yield from part.headings
        yield from (line for item in part.items for line in item)
    elif isinstance(part, ListedMeeting) and not part.fields:
        yield from (*part.headings, part.heading)
    else:
        yield part


class _Tables:
    """Tables of all lists, which have the same columns, and of all meetings."""

    def __init__(self, lists: Sequence[ItemList], meetings: Sequence[ListedMeeting]) -> None:
        self.labels: list[str] = []
        self._lists = {id(one): [split_item(item) for item in one.items] for one in lists}
        self._items = [item for one in self._lists.values() for item in one]
        self._months = sum(one.is_under_month for one in lists)
        self._roles = self._columns()
        self._meetings = MeetingFields(meetings)
        self.labels += self._meetings.labels

    @property
    def columns(self) -> int:
        """The number of columns of the widest table."""
        return max(len(self._roles), self._meetings.width)

    @property
    def is_evident(self) -> bool:
        """Whether terms, people or months show that these are events, whatever the title is."""
        sure = {ColumnRole.TERM, ColumnRole.RESPONSIBLE}
        counted = sum(not sure.isdisjoint(item.fields) for item in self._items)
        return counted * 2 >= len(self._items) or self._months >= _LEAST_SITTINGS

    def blocks(self, parts: Sequence[Part]) -> Iterator[Block]:
        """Yield the parts in order; neighbours of one kind are in one table."""
        shown = [one for one in parts if not _is_blank(one)] or parts
        for kind, group in groupby(shown, key=_kind):
            neighbours = list(group)
            if kind == "text":
                yield from (one for one in neighbours if isinstance(one, SourceParagraph))
            elif kind == "sitting":
                yield self._meetings.table(
                    [one for one in neighbours if isinstance(one, ListedMeeting)]
                )
            else:
                yield self._table([one for one in neighbours if isinstance(one, ItemList)])

    def _columns(self) -> list[tuple[ColumnRole, str, int]]:
        """Return the role, heading and width of each column; the commonest label is the heading."""
        items = self._items
        used = {ColumnRole.EVENT, *(role for item in items for role in item.fields)}
        if len(used) == 1 or any(item.number for item in items):
            used.add(ColumnRole.NUMBER)
        columns: list[tuple[ColumnRole, str, int]] = []
        labels = [(role, text.casefold()) for item in items for role, text in item.labels]
        for role in (role for role in _COLUMNS if role in used):
            own = Counter(text for label_role, text in labels if label_role == role)
            most = [text.capitalize() for text, _ in own.most_common(1)]
            heading = (*most, _HEADINGS.get(role, role.name_in_cell))[0]
            columns.append((role, heading, role.paper))
            self.labels += own.elements()
        return columns

    def _table(self, lists: Sequence[ItemList]) -> SourceTable:
        made = TableBuilder([(name, width) for _, name, width in self._roles])
        for one in lists:
            for line in one.headings:
                made.band((line,))
            for item in self._lists[id(one)]:
                made.row([self._cell(item, role) for role, _, _ in self._roles])
        return made.table()

    @staticmethod
    def _cell(item: SplitItem, role: ColumnRole) -> Sequence[SourceParagraph]:
        if role == ColumnRole.NUMBER:
            return one_line(item.number) if item.number else ()
        return item.fields.get(role, ())


def _kind(part: Part) -> str:
    if isinstance(part, SourceParagraph):
        return "text"
    # Among rows with numbers, a row without one would be read as a heading.
    return "sitting" if isinstance(part, ListedMeeting) else f"list {part.is_numbered}"


def _is_blank(part: Part) -> bool:
    return isinstance(part, SourceParagraph) and not part.text.strip()
