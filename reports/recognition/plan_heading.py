"""Reads the heading of a plan: its title, association, period, city and year."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from associations.vocabulary import AssociationKind
from events import terms
from events.plan.content import PeriodContent
from events.plan.period import MONTHS, Period
from reports.recognition.grammar import declined
from reports.recognition.phrases import MONTH

TITLE = re.compile(
    r"\b(?:план|планирование|график|дорожная карта|программа|циклограмма|комплекс мер)\b",
    re.IGNORECASE,
)
# Such lists are plans under another name if they name a year.
OTHER_PLAN_NAME = re.compile(
    r"(?:тематика|темы|календарь|перечень|мероприятия|(?:основные\s+)?направления)\b", re.IGNORECASE
)
# «П Л А Н»: a word typed with a blank after each letter.
SPACED = re.compile(r"(?<!\w)(?:\w[ \u00a0]){2,}\w(?!\w)")
# Such a word may be joined to the next one, as the blank between them is as wide.
SPACED_HEAD = re.compile(r"^(план|график|программа|циклограмма)(?=\w)", re.IGNORECASE)
TWO_YEARS = re.compile(r"(?P<from>20\d\d)\s*[-–—/]\s*(?P<to>20\d\d|\d\d)(?!\d)")
SCHOOL_YEAR = re.compile(r"\bучебн(?:ый|ого|ом)\s+год|\bуч\.?\s*г", re.IGNORECASE)
# «2025–2026 годы» are two calendar years.
CALENDAR_YEARS = re.compile(r"\s*годы\b", re.IGNORECASE)
YEAR = re.compile(r"\b(20\d\d)(?!\d)")
# «летний сезон», and its name in terms by its first letter
SEASON = re.compile(
    r"\b(?:летн|осенн|зимн|весенн)[а-яё]+\s+(?:сезон|период|смен)[а-яё]*", re.IGNORECASE
)
SEASONS = {"л": "лето", "о": "осень", "з": "зима", "в": "весна"}
# The date of a law is no year of the plan.
_OF_LAW = re.compile(
    r"\b(?:закон|указ|постановлен)\w*\D{0,90}?\bот\s+[«\"]?\d{1,2}[»\"]?[.\s]+\w+[.\s]+20\d\d"
    r"|\b\d{1,2}[.\s]+\w+[.\s]+20\d\d\s*(?:г\.|года)?\s*(?=№\s*\d+-?ФЗ)",
    re.IGNORECASE,
)
# Words of a period before its year: «на», «с 10 по 16 марта», «I полугодие».
_OF_YEAR = (
    rf"(?:{MONTH}|{SEASON.pattern}|\d{{1,2}}\.\d{{1,2}}(?:\.20\d\d)?|I{{1,3}}\b|IV\b|\d{{1,2}}(?:-?(?:е|ое|й|го))?\b(?!\.)|"
    r"(?:перв|втор|трет|четв[её]рт)(?:ый|ое|ий|ье|ого|ая|ую)\b|полугоди\w+|квартал\w*|четверт\w+|месяц\w*|"
    r"20\d\d|г\.|годы?\b|года\b|с\b|по\b|на\b|в\b|период\b|[-–—/])"
)
_YEARS = r"(?:\d{1,2}\.\d{1,2}\.20\d\d|20\d\d\s*[-–—/]\s*(?:20)?\d\d|20\d\d)"
_NAMED_YEAR = (
    r"\s*-?(?:\s*г\.)?\s*(?:(?:календарн|учебн)\w+\s+год\w*|уч\.?\s*г\w*\.?|год\w*|гг?\.?(?!\w))?"
)
# Atomic: without `(?>…)`, many such words in a row would take exponential time.
# The number of an association is not a day: «РУМО № 3 на 2031 год».
PERIOD_WORDS = re.compile(
    rf"(?<![\w.№])(?<!№\s)(?:(?>{_OF_YEAR})\s*+)*{_YEARS}{_NAMED_YEAR}", re.IGNORECASE
)
# Words that name a part of a year; a whole year is found by its figures alone.
PART_OF_YEAR = re.compile(
    rf"{MONTH}|{SEASON.pattern}|\d\.\d{{1,2}}\.20|\d\.\d\d\s+по|полугоди|квартал",
    re.IGNORECASE,
)
# «Заречного района на 2031 год» continues a title.
IMPRINT = re.compile(
    r"^(?!.*\s(?:на|в|за|района|округа|области|края|республики|города)\s)"
    r"(?:г\.\s*)?(?P<city>(?:(?:с|п|пос|пгт|р\.\s?п|ст|д|дер|х)\.\s*)?"
    r"[А-ЯЁ][а-яё]+(?:[- ](?:[А-ЯЁ]?[а-яё]+)){0,3}),?\s+(?P<year>20\d\d)(?:\s*(?:г\.?|года?))?$"
)
# The city alone; its year is on the next line.
CITY_ALONE = re.compile(
    r"^(?:г|с|п|пос|пгт|р\.\s?п|ст|д|дер|х)\.\s*[А-ЯЁ][а-яё]+(?:[- ][А-ЯЁ]?[а-яё]+){0,2}$"
)
# Headings of the parts between a title and the table.
OPENS_TEXT = re.compile(
    r"(?:цел[ьи]|задач[аи]|пояснительная записка|введение|методическая тема"
    r"|(?:основные|приоритетные)\s|направления|мероприятия|содержание|разделы?|модуль|блок|ожидаемые|состав|план-?\s?сетка)\b",
    re.IGNORECASE,
)
# The whole file is searched for these, so the length of endings is bounded.
KINDS: tuple[tuple[AssociationKind, str], ...] = (
    (AssociationKind.RUMO, r"учебно-методическ\w{1,9} об[ъь]?единени|\bр?умо\b"),
    (AssociationKind.MOC, r"муниципальн\w{1,9} опорн\w{1,9} центр|\bмоц\b"),
    (
        AssociationKind.RMC,
        r"(?:региональн|республиканск|краев|областн)\w{1,9} (?:[\w-]{1,40} ){0,2}центр|\bрмц\b",
    ),
    (
        AssociationKind.OMO,
        r"(?:методическ|профессиональн)\w{1,9} (?:[\w-]{1,40} )?об[ъь]?единени|\b[огмршк]?мо\b",
    ),
)
LOCAL = re.compile(
    r"районн|муниципальн|городск|окружн|школьн|межшкольн|\b[ргмшк]мо\b", re.IGNORECASE
)
# The words for the plan itself in a title; the association follows, or is on the lines above.
PLAN_WORDS = re.compile(
    r"^\W*(?:проект\w*\s+)?(?:(?:годовой|перспективный|календарный|примерный|комплексный)\s+)?"
    r"(?:план(?:\s?[-–—]\s?[а-яё]+)?|планирование|график|циклограмма|программа"
    rf"|дорожная карта|{OTHER_PLAN_NAME.pattern[:-2]})\b[»\"]?"
    r"(?:[\s,]+(?:(?:работы|деятельности|мероприятий|заседаний|семинаров|встреч|событий|дел"
    r"|консультаций|проведения|реализации|направлени[йя]|основных|иных|других|и)\b"
    r"|(?:[а-яё-]+(?:ой|ых|их)\s+)(?:работы|деятельности|мероприятий)\b"
    r"|[(«\"]*дорожная карта[)»\"]*))*",
    re.IGNORECASE | re.MULTILINE,
)
MISSPELT = re.compile(r"(?<=об)ь?(?=единени)", re.IGNORECASE)
# A longer text is not a title and is not searched for a period.
LONGEST = 1500
BY_TITLE = "заголовка"
# «на период», «на»: words before a term.
GIVEN = re.compile(r"^(?:на\s+)?(?:период\s+)?", re.IGNORECASE)
# The terms of a school year are between two Augusts.
AUGUST = 8
# Of so many dated terms one may be of another year.
MOST_OF = 8


@dataclass(frozen=True, slots=True)
class NamedAssociation:
    """The association of a plan: its kind, and its name in nominative and genitive."""

    kind: AssociationKind | Literal[""] = ""
    name: str = ""
    genitive: str = ""


def close_spaced_words(text: str) -> str:
    """Return the text with the blanks removed from words typed as «П Л А Н»."""
    return SPACED.sub(lambda m: SPACED_HEAD.sub(r"\1 ", re.sub(r"[ \u00a0]", "", m[0])), text)


def is_title(text: str) -> bool:
    """Whether a line names a plan, or a list for a year under another name."""
    text = close_spaced_words(text)
    return bool(TITLE.search(text) or (OTHER_PLAN_NAME.match(text.strip()) and YEAR.search(text)))


def association_of(title: tuple[str, ...], rest: str) -> NamedAssociation:
    """Find the association of a plan in its title; `rest` is searched for the kind only."""
    lines = close_spaced_words("\n".join(title))
    name = _association_name(lines)
    return NamedAssociation(
        association_kind(lines) or association_kind(rest), nominative(name), _genitive(name)
    )


def is_local(named: NamedAssociation, title: str) -> bool:
    """Whether the title names an association of a district, town or school."""
    return named.kind == AssociationKind.OMO and LOCAL.search(title) is not None


def is_imprint(line: str) -> bool:
    """Whether a line is the imprint of a title page: city and year, or the city alone."""
    return bool(IMPRINT.match(line) or CITY_ALONE.match(line))


def may_continue_title(line: str) -> bool:
    """Whether a line may continue the title above it: «на 2031 год», «учителей …»."""
    return line[:1].islower() and not line.endswith((".", ";", ":"))


def association_kind(text: str) -> AssociationKind | Literal[""]:
    """Return the kind of association that the text names first, empty if it names none."""
    text = " ".join(text.split())
    found = [
        (match.start(), kind)
        for kind, pattern in KINDS
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    return min(found, key=lambda match: match[0])[1] if found else ""


def _association_name(title: str) -> str:
    if len(title) > LONGEST:
        return ""
    text = PERIOD_WORDS.sub(" ", title).replace("( )", " ")
    if plan_words := PLAN_WORDS.search(text):
        above, below = text[: plan_words.start()], text[plan_words.end() :]
        of_above = association_kind(above) and not association_kind(below)
        text = above if of_above or not below.strip() else below
    words = [_without_capitals(word) for word in MISSPELT.sub("ъ", text).split()]
    if len(words) > 1 and words[0][1:].islower():
        words = [words[0].lower(), *words[1:]]
    name = " ".join(words).strip(" ,.:;")
    # «(РУМО) Заместителей …»: the capital only began a new line of the title.
    return re.sub(r"(?<=\)\s)([А-ЯЁ])(?=[а-яё])", lambda m: m[1].lower(), name)


def _without_capitals(word: str) -> str:
    """Return a word in capitals in lower case; abbreviations stay."""
    letters = [letter for letter in word if letter.isalpha()]
    shouted = len(letters) > 5 and all(letter.isupper() for letter in letters)  # noqa: PLR2004
    return word.lower() if shouted or word == "ЦЕНТР" else word


def nominative(genitive: str) -> str:
    """Return a name in the nominative, unchanged if it does not begin with a noun phrase."""
    name = declined(genitive, "gent", "nomn")
    return name[:1].upper() + name[1:]


def _genitive(name: str) -> str:
    """Return a name in the genitive; the title may have it in either case."""
    return name if declined(name, "gent", "nomn") != name else declined(name, "nomn", "gent")


def recognised_period(
    title: str, others: list[str], row_terms: list[str]
) -> tuple[PeriodContent, str]:
    """Find the period of a plan and its source: the title, else stamps, else terms of rows.

    `others` are lines of stamps and of the title page. Period and source are empty if nothing
    names a year.
    """
    for text, reason in ((_OF_LAW.sub("", title), BY_TITLE), (" ".join(others), "грифов")):
        period = _period_in(text)
        if period is not None:
            return _content(period), reason
    period = _period_of_terms(row_terms)
    return (_content(period), "сроков") if period is not None else (PeriodContent(), "")


def _content(period: Period) -> PeriodContent:
    return PeriodContent(period.kind, period.starts.isoformat(), period.ends.isoformat())


def _period_in(text: str) -> Period | None:
    text = close_spaced_words(text[:LONGEST])
    for phrase in PERIOD_WORDS.findall(text):
        if PART_OF_YEAR.search(phrase) and (part := _part_of_year(phrase)) is not None:
            return part
    two = TWO_YEARS.search(text)
    if two is not None:
        first = int(two["from"])
        last = int(two["to"]) % 100 + first // 100 * 100
        if last == first + 1 and not CALENDAR_YEARS.match(text, two.end()):
            return Period.of_academic_year(first)
        if last > first:
            years = Period.of_calendar_year(first), Period.of_calendar_year(last)
            return Period.recognise(years[0].starts, years[1].ends)
    named = YEAR.findall(text)
    if not named:
        return None
    year = int(Counter(named).most_common(1)[0][0])
    school = SCHOOL_YEAR.search(text)
    return Period.of_academic_year(year) if school else Period.of_calendar_year(year)


def _part_of_year(phrase: str) -> Period | None:
    """Return the half-year, months or days that a title names as the period."""
    name = SEASON.sub(lambda match: SEASONS[match[0][0].casefold()], phrase)
    spans = terms.read(GIVEN.sub("", name.strip()), None).spans
    if len(spans) != 1:
        return None
    starts, ends = spans[0].starts, spans[0].ends
    return Period.recognise(starts, ends) if starts and ends and starts < ends else None


def _period_of_terms(row_terms: list[str]) -> Period | None:
    """Return the year that terms name: a school year if they run from autumn to spring."""
    named = [([int(year) for year in YEAR.findall(term)], _months(term)) for term in row_terms]
    all_years = Counter(year for years, _ in named for year in years)
    if not all_years:
        return None
    months = [month for _, own in named for month in own]
    single = [(years[0], own) for years, own in named if len(years) == 1]
    dated = [(year, month) for year, own in single for month in own if month != AUGUST]
    begun = Counter(year - (month < AUGUST) for year, month in dated)
    for first, times in begun.most_common(1):
        runs = len({year for year, _ in dated}) > 1 or months[0] >= AUGUST >= months[-1]
        if runs and times * MOST_OF > len(dated) * (MOST_OF - 1):
            return Period.of_academic_year(first)
    return Period.of_calendar_year(all_years.most_common(1)[0][0])


def _months(term: str) -> list[int]:
    """Return the months (1–12) that a term names, in words or in a date."""
    stems = [name[:3] for name in MONTHS]
    named = (word.casefold()[:3] for word in re.findall(MONTH, term, re.IGNORECASE))
    figures = re.findall(r"\b\d{1,2}\.(0?[1-9]|1[0-2])\b", term)
    return [*(stems.index(stem) + 1 for stem in named if stem in stems), *map(int, figures)]
