"""Russian typography: no-break spaces where a line must not break. Words are never changed."""

import re
from functools import lru_cache
from typing import Final

NBSP: Final = "\u00a0"

_MONTH: Final = (
    "(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
)
_INITIALS: Final = r"[А-ЯЁ]\.[ \u00a0]?(?:[А-ЯЁ]\.)?"
_SURNAME: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"

# Each pattern matches the one space between two words that must stay on one line.
_JOINTS: Final = re.compile(
    "|".join(
        (
            r"(?<=[№§]) (?=\d)",  # № 1
            r"(?<=\d) (?=(?:г|гг|ч|чел|руб|мин|шт|с|п)\.)",  # 2026 г., 4 ч.
            r"(?<=\d) (?=(?:год|час|минут|дн|лет|раз|человек|участник|процент)[а-я]{0,3}\b)",
            rf"(?<=\d) (?={_MONTH}\b)",  # 20 марта
            rf"(?<=\b[А-ЯЁ]\.) (?={_SURNAME})",  # Н. Ветлугина
            r"(?<=\b[А-ЯЁ]\.) (?=[А-ЯЁ]\.)",  # О. Н.
            # Ветлугина О. Н., but not: имени О. Н. Ветлугиной
            rf"(?<=[а-яё]) (?={_INITIALS}(?=[\s,;.)]|$)(?![ \u00a0]?{_SURNAME}))",
            r"(?<=\S) (?=[—–] )",  # a dash never begins a line
            r"(?<=[«„_]) (?=[_»“])",  # « ____ »
            r"(?<=\b[Рр]\.) (?=[пП]\.)",  # р. п. Луговой
            r"(?<=\b[гсп]\.) (?=[А-ЯЁ])",  # г. Заречный
            r"(?<=\b[ВКСУОИАвксуоиа]) (?=[а-яё0-9])",  # в школе, с 1 июня
        )
    )
)
# A blank for a date written by hand; all of it stays on one line.
_BLANK_DATE: Final = re.compile(r"«[ \u00a0]?_+[ \u00a0]?»[ ]_+[ ]\d{2,4}(?:[ ](?:г\.|года))?")
# Not a real word: it may break anywhere, else finding a break would take minutes.
_ENDLESS: Final = re.compile(r"\w{61,}|[^\w\s]{61,}")
_PIECE: Final = 30
_LAST_WORD: Final = 16
_SHORT: Final = 200
# A quick first test: most texts have nothing to join.
_LIKELY: Final = re.compile(r"[№§0-9—–_./»]|\b[ВКСУОИАвксуоиа] ")
# A bracket after a closing quote may begin a line, which Unicode's rules forbid.
_QUOTED: Final = re.compile(r"(?<=[»“”]) (?=\()")


def set_type(text: str) -> str:
    """The same words with no-break spaces where Russian typography needs them."""
    return _set_short(text) if len(text) <= _SHORT else _set(text)


def set_heading(text: str) -> str:
    """The same for a heading; its lines never end with a single word on a new line."""
    lines = (set_type(line).rsplit(" ", 1) for line in text.split("\n"))
    return "\n".join(NBSP.join(line) if _is_short(line) else " ".join(line) for line in lines)


def _is_short(line: list[str]) -> bool:
    """Whether a line has more than two words, and the last is short enough to join."""
    return len(line) == 2 and " " in line[0] and len(line[1]) <= _LAST_WORD  # noqa: PLR2004


@lru_cache(maxsize=4096)
def _set_short(text: str) -> str:
    """Cached, because terms and names repeat; long texts do not."""
    return _set(text)


def _set(text: str) -> str:
    if len(text) > _PIECE:
        text = _ENDLESS.sub(_breakable, text)
    if not _LIKELY.search(text):
        return text
    # «п/п» stays whole in the narrowest of columns.
    text = text.replace("п/п", "п/\u2060п")
    text = _BLANK_DATE.sub(lambda match: match.group().replace(" ", NBSP), text)
    return _JOINTS.sub(NBSP, _QUOTED.sub(" \u200b", text))


def _breakable(match: re.Match[str]) -> str:
    word = match.group()
    return "\u200b".join(word[start : start + _PIECE] for start in range(0, len(word), _PIECE))
