"""The result of recognition as plain values: the plan, and how each part of it was read."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

from events.plan.content import ColumnContent, EventContent, PlanContent
from events.plan.roles import ColumnRole
from events.plan.vocabulary import ShownAs, Verb
from reports.recognition.corrections import ColumnUse, RowKind
from reports.sources.source_document import SourceDocument

# The column role that stands for a use that is not a role itself.
PRINTED_AS: Final[dict[str, ColumnRole]] = {
    "until": ColumnRole.TERM,
    "mark": ColumnRole.TERM,
    "agenda": ColumnRole.EVENT,
}
# The reason of what the importing person decided, which is never doubtful.
CHOSEN_BY_PERSON = "указано вами"


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
    """How a row of a table was read; tables are counted from 1, their rows from 0.

    `event` and `section` are the places in the plan, from 0 in the order of the paper, of the
    event or section that the row became; None if it became none.
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
    """A value that was recognised besides columns and rows; `confidence` is from 0 to 1."""

    what: Verb | Literal["table", "period", "association"]
    value: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class WordCount:
    """The number of words of a file: in the plan, unplaced, or left off.

    Left off are numbers that the plan generates and headings that it prints once.
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
        """The number of words that are missing: more than 0 is a fault of the portal."""
        return self.source - self.placed - self.unplaced - self.left_off


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Text that belongs to no field: a whole cell or paragraph, with its place in the file.

    `missing` are the parts of the text that are nowhere in the plan; empty if all of it is not.
    """

    text: str
    place: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note for the importing person, with its place in the file."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """A document read as a plan: text that belongs to no field is in `unplaced`."""

    content: PlanContent
    name_genitive: str = ""
    columns: tuple[ColumnFound, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    findings: tuple[Note, ...] = ()
    rows: tuple[RowFound, ...] = ()
    facts: tuple[Fact, ...] = ()
    words: WordCount = WordCount()
    # The document as it was read, with rows split by corrections; None for the portal's own plan.
    word: SourceDocument | None = None


@dataclass(slots=True)
class RowDraft:
    """A row being read: the event without its number, and the number as printed."""

    event: EventContent
    printed: str = ""
    place: str = ""


@dataclass(slots=True)
class SectionDraft:
    """A section being read."""

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
    """Collects the results of reading other than the plan itself."""

    columns: list[ColumnFound] = field(default_factory=list)
    # Each with the draft that it became part of; the draft's place in the plan is found later.
    rows: list[tuple[RowFound, RowDraft | SectionDraft | None]] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)
    remarks: list[Note] = field(default_factory=list)
    # Left off on purpose: row numbers, repeated heads.
    left_off: list[str] = field(default_factory=list)

    def remark(self, text: str, place: str) -> None:
        """Add a note for the importing person."""
        self.remarks.append(Note(text, place))

    def lose(self, text: str, place: str) -> None:
        """Keep text that belongs to no field."""
        if text.strip():
            self.unplaced.append(Unplaced(text.strip(), place))


def recognised_as_json(recognised: Recognised) -> dict[str, Any]:
    """Return what was recognised as JSON values, to be merged with those of the plan."""
    return {
        "columns": [
            {**asdict(column), "role": PRINTED_AS.get(column.role, column.role)}
            for column in recognised.columns
        ],
        "rows": [
            {
                "place": f"таблица {row.table}, строка {row.row + 1}",
                "kind": row.kind,
                "confidence": row.confidence,
                "reason": row.reason,
            }
            for row in recognised.rows
        ],
        "facts": [asdict(fact) for fact in recognised.facts],
        "words": asdict(recognised.words),
        "unplaced": [asdict(unplaced) for unplaced in recognised.unplaced],
        "findings": [asdict(note) for note in recognised.findings],
    }
