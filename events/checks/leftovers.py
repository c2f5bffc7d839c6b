"""Finds blanks of a form that were not filled in: «____», «ФИО», «…».

An ellipsis inside a sentence, and lines of a stamp for the pen, are no blanks.
"""

import re
from collections.abc import Iterator

from events.checks.finding import Finding
from events.checks.survey import Survey, quoted_start
from events.checks.texts import Text, texts
from events.plan.content import PlanContent

_NAME = (
    r"(?:ф\.?\s?и\.?\s?о\.?|и\.?\s?о\.?\s?фамилия"
    r"|фамилия,?\s+(?:и\.?\s?о\.?|имя(?:,?\s+отчество)?))"
)
_ANYWHERE = re.compile(
    r"_{3,}"
    r"|(?<!\w)(?:дд|чч|хх|xx)[./](?:мм|хх|xx)(?:[./](?:гг|гггг|20хх|20xx|20__|хххх|xxxx))?(?!\w)"
    r"|20(?:хх|xx|__|\.\.|…)\s*г"
    r"|(?<!\w)lorem ipsum"
    r"|[\[<]\s*(?:указать|впишите|вписать|введите|заполн\w{1,10}|текст|название|дата|фио|срок)[^\]>]{0,200}[\]>]"
    r"|\((?:указать|впишите|вписать|введите|заполнить|вставить)\s[^)]{0,200}\)"
    r"|[«(\[№]\s*(?:…|\.{3,})\s*[»)\]]"
    r"|№\s*(?:…|\.{3,})"
    rf"|\(\s*{_NAME}\s*\)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    rf"(?:…|\.{{2,}}|-{{2,}}|\?+|х{{2,}}|x{{2,}}|тест|test|название|наименование"
    rf"|наименование мероприятия|название мероприятия|текст|{_NAME})[.:]?",
    re.IGNORECASE,
)


def leftovers(plan: Survey) -> Iterator[Finding]:
    """Blanks in the words of the plan, and a plan without words."""
    yield from _nothing(plan.content)
    for text in texts(plan):
        blank = _leftover(text)
        if blank:
            words = f"{text.label}: не заполнено место из образца — «{quoted_start(blank)}»."
            yield Finding("leftover", "blocks", words, text.uid, text.field, text.row)


def _nothing(content: PlanContent) -> Iterator[Finding]:
    if not any(line.strip() for line in content.title):
        yield Finding("title_empty", "blocks", "У плана нет заголовка.", field="title")
    if not any(section.events for section in content.all_sections()):
        text = "В плане нет ни одной строки с мероприятием."
        yield Finding("no_rows", "blocks", text, field="sections")


def _leftover(text: Text) -> str:
    match = _ANYWHERE.search(text.words)
    if match and not _by_hand(text, match.group()):
        return match.group()
    for line in text.words.splitlines():
        if _WHOLE.fullmatch(line.strip()):
            return line.strip()
    return ""


def _by_hand(text: Text, blank: str) -> bool:
    """Name, position and act of a stamp may be filled by hand: «№ ____ от ________»."""
    return text.field in ("act", "name", "position") and blank.startswith("_")
