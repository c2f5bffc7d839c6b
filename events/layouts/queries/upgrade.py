"""What happens to a plan's words on another layout: which move, which are not printed.

Both papers are laid out and compared. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from events.plan.content import ColumnContent, EventContent, LayoutContent, PlanContent
from events.plan.outline import Band, Cell, Row, TableBlock, TextBlock, outline
from events.plan.roles import ColumnRole

# How many rows are listed; the rest are counted.
NAMED: Final = 3
# Where words without a column of their own may be printed; for other roles, in the event's cell.
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
class MovedWords:
    """Words of one role that move to the column `to`, or are not printed if `to` is empty."""

    role: ColumnRole
    to: str
    rows: list[MovedRow] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Name of the role in Russian."""
        if self.role == ColumnRole.NUMBER:
            return "Номер, написанный вручную"
        return self.role.label

    @property
    def is_lost(self) -> bool:
        """Whether the words would not be printed."""
        return not self.to

    @property
    def named_rows(self) -> list[MovedRow]:
        """The first rows, to be listed."""
        return self.rows[:NAMED]

    @property
    def more(self) -> int:
        """How many rows are not listed."""
        return max(0, len(self.rows) - NAMED)


@dataclass(frozen=True, slots=True)
class LayoutUpgrade:
    """What a plan's author should know before the plan moves to another layout."""

    moves: tuple[MovedWords, ...]
    lost_headings: tuple[str, ...]
    lost_imprint: str
    own_columns: tuple[str, ...]

    @property
    def loses(self) -> bool:
        """Whether anything would not be printed."""
        return bool(self.lost_headings or self.lost_imprint or any(m.is_lost for m in self.moves))


def on_other_layout(content: PlanContent, layout: LayoutContent) -> PlanContent:
    """The same content on another layout."""
    return replace(content, layout=layout)


def compare_papers(content: PlanContent, layout: LayoutContent) -> LayoutUpgrade:
    """What changes on paper when `content` is printed by `layout`."""
    old, new = outline(content), outline(on_other_layout(content, layout))
    return LayoutUpgrade(
        moves=tuple(_moves(old, new)),
        lost_headings=tuple(_lost_headings(content, old, new)),
        lost_imprint=_lost_imprint(content, layout),
        own_columns=tuple(
            s.heading or "без заголовка" for s in content.all_sections() if s.columns
        ),
    )


type Blocks = tuple[TextBlock | TableBlock, ...]


def _moves(old: Blocks, new: Blocks) -> Iterator[MovedWords]:
    before = dict(_rows(old))
    moves: dict[tuple[str, str], MovedWords] = {}
    for uid, (row, columns) in _rows(new):
        old_row, old_columns = before[uid]
        for role in ColumnRole:
            words = _words(row.event, role)
            old_column = _column_with(old_row, old_columns, role, words)
            if old_column is None:
                continue
            new_column = _column_with(row, columns, role, words)
            # Words printed in another role's cell before and after have not moved.
            if new_column is not None and new_column.role in (role, old_column.role):
                continue
            to = new_column.heading or new_column.role if new_column else ""
            moved = MovedRow(row.event, "; ".join(words))
            moves.setdefault((role, to), MovedWords(role, to)).rows.append(moved)
    yield from sorted(moves.values(), key=lambda move: not move.is_lost)


def _rows(blocks: Blocks) -> Iterator[tuple[str, tuple[Row, tuple[ColumnContent, ...]]]]:
    for block in blocks:
        if isinstance(block, TableBlock):
            for row in block.rows:
                if row.event.uid:
                    yield row.event.uid, (row, block.columns)


def _words(event: EventContent, role: str) -> list[str]:
    """The words of a row for a role, each part on one line."""
    if role == ColumnRole.RESPONSIBLE:
        parts = [one.text for one in event.responsible]
    elif role == ColumnRole.EVENT:
        parts = event.title.splitlines()
    else:
        parts = str(getattr(event, role)).splitlines()
    return [" ".join(part.split()).lstrip("-–—• ") for part in parts if part.strip()]


def _column_with(
    row: Row, columns: tuple[ColumnContent, ...], role: ColumnRole, words: list[str]
) -> ColumnContent | None:
    """The column whose cell has the words: that of their role first, then the hosts."""
    for host in (role, *_HOSTS.get(role, (ColumnRole.EVENT,))):
        for column, cell in zip(columns, row.cells, strict=True):
            if column.role == host and words and _holds(cell, words):
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
    """The printed heading of each section: a band, a heading or a cell of directions."""
    headings: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, TextBlock):
            headings[block.section_uid] = " ".join(block.heading.split())
            continue
        headings[block.section_uids[0]] = " ".join(block.heading.split())
        for line in block.lines:
            if isinstance(line, Band):
                words = "" if line.is_lead else line.label
            else:
                words = " ".join(_text(c) for c in line.cells if c.role == ColumnRole.DIRECTION)
            before = headings.get(line.section_uid, "")
            headings[line.section_uid] = f"{before} {' '.join(words.split())}"
    return headings


def _lost_imprint(content: PlanContent, layout: LayoutContent) -> str:
    if content.layout.title_page and not layout.title_page:
        return content.imprint or content.city
    return ""
