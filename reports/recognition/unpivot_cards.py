"""Turns cards of meetings (a field name and a value in each row) into ordinary rows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from events.plan.roles import ColumnRole
from reports.recognition.column_contents import share
from reports.recognition.flat_table import FlatTable, TableBuilder
from reports.recognition.heading_words import role_of
from reports.recognition.phrases import is_term
from reports.sources.source_document import Block, SourceCell, SourceTable

CARDS: Final = (
    "Заседания, описанные таблицами в две графы, прочитаны строками: сверьте их с файлом."
)
# The name of a field is short.
_LABEL: Final = re.compile(r"(?:[^\s:]{1,25}\s*){1,5}")
# A card has at least the event, its term and one more field.
_LEAST_FIELDS: Final = 3
# At least this share of the first column must be field names.
_SHARE_OF_LABELS: Final = 2 / 3


def unpivot_cards(table: SourceTable) -> FlatTable | None:
    """Give the table with a row for each card; None where it holds no cards."""
    return FlatTable(_flat_cards(table), (CARDS,)) if _is_card(table) else None


def _is_card(table: SourceTable) -> bool:
    """Whether the first of two columns names fields: «Тема», «Дата проведения», «Ответственный»."""
    if table.columns != 2:  # noqa: PLR2004 - names and values
        return False
    rows = [(row[0], row[1]) for row in table.rows if len(row) > 1]
    if not rows or role_of(rows[0][1].line) in (ColumnRole.TERM, ColumnRole.RESPONSIBLE):
        return False
    labels = [_label(label) for label, _ in rows]
    roles = {role for label in labels if (role := _role_of_field(label))}
    if len(roles) < _LEAST_FIELDS or not roles >= {ColumnRole.EVENT, ColumnRole.TERM}:
        return False
    named = share(labels, lambda label: _role_of_field(label) is not None)
    terms = [value.line for label, value in rows if role_of(_label(label)) == ColumnRole.TERM]
    return named >= _SHARE_OF_LABELS and all(is_term(term) for term in terms if term)


def _role_of_field(label: str) -> ColumnRole | None:
    return role_of(label) if _LABEL.fullmatch(label) else None


def _label(cell: SourceCell) -> str:
    return cell.line.rstrip(": ")


@dataclass(slots=True)
class _Card:
    """One card: the heading row above it, and the blocks of each field."""

    band: tuple[Block, ...] = ()
    fields: dict[str, tuple[Block, ...]] = field(default_factory=dict)


def _flat_cards(table: SourceTable) -> SourceTable:
    """Give a table whose head is the fields, with a row for each card; wide cells stay bands."""
    cards = list(_cards_of(table))
    labels = list(dict.fromkeys(label for card in cards for label in card.fields))
    made = TableBuilder([(label, 1) for label in labels])
    for card in cards:
        if card.band:
            made.band(card.band)
        if card.fields:
            made.row([card.fields.get(label, ()) for label in labels])
    return made.table()


def _cards_of(table: SourceTable) -> Iterator[_Card]:
    card = _Card()
    last = ""
    for row in table.rows:
        label, value = _label(row[0]), row[-1].blocks
        if len(row) == 1 and row[0].column == 0:
            if not label:
                continue
            if card.fields:
                yield card
                card = _Card()
            card.band += value
        elif (len(row) == 1 or not label) and last in card.fields:
            card.fields[last] += value
        else:
            if label in card.fields:
                yield card
                card = _Card()
            card.fields[label] = value
            last = label
    yield card
