"""Patterns of phrases in Russian plans: numbers, names, terms, agendas."""

import re

# Letters of all languages of Russia and its neighbours: «Ә», «Ҡ», «Ӳ».
_CYRILLIC = [chr(code) for code in range(0x400, 0x530)]
UPPER = "".join(filter(str.isupper, _CYRILLIC))
LOWER = "".join(filter(str.islower, _CYRILLIC))
SURNAME = rf"[{UPPER}][{LOWER}]+(?:-[{UPPER}][{LOWER}]+)?"
# The full stop of the second initial is often missing: «Иванова И.И».
INITIALS = rf"[{UPPER}]\.(?:[ \u00a0]?[{UPPER}]\.|[{UPPER}]\b)?"
# «П. И. СОМОВ»: only after initials, as before them other words may be in capitals.
SURNAME_IN_CAPITALS = rf"[{UPPER}]{{3,}}(?:-[{UPPER}]{{3,}})?\b"
NAME = re.compile(
    rf"(?:{INITIALS}[ \u00a0]*{SURNAME}|(?!И\.\s?О\.){INITIALS}[ \u00a0]*{SURNAME_IN_CAPITALS}"
    rf"|{SURNAME}[ \u00a0]+{INITIALS}"
    rf"|{SURNAME}[ \u00a0]+[{UPPER}][{LOWER}]+[ \u00a0]+[{UPPER}][{LOWER}]+"
    r"(?:вич|ич|вна|чна|шна|[кқҡ]ыз[ыі]|[уұү]л[ыі]))"
)
# «3.», «1.2», «IV», «5а», «1-3», «№ 7»
NUMBER = re.compile(
    r"^(?:№\s*)?(?:\d{1,4}(?:[.\-–/]\d{1,3})*\s?[а-яa-z]?|[IVXLC]{1,6}|[а-яa-z])[.)]?$"
)
# «15.00.00» is a code and «12.01.26» a date.
ENUMERATED = re.compile(
    r"^(?!\d\d\.\d\d\.\d\d\s)(?P<number>\d{1,3}(?:\.\d{1,3})*[.)]|\d{1,2}(?:\.\d{1,2})+(?=\s)|[IVXLC]{1,6}[.)])\s*"
    r"(?P<rest>[^\d.\s].*)$",
    re.DOTALL,
)
# Possessive `*+`: without it, months written as one word would take exponential time.
MONTH = r"(?:январ|феврал|март|апрел|ма[йяе]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]*+"
MONTH_ALONE = re.compile(rf"^{MONTH}(?:\s+\d{{4}}(?:\s*г(?:\.|ода?))?)?$", re.IGNORECASE)
# Months, a quarter, a half-year or a season, and nothing else: «Март – апрель 2026 г.».
PERIOD_ALONE = re.compile(
    rf"^(?:{MONTH}(?:\s*(?:[,–—-]|и)\s*{MONTH})*|(?:[IVX1-4]{{1,4}}|перв\w+|втор\w+|треть\w+|четв\w+)"
    r"(?:-?[йяе]+)?\s+(?:квартал|полугоди|триместр|четверть|семестр)\w*|зима|весна|лето|осень)"
    r"(?:\s+20\d\d(?:\s*[-–/]\s*20\d\d)?)?(?:\s*(?:г\.?|года?|учебн\w+\s+года?))?[.:]?$",
    re.IGNORECASE,
)
TERM = re.compile(
    rf"\b{MONTH}|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{2,4}})?|\b20\d\d\b|\b(?:в течение|постоянно|"
    r"еже(?:год|месяч|кварт|недел|днев)|по (?:необходимости|мере|запрос|итогам|согласован|график)|"
    r"квартал|полугоди|каникул|весь (?:период|год)|раз в|до \d|по плану)",
    re.IGNORECASE,
)
BULLET = re.compile(r"^\s*[-–—•▪◦*]\s+")
# «- one. - two»: the next item of a list typed into one paragraph.
NEXT_ITEM = re.compile(r"(?<=[.;])\s+(?=[-–—]\s+[А-ЯЁа-яё«])")
RULED = re.compile(r"_{2,}")
CAPTION = re.compile(r"\([^()]{1,60}\)")
# A number inside a line that begins an item: «… 1. Итоги года. 2) План», not «№ 1.».
INLINE_NUMBER = re.compile(r"(?<![№\d.,/–-])(?<!№ )(?<!№\u00a0)\b(\d{1,2})[.)]\s*(?=[«\"“А-ЯЁ])")
MEETING = re.compile(r"^(?:\w+[ое]е\s+)?заседани[ея]\b", re.IGNORECASE)
# «Повестка дня:», «Вопросы для обсуждения:» alone on a line.
AGENDA_WORD = re.compile(r"(?:\w+\s+)?(?:повестка|вопросы)\b[^:.]{0,60}:", re.IGNORECASE)
AGENDA_HEAD = re.compile(
    r"заседани|совещани|собрани|повестк|вопрос|^\s*тема\s*(?:[:«\"“]|№|\d|$)", re.IGNORECASE
)
# Ends of a sentence or of a part of one; headings, names and offices do not end so.
TEXT_ENDS = (".", ";", ":", ",")
ZEROS = re.compile(r"\b0+(?=\d)")
BLANKS = re.compile(r"[ \t]+")


def fold_blanks(text: str) -> str:
    """Return the text with runs of blanks folded, lines trimmed and empty lines removed."""
    lines = (BLANKS.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def split_number(text: str) -> tuple[str, str]:
    """Split «1. Heading», «IV. Heading», «2) heading» into (number, rest); number may be empty."""
    match = ENUMERATED.match(text.strip())
    return (match["number"], match["rest"].strip()) if match else ("", text.strip())


def inline_items(text: str) -> tuple[str, list[str]]:
    """Split a line with a list 1, 2, 3 … in it into (head, items); no items if it has no list.

    The longest run is the list: «Заседание 1. Итоги. 1. Отчёт. 2. План» has two items.
    """
    best = _longest_run(list(INLINE_NUMBER.finditer(text)))
    if len(best) < 2:  # noqa: PLR2004 - one item is not a list
        return text, []
    ends = [match.start() for match in best[1:]] + [len(text)]
    items = [text[match.end() : end].strip() for match, end in zip(best, ends, strict=True)]
    return text[: best[0].start()].strip(), items


def _longest_run(numbers: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the first of the longest runs 1, 2, 3 … among these numbers.

    Of two numbers 1 with the same continuation, the nearer one begins the list.
    """
    runs: list[list[re.Match[str]]] = []
    waiting: dict[int, list[re.Match[str]]] = {}
    for number in numbers:
        value = int(number[1])
        if value == 1:
            waiting[2] = [number]
            runs.append(waiting[2])
        elif run := waiting.pop(value, None):
            run.append(number)
            waiting.setdefault(value + 1, run)
    return max(runs, key=len, default=[])


def same_number(one: str, other: str) -> bool:
    """Whether two printed numbers are the same: «1.1» and «1.1.», «07» and «7»."""
    one, other = (ZEROS.sub("", number.strip().rstrip(".)")) for number in (one, other))
    return one == other


def is_name(text: str) -> bool:
    """Whether the text is the name of a person and nothing else."""
    return NAME.fullmatch(text.strip()) is not None


def is_term(text: str) -> bool:
    """Whether the text mentions a day, a month or a period."""
    return TERM.search(text) is not None
