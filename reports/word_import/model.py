"""What recognition hands back: the plan, how each column was read, and what found no place.

It knows only these values; it refuses to know files and the database.
"""

from dataclasses import dataclass, field
from typing import Any

from events.content import ColumnContent, ColumnRole, EventContent, PlanContent, ShownAs


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """How a column of the file was read; `confidence` is from 0 to 1."""

    table: int
    heading: str
    role: ColumnRole
    confidence: float
    reason: str


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
    shown: ShownAs = "none"
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
                "role": column.role,
                "confidence": column.confidence,
                "reason": column.reason,
            }
            for column in found.columns
        ],
        "unplaced": placed(found.unplaced),
        "findings": placed(found.findings),
    }
