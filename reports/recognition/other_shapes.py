"""Rejects files by what they are instead of a list of events: charts, programmes, people across."""

import re
from typing import Final

from reports.recognition.column_contents import share
from reports.recognition.heading_words import PERIOD, TICK, role_of
from reports.recognition.phrases import LOWER, UPPER, is_name
from reports.recognition.table_head import TableHints, find_head
from reports.sources.source_document import SourceDocument, SourceTable, paragraphs_of

PEOPLE: Final = (
    "Похоже, в этой таблице своя графа у каждого человека ({names}), а портал читает планы, где в "
    "строке одно мероприятие: сделайте графы «Мероприятие», «Срок», «Ответственный» и повторите."
)
CHART: Final = (
    "Похоже, это диаграмма Ганта: сроки показаны в ней закрашенными клетками, а не словами. "
    "Добавьте графу «Срок» с датами и повторите."
)
PROGRAMME: Final = (
    "Похоже, это образовательная программа (слов в ней {words}), а не план объединения: сохраните "
    "её план мероприятий в отдельный файл и загрузите его."
)
_NAMED_PROGRAMME: Final = re.compile(
    # The end of a word is bounded: from each beginning it would be read to the end of the text.
    r"(?:образовательн|рабоч|учебн)\w{0,9}\s+программ|программ\w{0,9}\s+(?:воспитани|обучени)",
    re.IGNORECASE,
)
_PROGRAMME_WORDS, _TITLE_LINES = 25_000, 60
# «Лодкина Света», or a surname by its ending.
_CALLED: Final = re.compile(
    rf"[{UPPER}][{LOWER}]+(?:\s[{UPPER}][{LOWER}]+|[ое]ва?|ина?|[сц]к(?:ий|ая)|[иы]х|енко|[юу]к|ян)"
)
# A day, a date or a week over a column of a chart.
_DAY: Final = re.compile(
    r"\d{1,2}(?:\.\d{1,2}(?:\.\d{2,4})?)?|пн|вт|ср|чт|пт|сб|вс|(?:нед\w*\.?\s*)?\d{1,2}(?:\s*нед\w*\.?)?|[wн]\d{1,2}",
    re.IGNORECASE,
)
_LEAST_PEOPLE, _LEAST_BARS, _HEAD_ROWS, _SHOWN = 2, 8, 3, 3


def objection_to_shape(source: SourceDocument) -> str:
    """Return a sentence if the file is a whole programme or has only tables of another shape."""
    texts = [paragraph.text for paragraph in paragraphs_of(source.blocks)]
    if any(map(_NAMED_PROGRAMME.search, texts[:_TITLE_LINES])):
        words = sum(len(text.split()) for text in texts)
        if words > _PROGRAMME_WORDS:
            return PROGRAMME.format(words=words)
    shapes = [(table, _shape(table)) for table in source.tables]
    found = next((sentence for _, sentence in shapes if sentence), "")
    if found and not any(_is_plan(table) for table, sentence in shapes if not sentence):
        return found
    return ""


def _is_plan(table: SourceTable) -> bool:
    head = find_head(table, 1, TableHints(page=1))
    return head is not None and head.first_row < len(table.rows)


def _shape(table: SourceTable) -> str:
    for at, row in enumerate(table.rows[:_HEAD_ROWS]):
        names = [cell.line for cell in row[1:] if cell.line]
        people = sum(is_name(name) or bool(_CALLED.fullmatch(name)) for name in names)
        if people >= _LEAST_PEOPLE and people == len(names) and _has_words(table, at):
            return PEOPLE.format(names=", ".join(names[:_SHOWN]))
        if _is_chart(table, at):
            return CHART
    return ""


def _has_words(table: SourceTable, row: int) -> bool:
    """Whether the rows below this one say more than names: it is no row of a list of people."""
    below = [cell.line for line in table.rows[row + 1 :] for cell in line[1:] if cell.line]
    return bool(below) and share(below, is_name) <= 1 / 2


def _is_chart(table: SourceTable, row: int) -> bool:
    """Whether the columns under this row are days or weeks with no words in them, and no term."""
    head = [cell for cell in table.rows[row] if cell.line]
    days = {cell.column for cell in head if _DAY.fullmatch(cell.line) or PERIOD.search(cell.line)}
    if len(days) < _LEAST_BARS or any(
        role_of(cell.line) == "term" for cell in head if cell.column not in days
    ):
        return False
    cells = [cell for line in table.rows[row + 1 :] for cell in line if cell.column in days]
    inside = [cell.line for cell in cells if cell.line and not _DAY.fullmatch(cell.line)]
    # Ticks under months or weeks are read as terms.
    named = any(PERIOD.search(cell.line) for cell in head)
    return not inside or (not named and all(map(TICK.match, inside)))
