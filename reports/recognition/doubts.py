"""Says what looks doubtful in a row that was read, in sentences for the person who imports.

It knows events and their cells; it refuses to change a word of them.
"""

from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import Final

from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from reports.recognition import people
from reports.recognition.cells import CellUse, is_in_lines, is_unaligned
from reports.sources.source_document import Cell

HANGING = ("и", "или", "а", "с")
# How many of those who were parted are looked for in the cell: nobody reads on.
MOST_PARTED: Final = 200
# How many doubtful commas of one cell are told.
MOST_COMMAS: Final = 3


def doubts_of(event: EventContent, cells: Mapping[CellUse, Cell]) -> Iterator[str]:
    """What somebody should look at in this row, from its event and the cells it was read from."""
    if not event.title and not event.lead_in and not event.events:
        yield "В строке нет мероприятия."
    if is_unaligned(event):
        yield "Сроков несколько, а пунктов не столько же: проверьте, что к чему."
    elif is_in_lines(event):
        yield "Сроков столько же, сколько строк: проверьте, не разные ли это мероприятия."
    for one in event.responsible:
        if one.text.split()[-1].casefold() in HANGING:
            yield f"Ответственные обрываются: «{one.text}»."
    if ColumnRole.RESPONSIBLE in cells:
        for words in islice(people.doubtful(cells[ColumnRole.RESPONSIBLE].text), MOST_COMMAS):
            yield f"Запятая в «{words}»: проверьте, один это ответственный или двое."
        said = " ".join(cells[ColumnRole.RESPONSIBLE].text.split(" "))
        for one, other in islice(pairwise(event.responsible), MOST_PARTED):
            if f"{one.text} {other.text}" in said:
                yield f"Написаны слитно и разделены: «{one.text}» и «{other.text}»."
