"""Finds the lines over the tables that are the plan's title, whether or not they say «план».

It knows how titles are worded and laid out; it refuses to know stamps and what a title means.
"""

import re
from collections.abc import Sequence

from reports.recognition import plan_heading
from reports.recognition.phrases import BULLET, ENUMERATED, MEETING, MONTH_ALONE, tidy
from reports.recognition.stamps import begins_stamp, has_name
from reports.sources.source_document import Block, Paragraph

# Who issues the paper and what it is annexed to stand over a title and are none of it.
OVER = re.compile(
    r"(?:приложени[ея]\b|к\s|от\s|проект\b|министерств|департамент|администраци|управлени[ея]\b"
    r"|комитет|отдел\b|(?:[\w-]+\s+){0,6}учреждение\b|(?-i:[А-ЯЁ]{0,6}У\b|АНО\b))",
    re.IGNORECASE,
)
# «Приложение 2. План …»: the words before the title on its own line.
ANNEX = re.compile(
    r"приложени[ея](?:\s*№?\s*(?:\d{1,3}|(?-i:[А-Я])\b))?\s*[.:–—-]?\s+(?=(?-i:[А-ЯЁ]))",
    re.IGNORECASE,
)
# What opens another part of a plan, though it may speak of an association and a year.
OTHER_PART = re.compile(
    r"(?:анализ|итоги|отч[её]т|состав|список|сведения|общие|паспорт|протокол|приказ|цел[ьи]|задач[аи]"
    r"|(?:единая\s+)?(?:методическая\s+)?тема|проблема|пояснительная|руководитель)\b",
    re.IGNORECASE,
)
# «Районное методическое объединение …» and nothing before it.
ASSOCIATION = re.compile(
    r"[«\"]?(?:[а-яё-]+(?:ое|ого|ее|его|ый|ий|ой)\s+){0,4}"
    rf"(?:{'|'.join(pattern for _, pattern in plan_heading.KINDS)})",
    re.IGNORECASE,
)
BARE_YEAR = re.compile(r"20\d\d(?:\s*г\.?)?")
CITY_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ]?[а-яё]+){0,3}")
YEAR_ALONE = re.compile(r"20\d\d(?:\s*(?:г\.?|года?))?")
SENTENCE = (".", ";", ":", ",")
MOST_LINES, LONGEST_LINE = 6, 250


def opens(block: Block) -> bool:
    """Whether a paragraph says by itself that it is the title of a plan."""
    if not isinstance(block, Paragraph) or ENUMERATED.match(block.text):
        return False
    return plan_heading.is_title(block.text)


def begins(blocks: Sequence[Block], opening: int, loose: Sequence[int]) -> int:
    """Where the title begins that says «план» in its line `opening`: whose plan may stand above.

    `loose` are the lines above that belong to nothing yet.
    """
    first = last = opening
    for at in reversed(loose):
        text = _text(blocks[at])
        between = any(_text(block) for block in blocks[at + 1 : last])
        if between or _edge(blocks[at]) != _edge(blocks[opening]) or not may_be(text):
            break
        if plan_heading.kind_of(text) or _is_period(text):
            first = at
        last = at
    return first


def unnamed(blocks: Sequence[Block], loose: Sequence[int]) -> int | None:
    """Where a title begins that never says «план»: the first line that nobody else issued.

    Its lines have to name a year and an association, or stand out and name one of them.
    """
    for at in loose:
        text = _text(blocks[at])
        quoted = text.startswith("«") and text.endswith("»") and not plan_heading.kind_of(text)
        if OVER.match(text) or quoted or _edge(blocks[at]) == "right":
            continue
        return at if _like_title(blocks, at) else None
    return None


def ends(blocks: Sequence[Block], told: str, after: int, stop: int) -> int:
    """The last line that is certainly the title's: the one below that names the period.

    `told` is what the title says up to the line `after`, which is returned where there is none.
    """
    if plan_heading.YEAR.search(plan_heading.closed(told)):
        return after
    lines = 0
    for at in range(after + 1, stop):
        block, text = blocks[at], _text(blocks[at])
        if not isinstance(block, Paragraph) or block.page_break or lines == MOST_LINES:
            break
        if text and _is_period(text) and not BARE_YEAR.fullmatch(text):
            return at
        if text and (not may_be(text) or plan_heading.OPENS_TEXT.match(text)):
            break
        lines += bool(text)
    return after


def is_imprint(blocks: Sequence[Block], at: int, *, whole: bool) -> bool:
    """Whether a line begins the foot of a title page: the city and the year, on one line or two.

    `whole` says that the title has named its year, so that another one is no part of it.
    """
    text = ", ".join(_text(blocks[at]).splitlines())
    if MONTH_ALONE.match(text):
        return False
    if plan_heading.imprint_of(text):
        return True
    below = next((told for one in blocks[at + 1 :] if (told := _text(one))), "")
    year = YEAR_ALONE if whole else BARE_YEAR
    return bool(CITY_NAME.fullmatch(text) and year.fullmatch(below))


def _like_title(blocks: Sequence[Block], at: int) -> bool:
    block = blocks[at]
    lines: list[str] = []
    for one in blocks[at : at + MOST_LINES]:
        text = _text(one)
        if (
            not text
            or _edge(one) != _edge(block)
            or (lines and plan_heading.OPENS_TEXT.match(text))
        ):
            break
        lines.append(text)
    first = lines[0]
    if not all(may_be(line) for line in lines) or OTHER_PART.match(first):
        return False
    stands_out = isinstance(block, Paragraph) and (block.bold or block.align == "center")
    kind = plan_heading.kind_of("\n".join(lines))
    if any(_gives_period(line) for line in lines):
        return stands_out or bool(kind)
    alike = plan_heading.ALIKE.match(first) and not plan_heading.OPENS_TEXT.match(first)
    return bool(kind) and stands_out and bool(alike or ASSOCIATION.match(first))


def may_be(text: str) -> bool:
    """Whether a line may stand in a title at all."""
    other = (ENUMERATED, BULLET, MONTH_ALONE, MEETING)
    if len(text) > LONGEST_LINE or text.endswith(SENTENCE) or ": " in text or OVER.match(text):
        return False
    return not (any(one.match(text) for one in other) or begins_stamp(text) or has_name(text))


def _is_period(text: str) -> bool:
    told = plan_heading.closed(text).strip(" ().,")
    return bool(plan_heading.PERIOD_WORDS.fullmatch(told)) and not MONTH_ALONE.match(told)


def _gives_period(line: str) -> bool:
    """Whether a line says for which period: «… на 2031 год», «2031-2032 уч. г.»."""
    line = plan_heading.closed(line)
    given = (match[0].lstrip() for match in plan_heading.PERIOD_WORDS.finditer(line))
    return _is_period(line) or any(re.match(r"(?:на|в)\s", one, re.IGNORECASE) for one in given)


def _text(block: Block) -> str:
    return tidy(block.full_text) if isinstance(block, Paragraph) else "\t"


def _edge(block: Block) -> str:
    align = block.align if isinstance(block, Paragraph) else ""
    return "left" if align in ("", "justify") else align
