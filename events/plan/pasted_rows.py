"""Rows and sections of a foreign table as a plan takes them in: their place, numbers and look."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from events.plan.content import EventContent, LayoutContent, PlanContent, SectionContent
from events.plan.outline import rows_of, shown_as
from events.plan.roles import ColumnRole
from events.plan.section_number import section_number
from events.plan.typed_numbers import own_number, split_typed_number, without_typed_numbers
from events.plan.vocabulary import Numbering, SectionKind, SectionNumbers, ShownAs

_MARK: Final = "pasted "


@dataclass(frozen=True, slots=True)
class RowNumber:
    """The number of an added row: `own` is kept as the author's, `printed` stands on the sheet.

    `typed` began its title, from which it was taken off.
    """

    own: str = ""
    printed: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class FittedRows:
    """What is added to a plan: `rows` after the row `after_row`, `sections` after a section.

    `numbers` are those of the rows in the order of the table. `order` names the rows, as counted
    there from 0, in the order in which they are added: first those without a section of their own.
    """

    rows: tuple[EventContent, ...]
    after_row: str
    sections: tuple[SectionContent, ...]
    parent: str
    after_section: str
    numbers: tuple[RowNumber, ...]
    order: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many rows are added, parts not counted."""
        return len(self.order)


def fit_rows(
    content: PlanContent, sections: tuple[SectionContent, ...], section_uid: str, after_uid: str
) -> FittedRows:
    """Fit what was pasted into the plan `content`.

    Rows of a section without a heading go into the section `section_uid`, after the row `after_uid`
    or last; where there is no such section it is made, at the end of the plan. Sections with a
    heading are added after it. Numbers are those of the plan, but for numbers that only the author
    can have given (`own_number`); so is the look of sections.
    """
    home, parent = next(
        (found for found in _with_parents(content.sections) if found[0].uid == section_uid),
        (None, ""),
    )
    marked, typed = _marked(sections), dict[str, str]()
    if _counts_rows(home or SectionContent(), content.layout):
        marked, typed = _without_numbers_in_titles(marked)
    rows = tuple(row for one in marked if not one.heading for row in _rows_in(one))
    headed = tuple(
        _unstyled(one, content.layout, is_inner=bool(parent)) for one in marked if one.heading
    )
    if home is None and rows:
        headed, rows = (SectionContent(uid=section_uid, events=rows), *headed), ()
    after = _row_above(home, after_uid) if home else ""
    together = replace(content, sections=tuple(_with(content, home, after, rows, headed)))
    numbers = {uid: replace(one, typed=typed.get(uid, "")) for uid, one in _numbers(together)}
    order = tuple(_place(row.uid) for row in (*rows, *(r for one in headed for r in _rows_in(one))))
    last = content.sections[-1].uid if content.sections else ""
    return FittedRows(
        rows=tuple(_numbered(row, numbers) for row in rows),
        after_row=after,
        sections=tuple(_section_numbered(one, numbers) for one in headed),
        parent=parent,
        after_section=last if home is None else home.uid,
        numbers=tuple(numbers[uid] for uid in sorted(numbers, key=_place)),
        order=order,
    )


def as_typed(content: PlanContent) -> tuple[SectionContent, ...]:
    """The sections of what was pasted, each with the number that stood before its heading.

    Recognition leaves out the numbers that a layout like the table's own would give again.
    """
    layout = content.layout
    return tuple(
        one
        if one.number or not one.heading or shown_as(one, layout) == ShownAs.MERGED
        else replace(one, number=section_number(position, layout.section_numbers))
        for position, one in enumerate(content.sections, 1)
    )


def _with_parents(
    sections: tuple[SectionContent, ...], parent: str = ""
) -> Iterator[tuple[SectionContent, str]]:
    """Each section with the uid of the one that holds it."""
    for section in sections:
        yield section, parent
        yield from _with_parents(section.sections, section.uid)


def _rows_in(section: SectionContent) -> Iterator[EventContent]:
    yield from section.events
    for child in section.sections:
        yield from _rows_in(child)


def _marked(sections: tuple[SectionContent, ...]) -> tuple[SectionContent, ...]:
    """The sections, each row with its place in the table as its uid."""
    places = iter(range(sum(1 for one in sections for _ in _rows_in(one))))

    def mark(section: SectionContent) -> SectionContent:
        events = tuple(replace(row, uid=f"{_MARK}{next(places)}") for row in section.events)
        return replace(section, events=events, sections=tuple(map(mark, section.sections)))

    return tuple(map(mark, sections))


def _place(uid: str) -> int:
    return int(uid.removeprefix(_MARK))


def _counts_rows(home: SectionContent, layout: LayoutContent) -> bool:
    """Whether the plan prints numbers of its own before rows of the section."""
    columns = home.columns or layout.columns
    counts = (home.numbering or layout.numbering) != Numbering.NONE
    return counts and any(column.role == ColumnRole.NUMBER for column in columns)


def _without_numbers_in_titles(
    sections: tuple[SectionContent, ...],
) -> tuple[tuple[SectionContent, ...], dict[str, str]]:
    """Take «3.» off the titles where every row has one, each the next: they are numbers of rows.

    Gives the sections, and the numbers by the marks of their rows.
    """
    rows = [row for one in sections for row in _rows_in(one)]
    split = {row.uid: split_typed_number(row.title) for row in rows}
    digits = [number.rstrip(".)") for number, _ in split.values()]
    lists = any("\n" in row.title or row.number for row in rows)
    if lists or not digits or not all(map(str.isdecimal, digits)):
        return sections, {}
    first = int(digits[0])
    if [int(one) for one in digits] != [*range(first, first + len(digits))]:
        return sections, {}

    def without(section: SectionContent) -> SectionContent:
        events = tuple(replace(row, title=split[row.uid][1]) for row in section.events)
        return replace(section, events=events, sections=tuple(map(without, section.sections)))

    return tuple(map(without, sections)), {uid: number for uid, (number, _) in split.items()}


def _unstyled(section: SectionContent, layout: LayoutContent, *, is_inner: bool) -> SectionContent:
    """The section in the look of the plan; typed numbers stay where the plan gives none."""
    counted = not is_inner and layout.section_numbers != SectionNumbers.NONE
    is_text = section.kind == SectionKind.TEXT
    lines = without_typed_numbers(section.paragraphs).lines if is_text else section.paragraphs
    return replace(
        section,
        uid="",
        heading=split_typed_number(section.heading)[1] if counted else section.heading,
        paragraphs=lines,
        number="" if counted else section.number,
        shown_as="",
        numbering="",
        columns=(),
        sections=tuple(_unstyled(one, layout, is_inner=True) for one in section.sections),
    )


def _row_above(home: SectionContent, after_uid: str) -> str:
    uids = [row.uid for row in home.events]
    return after_uid if after_uid in uids else (uids[-1] if uids else "")


def _with(
    content: PlanContent,
    home: SectionContent | None,
    after: str,
    rows: tuple[EventContent, ...],
    headed: tuple[SectionContent, ...],
) -> Iterator[SectionContent]:
    """The sections of the plan with what is added."""
    if home is None:
        yield from (*content.sections, *headed)
        return

    def inside(sections: tuple[SectionContent, ...]) -> Iterator[SectionContent]:
        for section in sections:
            if section.uid != home.uid:
                yield replace(section, sections=tuple(inside(section.sections)))
                continue
            at = next((i for i, row in enumerate(section.events, 1) if row.uid == after), 0)
            yield replace(section, events=(*section.events[:at], *rows, *section.events[at:]))
            yield from headed

    yield from inside(content.sections)


def _numbers(content: PlanContent) -> Iterator[tuple[str, RowNumber]]:
    """The mark and the number of each added row."""
    for row in rows_of(content):
        if row.event.uid.startswith(_MARK):
            has_column = any(cell.role == ColumnRole.NUMBER for cell in row.cells)
            own = own_number(row.event.number, row.automatic) if has_column else ""
            yield row.event.uid, RowNumber(own, (own or row.automatic) if has_column else "")


def _numbered(row: EventContent, numbers: Mapping[str, RowNumber]) -> EventContent:
    return replace(row, uid="", number=numbers[row.uid].own)


def _section_numbered(section: SectionContent, numbers: Mapping[str, RowNumber]) -> SectionContent:
    return replace(
        section,
        events=tuple(_numbered(row, numbers) for row in section.events),
        sections=tuple(_section_numbered(child, numbers) for child in section.sections),
    )
