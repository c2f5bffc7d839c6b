"""Russian typography: no-break spaces where a line must not break. Words are never changed.

Paper, Word files and the pages for reading all set their words by it.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final

NBSP: Final = "\u00a0"

_GENITIVE: Final = (
    "(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)"
)
_NOMINATIVE: Final = (
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
)
_MONTHS: Final = (*_GENITIVE[3:-1].split("|"), *_NOMINATIVE)
_YEAR: Final = r"(?:19|20)\d\d\b"
_SPACE: Final = "[ \u00a0]"
_INITIALS: Final = rf"[А-ЯЁ]\.(?:{_SPACE}?[А-ЯЁ]\.)?+"
_SURNAME: Final = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_BEFORE_NUMBERS: Final = (
    *("до", "по", "за", "на", "от", "из", "ко", "со", "об", "во", "не", "для", "при", "под"),
    *("около", "свыше", "более", "менее", "ранее", "позднее", "участников"),
)
_UNITS: Final = (
    r"(?:г|гг|ч|чел|руб|мин|сек|шт|экз|с|п|тыс|млн|млрд|уч)\.|(?:млн|млрд|км|кг|га|см|мм)\b|[%‰₽°]"
)
_COUNTED: Final = (
    "(?:год|час|минут|дн|день|лет|раз|человек|участник|процент|класс|рубл|недел|месяц|балл"
    "|квартал|полугоди|четверт|учебн)"
)
_SHORTENED: Final = (
    *("ул", "пл", "пр", "им", "ст", "оф", "кв", "гл", "рис", "стр", "каб", "ауд", "пос", "зам"),
    *("зав", "тел", "табл", "корп", "просп"),
)


def _after(words: Iterable[str], end: str = " ") -> str:
    """A place right after one of the words and its end; a first letter may be great."""
    ways = (f"(?<=\\b[{word[0].upper()}{word[0]}]{word[1:]}{end})" for word in words)
    return f"(?:{'|'.join(ways)})"


# What stands before and after a space that must not break a line; the space is matched first,
# and the sign before or after it then leaves few of the rules to try.
_BEFORE_A_NUMBER: Final = "|".join(
    (
        r"(?<=[№§] )",  # № 1
        rf"(?={_YEAR}){_after(_MONTHS)}",  # 18 сентября 2023, май 2024
        _after(_BEFORE_NUMBERS),  # до 15 января, за 2024 год
        r"(?:(?<=\b\d )|(?<=\b\d\d )|(?<=\b\d\d\d ))(?=\d{3}\b)",  # 10 000
    )
)
_AFTER_A_NUMBER: Final = "|".join(
    (
        rf"(?={_UNITS})",  # 2026 г., 4 ч., 5 %
        rf"(?={_COUNTED}[а-я]{{0,5}}\b)",  # 36 часов, 2024 год
        rf"(?={_GENITIVE}\b)",  # 20 марта
        rf"(?=по{_SPACE}\d)(?:(?<=\b[Сс]{_SPACE}\d )|(?<=\b[Сс]{_SPACE}\d\d ))",  # с 1 по 28 мая
        r"(?=«[А-Я]»)",  # 5 «А»
    )
)
_AFTER_A_STOP: Final = "|".join(
    (
        rf"(?<=\b[А-ЯЁ]\. )(?=[А-ЯЁ]\.|{_SURNAME})",  # О. Н. Ветлугина
        r"(?<=\b[Рр]\. )(?=[пП]\.)",  # р. п. Луговой
        r"(?<=\b[Тт]\. )(?=[депкнч]\.)|(?<=\bн\. )(?=э\.)",  # т. д.
        rf"(?=[\w«№]){_after(_SHORTENED, '[.] ')}",  # ул. Садовая, каб. 12
        # г. Заречный, п. 3; but a sentence may end with «2026 г.»
        rf"(?=[А-ЯЁ\d])(?<!\d{_SPACE}[гчсп]\. )(?<=\b[гспдч]\. )",
    )
)
_BEFORE_A_CAPITAL: Final = "|".join(
    (
        # Ветлугина О. Н., but not: учитель О. Н. Ветлугина
        rf"(?<=[а-яё] )(?={_INITIALS}(?=[\s,;.)»]|$)(?!{_SPACE}?{_SURNAME}))",
        rf"(?=[А-ЯЁ]\.){_after(('имени', 'памяти'))}",  # имени О. Н. Ветлугиной
        rf"(?=[IVX]+\b){_after(_BEFORE_NUMBERS)}",  # за II квартал
    )
)
_JOINTS: Final = re.compile(
    f" (?:(?=\\d)(?:{_BEFORE_A_NUMBER})|(?<=\\d )(?:{_AFTER_A_NUMBER})"
    f"|(?<=[.] )(?:{_AFTER_A_STOP})|(?=[А-ЯЁIVX])(?:{_BEFORE_A_CAPITAL})"
    + "".join(
        (
            r"|(?<=[ВКСУОИАвксуоиа] )(?<=\b. )(?=[\w«„(№])",  # в школе, и «Родник»
            r"|(?=[—–-] )(?<=\S )",  # a dash never begins a line
            r"|(?<=[«„_] )(?=[_»“])",  # « ____ »
            r"|(?<=[№§] )(?=[\w_])",
            rf"|(?=№){_after(_BEFORE_NUMBERS)}",  # по № 5
            rf"|(?=год){_after(('учебный', 'учебного', 'учебном'))}",
            r"|(?<=[IVX] )(?=[а-яё])(?:(?<=\b. )|(?<=\b[IVX]. )|(?<=\b[IVX]{2}. ))",  # II квартал
        )
    )
    + ")"
)
# A blank for a date written by hand; all of it stays on one line.
_BLANK_DATE: Final = re.compile(r"«[ \u00a0]?_+[ \u00a0]?»[ ]_+[ ]\d{2,4}(?:[ ](?:г\.|года))?")
# Not a real word: it may break anywhere, else finding a break would take minutes.
_ENDLESS: Final = re.compile(r"\w{61,}|[^\w\s]{61,}")
_PIECE: Final = 30
_LAST_WORD: Final = 16
_SHORT: Final = 200
# A quick first test: most texts have nothing to join.
_LIKELY: Final = re.compile(r"[№§0-9—–_./»%₽]| - |\b[IVX]+ |\b[ВКСУОИАвксуоиа] ")
# A bracket after a closing quote may begin a line, which Unicode's rules forbid.
_QUOTED: Final = re.compile(r"(?<=[»“”]) (?=\()")

# A column may be narrower than what is joined; then it parts at the first of these that help.
_WEAKEST_FIRST: Final = (
    re.compile(rf"(?<=\d){NBSP}(?=по{NBSP}\d)"),
    re.compile(rf"(?<=[а-яё]){NBSP}(?={_YEAR})"),
    re.compile(rf"(?<=[а-яё]){NBSP}(?=[\dIVX№])"),
    re.compile(NBSP),
)
_INNER_QUOTES: Final = str.maketrans("«»", "„“")
_JOINED: Final = re.compile("[^ \n\u200b]+")


def set_type(text: str) -> str:
    """The same words with no-break spaces where Russian typography needs them."""
    return _set_short(text) if len(text) <= _SHORT else _set(text)


def set_heading(text: str) -> str:
    """The same for a heading; its lines never end with a single word on a new line."""
    lines = (set_type(line).rsplit(" ", 1) for line in text.split("\n"))
    return "\n".join(NBSP.join(line) if _is_short(line) else " ".join(line) for line in lines)


def within_quotes(text: str) -> str:
    """The text in one line, for use within «»: quotes inside quotes are of another kind."""
    return " ".join(text.split()).translate(_INNER_QUOTES)


def loosened(text: str, fits: Callable[[str], bool]) -> str:
    """The text with what is joined parted again where it does not fit into its line."""
    return _JOINED.sub(lambda match: _parted(match.group(), fits), text) if NBSP in text else text


def _parted(piece: str, fits: Callable[[str], bool]) -> str:
    for joint in _WEAKEST_FIRST:
        if NBSP not in piece or all(map(fits, piece.split(" "))):
            break
        piece = joint.sub(" ", piece)
    return piece


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
