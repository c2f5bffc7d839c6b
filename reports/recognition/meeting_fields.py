"""Puts the fields of meetings that stand line by line into the columns of a table.

It knows labels and which of them are the same field; it refuses to know where a meeting ends.
"""

import re
from collections.abc import Sequence
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition.flat_table import Rows
from reports.recognition.heading_words import QUESTIONS, comparable_heading, role_of
from reports.recognition.list_items import cut, is_term_alone, mark_of
from reports.recognition.lists import Sitting
from reports.sources.source_document import Paragraph, Table

_SITTING, _AGENDA, _TERM = "Заседание", "Повестка", "Срок"
# Shares of the page.
_WIDE, _NARROW = 80, 30
# A head is known by two of them.
_LEAST_ROLES = 2
_AT_END: Final = re.compile(
    r"\s*(?:\((?P<inside>[^()]{3,60})\)|[.,:–—-]\s+(?P<after>[^.,:]{3,60}))\.?$"
)


class Sittings:
    """The fields of meetings as columns: labels of one role share one where no meeting has both."""

    def __init__(self, sittings: Sequence[Sitting]) -> None:
        """Find the columns of all these meetings; `labels` are those that share another's."""
        self.labels: list[str] = []
        self._columns: list[tuple[str, str]] = []
        self._told: dict[int, dict[int, list[Paragraph]]] = {}
        self._titled = all(map(_has_theme, sittings))
        if not self._titled:
            self._columns.append((_SITTING, ColumnRole.EVENT))
        for one in sittings:
            self._told[id(one)] = self._read(one)
        if not any(kind == ColumnRole.TERM for _, kind in self._columns):
            self._take_terms(sittings)
        if len({role_of(name) for name, _ in self._columns} - {None}) < _LEAST_ROLES:
            self._columns.append(("№", ColumnRole.NUMBER))

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self._columns)

    def _read(self, one: Sitting) -> dict[int, list[Paragraph]]:
        told: dict[int, list[Paragraph]] = {} if self._titled else {0: [one.heading]}
        for label, lines in one.fields:
            if not label and not _is_list(lines):
                # Words under the heading go on with it.
                told[0] = [*told[0], *lines]
                continue
            kind = _field(label)
            same = [n for n, (_, one) in enumerate(self._columns) if one == kind and n not in told]
            if not same:
                # Questions may stand without a label.
                name = label or _AGENDA
                self._columns.append((name[:1].upper() + name[1:], kind))
            elif label:
                self.labels.append(label)
            told[same[0] if same else len(self._columns) - 1] = lines
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
            self._columns.append((_TERM, ColumnRole.TERM))

    def table(self, sittings: Sequence[Sitting]) -> Table:
        """A row for each of these meetings; its heading stands over it, or is what it is called."""
        made = Rows([(name, _WIDE if kind in (ColumnRole.EVENT, "agenda") else _NARROW)
                      for name, kind in self._columns])  # fmt: skip
        for one in sittings:
            for line in (*one.headings, *([one.heading] if self._titled else [])):
                made.band((line,))
            told = self._told[id(one)]
            made.row([told.get(at, ()) for at in range(len(self._columns))])
        return made.table()


def _field(label: str) -> str:
    """What a field of a meeting is: a role, «agenda», or its own label where nothing is known."""
    if not label or QUESTIONS.search(comparable_heading(label)):
        return "agenda"
    return role_of(label) or label.casefold()


def _has_theme(one: Sitting) -> bool:
    fields = [_field(label) for label, lines in one.fields if label or _is_list(lines)]
    return ColumnRole.EVENT in fields and len(fields) == len(one.fields)


def _is_list(lines: Sequence[Paragraph]) -> bool:
    return bool(lines) and mark_of(lines[0]) is not None
