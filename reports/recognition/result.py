"""What recognition hands back: the plan, how each column was read, and what found no place.

It knows only these values; it refuses to know how they were found, and the database.
"""

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from events.plan.content import ColumnContent, EventContent, PlanContent
from events.plan.roles import ColumnRole
from events.plan.vocabulary import ShownAs, Verb
from reports.recognition.corrections import ColumnUse, RowKind
from reports.sources.source_document import SourceDocument

# How the uses of columns that are no roles are told to other programs.
PRINTED_AS: Final[dict[str, ColumnRole]] = {
    "until": ColumnRole.TERM,
    "mark": ColumnRole.TERM,
    "agenda": ColumnRole.EVENT,
}
# Said by the person who imports, so nothing of it is doubtful.
BY_HAND = "указано вами"


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """How a column of the file was read; `confidence` is from 0 to 1."""

    table: int
    heading: str
    role: ColumnUse
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class RowFound:
    """How a row of a table was read; tables count from 1, their rows from 0.

    `event` is the place of the plan's row among `PlanContent` rows in the order of the paper,
    `section` that of the section, both from 0; None where the row became none.
    """

    table: int
    row: int
    kind: RowKind
    confidence: float = 1.0
    reason: str = ""
    event: int | None = None
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was recognised beside columns and rows: `what` it is, and how surely."""

    what: Verb | Literal["table", "period", "association"]
    value: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class WordCount:
    """The words of a file: every one of them is in the plan, without a place, or left off.

    Left off are numbers that the plan makes itself and heads that it prints once.
    """

    source: int = 0
    placed: int = 0
    unplaced: int = 0
    left_off: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether no word was lost."""
        return not self.lost

    @property
    def lost(self) -> int:
        """Words that are nowhere: a fault of the portal, which it has to own up to."""
        return self.source - self.placed - self.unplaced - self.left_off


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text that found no field, with its place in the file."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Remarked:
    """Something that the reader of the plan should know, with its place in the file."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A Word file read as a plan: nothing of it is lost, only `unplaced`."""

    content: PlanContent
    name_genitive: str = ""
    columns: tuple[ColumnFound, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    findings: tuple[Remarked, ...] = ()
    rows: tuple[RowFound, ...] = ()
    facts: tuple[Fact, ...] = ()
    words: WordCount = WordCount()
    # The file as it was read: with the rows that somebody parted. None for a plan of our own.
    word: SourceDocument | None = None


@dataclass(slots=True)
class RowDraft:
    """A row while its table is read: the event without its number, and the number as printed."""

    event: EventContent
    printed: str = ""
    place: str = ""


@dataclass(slots=True)
class SectionDraft:
    """A section while the file is read."""

    heading: str = ""
    printed: str = ""
    shown: ShownAs = ShownAs.NONE
    text: bool = False
    paragraphs: list[str] = field(default_factory=list)
    lead_in: str = ""
    numbered_paragraphs: bool = False
    columns: tuple[ColumnContent, ...] = ()
    rows: list[RowDraft] = field(default_factory=list)
    children: "list[SectionDraft]" = field(default_factory=list)
    place: str = ""


@dataclass(slots=True)
class Findings:
    """Gathers what recognition notices while it reads."""

    columns: list[ColumnFound] = field(default_factory=list)
    # Each with the draft that it became a part of, whose place in the plan is known later.
    rows: list[tuple[RowFound, RowDraft | SectionDraft | None]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    remarks: list[Remarked] = field(default_factory=list)
    # Read, understood and left off on purpose: row numbers, repeated heads.
    left_off: list[str] = field(default_factory=list)

    def remark(self, text: str, place: str) -> None:
        """Note something for the person who imports."""
        self.remarks.append(Remarked(text, place))

    def lose(self, text: str, place: str) -> None:
        """Keep text that has no field."""
        if text.strip():
            self.unplaced.append(Unplaced(text.strip(), place))


def as_json(found: Recognised) -> dict[str, Any]:
    """The findings as JSON values, to stand beside the canonical keys of the plan."""

    def placed(items: tuple[Unplaced, ...] | tuple[Remarked, ...]) -> list[dict[str, str]]:
        return [{"text": item.text, "place": item.place} for item in items]

    return {
        "columns": [
            {
                "table": column.table,
                "heading": column.heading,
                "role": PRINTED_AS.get(column.role, column.role),
                "confidence": column.confidence,
                "reason": column.reason,
            }
            for column in found.columns
        ],
        "rows": [
            {
                "place": f"таблица {row.table}, строка {row.row + 1}",
                "kind": row.kind,
                "confidence": row.confidence,
                "reason": row.reason,
            }
            for row in found.rows
        ],
        "facts": [asdict(fact) for fact in found.facts],
        "words": asdict(found.words),
        "unplaced": placed(found.unplaced),
        "findings": placed(found.findings),
    }
