"""Lists what is doubtful in a row that was read, in sentences for the importer."""

from collections.abc import Iterator, Mapping
from itertools import islice, pairwise
from typing import Final

from events import terms
from events.plan.content import EventContent
from events.plan.roles import ColumnRole
from reports.recognition import people
from reports.recognition.cells import CellUse, has_term_for_each_line, is_unaligned
from reports.sources.source_document import SourceCell

UNKNOWN: Final = terms.TermKind.UNKNOWN
HANGING = ("и", "или", "а", "с")
# The most pairs of neighbours compared with the cell.
MOST_PARTED: Final = 200
# The most doubtful commas listed for one cell.
MOST_COMMAS: Final = 3


def doubts_of(event: EventContent, cells: Mapping[CellUse, SourceCell]) -> Iterator[str]:
    """Give what the importer should check in this event, read from these cells."""
    if not event.title and not event.lead_in and not event.events:
        yield "В строке нет мероприятия."
    if is_unaligned(event):
        yield "Сроков несколько, а пунктов не столько же: проверьте, что к чему."
    elif has_term_for_each_line(event):
        yield "Сроков столько же, сколько строк: проверьте, не разные ли это мероприятия."
    unread = [line for line in event.term.splitlines() if terms.read(line).kind == UNKNOWN]
    if unread and len(unread) < len(event.term.splitlines()):
        yield f"Прочитана не каждая строка срока: «{'», «'.join(unread)}»."
    for responsible in event.responsible:
        if responsible.text.split()[-1].casefold() in HANGING:
            yield f"Ответственные обрываются: «{responsible.text}»."
    if ColumnRole.RESPONSIBLE in cells:
        for words in islice(
            people.doubtful_commas(cells[ColumnRole.RESPONSIBLE].text), MOST_COMMAS
        ):
            yield f"Запятая в «{words}»: проверьте, один это ответственный или двое."
        cell_text = " ".join(cells[ColumnRole.RESPONSIBLE].text.split(" "))
        for first, second in islice(pairwise(event.responsible), MOST_PARTED):
            if f"{first.text} {second.text}" in cell_text:
                yield f"Написаны слитно и разделены: «{first.text}» и «{second.text}»."
