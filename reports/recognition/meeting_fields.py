"""Turns meetings that a list describes line by line into the rows of one table."""

import re
from collections.abc import Sequence
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition.flat_table import TableBuilder
from reports.recognition.heading_words import QUESTIONS, comparable_heading, role_of
from reports.recognition.list_items import cut, is_term_alone, mark_of
from reports.recognition.lists import ListedMeeting
from reports.sources.source_document import SourceParagraph, SourceTable

_MEETING, _AGENDA, _TERM = "Заседание", "Повестка", "Срок"
# Column widths, relative to each other.
_WIDE, _NARROW = 80, 30
# A row with fewer known roles is not recognised as the head of a table.
_LEAST_ROLES = 2
_TERM_AT_END: Final = re.compile(
    r"\s*(?:\((?P<inside>[^()]{3,60})\)|[.,:–—-]\s+(?P<after>[^.,:]{3,60}))\.?$"
)


class MeetingFields:
    """Columns for the fields of meetings; labels of one role share a column if they never meet.

    `labels` are the labels that share the column of another label, so no heading prints them.
    """

    def __init__(self, meetings: Sequence[ListedMeeting]) -> None:
        """Find the columns of all these meetings."""
        self.labels: list[str] = []
        self._columns: list[tuple[str, str]] = []
        self._cells: dict[int, dict[int, list[SourceParagraph]]] = {}
        self._titled = all(map(_has_theme, meetings))
        if not self._titled:
            self._columns.append((_MEETING, ColumnRole.EVENT))
        for meeting in meetings:
            self._cells[id(meeting)] = self._read(meeting)
        if not any(kind == ColumnRole.TERM for _, kind in self._columns):
            self._add_term_column(meetings)
        if len({role_of(name) for name, _ in self._columns} - {None}) < _LEAST_ROLES:
            self._columns.append(("№", ColumnRole.NUMBER))

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self._columns)

    def _read(self, meeting: ListedMeeting) -> dict[int, list[SourceParagraph]]:
        cells: dict[int, list[SourceParagraph]] = {} if self._titled else {0: [meeting.heading]}
        for label, lines in meeting.fields:
            if not label and not _is_list(lines):
                # Text under the heading continues the heading.
                cells[0] = [*cells[0], *lines]
                continue
            role = _role_of_label(label)
            roles = [known for _, known in self._columns]
            at = next((n for n, one in enumerate(roles) if one == role and n not in cells), None)
            if at is None:
                # Only the questions of an agenda have no label.
                at, name = len(roles), label or _AGENDA
                self._columns.append((name[:1].upper() + name[1:], role))
            elif label:
                self.labels.append(label)
            cells[at] = lines
        return cells

    def _add_term_column(self, meetings: Sequence[ListedMeeting]) -> None:
        """Move the terms at the end of headings into a column of their own."""
        column = len(self._columns)
        for meeting in meetings:
            heading, cells = meeting.heading, self._cells[id(meeting)]
            term = _TERM_AT_END.search(heading.text)
            if term is None or not is_term_alone(term[term.lastgroup or 0]):
                continue
            cells[column] = [cut(heading, *term.span(term.lastgroup or 0))]
            if not self._titled:
                cells[0] = [cut(heading, 0, term.start()), *cells[0][1:]]
            self._columns[column:] = [(_TERM, ColumnRole.TERM)]

    def table(self, meetings: Sequence[ListedMeeting]) -> SourceTable:
        """One row for each meeting, its heading as a band above it or as the event's title."""
        rows = TableBuilder([(name, _WIDE if role in (ColumnRole.EVENT, "agenda") else _NARROW)
                      for name, role in self._columns])  # fmt: skip
        for meeting in meetings:
            for line in (*meeting.headings, *([meeting.heading] if self._titled else [])):
                rows.band((line,))
            cells = self._cells[id(meeting)]
            rows.row([cells.get(column, ()) for column in range(len(self._columns))])
        return rows.table()


def _role_of_label(label: str) -> str:
    """Return the column role of a label, "agenda", or the label itself if it is not known."""
    if not label or QUESTIONS.search(comparable_heading(label)):
        return "agenda"
    return role_of(label) or label.casefold()


def _has_theme(meeting: ListedMeeting) -> bool:
    fields = [_role_of_label(label) for label, lines in meeting.fields if label or _is_list(lines)]
    return ColumnRole.EVENT in fields and len(fields) == len(meeting.fields)


def _is_list(lines: Sequence[SourceParagraph]) -> bool:
    return bool(lines) and mark_of(lines[0]) is not None
