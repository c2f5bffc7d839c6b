"""Tells by the cells of a column what it may hold: numbers, terms, people, events, figures."""

import re
from collections.abc import Callable
from typing import Final

from events import terms
from events.plan.roles import ColumnRole
from events.plan.vocabulary import ResponsibleKind
from reports.recognition import people
from reports.recognition.corrections import ColumnUse
from reports.recognition.heading_words import comparable_heading
from reports.recognition.phrases import NUMBER, is_name, is_term

# Roles of a column that nothing explains, the first free one.
SPARE: Final = (
    ColumnRole.NOTE,
    ColumnRole.FORM,
    ColumnRole.AUDIENCE,
    ColumnRole.RESULT,
    ColumnRole.PLACE,
)
UNCLEAR: Final = "графа без понятного заголовка"
# Least average number of letters in a cell of events.
LETTERS: Final = 9
# «Сроки (2026 г.)» and «2026 год» can be read as terms, and are headings as well.
_TERM_HEADING: Final = re.compile(r"(?:срок|дат[аы]\b|20\d\d)")
# «ауд. 502» and «до 72» are figures; «Слёт 2» has a word of its own.
_FIGURE: Final = re.compile(
    r"(?:\W{0,3}|[а-яё]{1,4}\.?\s?|[А-ЯЁ][а-яё]{1,3}\.\s?)\d[\d\s.,/–-]*(?:%|час\w*|ч\.?|[а-я])?"
)


def is_readable_term(text: str) -> bool:
    """Whether the words of a cell can be read as a term, and are no heading of terms."""
    if _TERM_HEADING.match(comparable_heading(text)):
        return False
    return terms.read(text).kind != terms.TermKind.UNKNOWN


def has_sentences(texts: list[str]) -> bool:
    """Whether a column holds mostly words, not terms: it may be the events."""
    not_terms = [text for text in texts if not is_term(text)]
    return len(not_terms) * 2 > len(texts) and sum(map(len, texts)) >= LETTERS * len(texts)


CONTENT_TESTS: dict[ColumnUse, Callable[[str], bool]] = {
    ColumnRole.NUMBER: lambda text: NUMBER.match(text) is not None,
    ColumnRole.TERM: is_term,
    ColumnRole.RESPONSIBLE: lambda text: all(
        responsible.who != ResponsibleKind.WORDS
        for responsible in people.split_responsible(text, frozenset())
    ),
}

# Sure enough to say that a column is another than the usual one. Of people only names are: an
# event may begin as the name of an organisation does.
SURE_TESTS: Final[dict[ColumnUse, Callable[[str], bool]]] = {
    **CONTENT_TESTS,
    ColumnRole.TERM: is_readable_term,
    ColumnRole.RESPONSIBLE: lambda text: all(map(is_name, text.splitlines())),
}


def agrees(role: ColumnUse, texts: list[str]) -> bool:
    """Whether most of the texts are what a column of this role holds."""
    test = CONTENT_TESTS.get(role)
    return test is not None and share(texts, test) > 1 / 2


def share(texts: list[str], test: Callable[[str], bool]) -> float:
    """Give the part of the texts that pass a test, from 0 to 1."""
    return sum(test(text) for text in texts) / len(texts) if texts else 0.0


def by_contents(texts: list[str], taken: set[ColumnUse]) -> tuple[ColumnUse, float, str]:
    """Give the use of a column, the confidence and the reason; `taken` are uses of others."""
    for role, test in CONTENT_TESTS.items():
        if role not in taken and share(texts, test) > 2 / 3:
            return role, 0.6, "по содержимому графы"
    spare: ColumnRole = next((role for role in SPARE if role not in taken), ColumnRole.NOTE)
    return spare, 0.3, UNCLEAR


def is_figure(text: str) -> bool:
    """Whether the text is a number, with a unit or without: «72», «15 %», «ауд. 502»."""
    return _FIGURE.fullmatch(text) is not None
