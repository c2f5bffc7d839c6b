"""Finds the lines of a plan's title above its tables, with or without the word «план»."""

import re
from collections.abc import Sequence

from reports.recognition import plan_heading
from reports.recognition.phrases import (
    BULLET,
    ENUMERATED,
    MEETING,
    MONTH_ALONE,
    TEXT_ENDS,
    fold_blanks,
)
from reports.recognition.stamps import begins_stamp, has_name
from reports.sources.source_document import Block, SourceParagraph

# The issuer, and the paper to which this one is annexed: above a title, not part of it.
OVER = re.compile(
    r"(?:приложени[ея]\b|к\s|от\s|проект\b|министерств|департамент|администраци|управлени[ея]\b"
    r"|комитет|отдел\b|(?:[\w-]+\s+){0,6}учреждение\b|(?-i:[А-ЯЁ]{0,6}У\b|АНО\b))",
    re.IGNORECASE,
)
# «Приложение 2. План …»: words before the title on the same line.
ANNEX = re.compile(
    r"приложени[ея](?:\s*№?\s*(?:\d{1,3}|(?-i:[А-Я])\b))?\s*[.:–—-]?\s+(?=(?-i:[А-ЯЁ]))",
    re.IGNORECASE,
)
# Beginnings of other parts of a plan, which may name an association and a year too.
OTHER_PART = re.compile(
    r"(?:анализ|итоги|отч[её]т|состав|список|сведения|общие|паспорт|протокол|приказ|цел[ьи]|задач[аи]"
    r"|(?:единая\s+)?(?:методическая\s+)?тема|проблема|пояснительная|руководитель)\b",
    re.IGNORECASE,
)
# «Районное методическое объединение …» at the beginning of a line.
ASSOCIATION = re.compile(
    r"[«\"]?(?:[а-яё-]+(?:ое|ого|ее|его|ый|ий|ой)\s+){0,4}"
    rf"(?:{'|'.join(pattern for _, pattern in plan_heading.KINDS)})",
    re.IGNORECASE,
)
BARE_YEAR = re.compile(r"20\d\d(?:\s*г\.?)?")
CITY_NAME = re.compile(r"[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ]?[а-яё]+){0,3}")
YEAR_ALONE = re.compile(r"20\d\d(?:\s*(?:г\.?|года?))?")
MOST_LINES, LONGEST_LINE = 6, 250
# So many lines above the table are a document of which the plan is a part.
LONG_TEXT = 30


def is_title_line(block: Block) -> bool:
    """Whether a block is a line of a title that names a plan."""
    if not isinstance(block, SourceParagraph) or ENUMERATED.match(block.text):
        return False
    if max(map(len, block.text.splitlines()), default=0) > LONGEST_LINE:
        return False
    return plan_heading.is_title(block.text)


def nearest_title(blocks: Sequence[Block], title: str) -> int | None:
    """Return the line that names a plan right above its table, after a long text of its own.

    `blocks` are those before the table; None where `title`, found above, names the same year.
    """
    spoken = [at for at, block in enumerate(blocks) if _text(block)]
    above = spoken[-MOST_LINES:]
    years = {year for at in above for year in plan_heading.YEAR.findall(_text(blocks[at]))}
    if len(spoken) < LONG_TEXT or not years.difference(plan_heading.YEAR.findall(title)):
        return None
    return next((at for at in above if is_title_line(blocks[at]) and _stands_out(blocks[at])), None)


def _stands_out(block: Block) -> bool:
    return isinstance(block, SourceParagraph) and (block.bold or block.align == "center")


def first_line(blocks: Sequence[Block], opening: int, loose: Sequence[int]) -> int:
    """Return the first line of the title that names a plan in the line `opening`.

    The association may be named above. `loose` are the lines above that are not yet read.
    """
    first = last = opening
    for index in reversed(loose):
        text = _text(blocks[index])
        between = any(_text(block) for block in blocks[index + 1 : last])
        alike = alignment(blocks[index]) == alignment(blocks[opening])
        if between or not alike or not may_be_in_title(text):
            break
        if plan_heading.association_kind(text) or _is_period(text):
            first = index
        last = index
    return first


def first_line_without_plan(blocks: Sequence[Block], loose: Sequence[int]) -> int | None:
    """Return the first line of a title without the word «план», None if there is none.

    Its lines name a year and an association, or stand out and name one of the two. `loose` are
    the lines that are not yet read.
    """
    for index in loose:
        text = _text(blocks[index])
        quoted = text.startswith("«") and text.endswith("»")
        unnamed = quoted and not plan_heading.association_kind(text)
        if not (OVER.match(text) or unnamed or alignment(blocks[index]) == "right"):
            return index if _like_title(blocks, index) else None
    return None


def last_certain_line(blocks: Sequence[Block], title: str, after: int, stop: int) -> int:
    """Return the last line that is certainly the title's: the next one that names the period.

    `title` is its text up to the line `after`, which is returned if no line does.
    """
    if plan_heading.YEAR.search(plan_heading.close_spaced_words(title)):
        return after
    lines = 0
    for index in range(after + 1, stop):
        block, text = blocks[index], _text(blocks[index])
        if not isinstance(block, SourceParagraph) or block.page_break or lines == MOST_LINES:
            break
        if text and _is_period(text) and not BARE_YEAR.fullmatch(text):
            return index
        if text and (not may_be_in_title(text) or plan_heading.OPENS_TEXT.match(text)):
            break
        lines += bool(text)
    return after


def is_imprint_line(blocks: Sequence[Block], index: int, *, whole: bool) -> bool:
    """Whether a line begins the imprint of a title page: city and year, on one line or two.

    `whole`: the title has already named its year, so that another year is not part of it.
    """
    text = ", ".join(_text(blocks[index]).splitlines())
    if MONTH_ALONE.match(text):
        return False
    if plan_heading.is_imprint(text):
        return True
    below = next(filter(None, map(_text, blocks[index + 1 :])), "")
    year = YEAR_ALONE if whole else BARE_YEAR
    return bool(CITY_NAME.fullmatch(text) and year.fullmatch(below))


def _like_title(blocks: Sequence[Block], index: int) -> bool:
    block = blocks[index]
    lines: list[str] = []
    for one in blocks[index : index + MOST_LINES]:
        text = _text(one)
        opens = lines and plan_heading.OPENS_TEXT.match(text)
        if not text or opens or alignment(one) != alignment(block):
            break
        lines.append(text)
    first = lines[0]
    if not all(may_be_in_title(line) for line in lines) or OTHER_PART.match(first):
        return False
    stands_out = _stands_out(block)
    kind = plan_heading.association_kind("\n".join(lines))
    if any(_gives_period(line) for line in lines):
        return stands_out or bool(kind)
    alike = plan_heading.OTHER_PLAN_NAME.match(first) and not plan_heading.OPENS_TEXT.match(first)
    return bool(kind) and stands_out and bool(alike or ASSOCIATION.match(first))


def may_be_in_title(text: str) -> bool:
    """Whether a line may be part of a title."""
    other = (ENUMERATED, BULLET, MONTH_ALONE, MEETING)
    if len(text) > LONGEST_LINE or text.endswith(TEXT_ENDS) or ": " in text or OVER.match(text):
        return False
    return not (
        any(pattern.match(text) for pattern in other) or begins_stamp(text) or has_name(text)
    )


def _is_period(text: str) -> bool:
    phrase = plan_heading.close_spaced_words(text).strip(" ().,")
    return bool(plan_heading.PERIOD_WORDS.fullmatch(phrase)) and not MONTH_ALONE.match(phrase)


def _gives_period(line: str) -> bool:
    """Whether a line names the period of a plan: «… на 2031 год», «2031-2032 уч. г.»."""
    line = plan_heading.close_spaced_words(line)
    given = (match[0].lstrip() for match in plan_heading.PERIOD_WORDS.finditer(line))
    return _is_period(line) or any(
        re.match(r"(?:на|в)\s", phrase, re.IGNORECASE) for phrase in given
    )


def _text(block: Block) -> str:
    return fold_blanks(block.full_text) if isinstance(block, SourceParagraph) else "\t"


def alignment(block: Block) -> str:
    """Give the edge of a paragraph: left, center or right."""
    align = block.align if isinstance(block, SourceParagraph) else ""
    return "left" if align in ("", "justify") else align
