"""The differences of two contents as plain values, in the order of the paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from events.plan.cell_lines import Line
from events.plan.content import ColumnContent, EventContent, SectionContent
from plans_portal.lib.word_changes import Fate
from plans_portal.lib.word_changes import Line as WordLine


class PartFate(StrEnum):
    """What became of a row, a section or a step."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


def differs(line: WordLine) -> bool:
    """Whether any words of the line are gone or new."""
    return any(piece.fate != Fate.SAME for piece in line)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of the plan's head that differs: both texts as one, the words that differ marked."""

    label: str
    words: tuple[WordLine, ...]


@dataclass(frozen=True, slots=True)
class StepChange:
    """A step that was added, removed, changed or moved; `notes` tell what no stamp says."""

    fate: PartFate
    label: str
    words: tuple[WordLine, ...]
    is_moved: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell: its `lines` as printed, and, where they differ, the `words` of both contents."""

    role: str
    lines: tuple[Line, ...]
    words: tuple[WordLine, ...] = ()


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row in its columns.

    `number` and `was_number` are the printed numbers, or the places in the section where rows have
    none; a row that was removed has the former one only. `moved_from` names the section that it
    stood in, where that is another one.
    """

    fate: PartFate
    event: EventContent
    cells: tuple[CellChange, ...]
    number: str = ""
    was_number: str = ""
    is_moved: bool = False
    moved_from: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be told of it."""
        return self.fate != PartFate.SAME or self.is_moved


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph of a text section; one that is gone has no number."""

    number: str
    words: WordLine

    @property
    def is_changed(self) -> bool:
        """Whether any of its words differ."""
        return differs(self.words)


@dataclass(frozen=True, slots=True)
class SectionChange:
    """A section with its paragraphs and rows; sub-sections follow it, one deeper."""

    fate: PartFate
    section: SectionContent
    label: str
    depth: int
    heading: tuple[WordLine, ...]
    lead_in: tuple[WordLine, ...]
    paragraphs: tuple[ParagraphChange, ...]
    columns: tuple[ColumnContent, ...]
    rows: tuple[RowChange, ...]
    is_moved: bool = False
    moved_from: str = ""
    notes: tuple[str, ...] = ()

    @property
    def number_words(self) -> str:
        """The number that is printed before the heading: «II. »."""
        return self.label.removesuffix(self.section.heading)

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be told of the section itself, its rows left out."""
        return self.fate != PartFate.SAME or self.is_moved

    @property
    def changed_rows(self) -> tuple[RowChange, ...]:
        """The rows of which anything is to be told."""
        return tuple(row for row in self.rows if row.is_changed)

    @property
    def has_changes(self) -> bool:
        """Whether anything is to be told of it or of its rows."""
        return self.is_changed or bool(self.changed_rows)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows, and how many other parts, differ."""

    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    sections: int = 0
    steps: int = 0
    fields: int = 0

    @property
    def sentence(self) -> str:
        """«Строк изменено: 3, добавлено: 1. Разделов изменено: 1.»; empty where nothing differs."""
        rows = (
            ("изменено", self.changed),
            ("добавлено", self.added),
            ("удалено", self.removed),
            ("перемещено", self.moved),
        )
        told = ", ".join(f"{verb}: {count}" for verb, count in rows if count)
        others = (
            ("Разделов изменено", self.sections),
            ("Грифов и подписей изменено", self.steps),
        )
        parts = [f"Строк {told}."] if told else []
        parts += [f"{name}: {count}." for name, count in others if count]
        if self.fields:
            parts.append("Изменён заголовок или сведения о плане.")
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class PlanComparison:
    """Everything that differs; `sections` are all of them, so that the whole plan can be shown."""

    fields: tuple[FieldChange, ...] = ()
    steps: tuple[StepChange, ...] = ()
    sections: tuple[SectionChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.fields or self.steps or any(one.has_changes for one in self.sections))

    @property
    def rows(self) -> Iterator[RowChange]:
        """Every row, in order."""
        return (row for section in self.sections for row in section.rows)

    @property
    def counts(self) -> Counts:
        """How many parts differ; a row that was changed and moved counts in both."""
        rows = list(self.rows)
        return Counts(
            changed=sum(row.fate == PartFate.CHANGED for row in rows),
            added=sum(row.fate == PartFate.ADDED for row in rows),
            removed=sum(row.fate == PartFate.REMOVED for row in rows),
            moved=sum(row.is_moved for row in rows),
            sections=sum(section.is_changed for section in self.sections),
            steps=len(self.steps),
            fields=len(self.fields),
        )
