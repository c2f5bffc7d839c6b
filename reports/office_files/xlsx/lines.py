"""The rows of a plan for a workbook: each event and sub-event by itself, with what its term means.

It works on content, so a frozen edition gives what was sent; it knows no cells and asks the
database nothing.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from events.plan.content import EventContent, PlanContent, SectionContent
from events.plan.dated_rows import PlacedSection, period_of, placed_sections
from events.plan.outline import Cell, Row, TableBlock, outline, section_number
from events.plan.period import Period
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Numbering, SectionKind
from events.terms import Days, Term, days_of, explain, term_of
from events.terms.meaning import TermKind

# A column of a table: its role, and which one of that role it is.
type Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Home:
    """Where an event stands: its section in words, the section's month, and what it is part of."""

    section: str
    month: int | None
    depth: int = 0
    whole: EventContent | None = None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One event: its number, texts by column, what its term means, and the days of each time.

    There are no days where they can't be told.
    """

    event: EventContent
    home: Home
    number: str
    texts: dict[Place, str]
    term: Term
    days: tuple[Days, ...]

    @property
    def title(self) -> str:
        """What it is, in one line."""
        event = self.event
        words = " ".join(filter(None, (event.lead_in, event.title)))
        return " ".join((words or event.description or event.direction).split())

    @property
    def whole_title(self) -> str:
        """What the sub-event is part of; empty for a row of the plan."""
        return " ".join(self.home.whole.title.split()) if self.home.whole else ""

    @property
    def starts(self) -> dt.date | None:
        """The first day; none where only the last is told."""
        return min((one for one, _ in self.days if one), default=None)

    @property
    def ends(self) -> dt.date | None:
        """The last day."""
        return max((one for _, one in self.days), default=None)

    @property
    def meaning(self) -> str:
        """How the term was understood, in words; empty where nothing is written."""
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
class Words:
    """What stands in a section outside its rows: a paragraph, a lead-in, or only its heading."""

    section: str
    number: str
    text: str


def lines_of(content: PlanContent) -> PlanLines:
    """The plan row by row; tables with columns of their own share those of one role."""
    homes: dict[int, Home] = {}
    flat = replace(content, sections=tuple(_flattened(content, homes)))
    meaning = _reader(period_of(content))
    columns: dict[Place, str] = {}
    lines: list[PlanLine] = []
    for block in outline(flat):
        if not isinstance(block, TableBlock):
            continue
        _add_columns(columns, block)
        above: dict[Place, str] = {}
        number = section = ""
        for row in block.rows:
            home = homes.get(id(row.event))
            if home is None:  # a direction without rows is drawn as a row that nobody wrote
                continue
            is_joined = row.event.same_number and number and row.section_uid == section
            number = number if is_joined else row.number
            section = row.section_uid
            above = _texts(row, above, number)
            term, days = meaning(row.event.term, row.event.term_choice, home.month)
            lines.append(PlanLine(row.event, home, number, above, term, days))
    return PlanLines(columns, tuple(lines))


def words_of(content: PlanContent) -> Iterator[Words]:
    """What stands in the plan outside its rows, in the order of the paper."""
    for place in placed_sections(content):
        section, label = place.section, _label(place, content.layout.section_numbers)
        found = [("", section.lead_in)] if section.lead_in else []
        numbered = section.kind == SectionKind.TEXT and section.numbering != Numbering.NONE
        found += [
            (f"{i}." if numbered else "", text) for i, text in enumerate(section.paragraphs, 1)
        ]
        if not found and not section.events and section.heading:
            found = [("", "")]
        for number, text in found:
            yield Words(label, number, text)


def _label(place: PlacedSection, style: str) -> str:
    """The section's number and heading under those above it; `style` numbers the outermost."""
    section, above = place.section, place.above
    number = section.number or section_number(place.position, "none" if above else style)
    own = " ".join(section.heading.split())
    own = f"{number.rstrip('.')}. {own}" if number.rstrip(".") else own
    return " › ".join(filter(None, (_label(above, style) if above else "", own)))


def _flattened(content: PlanContent, homes: dict[int, Home]) -> Iterator[SectionContent]:
    """The sections with sub-events as rows of their own, which share the number above them."""
    places = {id(one.section): one for one in placed_sections(content)}

    def flat(section: SectionContent) -> SectionContent:
        place = places[id(section)]
        home = Home(_label(place, content.layout.section_numbers), place.month)
        events = tuple(one for event in section.events for one in parts(event, home))
        return replace(section, events=events, sections=tuple(map(flat, section.sections)))

    def parts(event: EventContent, home: Home) -> Iterator[EventContent]:
        same = event.same_number or home.depth > 0
        own = replace(event, events=(), same_number=same)
        homes[id(own)] = home
        yield own
        for part in event.events:
            below = Home(home.section, home.month, home.depth + 1, event)
            yield from parts(part, below)

    return map(flat, content.sections)


def _reader(
    period: Period | None,
) -> Callable[[str, str, int | None], tuple[Term, tuple[Days, ...]]]:
    """Reads a term in the plan's period; the same words come again and again in a plan."""

    @cache
    def meaning(words: str, choice: str, month: int | None) -> tuple[Term, tuple[Days, ...]]:
        if period is None:
            return Term(TermKind.UNKNOWN, words=words), ()
        term = term_of(words, choice, period, month)
        return term, tuple(days_of(term, period))

    return meaning


def _places(block: TableBlock) -> list[Place]:
    seen: dict[str, int] = {}
    places: list[Place] = []
    for column in block.columns:
        seen[column.role] = seen.get(column.role, 0) + 1
        places.append((column.role, seen[column.role]))
    return places


def _add_columns(columns: dict[Place, str], block: TableBlock) -> None:
    for place, column in zip(_places(block), block.columns, strict=True):
        known = columns.get(place, "")
        heading = " ".join(column.heading.split())
        if heading and heading not in known.split(" / "):
            known = f"{known} / {heading}" if known else heading
        columns[place] = known


def _texts(row: Row, above: dict[Place, str], number: str) -> dict[Place, str]:
    """The row's texts; what a merged cell above says is said again, so that filters find it."""
    seen: dict[str, int] = {}
    texts: dict[Place, str] = {}
    for cell in row.cells:
        seen[cell.role] = seen.get(cell.role, 0) + 1
        place = (cell.role, seen[cell.role])
        if cell.role == ColumnRole.NUMBER:
            texts[place] = number
        else:
            texts[place] = _text(cell) if cell.rows else above.get(place, "")
    return texts


def _text(cell: Cell) -> str:
    return "\n".join(
        " ".join(filter(None, (line.mark, line.lead, line.text))) for line in cell.lines
    )
