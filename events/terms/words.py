"""The vocabulary of terms: each word gets one letter (its part in the grammar) and a value.

It knows Russian word stems, misprints of them and look-alike letters; it refuses to know how
words combine (that is `grammar`).

Letters: m month, M «месяц», q quarter, h half-year, H half, w week, k ten days, s season,
W weekday, g «год», u academic, f empty adjective, P «период», c day of the month, J «день», o ordinal,
a ordinal that may be a day, v school term, r maybe a Roman numeral, S с, Z по, T до, K к, V в, A на, & и, ! не, L later, j rarer, R times,
E every, F every-something in one word, C during, B whole, G always, X end, b beginning, i middle,
l by (согласно, при), O what decides (план, график), 7 by need, N sign of a foreign number (№),
U unit of a foreign number (класс, час), Q countable cardinal, Y pair of years, ? anything else
that carries a date, x any other word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

Word = tuple[str, object]

# Latin letters that look like Cyrillic ones, mapped inside words that also hold Cyrillic.
LOOKALIKES: Final = str.maketrans("aeopcyxkmthbi", "аеорсухкмтнві")
LONE_LATIN: Final = {"c": "с", "k": "к", "b": "в", "o": "о", "u": "и"}

EXACT: Final[dict[str, Word]] = {
    "с": ("S", None),
    "со": ("S", None),
    "от": ("?", None),
    "р": ("R", 1),
    "начиная": ("S", None),
    "по": ("Z", None),
    "до": ("T", None),
    "к": ("K", None),
    "ко": ("K", None),
    "в": ("V", None),
    "во": ("V", None),
    "за": ("V", None),
    "на": ("A", None),
    "и": ("&", None),
    "или": ("&", "или"),
    "либо": ("&", "или"),
    "не": ("!", None),
    "ни": ("!", None),
    "позднее": ("L", None),
    "позже": ("L", None),
    "реже": ("j", True),
    "менее": ("j", True),
    "минимум": ("j", True),
    "чаще": ("j", False),
    "более": ("j", False),
    "раз": ("R", 1),
    "раза": ("R", 1),
    "разу": ("R", 1),
    "дважды": ("R", 2),
    "трижды": ("R", 3),
    "четырежды": ("R", 4),
    "один": ("Q", 1),
    "одного": ("Q", 1),
    "два": ("Q", 2),
    "две": ("Q", 2),
    "двух": ("Q", 2),
    "три": ("Q", 3),
    "трех": ("Q", 3),
    "четыре": ("Q", 4),
    "четырех": ("Q", 4),
    "пять": ("Q", 5),
    "шесть": ("Q", 6),
    "шести": ("Q", 6),
    "год": ("g", None),
    "года": ("g", None),
    "году": ("g", None),
    "годом": ("g", None),
    "годы": ("g", None),
    "годов": ("g", None),
    "гг": ("g", None),
    "г": ("g", "г"),
    "у": ("u", "у"),
    "уч": ("u", None),
    "учгод": ("g", None),
    "мес": ("M", None),
    "м": ("x", None),
    "кв": ("q", None),
    "нед": ("w", None),
    "дек": ("m", 12),
    "пол": ("H", None),
    "полгода": ("h", None),
    "числа": ("c", None),
    "число": ("c", None),
    "числу": ("c", None),
    "чисел": ("c", None),
    "числах": ("c", None),
    "весь": ("B", None),
    "все": ("B", None),
    "всего": ("B", None),
    "всей": ("B", None),
    "всю": ("B", None),
    "целый": ("B", None),
    "круглый": ("B", None),
    "теч": ("C", None),
    "течен": ("C", None),
    "день": ("J", None),
    "дня": ("J", None),
    "дню": ("J", None),
    "дней": ("J", None),
    "дни": ("J", None),
    "днем": ("J", None),
    "пн": ("W", 0),
    "вт": ("W", 1),
    "ср": ("W", 2),
    "чт": ("W", 3),
    "пт": ("W", 4),
    "сб": ("W", 5),
    "вс": ("W", 6),
    "вск": ("W", 6),
    "ч": ("U", None),
    "час": ("U", None),
    "мин": ("U", None),
    "минут": ("U", None),
    "кл": ("U", None),
    "чел": ("U", None),
    "курс": ("U", None),
    "курса": ("U", None),
    "курсов": ("U", None),
    "балл": ("U", None),
    "руб": ("U", None),
    "ул": ("N", None),
    "корп": ("N", None),
    "д": ("N", None),
    "сош": ("N", None),
    "оош": ("N", None),
    "нош": ("N", None),
    "доу": ("N", None),
    "мдоу": ("N", None),
    "мбдоу": ("N", None),
    "мадоу": ("N", None),
    "моу": ("N", None),
    "мбоу": ("N", None),
    "маоу": ("N", None),
    "мкоу": ("N", None),
    "гбоу": ("N", None),
    "оу": ("N", None),
    "спо": ("x", None),
    "школа": ("N", None),
    "школы": ("N", None),
    "школе": ("N", None),
    "школ": ("N", None),
    "зал": ("N", None),
    "этаж": ("U", None),
    "этап": ("U", None),
    "тур": ("U", None),
    "этапа": ("U", None),
    "при": ("l", None),
    "согласно": ("l", None),
    "рамках": ("x", None),
    "мере": ("O", None),
    "ввиду": ("x", None),
    "итого": ("x", None),
    "затем": ("?", None),
    "далее": ("?", None),
    "потом": ("?", None),
    "через": ("?", None),
    "спустя": ("?", None),
    "после": ("?", None),
    "перед": ("?", None),
    "пред": ("?", None),
    "кроме": ("?", None),
    "исключая": ("?", None),
    "ранее": ("?", None),
    "раньше": ("?", None),
    "около": ("?", None),
    "между": ("?", None),
    "кон": ("X", None),
    "нач": ("b", None),
    "сер": ("i", None),
    "пятница": ("W", 4),
    "среда": ("W", 2),
    "среду": ("W", 2),
    "среды": ("W", 2),
    "среде": ("W", 2),
    "средам": ("W", 2),
    "май": ("m", 5),
    "мая": ("m", 5),
    "мае": ("m", 5),
    "маю": ("m", 5),
    "маем": ("m", 5),
    "зима": ("s", 4),
    "зимы": ("s", 4),
    "зимой": ("s", 4),
    "зиму": ("s", 4),
    "весна": ("s", 1),
    "весны": ("s", 1),
    "весной": ("s", 1),
    "весну": ("s", 1),
    "лето": ("s", 2),
    "лета": ("s", 2),
    "летом": ("s", 2),
    "осень": ("s", 3),
    "осени": ("s", 3),
    "осенью": ("s", 3),
}

# Stem with its endings → letter and value. The first that matches the whole word wins.
STEMS: Final[tuple[tuple[str, str, object], ...]] = (
    (r"янв(?:ар(?:ь|я|е|ю|ем))?", "m", 1),
    (r"фев(?:р(?:ал(?:ь|я|е|ю|ем))?)?", "m", 2),
    (r"мар(?:т(?:а|е|у|ом)?)?", "m", 3),
    (r"апр(?:ел(?:ь|я|е|ю|ем))?", "m", 4),
    (r"июн(?:ь|я|е|ю|ем)?", "m", 6),
    (r"июл(?:ь|я|е|ю|ем)?", "m", 7),
    (r"авг(?:уст(?:а|е|у|ом)?)?", "m", 8),
    (r"сен(?:т(?:яб(?:рь|ря|ре|рю|рем))?)?", "m", 9),
    (r"окт(?:яб(?:рь|ря|ре|рю|рем))?", "m", 10),
    (r"ноя(?:б(?:рь|ря|ре|рю|рем)?)?", "m", 11),
    (r"декаб(?:рь|ря|ре|рю|рем)", "m", 12),
    (r"месяц(?:а|е|у|ем|ев|ы)?", "M", None),
    (r"квартал(?:а|е|у|ом|ов|ы|ам)?", "q", None),
    (r"полугоди(?:е|я|и|ю|ем|й|ям)|семестр(?:а|е|у|ы)?", "h", None),
    (r"половин(?:а|ы|е|у|ой)", "H", None),
    (r"недел(?:я|и|е|ю|ь|ей|ям)", "w", None),
    (r"декад(?:а|ы|е|у|ой|ам)", "k", None),
    (r"понедельник(?:а|и|у|ам|ов)?", "W", 0),
    (r"вторник(?:а|и|у|ам|ов)?", "W", 1),
    (r"четверг(?:а|и|у|ам|ов)?", "W", 3),
    (r"пятниц(?:у|ы|е|ам|ей)", "W", 4),
    (r"суббот(?:а|у|ы|е|ам)?", "W", 5),
    (r"воскресень(?:е|я|ю|ям)", "W", 6),
    (r"учеб(?:н(?:ый|ого|ому|ом|ых|ые)?)?", "u", None),
    (r"календарн(?:ый|ого|ом|ому|ых)", "f", None),
    (r"(?:текущ|настоящ|следующ|предстоящ|прошл)(?:ий|его|ей|ем|ему|ого|ая|ую|ый|ых)", "f", None),
    (
        r"(?:отчетн|данн|соответствующ|планируем|планов)(?:ый|ого|ом|ому|ая|ой|ых|его|ем|ий)",
        "f",
        None,
    ),
    (r"период(?:а|е|у|ом|ы)?|срок(?:а)?|месячник(?:а|е|у)?|смен(?:ы|а)|декадник(?:а)?", "P", None),
    (r"последн(?:ий|яя|ее|его|ей|юю|ему|ем|ие)", "o", -1),
    (r"перв(?:ый|ая|ой|ую|ом|ые|ых)", "o", 1),
    (r"втор(?:ой|ая|ую|ом|ые|ых)", "o", 2),
    (r"трет(?:ий|ья|ьей|ью|ьем)", "o", 3),
    (r"четверт(?:ый|ая|ой|ую|ом)", "o", 4),
    (r"пят(?:ый|ая|ой|ую|ом)", "o", 5),
    (r"перв(?:ое|ого|ому)", "a", 1),
    (r"втор(?:ое|ого|ому)", "a", 2),
    (r"трет(?:ье|ьего|ьему)", "a", 3),
    (r"четверт(?:ое|ого|ому)", "a", 4),
    (r"пят(?:ое|ого|ому)", "a", 5),
    (r"кажд(?:ый|ая|ое|ого|ой|ую|ом|ые|ых|ому)", "E", None),
    (r"ежедневн(?:о|ый|ая|ое|ые)", "F", "day"),
    (r"еженедельн(?:о|ый|ая|ое|ые)", "F", "week"),
    (r"ежемесячн(?:о|ый|ая|ое|ые)|помесячно", "F", "month"),
    (r"(?:еже|по)квартальн(?:о|ый|ая|ое|ые)", "F", "quarter"),
    (r"раз\s?в\s?полугодие|ежеполугодн(?:о|ый)", "F", "half"),
    (r"ежегодн(?:о|ый|ая|ое|ые)", "F", "year"),
    (r"ежечетвертн(?:о|ый)", "F", "other"),
    (r"(?:в)?течени[ие]|протяжени[ие]|продолжени[ие]", "C", None),
    (r"постоян(?:но|ная|ный|ное)|систематически|непрерывно|регулярно|круглогодично", "G", None),
    (r"весьгод", "G", None),
    (r"кон(?:ец|ца|це|цу)", "X", None),
    (r"начал(?:о|а|е|у)", "b", None),
    (r"середин(?:а|ы|е|у|ой)", "i", None),
    (r"соответстви[еи]|основани[ие]|соглано|сообразно", "l", None),
    (r"план(?:у|ом|а|ами|ам|ов|ы)?|график(?:у|ом|а|ам|ами|и|ов)?|расписани(?:ю|ем|е)", "O", None),
    (r"необходимост(?:и|ь|ью)|потребност(?:и|ь|ью|ям)|надобност(?:и|ью)", "O", None),
    (r"согласовани(?:ю|и|ем|я)|договоренност(?:и|ям)|соглашени(?:ю|ем)", "O", None),
    (
        r"запрос(?:у|ам|ов|а|ом|ами)?|требовани(?:ю|ям|ями|й|ем)|заявк(?:е|ам|ами|и)|заявок",
        "O",
        None,
    ),
    (
        r"поступлени(?:я|ю|и|ем)|обращени(?:я|ю|ям|й)|назначени(?:ю|я|и)|возможност(?:и|ей)",
        "O",
        None,
    ),
    (r"приказ(?:у|ом|ам|а|ами)?|положени(?:ю|ем|ям|ями|я|и)|распоряжени(?:ю|ем|ям|я)", "O", None),
    (r"положен|согл|необх", "O", None),
    (
        r"итог(?:ам|и|у|ов)|результат(?:ам|ов|ы)|факт(?:у|а)|окончани(?:и|ю)|завершени(?:и|ю)",
        "O",
        None,
    ),
    (
        r"программ(?:е|ой|ам)|циклограмм(?:е|ой|ам)|регламент(?:у|ом)|порядк(?:у|ом)|карт(?:е|ой)",
        "O",
        None,
    ),
    (r"план(?:у|ом|а)?-график(?:у|ом|а)?|календар(?:ю|ем)|инструкци(?:и|ей|ям)", "O", None),
    (r"решени(?:ю|ем|я|ям)|поручени(?:ю|ям|я)|инициативе|желанию|усмотрению|ситуации", "O", None),
    (r"наличи(?:и|ю|е)|случа(?:е|ю|ях)|выявлени(?:и|ю|я)|подготовленности|готовности", "O", None),
    (r"внепланов(?:о|ые|ый|ая|ое)|уточн(?:яется|яются|ить|ит)|ситуативно", "7", None),
    (r"класс(?:ы|а|ов|е|ах|ам)?|урок(?:и|а|е|ов|ах)?|человек(?:а)?|участник(?:а|ов)?", "U", None),
    (r"час(?:а|ов|у|ам)|минут(?:ы|а)|балл(?:а|ов|ы)|лет|групп(?:ы|а|е)?|мест(?:о|а)", "U", None),
    (r"педагог(?:а|ов)?|учител(?:ь|я|ей)|работник(?:а|ов)?|руковод(?:ител(?:ь|я|ей))", "U", None),
    (
        r"каб(?:инет(?:е|а|ы)?)?|ауд(?:итори(?:я|и|ю))?|корпус(?:е|а)?|приказ|протокол(?:а|у)?",
        "N",
        None,
    ),
    (
        r"лице(?:й|я|е)|гимнази(?:я|и|ю)|сад(?:а|у|ик|ике|ы|ов)?|дом(?:а|е)?|строени(?:е|я)",
        "N",
        None,
    ),
    (r"лекци(?:я|и)|пар(?:а|ы|е)|заняти(?:е|я|и)|вопрос(?:а|ов|у)?", "U", None),
    (r"каникул(?:ы|ам|ярный|ярное|ах)?", "?", None),
    (r"четверт(?:ь|и|ям|ях|ью|ей)|триместр(?:а|е|ы|ов)?", "v", None),
    (r"кану(?:н|не)|накануне|будн(?:и|ий|ие|ям)|выходн(?:ой|ые|ым|ых|ого)", "?", None),
    (r"предыдущ\w+|прошедш\w+|перенос\w*|перенес\w+|резерв\w*|ориентир\w+|примерн\w+", "?", None),
    (r"предположительн\w+|приблизительн\w+|отмен\w+|вместо|сут(?:ки|ок)|неоднократн\w+", "?", None),
    (r"(?:двух|трех|четырех|пяти|шести|десяти|полу)?(?:дневн|недельн|месячн|годичн)\w+", "?", None),
    (
        r"(?:шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|\w+надцат|двадцат|тридцат)\w*",
        "?",
        None,
    ),
    (r"семь|восемь|девять|сто|сорок|пятьдесят", "?", None),
    (r"век(?:а|е)?|завтра|вчера|сегодня|послезавтра|полгод\w+|полмесяца|полнедели", "?", None),
)
STEM: Final = re.compile("|".join(f"({stem})" for stem, _, _ in STEMS))
# Letters of words worth joining when a line break or a stray hyphen cut them in two.
JOINED: Final = "mMqhwkgWFCGPXuO"

ROMAN: Final = {
    "i": 1,
    "і": 1,
    "l": 1,
    "ii": 2,
    "іі": 2,
    "ll": 2,
    "п": 2,
    "iii": 3,
    "ііі": 3,
    "lll": 3,
    "ш": 3,
    "iv": 4,
    "іv": 4,
    "lv": 4,
    "ів": 4,
    "v": 5,
    "vi": 6,
    "vii": 7,
    "viii": 8,
    "ix": 9,
    "іх": 9,
    "iх": 9,
    "x": 10,
    "х": 10,
    "xi": 11,
    "xii": 12,
}

# Words in which one wrong, missing, spare or swapped letter is forgiven: long enough, and far
# from every other word of plans. «июнь» and «июль» differ by one letter, so they stand apart.
FORGIVEN: Final = (
    "январь января январе февраль февраля феврале апрель апреля апреле август августа августе "
    "сентябрь сентября сентябре октябрь октября октябре ноябрь ноября ноябре "
    "декабрь декабря декабре месяц месяца месяце квартал квартала квартале неделя недели неделю "
    "течение течении постоянно ежегодно ежемесячно еженедельно ежедневно ежеквартально "
    "полугодие полугодия учебного необходимости согласованию периода период"
).split()
LEAST_FORGIVEN: Final = 6
FORGIVEN_SHORT: Final = {
    "матр": 3,
    "мрат": 3,
    "марть": 3,
    "мартт": 3,
    "иьнь": 6,
    "июннь": 6,
    "июнн": 6,
    "инюь": 6,
    "юинь": 6,
    "июлль": 7,
    "июлл": 7,
    "юиль": 7,
    "ильюь": 7,
    "маий": 5,
    "маи": 5,
    "маай": 5,
}


def _variants(word: str) -> set[str]:
    """Each spelling with one letter left out: two words within one slip share one."""
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _slips() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for word in FORGIVEN:
        for spelling in _variants(word) | {word}:
            found.setdefault(spelling, set()).add(word)
    return found


SLIPS: Final = _slips()


def _one_slip(a: str, b: str) -> bool:
    """Whether the words differ by one letter wrong, missing, spare, or two swapped."""
    if len(a) > len(b):
        a, b = b, a
    at = 0
    while at < len(a) and a[at] == b[at]:
        at += 1
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    swapped = a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :]
    return a[at + 1 :] == b[at + 1 :] or swapped


def _forgiven(word: str) -> Word | None:
    if word in FORGIVEN_SHORT:
        return "m", FORGIVEN_SHORT[word]
    if len(word) < LEAST_FORGIVEN:
        return None
    near = {
        right
        for spelling in _variants(word) | {word}
        for right in SLIPS.get(spelling, ())
        if _one_slip(word, right)
    }
    readings = {_exact(right) for right in near}
    return readings.pop() if len(readings) == 1 else None


def _exact(word: str) -> Word | None:
    known = EXACT.get(word)
    if known:
        return known
    match = STEM.fullmatch(word)
    if match and match.lastindex:
        _, letter, value = STEMS[match.lastindex - 1]
        return letter, value
    return None


def in_cyrillic(word: str) -> str:
    """The word with Latin look-alikes made Cyrillic where it holds any Cyrillic letter."""
    if word.isascii():
        return LONE_LATIN.get(word, word)
    return word.translate(LOOKALIKES) if any(letter < "\x7f" for letter in word) else word


@lru_cache(maxsize=20_000)
def known(word: str) -> Word | None:
    """The letter and value of a word spelt rightly (lower case, without ё), or None."""
    if word in ROMAN:
        lone = EXACT.get(word)
        return lone or ("r", ROMAN[word])
    return _exact(in_cyrillic(word))


@lru_cache(maxsize=20_000)
def classify(word: str) -> Word:
    """The letter and value of a word, one slip forgiven; («x», None) for any other word."""
    return known(word) or _forgiven(in_cyrillic(word)) or ("x", None)
