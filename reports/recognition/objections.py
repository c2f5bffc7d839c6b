"""Rejects files by what they hold instead of one plan: other papers, charts, several plans."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import Final

from reports.recognition import stamps
from reports.recognition.column_contents import share
from reports.recognition.heading_words import PERIOD, TICK, role_of
from reports.recognition.phrases import LOWER, MONTH, UPPER, is_name
from reports.recognition.plan_heading import YEAR, is_title
from reports.recognition.table_head import TableHints, find_head
from reports.sources.source_document import (
    Block,
    SourceDocument,
    SourceParagraph,
    SourceTable,
    paragraphs_of,
)

ANOTHER: Final = "Похоже, это {kind}, а не план: выберите файл с планом работы."
SEVERAL: Final = (
    "В файле несколько планов: {titles}; сохраните каждый в отдельный файл и загрузите по одному."
)
_SHOWN, _NAMED = 80, 3
# Words that begin the title of another paper and never that of a plan, and its kind.
KINDS: Final = (
    (r"прайс-?\s?лист|прейскурант", "прайс-лист"),
    (r"расписание\s+(?:уроков|занятий|звонков|экзаменов|консультаций)", "расписание"),
    (r"протокол\b", "протокол"),
    (r"смета\b", "смета"),
    (r"(?:годовой\s+|аналитический\s+)?отч[её]т\b", "отчёт"),
    (r"(?:список|реестр)\s+(?!мероприят|дел\b)", "список"),
    (r"(?:ведомость|рейтинг|результаты)\b", "ведомость"),
    (r"(?:договор|контракт|сч[её]т|накладная|акт)\b", "договор или счёт"),
    (r"уважаем(?:ый|ая|ые)\b", "письмо"),
    (r"анкета\b|заявка\b", "анкета или заявка"),
)
ORDER: Final = re.compile(r"\bп\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю\b", re.IGNORECASE)
PRICED: Final = re.compile(
    r"\bцен[аы]\b|стоимост|\bед(?:\.|иниц\w*)\s?изм|кол(?:-во|ичество)\b(?!\s+участ)", re.IGNORECASE
)
_PLAN: Final = re.compile(
    r"^(?:(?:годовой|календарный|перспективный|рабочий)\s+)?план(?:-график)?\s+"
    r"(?:методической\s+)?(?:работы|мероприятий|деятельности|на)\b",
    re.IGNORECASE,
)
ANNEX: Final = re.compile(r"^приложени[ея]\b", re.IGNORECASE)
# A plan in parts (months, terms of a school year) has such a title over each of its tables.
_PART: Final = re.compile(
    rf"{MONTH}|\bканикул|полугоди|квартал|\bнедел|четверт|триместр|семестр|продолжени",
    re.IGNORECASE,
)
_LONGEST_TITLE: Final = 200
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
_LEAST_PEOPLE, _LEAST_BARS, _HEAD_ROWS = 2, 8, 3


def other_kind(source: SourceDocument) -> str:
    """Return a sentence if the file is another kind of paper, empty if it may be a plan.

    A file that mentions a plan anywhere outside its tables is accepted.
    """
    paragraphs = [block.text for block in source.blocks if isinstance(block, SourceParagraph)]
    lines = [line.strip() for text in paragraphs for line in text.splitlines()]
    if any(is_title(line) for line in lines if len(line) <= _LONGEST_TITLE):
        return ""
    if kind := kind_of_paper(lines):
        return ANOTHER.format(kind=kind)
    return ANOTHER.format(kind="перечень с ценами") if any(map(_is_priced, source.tables)) else ""


def kind_of_paper(lines: Sequence[str]) -> str:
    """Name the kind of paper that these lines begin, in Russian; empty if it may be a plan."""
    titles = [line for line in lines if 0 < len(line) <= _LONGEST_TITLE]
    for above, line in pairwise(["", *titles]):
        if stamps.begins_stamp(above) or stamps.OF_MEETING.match(above):
            # «Рассмотрено / протокол № 1» is the act of a stamp, not a title.
            continue
        for pattern, kind in KINDS:
            if re.match(pattern, line, re.IGNORECASE):
                return kind
    return "приказ" if any(ORDER.search(line) for line in lines) else ""


def objection_to(source: SourceDocument) -> str:
    """Return a sentence if the file is not exactly one plan, empty if it may be."""
    if sentence := _objection_to_shape(source) or other_kind(source):
        return sentence
    titles = several_plans(source)
    if not titles:
        return ""
    named = ", ".join(
        f"«{title[:_SHOWN]}»" if title else "без названия" for title in titles[:_NAMED]
    )
    return SEVERAL.format(titles=named + (" и другие" if len(titles) > _NAMED else ""))


def several_plans(source: SourceDocument) -> tuple[str, ...]:
    """Return the titles of the plans if the file holds several, else nothing.

    Another plan begins only with a title after a plan's table, with its own year or stamp and
    a plan's table below. Annexes, months and terms are parts of one plan.
    """
    plans: list[str] = []
    between: list[Block] = []
    for block in source.blocks:
        if not isinstance(block, SourceTable) or find_head(block, 1, TableHints(page=1)) is None:
            between.append(block)
            continue
        title = _title_before_table(between, is_first=not plans)
        if not plans or (title and not _PART.search(title) and title not in plans):
            plans.append(title)
        between = []
    return tuple(plans) if len(plans) > 1 else ()


def _title_before_table(blocks: list[Block], *, is_first: bool) -> str:
    """Return the title of a plan among the blocks before its table, empty if there is none."""
    lines = [block for block in blocks if isinstance(block, SourceParagraph) and block.text.strip()]
    first = next((index for index, line in enumerate(lines) if _begins_plan(line)), None)
    if first is None or any(ANNEX.match(line.text.strip()) for line in lines[:first]):
        return ""
    looks = lines[first].align, lines[first].bold
    alike = takewhile(lambda line: (line.align, line.bold) == looks, lines[first:])
    title = " ".join(" ".join(line.text.split()) for line in alike)
    texts = (paragraph.text for paragraph in paragraphs_of(tuple(blocks)))
    has_stamp = any(stamps.begins_stamp(line) for text in texts for line in text.splitlines())
    return title if is_first or has_stamp or YEAR.search(title) else ""


def _begins_plan(line: SourceParagraph) -> bool:
    stands_out = line.bold or line.align == "center"
    return stands_out and _PLAN.match(" ".join(line.text.split())) is not None


def _is_priced(table: SourceTable) -> bool:
    """Whether the first row of a table has several headings about prices or amounts."""
    head = [cell.text for cell in table.rows[0]] if table.rows else []
    return sum(bool(PRICED.search(text)) for text in head) > 1


def _objection_to_shape(source: SourceDocument) -> str:
    """Return a sentence if the file is a whole programme or has only tables of another shape."""
    texts = [paragraph.text for paragraph in paragraphs_of(source.blocks)]
    if any(map(_NAMED_PROGRAMME.search, texts[:_TITLE_LINES])):
        words = sum(len(text.split()) for text in texts)
        if words > _PROGRAMME_WORDS:
            return PROGRAMME.format(words=words)
    shapes = [(table, _shape(table)) for table in source.tables]
    if any(_is_plan(table) for table, sentence in shapes if not sentence):
        return ""
    return next((sentence for _, sentence in shapes if sentence), "")


def _is_plan(table: SourceTable) -> bool:
    head = find_head(table, 1, TableHints(page=1))
    return head is not None and head.first_row < len(table.rows)


def _shape(table: SourceTable) -> str:
    for at, row in enumerate(table.rows[:_HEAD_ROWS]):
        names = [cell.line for cell in row[1:] if cell.line]
        people = sum(is_name(name) or bool(_CALLED.fullmatch(name)) for name in names)
        if people >= _LEAST_PEOPLE and people == len(names) and _has_words(table, at):
            return PEOPLE.format(names=", ".join(names[:_NAMED]))
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
    beside = [role_of(cell.line) for cell in head if cell.column not in days]
    if len(days) < _LEAST_BARS or "term" in beside:
        return False
    cells = [cell for line in table.rows[row + 1 :] for cell in line if cell.column in days]
    inside = [cell.line for cell in cells if cell.line and not _DAY.fullmatch(cell.line)]
    # Ticks under months or weeks are read as terms.
    named = any(PERIOD.search(cell.line) for cell in head)
    return not inside or (not named and all(map(TICK.match, inside)))
