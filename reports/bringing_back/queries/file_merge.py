"""Merges a file that was brought back with its plan: the base, the file, and the plan as it is.

What only the file changed is taken, what only the plan changed stays, and where both changed a
field differently a person decides.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from events.plan.codec import from_bytes
from events.plan.content import EventContent, PlanContent
from events.plan.outline import rows_of
from events.plan.patch import PartKind
from events.plan.vocabulary import SectionKind
from plans_portal.lib.versions import version_of
from reports.bringing_back.queries.field_texts import (
    FIELDS,
    SECTION_FIELDS,
    Texts,
    plain,
    section_text,
    shortened,
    text_of,
    title_of,
    with_texts,
    without_uids,
)
from reports.bringing_back.queries.file_content import rows_of_content
from reports.bringing_back.queries.file_rows import AddedRow, FileRows, rows_of_file
from reports.bringing_back.queries.written_tables import written_table
from reports.office_files.brought_file import BroughtFile

_HEADING_NAME: Final = "Заголовок плана"


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field of a part that the file changes: as it was written, in the file, and in the plan."""

    name: str
    base: str
    theirs: str
    ours: str
    is_conflict: bool = False


@dataclass(frozen=True, slots=True)
class MergedPart:
    """A row, section or the heading that the file changes."""

    kind: PartKind
    uid: str
    number: str
    title: str
    fields: tuple[MergedField, ...]

    @property
    def taken(self) -> tuple[MergedField, ...]:
        """What only the file has changed."""
        return tuple(one for one in self.fields if not one.is_conflict)

    @property
    def conflicts(self) -> tuple[MergedField, ...]:
        """What a person decides."""
        return tuple(one for one in self.fields if one.is_conflict)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row that the file adds: as content, and where it stands, by uids; `above` in words."""

    event: EventContent
    section: str
    parent: str = ""
    after: str = ""
    above: str = ""

    @property
    def title(self) -> str:
        """The row in one line."""
        return title_of(self.event)


@dataclass(frozen=True, slots=True)
class LostRow:
    """A row that the file or the plan has not any more.

    In conflict the other has changed it: `texts` are what it says there.
    """

    uid: str
    number: str
    title: str
    is_conflict: bool = False
    texts: tuple[tuple[str, str], ...] = ()
    # The row as the file would bring it back into the plan.
    again: NewRow | None = None


@dataclass(frozen=True, slots=True)
class FileMerge:
    """What becomes of a file in its plan.

    `deleted` are rows that the file has not any more, `gone` those that the plan has not and the
    file has changed. Without the base all that differs is a conflict.
    """

    changed: tuple[MergedPart, ...]
    added: tuple[NewRow, ...]
    deleted: tuple[LostRow, ...]
    gone: tuple[LostRow, ...]
    notes: tuple[str, ...]
    has_base: bool

    @property
    def conflicts(self) -> int:
        """How many questions a person must answer."""
        fields = sum(len(part.conflicts) for part in self.changed)
        return fields + len(self.gone) + sum(row.is_conflict for row in self.deleted)

    @property
    def taken(self) -> int:
        """How many cells are taken from the file without asking."""
        return sum(len(part.taken) for part in self.changed)

    @property
    def is_empty(self) -> bool:
        """Whether the file brings nothing."""
        return not (self.changed or self.added or self.deleted or self.gone)

    @property
    def seen(self) -> str:
        """The version of all that the page shows and asks."""
        return version_of([self.changed, self.added, self.deleted, self.gone, self.has_base])


def merge_file(file: BroughtFile, ours: PlanContent) -> FileMerge:
    """Merge what was brought with the plan as it is now."""
    known = file.content()
    return _Merging(file, known or ours, ours, has_base=known is not None).merge()


class _Merging:
    """One merge: the parts of the base and of the plan by uid."""

    def __init__(
        self, file: BroughtFile, base: PlanContent, ours: PlanContent, *, has_base: bool
    ) -> None:
        self.file, self.base, self.ours, self.has_base = file, base, ours, has_base
        self.was = {event.uid: event for event in base.all_events()}
        self.stored = {event.uid: event for event in ours.all_events()}
        self.homes = {e.uid: one.uid for one in ours.all_sections() for e in one.events}
        self.old_homes = {e.uid: one.uid for one in base.all_sections() for e in one.events}
        self.parents = {part.uid: e.uid for e in base.all_events() for part in e.events}
        self.numbers = {row.event.uid: row.number for row in (*rows_of(base), *rows_of(ours))}
        # A workbook has the parts of a row as rows of their own.
        self.names = [name for name in FIELDS if name != "events" or file.said]

    def merge(self) -> FileMerge:
        said = self._said()
        changed = [
            MergedPart(PartKind.ROW, uid, self.numbers.get(uid, ""), title_of(row), fields)
            for uid, texts in said.changed.items()
            if (row := self.stored.get(uid))
            if (fields := tuple(self._fields(texts, self.was[uid], row)))
        ]
        absent = set(said.absent)
        return FileMerge(
            (*self._others(said), *changed),
            tuple(map(self._new, said.added)),
            tuple(
                self._lost(uid)
                for uid in said.absent
                if uid in self.stored and not self._goes_with_its_row(uid, absent)
            ),
            tuple(self._gone(uid, t) for uid, t in said.changed.items() if uid not in self.stored),
            (*self.file.notes, *said.notes),
            self.has_base,
        )

    def _said(self) -> FileRows:
        if self.file.said:
            return rows_of_content(self.base, from_bytes(self.file.said.encode()))
        return rows_of_file(self.file, written_table(self.base))

    def _fields(self, texts: Texts, was: EventContent, row: EventContent) -> Iterator[MergedField]:
        for name in FIELDS:
            if name in texts:
                yield from self._field(name, text_of(was, name), texts[name], text_of(row, name))

    def _field(self, name: str, was: str, now: str, mine: str) -> Iterator[MergedField]:
        if plain(now) != plain(mine):
            conflict = not self.has_base or plain(was) != plain(mine)
            yield MergedField(name, was, now, mine, conflict)

    def _others(self, said: FileRows) -> Iterator[MergedPart]:
        """The heading and the sections."""
        before = {one.uid: one for one in self.base.all_sections()}
        now = {one.uid: one for one in self.ours.all_sections()}
        for (kind, uid), texts in said.others.items():
            fields: list[MergedField] = []
            if kind == PartKind.HEADING:
                was, mine = ("\n".join(one.title) for one in (self.base, self.ours))
                fields += self._field("title", was, texts["title"], mine)
                yield from _part(kind, uid, _HEADING_NAME, fields)
            elif uid in now:
                for name in SECTION_FIELDS:
                    if name in texts:
                        both = section_text(before[uid], name), section_text(now[uid], name)
                        fields += self._field(name, both[0], texts[name], both[1])
                yield from _part(kind, uid, f"Раздел «{shortened(now[uid].heading)}»", fields)

    def _new(self, row: AddedRow) -> NewRow:
        """The new row where it can stand: beside rows and in a section that the plan still has."""
        event = without_uids(with_texts(row.copied, row.texts))
        tables = {one.uid: one for one in self.ours.all_sections() if one.kind == SectionKind.TABLE}
        after = row.after if row.after in self.stored else ""
        parent = row.parent if row.parent in self.stored else ""
        home = self.homes.get(parent or after, "")
        section = row.section if row.section in tables else home or next(iter(tables), "")
        if parent:
            section = home
        elif home != section:
            # The file says another section than that of the row above: there it is the last.
            rows = tables[section].events if after and section in tables else ()
            after = rows[-1].uid if rows else ""
        above = title_of(self.stored[after]) if after else ""
        return NewRow(event, section, parent, after, above)

    def _lost(self, uid: str) -> LostRow:
        """A row that the file has not any more."""
        row, was = self.stored[uid], self.was[uid]
        texts = tuple(
            (name, text_of(row, name))
            for name in self.names
            if plain(text_of(row, name)) != plain(text_of(was, name))
        )
        return LostRow(
            uid,
            self.numbers.get(uid, ""),
            title_of(row),
            is_conflict=bool(texts) or not self.has_base,
            texts=texts,
        )

    def _gone(self, uid: str, texts: Texts) -> LostRow:
        """A row that the plan has not any more, and the file has changed."""
        event, parent = with_texts(self.was[uid], texts), self.parents.get(uid, "")
        section = self.old_homes.get(parent or uid, "")
        again = NewRow(event, section, parent, self._above(uid, section, parent))
        number = self.numbers.get(uid, "")
        return LostRow(
            uid,
            number,
            title_of(self.was[uid]),
            is_conflict=True,
            texts=tuple(texts.items()),
            again=again,
        )

    def _above(self, uid: str, section: str, parent: str) -> str:
        """The nearest row above in the base that still stands in the same place of the plan."""
        beside = [
            one.uid
            for one in self.was.values()
            if (self.parents.get(one.uid, "") if parent else self.old_homes.get(one.uid))
            == (parent or section)
        ]
        left = [
            one
            for one in beside[: beside.index(uid)]
            if one in self.stored and (parent or self.homes.get(one) == section)
        ]
        return left[-1] if left else ""

    def _goes_with_its_row(self, uid: str, absent: set[str]) -> bool:
        """Whether a part goes with its row, or a row has parts that the file still has."""
        if self.parents.get(uid) in absent:
            return True
        return not self.file.said and any(
            part.uid in self.was and part.uid not in absent for part in self.stored[uid].events
        )


def _part(kind: PartKind, uid: str, title: str, fields: list[MergedField]) -> Iterator[MergedPart]:
    if fields:
        yield MergedPart(kind, uid, "", title, tuple(fields))
