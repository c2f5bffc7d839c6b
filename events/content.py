"""What a plan says, as plain values, and its one canonical JSON form with its fingerprint.

This file knows nothing of the database, of people's rights or of paper; `docs/plan-json.md`
describes the form for other programs.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

FORMAT = "plans-portal/plan"
VERSION = 1
# Sections in sections, sub-events in events: real plans nest three deep.
MAX_DEPTH = 24
MAX_NUMBER = 1_000
_HALF_LETTER = re.compile("[\ud800-\udfff]")

# Fields that tell who or which, and never stand on paper: two plans that differ only in them
# are the same paper, so the fingerprint leaves them out. (The association's name stands in the
# title's own words.)
NOT_ON_PAPER = frozenset({"association", "meeting", "office", "term_choice", "uid", "who"})
# The words of a row, in the order in which they are spoken of.
EVENT_TEXTS = (
    "lead_in",
    "title",
    "description",
    "direction",
    "term",
    "place",
    "form",
    "audience",
    "result",
    "note",
)

AssociationKind = Literal["rumo", "omo", "moc", "rmc", ""]
ColumnRole = Literal[
    "number",
    "direction",
    "event",
    "term",
    "place",
    "responsible",
    "result",
    "audience",
    "form",
    "note",
]
SectionKind = Literal["text", "table"]
ShownAs = Literal["band", "heading", "merged", "none"]
Numbering = Literal["section", "through", "restart", "none"]
SectionNumbers = Literal["arabic", "roman", "none"]
ResponsibleKind = Literal["person", "office", "organisation", "words"]
Verb = Literal["agree", "approve", "close"]
Mode = Literal["person", "order", "protocol", "letter"]


class ContentError(ValueError):
    """The JSON is not a plan; the message is one Russian sentence."""


@dataclass(frozen=True, slots=True)
class ColumnContent:
    """One column of a plan's table: what it holds, its printed heading, its width in mm."""

    role: ColumnRole
    heading: str
    width: int = 0


@dataclass(frozen=True, slots=True)
class LayoutContent:
    """The shape of the paper: everything of a layout that decides how the plan is printed."""

    code: str = ""
    name: str = ""
    columns: tuple[ColumnContent, ...] = ()
    sections_as: ShownAs = "band"
    section_numbers: SectionNumbers = "none"
    numbering: Numbering = "through"
    responsible_as: Literal["lines", "commas"] = "lines"
    title_page: bool = False
    orientation: Literal["portrait", "landscape"] = "portrait"


@dataclass(frozen=True, slots=True)
class ResponsibleContent:
    """One responsible as printed; `who` says what the words name."""

    text: str
    who: ResponsibleKind = "words"


@dataclass(frozen=True, slots=True)
class AgendaItemContent:
    """One question of a meeting's agenda (повестка)."""

    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class EventContent:
    """A row of the plan; `events` are its sub-events, printed as a list in the same cell.

    `number` is filled only where the printed number differs from the automatic one;
    `same_number` says that the row shares the number cell of the row above it (seed 004);
    `term_choice` is the meaning that the author chose of a doubtful term (`events.terms.code`).
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

    `number`, `shown_as`, `numbering` and `columns` are empty where the layout's own hold;
    `numbering` "none" leaves off the numbers of a text section's paragraphs too.
    """

    uid: str = ""
    kind: SectionKind = "table"
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
    """One step of sign-off as the paper words it (гриф or closing signature).

    `heading` is filled only where the author's wording differs from the one that the mode
    gives («УТВЕРЖДАЮ», «УТВЕРЖДЕН», «СОГЛАСОВАНО»); `position` may hold several lines;
    `act` is the order, protocol or letter as written («приказом … от 16.01.2026 № 1»);
    `before_name` and `after_name` are captions such as «(подпись)»; `office` is the role of
    who decides in the portal ("curator", "approver"), empty for a signer outside it.
    """

    uid: str = ""
    verb: Verb = "agree"
    stage: int = 1
    mode: Mode = "person"
    heading: str = ""
    position: str = ""
    name: str = ""
    name_first: bool = False
    before_name: str = ""
    after_name: str = ""
    act: str = ""
    date_line: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class AssociationContent:
    """Whose plan it is, in words."""

    kind: AssociationKind = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class PeriodContent:
    """The plan's period; dates as ISO text, both days included."""

    kind: Literal["calendar", "academic", "month", "week", "custom"] = "calendar"
    starts: str = ""
    ends: str = ""


@dataclass(frozen=True, slots=True)
class PlanContent:
    """The whole content of a plan: what is signed, printed, exported and compared.

    `title` is one printed line an item; `imprint` is the foot of a title page as printed
    («Город, 2026»), filled only where it differs from the city and the period's year.
    """

    association: AssociationContent = field(default_factory=AssociationContent)
    period: PeriodContent = field(default_factory=PeriodContent)
    layout: LayoutContent = field(default_factory=LayoutContent)
    title: tuple[str, ...] = ()
    city: str = ""
    imprint: str = ""
    steps: tuple[StepContent, ...] = ()
    sections: tuple[SectionContent, ...] = ()

    @property
    def title_line(self) -> str:
        """The title in one line."""
        return " ".join(" ".join(self.title).split())

    def all_sections(self) -> Iterator[SectionContent]:
        """Every section and sub-section in the order of the paper."""
        yield from _walk_sections(self.sections)

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


def to_json(content: PlanContent) -> dict[str, Any]:
    """The canonical form as JSON values: every field is named, none is left out."""
    return {"format": FORMAT, "version": VERSION, **_plain(content)}


def canonical_bytes(content: PlanContent) -> bytes:
    """The form as kept in an edition: UTF-8, keys sorted, no blanks, so that equal is equal."""
    return _dump(to_json(content))


def fingerprint(content: PlanContent) -> str:
    """SHA-256 (64 hex digits) of what the paper says: identities in `NOT_ON_PAPER` are left out."""
    return hashlib.sha256(_dump(_on_paper(to_json(content)))).hexdigest()


def from_json(values: Mapping[str, Any]) -> PlanContent:
    """Read the canonical form back.

    Raises:
        ContentError: it is not a plan, or of a newer version, or a field has a wrong type.

    """
    if values.get("format") != FORMAT:
        raise ContentError("Это не план портала: в файле нет отметки «plans-portal/plan».")
    if values.get("version") != VERSION:
        raise ContentError(
            f"План записан в версии {values.get('version')}, а портал читает версию {VERSION}."
        )
    _refuse_strange(values)
    plan: PlanContent = _read(PlanContent, values, "план")
    return plan


def _refuse_strange(value: Any, depth: int = 0) -> None:
    """Refuse what no plan holds and no table keeps: deep nesting, control signs, half letters."""
    if depth > MAX_DEPTH:
        raise ContentError("В файле плана слишком глубокая вложенность.")
    if isinstance(value, str):
        if "\x00" in value or (not value.isascii() and _HALF_LETTER.search(value)):
            raise ContentError("В файле плана есть знаки, которых не бывает в тексте.")
    elif isinstance(value, Mapping | list):
        parts = value.values() if isinstance(value, Mapping) else value
        for part in parts:
            _refuse_strange(part, depth + 1)


def with_steps(content: PlanContent, steps: tuple[StepContent, ...]) -> PlanContent:
    """The same plan with other steps of sign-off."""
    return replace(content, steps=steps)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _on_paper(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _on_paper(v) for k, v in value.items() if k not in NOT_ON_PAPER}
    if isinstance(value, list):
        return [_on_paper(item) for item in value]
    return value


def _dump(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def _read(wanted: Any, value: Any, where: str) -> Any:
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _read_fields(wanted, value, where)
    origin = get_origin(wanted)
    if origin is tuple:
        if not isinstance(value, list):
            raise ContentError(f"В файле плана поле «{where}» должно быть списком.")
        (item, *_) = get_args(wanted)
        return tuple(_read(item, one, f"{where}[{i}]") for i, one in enumerate(value))
    if origin in (Literal, UnionType) or (origin is not None and _choices(wanted)):
        if not isinstance(value, str) or value not in _choices(wanted):
            raise ContentError(f"В файле плана у поля «{where}» неизвестное значение «{value}».")
        return value
    if type(value) is not wanted:
        raise ContentError(f"В файле плана у поля «{where}» значение не того вида.")
    if wanted is int and not 0 <= value <= MAX_NUMBER:
        raise ContentError(f"В файле плана у поля «{where}» число {value} вне разумного.")
    return value


def _read_fields(wanted: Any, value: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise ContentError(f"В файле плана ждали раздел «{where}», а там другое.")
    hints = get_type_hints(wanted)
    given = {}
    for f in fields(wanted):
        if f.name in value:
            given[f.name] = _read(hints[f.name], value[f.name], f"{where}.{f.name}")
        elif f.default is MISSING and f.default_factory is MISSING:
            raise ContentError(f"В файле плана не хватает поля «{where}.{f.name}».")
    return wanted(**given)


def _choices(wanted: Any) -> frozenset[Any]:
    if get_origin(wanted) is Literal:
        return frozenset(get_args(wanted))
    return frozenset().union(*(_choices(arg) for arg in get_args(wanted)))
