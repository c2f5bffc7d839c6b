"""Prepares a plan for all rules: every row with its place, columns, month and read term."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from events.checks.finding import CarriedDoubt, Finding, KnownDirectory, Requirements
from events.plan.content import EventContent, PlanContent, SectionContent
from events.plan.dated_rows import PlacedSection, period_of, placed_sections
from events.plan.outline import Row, TableBlock, outline, shown_as
from events.plan.period import Period, SchoolDays
from events.plan.vocabulary import SectionKind, ShownAs
from events.terms import Term, read, settled
from events.terms.meaning import TermKind
from plans_portal.lib.typography import within_quotes

SHORT = 48
# The full stop of «2027 г.» and of initials belongs to the word.
_LAST_MARKS = re.compile(r"(?<!\b[^\W\d])(?<!\bгг)[.,;:]+$")


@dataclass(frozen=True, slots=True)
class RowContext:
    """A row with its section, the sections above that one, and its term.

    `roles` are the roles of its table's columns; `merged` is a section shown as one direction
    cell; `label` names the row in a sentence; `parts` are sub-events at any depth, each with its
    term; `month` is the month that the section is.
    """

    row: Row
    section: SectionContent
    above: tuple[SectionContent, ...]
    roles: frozenset[str]
    merged: bool
    label: str
    term: Term
    parts: tuple[tuple[EventContent, Term], ...] = ()
    month: int | None = None

    @property
    def event(self) -> EventContent:
        """The row's event."""
        return self.row.event

    @property
    def number(self) -> str:
        """The row's printed number without its last dot."""
        return self.row.number.rstrip(".")

    @property
    def name_inside(self) -> str:
        """The row's name inside a sentence: «строка 3»."""
        return self.label[:1].casefold() + self.label[1:]

    def finding(self, code: str, text: str, where: str = "title", **more: object) -> Finding:
        """A warning about this row; `text` follows the row's name."""
        words = f"{self.label}: {text}"
        return Finding(code, "warns", words, self.event.uid, where, self.number, **more)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Survey:
    """The plan with all that the rules need."""

    content: PlanContent
    period: Period | None
    rows: tuple[RowContext, ...]
    directory: KnownDirectory = field(default_factory=KnownDirectory)
    requirements: Requirements = field(default_factory=Requirements)
    carried: tuple[CarriedDoubt, ...] = ()


def survey(
    content: PlanContent,
    directory: KnownDirectory,
    requirements: Requirements,
    carried: tuple[CarriedDoubt, ...] = (),
    school: tuple[SchoolDays, ...] = (),
) -> Survey:
    """Prepare the plan; with a period that makes no sense the terms have no days.

    `school` is the institute's calendar of the school year.
    """
    period = period_of(content, school)
    rows = tuple(_placed(content, period))
    return Survey(content, period, rows, directory, requirements, carried)


def quoted_start(text: str, length: int = SHORT) -> str:
    """The beginning of a text in one line, cut between words, for use within «»."""
    words = within_quotes(text)
    if len(words) <= length:
        return _LAST_MARKS.sub("", words)
    return words[:length].rsplit(" ", 1)[0].rstrip(" .,;:–-„(") + "…"


def parts_of(event: EventContent) -> Iterator[EventContent]:
    """The event and every sub-event under it."""
    yield event
    for part in event.events:
        yield from parts_of(part)


def section_for(plan: Survey, alike: Sequence[RowContext]) -> str:
    """The uid of the section for one more row: of the last row like it, else of the last table."""
    tables = (placed.section for placed in placed_sections(plan.content) if is_table(placed))
    section = alike[-1].section if alike else next(reversed(tuple(tables)), None)
    return section.uid if section else ""


def is_table(place: PlacedSection) -> bool:
    """Whether the section has a table: it and those around it are no text sections."""
    return all(each.kind != SectionKind.TEXT for each in (*place.ancestors, place.section))


def row_words(event: EventContent) -> str:
    """The words about the event: direction, lead-in, title, description, agenda, parts."""
    own = [event.direction, event.lead_in, event.title, event.description]
    own += [item.text for item in event.agenda]
    return " ".join([*own, *(row_words(part) for part in event.events)])


def _placed(content: PlanContent, period: Period | None) -> Iterator[RowContext]:
    blocks = [block for block in outline(content) if isinstance(block, TableBlock)]
    numbers = Counter(row.number for block in blocks for row in block.rows)
    # A plan repeats the same words.
    reading = cache(lambda words, choice, month: settled(read(words, period, month), choice))
    events = iter(_events(content))
    following = next(events, None)
    for block in blocks:
        roles = frozenset(column.role for column in block.columns)
        for row in block.rows:
            # The outline has an empty row for a direction without rows.
            if following is None or row.event is not following[1]:
                continue
            place, event = following
            section, above, month = place.section, place.ancestors, place.month
            merged = shown_as(section, content.layout, depth=len(above)) == ShownAs.MERGED
            yield RowContext(
                row,
                section,
                above,
                roles,
                merged,
                _label(row, section.heading if merged else "", unique=numbers[row.number] == 1),
                reading(event.term, event.term_choice, month),
                tuple(
                    (part, reading(part.term, part.term_choice, month)) for part in _under(event)
                ),
                month,
            )
            following = next(events, None)


def _under(event: EventContent) -> Iterator[EventContent]:
    for part in event.events:
        yield from parts_of(part)


def _events(content: PlanContent) -> Iterator[tuple[PlacedSection, EventContent]]:
    """Every row of a table with its section; text sections have no tables."""
    for place in placed_sections(content):
        if is_table(place):
            for event in place.section.events:
                yield place, event


def _label(row: Row, direction: str, *, unique: bool) -> str:
    """The name of the row in a sentence: its number, with its words where that is not unique."""
    event = row.event
    words = quoted_start(event.title or event.lead_in or event.direction or direction)
    number = row.number.rstrip(".")
    if number and unique:
        return f"Строка {number}"
    if number:
        return f"Строка {number} («{words}»)" if words else f"Строка {number}"
    return f"Строка «{words}»" if words else "Строка без названия"


def only_day(term: Term) -> date | None:
    """The day of a term that certainly is one day, else None."""
    if term.kind != TermKind.DATE or term.doubt is not None or len(term.spans) != 1:
        return None
    span = term.spans[0]
    return span.starts if span.starts == span.ends else None
