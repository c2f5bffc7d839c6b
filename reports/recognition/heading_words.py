"""The words of headings: which of them name the number, the term, the responsible and so on.

It knows how chairs head their columns; it refuses to know tables and what stands in them.
"""

import re
from typing import Final

from events.plan.roles import ColumnRole

# The word that stands first in a heading decides: «Срок проведения мероприятия» is a term.
# Of two that stand at the same place the earlier role here wins.
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
# What is longer is no heading of a column.
LONGEST = 120
QUESTIONS = re.compile(r"\bвопрос|повестк")
# Columns of a list of people, which is no plan unless it has terms.
OF_PEOPLE = re.compile(
    r"\bстаж|квалификац|должност|\bф\.?\s?и\.?\s?о\b|самообразован|\bтелефон|e-?mail"
)
OF_DEEDS = re.compile(r"меропри|ответств|исполнит")
OF_SPEAKERS = re.compile(r"доклад|выступа")
# A second term that tells what was done, not what is planned.
OF_FACT = re.compile(r"факт|выполн")
# A quarter, a half-year, a month or a week that heads a column of marks.
STRETCH = re.compile(
    r"\b(?:[IVX]{1,4}|[1-4])(?:-?[йяе])?\s*(?:кв|полуг|недел)"
    r"|\b(?:янв|фев|март|апр|ма[йя]\b|июн|июл|авг|сен|окт|ноя|дек)",
    re.IGNORECASE,
)
# A tick of any hand in a cell of a quarter or a month.
MARK = re.compile(r"^[+xхv✓✔☑√*•●■–—-]{1,3}$", re.IGNORECASE)
NAME_OF = re.compile(r"^(?:наименование|название)\s+")
QUANTITY = re.compile(r"кол-?\s?во|количеств|числен|\bохват|\bчел(?:\.|$|овек)")
CLOCK = re.compile(r"\bврем|\bчас")


def comparable_heading(heading: str) -> str:
    """A heading as it is compared: small letters, ё as е, words that a line broke made whole."""
    return re.sub(r"(?<=[а-я])- (?=[а-я])", "", heading.casefold().replace("ё", "е"))


def role_of(heading: str) -> ColumnRole | None:
    """The role that a heading names; None where it says nothing known."""
    text = comparable_heading(heading) if len(heading) <= LONGEST else ""
    # «Наименование этапа» names the stage; «Наименование» alone what is planned.
    best = _first(NAME_OF.sub("", text)) or _first(text)
    if best == ColumnRole.PLACE and names(heading, ColumnRole.TERM):
        # «Место и дата проведения»
        return ColumnRole.TERM
    return best


def _first(text: str) -> ColumnRole | None:
    """The role whose word stands first in a heading."""
    best: tuple[int, ColumnRole] | None = None
    for role, pattern in _WORDS.items():
        match = pattern.search(text)
        if match and (best is None or match.start() < best[0]):
            best = (match.start(), role)
    return best[1] if best else None


def names(heading: str, role: ColumnRole) -> bool:
    """Whether a heading speaks of this role at all, wherever the word stands."""
    text = comparable_heading(heading) if len(heading) <= LONGEST else ""
    return _WORDS[role].search(text) is not None
