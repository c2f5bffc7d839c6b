"""Turns a Word file into the texts and rows that the completeness check compares."""

from collections.abc import Iterator

from reports.paper.pdf.read_back import Read, ReadRow
from reports.sources.source_document import (
    SourceDocument,
    SourceParagraph,
    SourceTable,
    paragraphs_of,
)


def read_back(word: SourceDocument) -> tuple[Read, ...]:
    """Texts and rows of the file in its order; a table without a head is read as texts."""
    return tuple(_read(word))


def _read(word: SourceDocument) -> Iterator[Read]:
    for block in word.blocks:
        if isinstance(block, SourceParagraph):
            if block.text.strip():
                yield block.full_text
        elif block.header_rows:
            yield from _rows(block)
        else:
            texts = (paragraph.full_text for paragraph in paragraphs_of((block,)))
            yield from (text for text in texts if text.strip())
    yield from (aside.text for aside in word.asides)


def _rows(table: SourceTable) -> Iterator[ReadRow]:
    for index, row in enumerate(table.rows):
        cells = tuple("\n".join(each.full_text for each in cell.paragraphs) for cell in row)
        yield ReadRow(cells, is_head=index < table.header_rows)
