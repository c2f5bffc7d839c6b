"""The words of column headings, and the roles they name."""

import re
from typing import Final

from events.plan.roles import ColumnRole

# The first known word of a heading decides: «Срок проведения мероприятия» is a term.
# Where two roles know it, the earlier role here wins.
_WINNERS: Final = (
    ColumnRole.NUMBER,
    ColumnRole.RESPONSIBLE,
    ColumnRole.TERM,
    ColumnRole.PLACE,
    ColumnRole.RESULT,
    ColumnRole.AUDIENCE,
    ColumnRole.NOTE,
    ColumnRole.DIRECTION,
    ColumnRole.FORM,
)
_WORDS: Final = {role: re.compile(role.heading) for role in dict.fromkeys((*_WINNERS, *ColumnRole))}
# The most letters in the heading of a column.
LONGEST = 120
QUESTIONS = re.compile(r"\bвопрос|повестк")
# Columns of a list of people, which is no plan without terms.
OF_PEOPLE = re.compile(
    r"\bстаж|квалификац|должност|\bф\.?\s?и\.?\s?о\b|самообразован|\bтелефон|e-?mail"
)
OF_EVENTS = re.compile(r"меропри|ответств|исполнит")
OF_SPEAKERS = re.compile(r"доклад|выступа")
# A second term: of what was done, not planned.
OF_FACT = re.compile(r"факт|выполн")
# A quarter, a half-year, a month or a week over a column of ticks.
PERIOD = re.compile(
    r"\b(?:[IVX]{1,4}|[1-4])(?:-?[йяе])?\s*(?:кв|полуг|недел)"
    r"|\b(?:янв|фев|март|апр|ма[йя]\b|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)
# A tick.
TICK = re.compile(r"^[+xхv✓✔☑√*•●■–—-]{1,3}$", re.IGNORECASE)
NAME_OF = re.compile(r"^(?:наименование|название)\s+")
QUANTITY = re.compile(r"кол-?\s?во|количеств|числен|\bохват|\bчел(?:\.|$|овек)")
CLOCK = re.compile(r"\bврем|\bчас")


def comparable_heading(heading: str) -> str:
    """Give a heading in small letters, with е for ё, and without hyphens of broken lines."""
    return re.sub(r"(?<=[а-я])- (?=[а-я])", "", heading.casefold().replace("ё", "е"))


def role_of(heading: str) -> ColumnRole | None:
    """Give the role that a heading names; None without a known word."""
    text = comparable_heading(heading) if len(heading) <= LONGEST else ""
    # «Наименование этапа» names the stage, «Наименование» alone the event.
    best = _first(NAME_OF.sub("", text)) or _first(text)
    if best == ColumnRole.PLACE and mentions_role(heading, ColumnRole.TERM):
        # «Место и дата проведения»
        return ColumnRole.TERM
    return best


def _first(text: str) -> ColumnRole | None:
    """Give the role whose word is first in a heading."""
    best: tuple[int, ColumnRole] | None = None
    for role, pattern in _WORDS.items():
        match = pattern.search(text)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), role)
    return best[1] if best else None


def mentions_role(heading: str, role: ColumnRole) -> bool:
    """Whether a heading has a word of this role anywhere."""
    text = comparable_heading(heading) if len(heading) <= LONGEST else ""
    return _WORDS[role].search(text) is not None
