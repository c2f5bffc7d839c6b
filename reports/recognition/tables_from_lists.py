"""Makes tables of a plan that has none: its lists under headings, its meetings line by line.

It knows when a file without a table may be a plan; it refuses to read the rows, which others do
once they stand in a table, and to guess: what is not sure stays among the event's words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition import plan_heading, titles
from reports.recognition.flat_table import Rows, line_of
from reports.recognition.list_items import Parted, parted
from reports.recognition.lists import Listed, Part, Sitting, parts_of
from reports.recognition.meeting_fields import Sittings
from reports.recognition.multiple_plans import ANNEX, kind_of_paper
from reports.sources.docx.parts import TOO_LONG
from reports.sources.source_document import Block, Paragraph, SourceDocument, SourceError, Table

LISTED: Final = "В файле нет таблицы: строки плана собраны из списков, сверьте их с файлом."
_LEAST_ITEMS, _LEAST_SITTINGS = 3, 2
_MOST_ITEMS, _MOST_COLUMNS = 5_000, 15
# In the order of the columns; a list fills some of them.
_COLUMNS: Final = tuple(
    dict.fromkeys(
        (
            ColumnRole.NUMBER,
            ColumnRole.EVENT,
            ColumnRole.FORM,
            ColumnRole.TERM,
            ColumnRole.PLACE,
            ColumnRole.AUDIENCE,
            *ColumnRole,
        )
    )
)
_HEADINGS: Final = {ColumnRole.NUMBER: "№", ColumnRole.RESPONSIBLE: "Ответственный"}
# A programme is a plan only where its lists say when or who.
_PLAN: Final = re.compile(r"\bплан|циклограмма|график|дорожная карта|комплекс мер", re.IGNORECASE)
_OF_WORK: Final = re.compile(r"\b(?:работы|мероприятий|деятельности|заседаний)\b", re.IGNORECASE)
_OF_LESSON: Final = re.compile(r"конспект|\bурока\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FromLists:
    """The file with tables made of its lists; `labels` are words that headings say once."""

    word: SourceDocument
    labels: tuple[str, ...] = ()


def listed(word: SourceDocument) -> FromLists | None:
    """The file with its lists as tables; None where it is no plan in lists for certain.

    SourceError where there are more items than a plan has.
    """
    lines = [block for block in word.blocks if isinstance(block, Paragraph)]
    begins = _below_title(lines)
    if begins is None:
        return None
    parts = [one for part in parts_of(lines[begins:]) for one in _sure(part)]
    lists = [part for part in parts if isinstance(part, Listed)]
    sittings = [part for part in parts if isinstance(part, Sitting)]
    items = sum(len(one.items) for one in lists)
    if items + len(sittings) > _MOST_ITEMS:
        raise SourceError(TOO_LONG)
    if items < _LEAST_ITEMS and len(sittings) < _LEAST_SITTINGS:
        return None
    made = _Tables(lists, sittings)
    title = plan_heading.closed(" ".join(line.text for line in lines[:begins]))
    certain = _PLAN.search(title) is not None and all(one.headings for one in lists)
    if not (certain or made.is_evident) or made.columns > _MOST_COLUMNS:
        return None
    blocks = (*lines[:begins], *made.blocks(parts))
    noticed = (*word.noticed, LISTED)
    return FromLists(replace(word, blocks=blocks, noticed=noticed), tuple(made.labels))


def _below_title(lines: Sequence[Paragraph]) -> int | None:
    """The line under the title of a plan; None where no line is one, or another paper opens."""
    opening = next((at for at, line in enumerate(lines) if titles.opens(line)), None)
    if opening is None or not _stands_out(lines[opening]):
        return None
    texts = [line.text.strip() for line in lines]
    annex = [at for at in range(opening) if ANNEX.match(texts[at])]
    if kind_of_paper(texts[annex[-1] + 1 if annex else 0 : opening]):
        return None
    last = titles.ends(lines, texts[opening], opening, len(lines))
    for at in range(last + 1, len(lines)):
        centred = lines[at].align == "center" == lines[opening].align
        if not titles.may_be(texts[at]) or not (centred or plan_heading.goes_on(texts[at])):
            break
        last = at
    title = " ".join(texts[titles.begins(lines, opening, range(opening)) : last + 1])
    of_work = plan_heading.PLAN_WORDS.match(texts[opening]) and _OF_WORK.search(title)
    named = of_work or plan_heading.YEAR.search(title) or plan_heading.kind_of(title)
    return last + 1 if named and not _OF_LESSON.search(title) else None


def _stands_out(line: Paragraph) -> bool:
    """Whether a line that speaks of a plan is a title, and of no other part or paper."""
    text = " ".join(line.text.split())
    if line.marker or not titles.may_be(text) or titles.OTHER_PART.match(text):
        return False
    return line.bold or line.align == "center" or plan_heading.PLAN_WORDS.match(text) is not None


def _sure(part: Part) -> Iterator[Part]:
    """The part, or its lines where it is no list of deeds and no meeting after all."""
    if isinstance(part, Listed) and part.is_prose:
        yield from part.headings
        yield from (line for item in part.items for line in item)
    elif isinstance(part, Sitting) and not part.fields:
        yield from (*part.headings, part.heading)
    else:
        yield part


class _Tables:
    """The tables of all lists, with the same columns, and of all meetings with theirs."""

    def __init__(self, lists: Sequence[Listed], sittings: Sequence[Sitting]) -> None:
        self.labels: list[str] = []
        self._lists = {id(one): [parted(item) for item in one.items] for one in lists}
        self._months = sum(one.is_under_month for one in lists)
        self._roles = self._columns()
        self._sittings = Sittings(sittings)
        self.labels += self._sittings.labels

    @property
    def columns(self) -> int:
        """How many columns the widest of them has."""
        return max(len(self._roles), self._sittings.width)

    @property
    def is_evident(self) -> bool:
        """Whether dates, people or months say that these are deeds, whatever the title says."""
        items = [item for one in self._lists.values() for item in one]
        told = sum(
            bool({ColumnRole.TERM, ColumnRole.RESPONSIBLE} & item.fields.keys()) for item in items
        )
        return told * 2 >= len(items) or self._months >= _LEAST_SITTINGS

    def blocks(self, parts: Sequence[Part]) -> Iterator[Block]:
        """The parts as they follow one another: those of one kind, side by side, in one table."""
        told = [one for one in parts if not _is_blank(one)] or parts
        for kind, alike in groupby(told, key=_kind):
            these = list(alike)
            if kind == "text":
                yield from (one for one in these if isinstance(one, Paragraph))
            elif kind == "sitting":
                yield self._sittings.table([one for one in these if isinstance(one, Sitting)])
            else:
                yield self._table([one for one in these if isinstance(one, Listed)])

    def _columns(self) -> list[tuple[ColumnRole, str, int]]:
        """The columns of the lists: those that any item fills, under the label used most."""
        items = [item for one in self._lists.values() for item in one]
        used: set[ColumnRole] = {
            ColumnRole.EVENT,
            *(role for item in items for role in item.fields),
        }
        if len(used) == 1 or any(item.number for item in items):
            used.add(ColumnRole.NUMBER)
        columns: list[tuple[ColumnRole, str, int]] = []
        for role in _COLUMNS:
            if role not in used:
                continue
            said = Counter(
                text.casefold() for one in items for of, text in one.labels if of == role
            )
            most = said.most_common(1)
            name = _HEADINGS.get(role, role.name_in_cell)
            columns.append((role, most[0][0].capitalize() if most else name, role.paper))
            self.labels += said.elements()
        return columns

    def _table(self, lists: Sequence[Listed]) -> Table:
        made = Rows([(name, width) for _, name, width in self._roles])
        for one in lists:
            for line in one.headings:
                made.band((line,))
            for item in self._lists[id(one)]:
                made.row([self._cell(item, role) for role, _, _ in self._roles])
        return made.table()

    @staticmethod
    def _cell(item: Parted, role: ColumnRole) -> Sequence[Paragraph]:
        if role == ColumnRole.NUMBER:
            return line_of(item.number) if item.number else ()
        return item.fields.get(role, ())


def _kind(part: Part) -> str:
    if isinstance(part, Paragraph):
        return "text"
    # A row without a number among numbered ones would be taken for a heading.
    return "sitting" if isinstance(part, Sitting) else f"list {part.is_numbered}"


def _is_blank(part: Part) -> bool:
    return isinstance(part, Paragraph) and not part.text.strip()
