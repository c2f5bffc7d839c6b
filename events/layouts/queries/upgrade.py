"""What becomes of a plan's words on another layout: where they move, and what is not printed.

Both papers are laid out and compared, so it tells what really will stand there. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from events.plan.content import ColumnContent, EventContent, LayoutContent, PlanContent
from events.plan.outline import Band, Cell, Row, TableBlock, TextBlock, outline
from events.plan.roles import ColumnRole

# How many rows are named; the rest are counted.
NAMED: Final = 3
# Whose cell words without a column of their own may stand in; that of the event if not said.
_HOSTS: Final[dict[ColumnRole, tuple[ColumnRole, ...]]] = {
    ColumnRole.NUMBER: (),
    ColumnRole.EVENT: (),
    ColumnRole.PLACE: (ColumnRole.TERM, ColumnRole.EVENT),
}


@dataclass(frozen=True, slots=True)
class MovedRow:
    """A row, and its words that move."""

    event: EventContent
    words: str


@dataclass(slots=True)
class Move:
    """Words of one kind that leave their column: to the column `to`, or off the paper (empty)."""

    role: ColumnRole
    to: str
    rows: list[MovedRow] = field(default_factory=list)

    @property
    def name(self) -> str:
        """What moves."""
        if self.role == ColumnRole.NUMBER:
            return "Номер, написанный вручную"
        return self.role.label

    @property
    def is_lost(self) -> bool:
        """Whether the words would not be printed."""
        return not self.to

    @property
    def named_rows(self) -> list[MovedRow]:
        """The first of the rows, to be named."""
        return self.rows[:NAMED]

    @property
    def more(self) -> int:
        """How many rows are not named."""
        return max(0, len(self.rows) - NAMED)


@dataclass(frozen=True, slots=True)
class LayoutUpgrade:
    """Everything that a plan's author should know before the plan stands on another layout."""

    moves: tuple[Move, ...]
    lost_headings: tuple[str, ...]
    lost_imprint: str
    own_columns: tuple[str, ...]

    @property
    def loses(self) -> bool:
        """Whether anything would not be printed."""
        return bool(self.lost_headings or self.lost_imprint or any(m.is_lost for m in self.moves))


def on_layout(content: PlanContent, layout: LayoutContent) -> PlanContent:
    """The same plan on another layout."""
    return replace(content, layout=layout)


def compare_papers(content: PlanContent, layout: LayoutContent) -> LayoutUpgrade:
    """What changes on the paper of `content` when it is drawn by `layout`."""
    old, new = outline(content), outline(on_layout(content, layout))
    return LayoutUpgrade(
        moves=tuple(_moves(old, new)),
        lost_headings=tuple(_lost_headings(content, old, new)),
        lost_imprint=_lost_imprint(content, layout),
        own_columns=tuple(
            s.heading or "без заголовка" for s in content.all_sections() if s.columns
        ),
    )


type Blocks = tuple[TextBlock | TableBlock, ...]


def _moves(old: Blocks, new: Blocks) -> Iterator[Move]:
    before = dict(_rows(old))
    moves: dict[tuple[str, str], Move] = {}
    for uid, (row, columns) in _rows(new):
        was, old_columns = before[uid]
        for role in ColumnRole:
            words = _words(row.event, role)
            home = _found(was, old_columns, role, words)
            if home is None:
                continue
            place = _found(row, columns, role, words)
            # A role that stood in another's cell before and does now has not moved.
            if place is not None and place.role in (role, home.role):
                continue
            to = place.heading or place.role if place else ""
            moved = MovedRow(row.event, "; ".join(words))
            moves.setdefault((role, to), Move(role, to)).rows.append(moved)
    yield from sorted(moves.values(), key=lambda move: not move.is_lost)


def _rows(blocks: Blocks) -> Iterator[tuple[str, tuple[Row, tuple[ColumnContent, ...]]]]:
    for block in blocks:
        if isinstance(block, TableBlock):
            for row in block.rows:
                if row.event.uid:
                    yield row.event.uid, (row, block.columns)


def _words(event: EventContent, role: str) -> list[str]:
    """The words of a row under a role, each as one run of text."""
    if role == ColumnRole.RESPONSIBLE:
        parts = [one.text for one in event.responsible]
    elif role == ColumnRole.EVENT:
        parts = event.title.splitlines()
    else:
        parts = str(getattr(event, role)).splitlines()
    return [" ".join(part.split()).lstrip("-–—• ") for part in parts if part.strip()]


def _found(
    row: Row, columns: tuple[ColumnContent, ...], role: ColumnRole, words: list[str]
) -> ColumnContent | None:
    """The column whose cell holds the words: that of their own role first, else the host's."""
    for wanted in (role, *_HOSTS.get(role, (ColumnRole.EVENT,))):
        for column, cell in zip(columns, row.cells, strict=True):
            if column.role == wanted and words and _holds(cell, words):
                return column
    return None


def _holds(cell: Cell, words: list[str]) -> bool:
    text = _text(cell)
    return all(part in text for part in words)


def _text(cell: Cell) -> str:
    return " ".join(" ".join(f"{one.mark} {one.lead} {one.text}".split()) for one in cell.lines)


def _lost_headings(content: PlanContent, old: Blocks, new: Blocks) -> Iterator[str]:
    before, after = _shown_headings(old), _shown_headings(new)
    for section in content.all_sections():
        words = " ".join(section.heading.split())
        if (
            words
            and words in before.get(section.uid, "")
            and words not in after.get(section.uid, "")
        ):
            yield words


def _shown_headings(blocks: Blocks) -> dict[str, str]:
    """What stands as the heading of each section: a band, a heading, a cell of directions."""
    found: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, TextBlock):
            found[block.section_uid] = " ".join(block.heading.split())
            continue
        found[block.section_uids[0]] = " ".join(block.heading.split())
        for line in block.lines:
            if isinstance(line, Band):
                words = "" if line.is_lead else line.label
            else:
                words = " ".join(_text(c) for c in line.cells if c.role == ColumnRole.DIRECTION)
            found[line.section_uid] = f"{found.get(line.section_uid, '')} {' '.join(words.split())}"
    return found


def _lost_imprint(content: PlanContent, layout: LayoutContent) -> str:
    if content.layout.title_page and not layout.title_page:
        return content.imprint or content.city
    return ""
