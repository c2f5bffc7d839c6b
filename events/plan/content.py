"""The content of a plan as plain values.

They are signed and kept as JSON (`events.plan.codec`) without what equals its default: so a default
never changes, and a new field has one that means "not said".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from associations.vocabulary import AssociationKind
from events.plan.period import PeriodKind
from events.plan.roles import ColumnRole
from events.plan.vocabulary import (
    Mode,
    Numbering,
    Orientation,
    ResponsibleAs,
    ResponsibleKind,
    SectionKind,
    SectionNumbers,
    ShownAs,
    Verb,
)


@dataclass(frozen=True, slots=True)
class ColumnContent:
    """One column of a plan's table: what it holds, its printed heading, its width in mm."""

    role: ColumnRole
    heading: str
    width: int = 0


def columns_from(kept: Iterable[Mapping[str, Any]]) -> tuple[ColumnContent, ...]:
    """The columns that a section keeps in the database as JSON values."""
    return tuple(ColumnContent(**{**column, "role": ColumnRole(column["role"])}) for column in kept)


@dataclass(frozen=True, slots=True)
class LayoutContent:
    """Everything of a layout that decides how the plan is printed."""

    code: str = ""
    name: str = ""
    columns: tuple[ColumnContent, ...] = ()
    sections_as: ShownAs = ShownAs.BAND
    section_numbers: SectionNumbers = SectionNumbers.NONE
    numbering: Numbering = Numbering.THROUGH
    responsible_as: ResponsibleAs = ResponsibleAs.LINES
    title_page: bool = False
    orientation: Orientation = Orientation.PORTRAIT


@dataclass(frozen=True, slots=True)
class ResponsibleContent:
    """One responsible as printed; `who` says what the words name."""

    text: str
    who: ResponsibleKind = ResponsibleKind.WORDS


@dataclass(frozen=True, slots=True)
class AgendaItemContent:
    """One question of a meeting's agenda (повестка)."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class EventContent:
    """A row of the plan; `events` are its sub-events, printed as a list in the same cell.

    `number` is filled only where it differs from the automatic one; `same_number` means that the
    row shares the number cell of the row above it (seed 004); `term_choice` is the author's choice
    of meaning for a doubtful term (`events.terms.code`).
    """

    uid: str = ""
    meeting: bool = False
    number: str = ""
    same_number: bool = False
    lead_in: str = ""
    title: str = ""
    description: str = ""
    direction: str = ""
    term: str = ""
    term_choice: str = ""
    place: str = ""
    form: str = ""
    audience: str = ""
    result: str = ""
    note: str = ""
    responsible: tuple[ResponsibleContent, ...] = ()
    agenda: tuple[AgendaItemContent, ...] = ()
    events: "tuple[EventContent, ...]" = ()


@dataclass(frozen=True, slots=True)
class SectionContent:
    """A section: numbered paragraphs (text) or rows (table), with its sub-sections.

    `number`, `shown_as`, `numbering` and `columns` are empty where those of the layout apply;
    `numbering` "none" also removes the numbers of a text section's paragraphs.
    """

    uid: str = ""
    kind: SectionKind = SectionKind.TABLE
    heading: str = ""
    number: str = ""
    lead_in: str = ""
    paragraphs: tuple[str, ...] = ()
    shown_as: ShownAs | Literal[""] = ""
    numbering: Numbering | Literal[""] = ""
    columns: tuple[ColumnContent, ...] = ()
    events: tuple[EventContent, ...] = ()
    sections: "tuple[SectionContent, ...]" = ()


@dataclass(frozen=True, slots=True)
class StepContent:
    """One step of sign-off as printed (гриф or closing signature).

    `heading` is filled only where it differs from the usual one («УТВЕРЖДАЮ», «УТВЕРЖДЕН»,
    «СОГЛАСОВАНО»); `position` may have several lines; `act` is the order, protocol or letter
    («приказом … от 16.01.2026 № 1»); `before_name` and `after_name` are captions such as
    «(подпись)»; `office` is the role that decides in the portal ("curator", "approver"), empty
    for a signer outside it; of the steps of a stage with the same `enough` that many decide.
    """

    uid: str = ""
    verb: Verb = Verb.AGREE
    stage: int = 1
    mode: Mode = Mode.PERSON
    heading: str = ""
    position: str = ""
    name: str = ""
    name_first: bool = False
    before_name: str = ""
    after_name: str = ""
    act: str = ""
    date_line: str = ""
    office: str = ""
    enough: int = 0


@dataclass(frozen=True, slots=True)
class AssociationContent:
    """Whose plan it is, in words."""

    kind: AssociationKind | Literal[""] = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class PeriodContent:
    """The plan's period; dates as ISO text, both days included."""

    kind: PeriodKind = PeriodKind.CALENDAR
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class PlanContent:
    """The whole content of a plan: what is signed, printed, exported and compared.

    `title` is one printed line an item; `imprint` is the foot of a title page as printed
    («Город, 2026»), filled only where it differs from the city and the period's year;
    `deviations` are sentences on how its sign-off differs from the route of the layout.
    """

    association: AssociationContent = field(default_factory=AssociationContent)
    period: PeriodContent = field(default_factory=PeriodContent)
    layout: LayoutContent = field(default_factory=LayoutContent)
    title: tuple[str, ...] = ()
    city: str = ""
    imprint: str = ""
    steps: tuple[StepContent, ...] = ()
    deviations: tuple[str, ...] = ()
    sections: tuple[SectionContent, ...] = ()

    def all_sections(self) -> Iterator[SectionContent]:
        """Every section and sub-section in the order of the paper."""
        yield from _walk_sections(self.sections)

    @property
    def row_count(self) -> int:
        """How many rows it has, parts not counted."""
        return sum(len(section.events) for section in self.all_sections())

    def all_events(self) -> Iterator[EventContent]:
        """Every row and sub-event in the order of the paper."""
        for section in self.all_sections():
            yield from _walk_events(section.events)


def _walk_sections(sections: tuple[SectionContent, ...]) -> Iterator[SectionContent]:
    for section in sections:
        yield section
        yield from _walk_sections(section.sections)


def _walk_events(events: tuple[EventContent, ...]) -> Iterator[EventContent]:
    for event in events:
        yield event
        yield from _walk_events(event.events)
