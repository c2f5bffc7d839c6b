"""Recognises a plan in a Word file: paragraphs and tables in, a plan's content and doubts out.

It knows how plans are laid out in Word; it refuses to know bytes, the database and rights.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from events.plan.content import ColumnContent, LayoutContent
from reports.recognition.corrections import Correction, CorrectionError, corrected
from reports.recognition.multiple_plans import objection_to
from reports.recognition.reader import read_plan
from reports.recognition.result import ColumnFound, Recognised, RowFound, as_json
from reports.recognition.stray_grid_lines import straight
from reports.recognition.tables_from_lists import FromLists, listed
from reports.recognition.turned_tables import turned
from reports.recognition.word_accounting import with_labels
from reports.sources.docx import NO_TABLE
from reports.sources.source_document import SourceDocument, SourceError

__all__ = [
    "ColumnFound",
    "Correction",
    "CorrectionError",
    "Recognised",
    "RowFound",
    "as_json",
    "recognise",
]


# Letters of cells over several rows, said in each: so much is no plan, and grows with its square.
MOST_SHARED: Final = 500_000
TOO_MUCH_SHARED: Final = (
    "В ячейках, объединённых на много строк, слишком много текста: разъедините их и повторите."
)


def recognise(
    word: SourceDocument,
    layouts: tuple[LayoutContent, ...] = (),
    *,
    corrections: Sequence[Correction] = (),
    usual: tuple[ColumnContent, ...] = (),
) -> Recognised:
    """The plan that this file holds, with what is doubtful and what found no place.

    `layouts` are the known ones: the plan takes the first of its shape, else the shape of the
    file becomes a layout of its own. `corrections` are what a person said against the reading,
    in their order; `usual` the columns of a plan into which the rows are pasted.

    Raises:
        SourceError: no table of the file is a plan, or the file says that it is none, or several;
            cells over many rows say more than a plan holds.
        CorrectionError: a correction names what isn't there.

    """
    if _shared_letters(word) > MOST_SHARED:
        raise SourceError(TOO_MUCH_SHARED)
    made = FromLists(word) if word.tables else listed(word)
    if made is None:
        raise SourceError(NO_TABLE)
    if not usual and not corrections and (sentence := objection_to(made.word)):
        raise SourceError(sentence)
    found = read_plan(corrected(turned(straight(made.word)), corrections), layouts, usual)
    return replace(found, words=with_labels(found.words, word, made.word, made.labels))


def _shared_letters(word: SourceDocument) -> int:
    """The letters of cells over several rows, once for each row: the plan says them in each."""
    return sum(
        cell.rowspan * len(cell.text)
        for table in word.tables
        for row in table.rows
        for cell in row
        if cell.rowspan > 1
    )
