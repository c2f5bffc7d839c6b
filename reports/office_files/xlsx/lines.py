"""The rows of a plan for a workbook: each event and sub-event, with the meaning of its term."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from events.plan.content import EventContent, PlanContent, SectionContent
from events.plan.dated_rows import PlacedSection, period_of, placed_sections
from events.plan.outline import Cell, Row, TableBlock, outline
from events.plan.period import Period, SchoolDays
from events.plan.roles import ColumnRole
from events.plan.section_number import section_number
from events.plan.vocabulary import Numbering, SectionKind
from events.terms import Days, Term, days_of, explain, term_of
from events.terms.meaning import TermKind

# A column of a table: its role, and its number among the columns of that role.
type Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class RowLocation:
    """An event's section in words, the section's month, and the event it is part of."""

    section: str
    month: int | None
    depth: int = 0
    whole: EventContent | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One event: its number, texts by column, its term, and the days of each time it is held.

    `days` is empty if they are not known; `cells` are those of which the texts are made.
    """

    event: EventContent
    location: RowLocation
    number: str
    texts: dict[Place, str]
    term: Term
    days: tuple[Days, ...]
    cells: Mapping[Place, Cell] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The event in one line."""
        event = self.event
        words = " ".join(filter(None, (event.lead_in, event.title)))
        return " ".join((words or event.description or event.direction).split())

    @property
    def whole_title(self) -> str:
        """The event that a sub-event is part of; empty for an event of the plan."""
        return " ".join(self.location.whole.title.split()) if self.location.whole else ""

    @property
    def starts(self) -> dt.date | None:
        """The first day; None if only the last is known."""
        return min((first for first, _ in self.days if first), default=None)

    @property
    def ends(self) -> dt.date | None:
        """The last day."""
        return max((last for _, last in self.days), default=None)

    @property
    def meaning(self) -> str:
        """How the term was understood, in words; empty if there is none."""
        return explain(self.term) if self.event.term.strip() or self.term.understood else ""

    @property
    def place(self) -> str:
        """Where: its own place, else the one that its term names."""
        return " ".join((self.event.place or self.term.place).split())

    @property
    def responsible(self) -> str:
        """Who answers, a line each."""
        return "\n".join(one.text for one in self.event.responsible)


@dataclass(frozen=True, slots=True)
class PlanLines:
    """All lines of a plan and the columns of its tables, in order, with their headings."""

    columns: dict[Place, str]
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class OtherText:
    """A section's text outside its rows: a paragraph, a lead-in, or only its heading."""

    section: str
    number: str
    text: str


def lines_of(content: PlanContent, school: tuple[SchoolDays, ...] = ()) -> PlanLines:
    """The plan row by row; columns of one role in different tables become one column.

    `school` is the institute's calendar of the school year, for terms.
    """
    locations: dict[int, RowLocation] = {}
    flat = replace(content, sections=tuple(_flattened(content, locations)))
    meaning = _term_reader(period_of(content, school))
    columns: dict[Place, str] = {}
    lines: list[PlanLine] = []
    for block in outline(flat):
        if not isinstance(block, TableBlock):
            continue
        _add_columns(columns, block)
        above: dict[Place, str] = {}
        number = section = ""
        for row in block.rows:
            location = locations.get(id(row.event))
            if location is None:  # an added row: it shows a direction that has no events
                continue
            is_joined = row.event.same_number and number and row.section_uid == section
            number = number if is_joined else row.number
            section = row.section_uid
            above = _texts(row, above, number)
            term, days = meaning(row.event.term, row.event.term_choice, location.month)
            cells = cells_by_place(row)
            lines.append(PlanLine(row.event, location, number, above, term, days, cells))
    return PlanLines(columns, tuple(lines))


def other_texts(content: PlanContent) -> Iterator[OtherText]:
    """The plan's texts outside its rows, in the order of the paper."""
    for place in placed_sections(content):
        section, label = place.section, section_in_words(place, content.layout.section_numbers)
        texts = [("", section.lead_in)] if section.lead_in else []
        numbered = section.kind == SectionKind.TEXT and section.numbering != Numbering.NONE
        texts += [
            (f"{i}." if numbered else "", text) for i, text in enumerate(section.paragraphs, 1)
        ]
        if not texts and not section.events and section.heading:
            texts = [("", "")]
        for number, text in texts:
            yield OtherText(label, number, text)


def section_in_words(place: PlacedSection, style: str) -> str:
    """The section's number and heading after those above it; `style` numbers the outermost."""
    section, above = place.section, place.above
    number = section.number or section_number(place.position, "none" if above else style)
    own = " ".join(section.heading.split())
    own = f"{number.rstrip('.')}. {own}" if number.rstrip(".") else own
    return " › ".join(filter(None, (section_in_words(above, style) if above else "", own)))


def _flattened(content: PlanContent, locations: dict[int, RowLocation]) -> Iterator[SectionContent]:
    """The sections with each sub-event as a row that shares the number above it."""
    places = {id(place.section): place for place in placed_sections(content)}

    def flat(section: SectionContent) -> SectionContent:
        place = places[id(section)]
        location = RowLocation(section_in_words(place, content.layout.section_numbers), place.month)
        events = tuple(row for event in section.events for row in rows(event, location))
        return replace(section, events=events, sections=tuple(map(flat, section.sections)))

    def rows(event: EventContent, location: RowLocation) -> Iterator[EventContent]:
        same = event.same_number or location.depth > 0
        own = replace(event, events=(), same_number=same)
        locations[id(own)] = location
        yield own
        for part in event.events:
            below = RowLocation(location.section, location.month, location.depth + 1, event)
            yield from rows(part, below)

    return map(flat, content.sections)


def _term_reader(
    period: Period | None,
) -> Callable[[str, str, int | None], tuple[Term, tuple[Days, ...]]]:
    """A function that reads a term in the plan's period; cached, because terms repeat."""

    @cache
    def meaning(words: str, choice: str, month: int | None) -> tuple[Term, tuple[Days, ...]]:
        if period is None:
            return Term(TermKind.UNKNOWN, words=words), ()
        term = term_of(words, choice, period, month)
        return term, tuple(days_of(term, period))

    return meaning


def cells_by_place(row: Row) -> dict[Place, Cell]:
    """The cells of a row, each by its role and its number among those of the role."""
    return dict(zip(numbered(cell.role for cell in row.cells), row.cells, strict=True))


def numbered(roles: Iterable[str]) -> list[Place]:
    """The roles with their numbers among equal ones, from 1."""
    counts: dict[str, int] = {}
    places: list[Place] = []
    for role in roles:
        counts[role] = counts.get(role, 0) + 1
        places.append((role, counts[role]))
    return places


def _add_columns(columns: dict[Place, str], block: TableBlock) -> None:
    places = numbered(column.role for column in block.columns)
    for place, column in zip(places, block.columns, strict=True):
        known = columns.get(place, "")
        heading = " ".join(column.heading.split())
        if heading and heading not in known.split(" / "):
            known = f"{known} / {heading}" if known else heading
        columns[place] = known


def _texts(row: Row, above: dict[Place, str], number: str) -> dict[Place, str]:
    """The row's texts; the text of a merged cell is repeated in each row, for filters."""
    texts: dict[Place, str] = {}
    for place, cell in cells_by_place(row).items():
        if cell.role == ColumnRole.NUMBER:
            texts[place] = number
        else:
            texts[place] = _text(cell) if cell.rows else above.get(place, "")
    return texts


def _text(cell: Cell) -> str:
    return "\n".join(
        " ".join(filter(None, (line.mark, line.lead, line.text))) for line in cell.lines
    )
