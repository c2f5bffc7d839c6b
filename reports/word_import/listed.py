"""Makes tables of a plan that has none: its lists under headings, its meetings line by line.

It knows when a file without a table may be a plan; it refuses to read the rows, which others do
once they stand in a table, and to guess: what is not sure stays among the event's words.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from events.content import ColumnRole
from reports.word_file import Block, Cell, Paragraph, Run, Table, WordFile

from . import heading, titles
from .items import Parted, cut, is_term_alone, parted
from .lists import Listed, Part, Sitting, parts_of
from .many import ANNEX, other_kind
from .vocabulary import QUESTIONS, plain, role_of

LISTED: Final = "В файле нет таблицы: строки плана собраны из списков, сверьте их с файлом."
_LEAST_ITEMS, _LEAST_SITTINGS = 3, 2
# In the order of the columns; widths are shares of the page.
_HEADINGS: Final[dict[ColumnRole, tuple[str, int]]] = {
    "number": ("№", 8),
    "event": ("Мероприятие", 80),
    "form": ("Форма", 30),
    "term": ("Срок", 30),
    "place": ("Место", 30),
    "audience": ("Участники", 30),
    "responsible": ("Ответственный", 42),
    "result": ("Результат", 30),
}
_SITTING, _AGENDA, _TERM = "Заседание", "Повестка", "Срок"
# A programme is a plan only where its lists say when or who.
_PLAN: Final = re.compile(r"\bплан|циклограмма|график|дорожная карта|комплекс мер", re.IGNORECASE)
_AT_END: Final = re.compile(
    r"\s*(?:\((?P<inside>[^()]{3,60})\)|[–—-]\s+(?P<after>[^–—-]{3,60}))\.?$"
)


@dataclass(frozen=True, slots=True)
class FromLists:
    """The file with tables made of its lists; `labels` are words that headings say once."""

    word: WordFile
    labels: tuple[str, ...] = ()


def listed(word: WordFile) -> FromLists | None:
    """The file with its lists as tables; None where it is no plan in lists for certain."""
    lines = [block for block in word.blocks if isinstance(block, Paragraph)]
    begins = _below_title(word, lines)
    if begins is None:
        return None
    parts = [one for part in parts_of(lines[begins:]) for one in _sure(part)]
    lists = [part for part in parts if isinstance(part, Listed)]
    sittings = [part for part in parts if isinstance(part, Sitting)]
    made = _Tables(lists, sittings)
    title = " ".join(line.text for line in lines[:begins])
    items = sum(len(one.items) for one in lists)
    if (items < _LEAST_ITEMS and len(sittings) < _LEAST_SITTINGS) or not made.is_plan(
        certain=_PLAN.search(heading.closed(title)) is not None,
        headless=any(not one.headings for one in lists),
    ):
        return None
    blocks = (*lines[:begins], *made.blocks(parts))
    noticed = (*word.noticed, LISTED)
    return FromLists(replace(word, blocks=blocks, noticed=noticed), tuple(made.labels))


def _below_title(word: WordFile, lines: Sequence[Paragraph]) -> int | None:
    """The line under the title of a plan; None where no line is one, or another paper opens."""
    opening = next((at for at, line in enumerate(lines) if _is_title(line)), None)
    if opening is None:
        return None
    annex = [at for at in range(opening) if ANNEX.match(lines[at].text.strip())]
    over = lines[annex[-1] + 1 if annex else 0 : opening]
    if other_kind(replace(word, blocks=tuple(over))):
        return None
    last = titles.ends(lines, lines[opening].text, opening, len(lines))
    for at in range(last + 1, len(lines)):
        line = lines[at]
        centred = line.align == "center" == lines[opening].align
        if not titles.may_be(line.text.strip()) or not (centred or heading.goes_on(line.text)):
            break
        last = at
    return last + 1


def _is_title(line: Paragraph) -> bool:
    text = " ".join(line.text.split())
    if line.marker or not titles.opens(line) or not titles.may_be(text):
        return False
    stands_out = line.bold or line.align == "center" or heading.PLAN_WORDS.match(text)
    return bool(stands_out) and not titles.OTHER_PART.match(text)


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
        self._sittings = _Sittings(sittings)
        self.labels += self._sittings.labels

    def is_plan(self, *, certain: bool, headless: bool) -> bool:
        """Whether the lists speak of deeds: the title says so, or dates and people do."""
        items = [item for one in self._lists.values() for item in one]
        told = sum(bool({"term", "responsible"} & item.fields.keys()) for item in items)
        evident = told * 2 >= len(items) or self._months >= _LEAST_SITTINGS
        return evident or (certain and not headless)

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
        used: set[ColumnRole] = {"event", *(role for item in items for role in item.fields)}
        if len(used) == 1 or any(item.number for item in items):
            used.add("number")
        columns: list[tuple[ColumnRole, str, int]] = []
        for role, (name, width) in _HEADINGS.items():
            if role not in used:
                continue
            said = Counter(
                text.casefold() for one in items for of, text in one.labels if of == role
            )
            most = said.most_common(1)
            columns.append((role, most[0][0].capitalize() if most else name, width))
            self.labels += said.elements()
        return columns

    def _table(self, lists: Sequence[Listed]) -> Table:
        made = _Rows([(name, width) for _, name, width in self._roles])
        for one in lists:
            for line in one.headings:
                made.band(line)
            for item in self._lists[id(one)]:
                made.row([self._cell(item, role) for role, _, _ in self._roles])
        return made.table()

    @staticmethod
    def _cell(item: Parted, role: ColumnRole) -> Sequence[Paragraph]:
        if role == "number":
            return _line(item.number) if item.number else ()
        return item.fields.get(role, ())


class _Sittings:
    """The fields of meetings as columns: labels of one role share one where no meeting has both."""

    def __init__(self, sittings: Sequence[Sitting]) -> None:
        self.labels: list[str] = []
        self._columns: list[tuple[str, str]] = []
        self._told: dict[int, dict[int, list[Paragraph]]] = {}
        self._titled = bool(sittings) and all(map(_has_theme, sittings))
        if not self._titled:
            self._columns.append((_SITTING, "event"))
        for one in sittings:
            self._told[id(one)] = self._read(one)
        if not any(kind == "term" for _, kind in self._columns):
            self._take_terms(sittings)

    def _read(self, one: Sitting) -> dict[int, list[Paragraph]]:
        told: dict[int, list[Paragraph]] = {} if self._titled else {0: [one.heading]}
        for label, lines in one.fields:
            kind = _field(label)
            at = next(
                (n for n, (_, k) in enumerate(self._columns) if k == kind and n not in told), -1
            )
            if not label and at < 0 and lines:
                label = _AGENDA  # noqa: PLW2901 - questions that no label announces
            if at < 0:
                at = len(self._columns)
                self._columns.append((label[:1].upper() + label[1:], kind))
            elif label:
                self.labels.append(label)
            told[at] = lines
        return told

    def _take_terms(self, sittings: Sequence[Sitting]) -> None:
        """Say the term that stands at the end of headings in a column of its own."""
        found = {id(one): term for one in sittings if (term := _AT_END.search(one.heading.text))}
        found = {n: one for n, one in found.items() if is_term_alone(one["inside"] or one["after"])}
        at = len(self._columns)
        for one in sittings:
            if term := found.get(id(one)):
                group = "inside" if term["inside"] else "after"
                told = self._told[id(one)]
                told[at] = [cut(one.heading, *term.span(group))]
                if not self._titled:
                    told[0] = [cut(one.heading, 0, term.start()), *told[0][1:]]
        if found:
            self._columns.append((_TERM, "term"))

    def table(self, sittings: Sequence[Sitting]) -> Table:
        """A row for each of these meetings; its heading stands over it, or is what it is called."""
        made = _Rows([(name, _HEADINGS["event"][1] if kind in ("event", "agenda") else 30)
                      for name, kind in self._columns])  # fmt: skip
        for one in sittings:
            for line in (*one.headings, *([one.heading] if self._titled else [])):
                made.band(line)
            told = self._told[id(one)]
            made.row([told.get(at, ()) for at in range(len(self._columns))])
        return made.table()


@dataclass(slots=True)
class _Rows:
    """The rows of a table while it is made; columns are their headings and shares of the page."""

    columns: Sequence[tuple[str, int]]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with the head."""
        self.row([_line(name) for name, _ in self.columns])

    def row(self, cells: Sequence[Sequence[Paragraph]]) -> None:
        """Add a row."""
        at = len(self.rows)
        self.rows.append(tuple(Cell(at, n, 1, 1, tuple(one)) for n, one in enumerate(cells)))

    def band(self, line: Paragraph) -> None:
        """Add a cell over the whole width."""
        self.rows.append((Cell(len(self.rows), 0, 1, len(self.columns), (line,)),))

    def table(self) -> Table:
        """The table of these rows."""
        widths = tuple(width for _, width in self.columns)
        return Table(tuple(self.rows), len(self.columns), 1, widths)


def _kind(part: Part) -> str:
    if isinstance(part, Paragraph):
        return "text"
    # A row without a number among numbered ones would be taken for a heading.
    return "sitting" if isinstance(part, Sitting) else f"list {part.is_numbered}"


def _is_blank(part: Part) -> bool:
    return isinstance(part, Paragraph) and not part.text.strip()


def _field(label: str) -> str:
    """What a field of a meeting is: a role, «agenda», or its own label where nothing is known."""
    if not label or QUESTIONS.search(plain(label)):
        return "agenda"
    return role_of(label) or label.casefold()


def _has_theme(one: Sitting) -> bool:
    return any(_field(label) == "event" for label, _ in one.fields)


def _line(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Run(text),)),)
