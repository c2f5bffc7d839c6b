"""Recognises a plan: takes paragraphs and tables, gives the content of a plan and doubts."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from events.plan.content import ColumnContent, LayoutContent
from reports.recognition.corrections import Correction, CorrectionError, apply_corrections
from reports.recognition.flat_table import with_flat_tables
from reports.recognition.objections import objection_to
from reports.recognition.reader import read_plan
from reports.recognition.result import ColumnFound, Recognised, RowFound, recognised_as_json
from reports.recognition.spare_columns import without_empty_columns, without_stray_columns
from reports.recognition.tables_from_lists import FromLists, with_tables_from_lists
from reports.recognition.transpose_months import transpose_months
from reports.recognition.unpivot_cards import unpivot_cards
from reports.recognition.word_accounting import with_labels
from reports.sources.docx import NO_TABLE
from reports.sources.source_document import SourceDocument, SourceError

__all__ = [
    "ColumnFound",
    "Correction",
    "CorrectionError",
    "Recognised",
    "RowFound",
    "recognise",
    "recognised_as_json",
]


# The text of a merged cell is copied into each of its rows: more letters than this is no plan.
MOST_SHARED: Final = 500_000
TOO_MUCH_SHARED: Final = (
    "В ячейках, объединённых на много строк, слишком много текста: разъедините их и повторите."
)


def recognise(
    source: SourceDocument,
    layouts: tuple[LayoutContent, ...] = (),
    *,
    corrections: Sequence[Correction] = (),
    usual: tuple[ColumnContent, ...] = (),
) -> Recognised:
    """Give the plan in this file, with what is doubtful and the words that found no place.

    The plan takes the first of `layouts` that has its columns; where none has, the file's columns
    become a new layout. `corrections` are those of the importer, oldest first. `usual` are the
    columns of the plan into which the rows are pasted.

    Raises:
        SourceError: the file holds no plan, several plans or another paper, or its merged cells
            hold too much text.
        CorrectionError: a correction names a place or a meaning that does not exist.

    """
    if _shared_letters(source) > MOST_SHARED:
        raise SourceError(TOO_MUCH_SHARED)
    made = FromLists(source) if source.tables else with_tables_from_lists(source)
    if made is None:
        raise SourceError(NO_TABLE)
    if not (usual or corrections) and (sentence := objection_to(made.word)):
        raise SourceError(sentence)
    word = without_empty_columns(made.word, usual) if usual else made.word
    flat = with_flat_tables(without_stray_columns(word), unpivot_cards, transpose_months)
    found = read_plan(apply_corrections(flat, corrections), layouts, usual)
    return replace(found, words=with_labels(found.words, source, made.word, made.labels))


def _shared_letters(source: SourceDocument) -> int:
    """Count the letters of merged cells once for each row they cover."""
    return sum(
        cell.rowspan * len(cell.text)
        for table in source.tables
        for row in table.rows
        for cell in row
        if cell.rowspan > 1
    )
