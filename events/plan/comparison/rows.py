"""Compares one row with what it was, cell by cell."""

from collections.abc import Iterator
from dataclasses import replace

from events.plan.comparison.placed import PlacedRow, PlacedSection
from events.plan.comparison.values import CellChange, PartFate, RowChange
from events.plan.content import EventContent
from events.plan.outline import Cell
from events.plan.roles import ColumnRole
from plans_portal.lib.word_changes import word_changes


def compared_row(
    before: PlacedRow | None,
    after: PlacedRow,
    section: PlacedSection,
    *,
    is_moved: bool = False,
    moved_from: str = "",
    whole: bool = True,
) -> RowChange:
    """A present row of the section; without a former one it was added.

    Unless the `whole` plan is to be shown, a row of which nothing is told has no cells.
    """
    event = after.event
    shown = (
        section.cells(event, after.printed)
        if whole or is_moved or before is None or before.event != event
        else ()
    )
    if before is None:
        return RowChange(PartFate.ADDED, event, _same(shown), after.number)
    notes: tuple[str, ...] = ()
    if before.event == event:
        cells = _same(shown)
    else:
        cells = _cells(before, after, section, shown)
        notes = tuple(_notes(before.event, event))
        is_seen = bool(notes) or any(cell.words for cell in cells)
        if not is_seen and _without_uids(before.event) != _without_uids(event):
            notes = ("Изменены сведения, которых на бумаге не видно.",)
    differs = bool(notes) or any(cell.words for cell in cells)
    return RowChange(
        PartFate.CHANGED if differs else PartFate.SAME,
        event,
        cells,
        after.number,
        before.number,
        is_moved=is_moved,
        moved_from=moved_from,
        notes=notes,
    )


def removed_row(before: PlacedRow, section: PlacedSection) -> RowChange:
    """A row that is gone, in the columns of the section where it is shown."""
    shown = section.cells(before.event, before.printed)
    return RowChange(PartFate.REMOVED, before.event, _same(shown), was_number=before.number)


def words_of(cell: Cell) -> str:
    """The words of a cell as one text, a line for each paragraph."""
    return "\n".join(
        " ".join(filter(None, (line.mark, line.lead, line.text))) for line in cell.lines
    )


def _same(cells: tuple[Cell, ...]) -> tuple[CellChange, ...]:
    return tuple(CellChange(cell.role, cell.lines) for cell in cells)


def _cells(
    before: PlacedRow, after: PlacedRow, section: PlacedSection, shown: tuple[Cell, ...]
) -> tuple[CellChange, ...]:
    # The former words in the present columns: a column that is gone is no change of the row.
    former = section.cells(before.event, before.printed)
    typed = before.event.number != after.event.number
    found = []
    for was, now in zip(former, shown, strict=True):
        # A number that only followed the row's place is no change.
        is_same = was.lines == now.lines or (now.role == ColumnRole.NUMBER and not typed)
        words = () if is_same else word_changes(words_of(was), words_of(now))
        found.append(CellChange(now.role, now.lines, words))
    return tuple(found)


def _notes(before: EventContent, after: EventContent) -> Iterator[str]:
    """What differs in the row and is no word of a cell."""
    if before.meeting != after.meeting:
        yield "Теперь это заседание." if after.meeting else "Теперь это не заседание."
    if before.same_number != after.same_number:
        yield (
            "Номер теперь общий со строкой выше."
            if after.same_number
            else "Номер теперь свой, а был общий со строкой выше."
        )
    if before.term == after.term and before.term_choice != after.term_choice:
        yield "Автор иначе пояснил, какие дни значит срок."
    kinds = {one.text: one.who for one in before.responsible}
    for one in after.responsible:
        was = kinds.get(one.text, one.who)
        if was != one.who:
            yield f"Ответственный «{one.text}»: был указан как {was.label}, теперь {one.who.label}."


def _without_uids(event: EventContent) -> EventContent:
    return replace(event, uid="", events=tuple(map(_without_uids, event.events)))
