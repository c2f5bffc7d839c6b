"""A file of the portal that was brought back, as plain values: its rows, and what it came from."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from events.drafting.models.plan import UID
from events.plan.codec import ContentError, from_bytes
from events.plan.content import PlanContent
from reports.office_files.round_trip import FileStamp, is_sealed

# Far longer than any plan; read only where the seal holds.
MOST_BYTES: Final = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """One row of a workbook: the uid that it names, and its cells."""

    uid: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """What a file brings: its stamp, its base, and what it says now.

    `base` is the plan's canonical JSON as the file was written; empty where the file has lost it,
    or somebody else wrote it. A workbook says its rows under a `head`; a Word file says a whole
    plan (`said`, canonical JSON). `notes` are sentences about what can't be brought back.
    """

    stamp: FileStamp
    base: str
    head: tuple[str, ...] = ()
    rows: tuple[BroughtRow, ...] = ()
    said: str = ""
    notes: tuple[str, ...] = ()

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return from_bytes(self.said.encode()).row_count if self.said else len(self.rows)

    def content(self) -> PlanContent | None:
        """The base as a plan; None where it is not known."""
        return from_bytes(self.base.encode()) if self.base else None


def trusted_base(properties: Mapping[str, str], base: bytes) -> str:
    """The base as a file keeps it, if the portal wrote it; else nothing."""
    if len(base) > MOST_BYTES or not is_sealed(properties, base):
        return ""
    try:
        from_bytes(base)
    except ContentError:
        return ""
    return base.decode()


def known_uid(text: str) -> str:
    """What a file says is the uid of a row; empty where it is none."""
    return text if UID.fullmatch(text) else ""


def to_values(file: BroughtFile) -> dict[str, Any]:
    """The file as JSON values."""
    return asdict(file)


def from_values(values: Mapping[str, Any]) -> BroughtFile:
    """The file from JSON values."""
    return BroughtFile(
        FileStamp(**values["stamp"]),
        values["base"],
        tuple(values["head"]),
        tuple(BroughtRow(row["uid"], tuple(row["cells"])) for row in values["rows"]),
        values["said"],
        tuple(values["notes"]),
    )
