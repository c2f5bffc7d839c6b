"""Compares two contents of a plan part by part."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from events.plan.comparison.heads import field_changes, step_changes
from events.plan.comparison.matching import Alike, matched, matched_rows, moved
from events.plan.comparison.placed import PlacedRow, PlacedSection, placed
from events.plan.comparison.rows import compared_row, removed_row
from events.plan.comparison.values import (
    ParagraphChange,
    PartFate,
    PlanComparison,
    RowChange,
    SectionChange,
    differs,
)
from events.plan.content import PlanContent, SectionContent
from events.plan.vocabulary import Numbering, SectionKind, ShownAs
from plans_portal.lib.word_changes import Fate, word_changes

# A row by the places of its section and of itself.
type _At = tuple[int, int]


def compare(
    before: PlanContent, after: PlanContent, *, alike: Alike | None = None, whole: bool = True
) -> PlanComparison:
    """What became of each part of the plan.

    Parts are the same by their uid. `alike` tells of the rows that are left over which are the same
    by their words, as in the plan of another year; then sections of one heading are the same too.
    Unless the `whole` plan is to be shown, rows of which nothing is told have no cells: they are
    most of a plan.
    """
    comparing = _Comparing(placed(before), placed(after), alike, whole)
    return PlanComparison(
        field_changes(before, after), step_changes(before, after), tuple(comparing.sections())
    )


@dataclass(slots=True)
class _Comparing:
    """The sections of both contents, and which parts of them are the same."""

    old: list[PlacedSection]
    new: list[PlacedSection]
    alike: Alike | None
    whole: bool
    # {place after: place before}
    same_sections: dict[int, int] = field(init=False)
    same_rows: dict[_At, _At] = field(init=False)

    def __post_init__(self) -> None:
        old, new = _places(self.old), _places(self.new)
        pairs = matched_rows(
            [self.old[at].rows[row].event for at, row in old],
            [self.new[at].rows[row].event for at, row in new],
            self.alike,
        )
        self.same_rows = {new[place]: old[was] for place, was in pairs.items()}
        self.same_sections = self._matched_sections()

    def sections(self) -> Iterator[SectionChange]:
        """The sections as they are now, with those that were removed where they stood."""
        removed = self._removed_sections()
        for place in removed[-1]:
            yield self._removed(place)
        moved_sections = self._moved_sections()
        for place in range(len(self.new)):
            yield self._section(place, is_moved=place in moved_sections)
            for gone in removed[place]:
                yield self._removed(gone)

    # --- Sections ---

    def _matched_sections(self) -> dict[int, int]:
        pairs = matched(
            (one.section.uid for one in self.old), (one.section.uid for one in self.new)
        )
        if self.alike is None:
            return pairs
        taken = set(pairs.values())
        pairs |= matched(
            ("" if at in taken else _heading_key(one) for at, one in enumerate(self.old)),
            ("" if at in pairs else _heading_key(one) for at, one in enumerate(self.new)),
        )
        # A heading of other words stands over the same rows.
        for place in range(len(self.new)):
            if place not in pairs:
                taken = set(pairs.values())
                former = Counter(
                    was
                    for (at, _row), (was, _) in self.same_rows.items()
                    if at == place and was not in taken
                )
                pairs.update((place, was) for was, _count in former.most_common(1))
        return pairs

    def _removed_sections(self) -> defaultdict[int, list[int]]:
        """The places of removed sections by the present one before them, -1 for none."""
        now = {was: place for place, was in self.same_sections.items()}
        gone: defaultdict[int, list[int]] = defaultdict(list)
        anchor = -1
        for place in range(len(self.old)):
            if place in now:
                anchor = now[place]
            else:
                gone[anchor].append(place)
        return gone

    def _moved_sections(self) -> set[int]:
        siblings: defaultdict[int, list[int]] = defaultdict(list)
        found: set[int] = set()
        for place, was in self.same_sections.items():
            if self._stands_elsewhere(place, was):
                found.add(place)
            else:
                siblings[self.new[place].above].append(place)
        for places in siblings.values():
            ordered = sorted(places)
            out = moved([self.same_sections[place] for place in ordered])
            found |= {ordered[index] for index in out}
        return found

    def _stands_elsewhere(self, place: int, was: int) -> bool:
        above = self.new[place].above
        return self.same_sections.get(above, -1) != self.old[was].above

    def _section(self, place: int, *, is_moved: bool) -> SectionChange:
        now = self.new[place]
        was_at = self.same_sections.get(place)
        was = None if was_at is None else self.old[was_at]
        former = was.section if was else SectionContent()
        section = now.section
        rows = tuple(self._rows(place, was_at))
        notes = tuple(_section_notes(former, section)) if was else ()
        paragraphs = _paragraphs(former, section) if was else _paragraphs(section, section)
        heading = word_changes(former.heading if was else section.heading, section.heading)
        lead_in = word_changes(former.lead_in if was else section.lead_in, section.lead_in)
        is_changed = (
            bool(notes)
            or any(map(differs, (*heading, *lead_in)))
            or any(one.is_changed for one in paragraphs)
        )
        same = PartFate.CHANGED if is_changed else PartFate.SAME
        moved_from = ""
        if was_at is not None and is_moved and self._stands_elsewhere(place, was_at):
            above = self.old[was_at].above
            moved_from = self.old[above].label if above >= 0 else ""
        return SectionChange(
            same if was else PartFate.ADDED,
            section,
            now.label,
            now.depth,
            heading,
            lead_in,
            paragraphs,
            now.shown_columns,
            rows,
            is_moved=is_moved,
            moved_from=moved_from,
            notes=notes,
        )

    def _removed(self, place: int) -> SectionChange:
        """A section that is gone, with those of its rows that are gone with it."""
        was = self.old[place]
        kept = set(self.same_rows.values())
        rows = [row for at, row in enumerate(was.rows) if (place, at) not in kept]
        section = was.section
        return SectionChange(
            PartFate.REMOVED,
            section,
            was.label,
            was.depth,
            word_changes(section.heading, ""),
            word_changes(section.lead_in, ""),
            _paragraphs(section, SectionContent()),
            was.shown_columns,
            tuple(removed_row(row, was) for row in rows),
        )

    # --- Rows ---

    def _rows(self, place: int, was_at: int | None) -> Iterator[RowChange]:
        now = self.new[place]
        moved_rows = self._moved_rows(place, was_at)
        removed = self._removed_rows(place, was_at, moved_rows)
        for row in removed[-1]:
            yield removed_row(row, now)
        for at in range(len(now.rows)):
            yield self._row(place, at, was_at, is_moved=at in moved_rows)
            for gone in removed[at]:
                yield removed_row(gone, now)

    def _row(self, place: int, at: int, was_at: int | None, *, is_moved: bool) -> RowChange:
        now = self.new[place]
        former = self.same_rows.get((place, at))
        if former is None:
            return compared_row(None, now.rows[at], now)
        section, row = former
        moved_from = self.old[section].label if is_moved and section != was_at else ""
        return compared_row(
            self.old[section].rows[row],
            now.rows[at],
            now,
            is_moved=is_moved,
            moved_from=moved_from,
            whole=self.whole,
        )

    def _moved_rows(self, place: int, was_at: int | None) -> set[int]:
        stays: list[tuple[int, int]] = []
        found: set[int] = set()
        for at in range(len(self.new[place].rows)):
            former = self.same_rows.get((place, at))
            if former is None:
                continue
            if former[0] != was_at:
                found.add(at)
            else:
                stays.append((at, former[1]))
        return found | {stays[index][0] for index in moved([was for _, was in stays])}

    def _removed_rows(
        self, place: int, was_at: int | None, moved_rows: set[int]
    ) -> Mapping[int, list[PlacedRow]]:
        """The removed rows by the place of the row that stands before them, -1 for none."""
        gone: defaultdict[int, list[PlacedRow]] = defaultdict(list)
        if was_at is None:
            return gone
        now = {
            was[1]: at
            for (section, at), was in self.same_rows.items()
            if section == place and was[0] == was_at and at not in moved_rows
        }
        kept = {was[1] for was in self.same_rows.values() if was[0] == was_at}
        anchor = -1
        for at, row in enumerate(self.old[was_at].rows):
            if at in now:
                anchor = now[at]
            elif at not in kept:
                gone[anchor].append(row)
        return gone


def _places(sections: Iterable[PlacedSection]) -> list[_At]:
    return [(at, row) for at, one in enumerate(sections) for row in range(len(one.rows))]


def _heading_key(one: PlacedSection) -> str:
    return " ".join((f"{one.depth}", *one.section.heading.casefold().split()))


def _paragraphs(before: SectionContent, after: SectionContent) -> tuple[ParagraphChange, ...]:
    """The paragraphs of a text section with their present numbers."""
    lines = word_changes("\n".join(before.paragraphs), "\n".join(after.paragraphs))
    is_numbered = after.kind == SectionKind.TEXT and after.numbering != Numbering.NONE
    found = []
    number = 0
    for line in lines:
        is_gone = all(piece.fate == Fate.GONE for piece in line)
        number += not is_gone
        found.append(ParagraphChange(f"{number}." if is_numbered and not is_gone else "", line))
    return tuple(found)


def _section_notes(before: SectionContent, after: SectionContent) -> Iterator[str]:
    """What differs in the section and is no word of it."""
    pairs = (
        ("Вид раздела", _label(SectionKind, before.kind), _label(SectionKind, after.kind)),
        ("Номер раздела", before.number, after.number),
        ("Как показан", _label(ShownAs, before.shown_as), _label(ShownAs, after.shown_as)),
        ("Нумерация", _label(Numbering, before.numbering), _label(Numbering, after.numbering)),
        ("Графы", _headings(before), _headings(after)),
    )
    for name, was, became in pairs:
        if was != became:
            yield f"{name}: было «{was or 'как в форме'}», стало «{became or 'как в форме'}»."


def _label(choices: type[SectionKind | ShownAs | Numbering], value: str) -> str:
    return choices(value).label if value else ""


def _headings(section: SectionContent) -> str:
    return ", ".join(column.heading for column in section.columns)
