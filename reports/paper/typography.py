"""What the end of a line on paper never divides; no-break spaces: `plans_portal.lib.typography`."""

import re
from typing import Final

_CAPITAL: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIAL: Final = r"\b[А-ЯЁ]\."
_PATRONYMIC: Final = r"[А-ЯЁ][а-яё]+(?:вич|вн|ичн)[а-яё]{0,3}\b"
_NAMES: Final = re.compile(
    "|".join(
        (
            rf"\b{_CAPITAL}(?=[ \u00a0]{_INITIAL})",  # Ветлугина О. Н.
            rf"{_INITIAL}[ \u00a0]?{_CAPITAL}",  # О. Н. Ветлугина
            # Ветлугина Ольга Николаевна, Ольга Николаевна Ветлугина
            rf"\b(?:{_CAPITAL}[ \u00a0]){{1,2}}{_PATRONYMIC}(?:[ \u00a0]{_CAPITAL})?",
        )
    )
)
_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)
_MONTH: Final = re.compile(
    "(?:феврал|август|сентябр|октябр|ноябр|декабр)[а-яё]{1,3}", re.IGNORECASE
)
# Tags match only to be left as they are.
_RANGE: Final = re.compile(r"<[^>]*>|(?<=\d)[–—](?=\d)")


def surnames(text: str) -> frozenset[str]:
    """The words of the names in a text: next to initials, or with a patronymic."""
    found = " ".join(_NAMES.findall(text))
    return frozenset(re.findall(r"[А-ЯЁ][а-яё]+", found))


def is_whole(word: str) -> bool:
    """Whether no line may divide the word: an abbreviation, a month, a name of a site."""
    return word.isupper() or bool(_MONTH.fullmatch(word)) or not _CYRILLIC.search(word)


def with_ranges(source: str) -> str:
    """The body of a page in HTML; its lines don't break after the dash of «2025–2026»."""
    return _RANGE.sub(lambda match: match[0] if match[0][0] == "<" else f"{match[0]}\u2060", source)
