"""Tells files that hold no plan, or several: their words say so before any of it is read as one.

It knows titles of office papers; it refuses to guess where no title says anything.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from reports.recognition import stamps
from reports.recognition.phrases import MONTH
from reports.recognition.plan_heading import is_title
from reports.recognition.table_head import Told, find_head
from reports.sources.source_document import Block, Paragraph, SourceDocument, Table

ANOTHER: Final = "Похоже, это {kind}, а не план: выберите файл с планом работы."
SEVERAL: Final = (
    "В файле несколько планов: {titles}; сохраните каждый в отдельный файл и загрузите по одному."
)
_SHOWN, _NAMED = 80, 3
# The words that open another paper, and what it is; nobody calls a plan so.
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
_YEAR: Final = re.compile(r"\b20\d\d\b")
ANNEX: Final = re.compile(r"^приложени[ея]\b", re.IGNORECASE)
# A plan by months or terms says so over each of its tables.
_PART: Final = re.compile(
    rf"{MONTH}|\bканикул|полугоди|квартал|\bнедел|четверт|триместр|семестр|продолжени",
    re.IGNORECASE,
)
_LONGEST_TITLE: Final = 200


def other_kind(word: SourceDocument) -> str:
    """A sentence where the file says that it is another paper; empty where it may be a plan.

    A file that speaks of a plan anywhere outside its tables is taken for one.
    """
    paragraphs = [block for block in word.blocks if isinstance(block, Paragraph)]
    lines = [line.strip() for one in paragraphs for line in one.text.splitlines()]
    titles = [line for line in lines if 0 < len(line) <= _LONGEST_TITLE]
    if any(is_title(line) for line in titles):
        return ""
    if kind := kind_of_paper(lines):
        return ANOTHER.format(kind=kind)
    return ANOTHER.format(kind="перечень с ценами") if any(map(_is_priced, word.tables)) else ""


def kind_of_paper(lines: Sequence[str]) -> str:
    """What paper these lines open, if it is one that nobody calls a plan; else empty."""
    titles = [line for line in lines if 0 < len(line) <= _LONGEST_TITLE]
    for above, line in pairwise(["", *titles]):
        if stamps.begins_stamp(above) or stamps.SITTING.match(above):
            # «Рассмотрено / протокол № 1»: the act of a stamp, no title.
            continue
        for pattern, kind in KINDS:
            if re.match(pattern, line, re.IGNORECASE):
                return kind
    return "приказ" if any(ORDER.search(line) for line in lines) else ""


def objection_to(word: SourceDocument) -> str:
    """A sentence where the file is not one plan; empty where it may be."""
    if sentence := other_kind(word):
        return sentence
    titles = several_plans(word)
    if not titles:
        return ""
    named = ", ".join(
        f"«{title[:_SHOWN]}»" if title else "без названия" for title in titles[:_NAMED]
    )
    return SEVERAL.format(titles=named + (" и другие" if len(titles) > _NAMED else ""))


def several_plans(word: SourceDocument) -> tuple[str, ...]:
    """The titles of the plans, where one file holds several one under another; else none.

    Another plan begins only where a title follows a plan's table, with a year or a stamp of its
    own, and a plan's table under it; annexes, months and terms of a plan are its parts.
    """
    plans: list[str] = []
    between: list[Block] = []
    number = 0
    for block in word.blocks:
        if not isinstance(block, Table):
            between.append(block)
            continue
        number += 1
        if find_head(block, number, Told(page=1)) is None:
            between.append(block)
            continue
        title = _title(between, is_first=not plans)
        if not plans or (title and not _PART.search(title) and title not in plans):
            plans.append(title)
        between = []
    return tuple(plans) if len(plans) > 1 else ()


def _title(blocks: list[Block], *, is_first: bool) -> str:
    """The title of a plan among the blocks before its table; empty where there is none."""
    lines = [one for one in blocks if isinstance(one, Paragraph) and one.text.strip()]
    at = next((at for at, one in enumerate(lines) if _begins_plan(one)), None)
    if at is None or any(ANNEX.match(one.text.strip()) for one in lines[:at]):
        return ""
    told = []
    for one in lines[at:]:
        if one.align != lines[at].align or one.bold != lines[at].bold:
            break
        told.append(" ".join(one.text.split()))
    title = " ".join(told)
    has_stamp = any(stamps.begins_stamp(line.strip()) for one in blocks for line in _lines(one))
    return title if is_first or has_stamp or _YEAR.search(title) else ""


def _begins_plan(line: Paragraph) -> bool:
    stands_out = line.bold or line.align == "center"
    return stands_out and _PLAN.match(" ".join(line.text.split())) is not None


def _is_priced(table: Table) -> bool:
    """Whether the head of a table asks for prices and amounts."""
    head = [cell.text for cell in table.rows[0]] if table.rows else []
    return sum(bool(PRICED.search(text)) for text in head) > 1


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from block.text.splitlines()
    else:
        for row in block.rows:
            for cell in row:
                yield from cell.text.splitlines()
