"""Reads what stands over the tables: title, whose plan, for which period, city and year.

It knows the wording of titles; it refuses to know stamps and rows.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from events.content import AssociationKind, PeriodContent
from events.period import DAYS_IN_WEEK, MONTHS, Period, last_day

from .phrases import MONTH

TITLE = re.compile(r"\b(?:план|план-график|дорожная карта|программа)\b", re.IGNORECASE)
TWO_YEARS = re.compile(
    r"(?P<from>20\d\d)\s*[-–—/]\s*(?P<to>20\d\d|\d\d)\b(?:\s*-?\s*г?г?\.?\s*)(?P<school>уч)?",
    re.IGNORECASE,
)
SCHOOL_YEAR = re.compile(r"\bучебн(?:ый|ого|ом)\s+год|\bуч\.\s*г", re.IGNORECASE)
YEAR = re.compile(r"\b(20\d\d)(?=\b|г)")
# «на сентябрь – декабрь 2031 года»
MONTHS_OF_YEAR = re.compile(
    rf"\b(?P<from>{MONTH})\s*[-–—]\s*(?P<to>{MONTH})\s+(?P<year>20\d\d)(?!\s*[-–—/]\s*\d)",
    re.IGNORECASE,
)
# «с 10 по 16 марта 2031 г.», «28 февраля – 6 марта 2031 года»
DAYS_OF_YEAR = re.compile(
    rf"\b(?P<from>\d{{1,2}})(?:\s+(?P<month>{MONTH}))?\s*(?:[-–—]|по)\s*(?P<to>\d{{1,2}})\s+"
    rf"(?P<last>{MONTH})\s+(?P<year>20\d\d)",
    re.IGNORECASE,
)
# «с 01.09.2031 по 31.05.2032»
FIGURES = re.compile(
    r"\b(?P<from>\d{1,2}\.\d{1,2}\.20\d\d)\s*(?:г\.?)?\s*(?:[-–—]|по)\s*"
    r"(?P<to>\d{1,2}\.\d{1,2}\.20\d\d)"
)
FIGURES_WORDS = re.compile(rf"\s*\b(?:на\s+период\s+)?с\s+{FIGURES.pattern}", re.IGNORECASE)
IMPRINT = re.compile(
    r"^(?:г\.\s*)?(?P<city>[А-ЯЁ][а-яё]+(?:[- ](?:[А-ЯЁ]?[а-яё]+)){0,3}),?\s+(?P<year>20\d\d)"
    r"(?:\s*(?:г\.?|года?))?$"
)
KINDS: tuple[tuple[AssociationKind, str], ...] = (
    ("rumo", r"учебно-методическ\w+ объединени|\bрумо\b"),
    ("moc", r"муниципальн\w+ опорн\w+ центр|\bмоц\b"),
    ("rmc", r"(?:региональн|республиканск|краев|областн)\w+ (?:[\w-]+ ){0,2}центр|\bрмц\b"),
    ("omo", r"методическ\w+ объединени|\bомо\b|\bмо\b"),
)
PLAN_WORDS = re.compile(
    r"^\W*план(?:\s+(?:работы|деятельности|мероприятий|заседаний|основных мероприятий))?\b",
    re.IGNORECASE,
)
PERIOD_WORDS = re.compile(
    rf"\s*\b(?:на|с)\s+(?:период\s+)?(?:с\s+)?(?:\d{{1,2}}\s+(?:{MONTH}\s+)?(?:по|[-–—])\s*\d{{1,2}}\s+)?"
    rf"(?:{MONTH}\s*[-–—]\s*)?(?:{MONTH}\s+)?(?:20\d\d\s*[-–—/]\s*(?:20)?\d\d|20\d\d)\s*(?:г\.|г\b)?\s*"
    r"(?:(?:календарн|учебн)\w+\s+|уч\.?\s*)?(?:года?\b|год\b|гг?\.)?",
    re.IGNORECASE,
)
ACTIVITY = re.compile(r"^(?:работы|деятельности|мероприятий)\s+", re.IGNORECASE)
HEADS = {"объединения": "объединение", "центра": "центр", "сообщества": "сообщество"}
# Adjectives whose nominative keeps the stress on the ending.
STRESSED = {"областного": "областной", "городского": "городской", "краевого": "краевой"}
BY_TITLE = "заголовка"
FIRST_AUTUMN_MONTH, LAST_SUMMER_MONTH = 8, 8


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose plan it is: its kind and its name, in both cases where the title tells them."""

    kind: AssociationKind = ""
    name: str = ""
    genitive: str = ""


def whose(title: tuple[str, ...], rest: str) -> Whose:
    """The association of a plan, from its title, else from the words of the whole file."""
    line = " ".join(title)
    genitive = _named(line)
    return Whose(_kind(line) or _kind(rest), nominative(genitive), genitive)


def goes_on(line: str) -> bool:
    """Whether a plain line may go on with the title above it: «на 2031 год», «учителей …»."""
    return line[:1].islower() and not line.endswith((".", ";", ":"))


def _kind(text: str) -> AssociationKind:
    found = [
        (match.start(), kind)
        for kind, pattern in KINDS
        if (match := re.search(pattern, text, re.IGNORECASE))
    ]
    return min(found, key=lambda one: one[0])[1] if found else ""


def _named(title: str) -> str:
    text = PERIOD_WORDS.sub(" ", FIGURES_WORDS.sub(" ", title))
    text = PLAN_WORDS.sub(" ", text).strip()
    text = ACTIVITY.sub("", text).strip()
    words = [_uncapped(word) for word in text.split()]
    if len(words) > 1:
        words = [words[0][:1].lower() + words[0][1:], *words[1:]]
    name = " ".join(words).strip(" ,.:;")
    # «(РУМО) Заместителей …»: a new line of the title began with a capital.
    return re.sub(r"(?<=\)\s)([А-ЯЁ])(?=[а-яё])", lambda m: m[1].lower(), name)


def _uncapped(word: str) -> str:
    """A word written in capitals as ordinary; abbreviations stay."""
    letters = [letter for letter in word if letter.isalpha()]
    shouted = len(letters) > 5 and all(letter.isupper() for letter in letters)  # noqa: PLR2004
    return word.lower() if shouted else word


def nominative(genitive: str) -> str:
    """The name in the nominative, where its head is a word we know; else the words as they are.

    Only the adjectives before the head and the head itself change: what follows stands in the
    genitive in both.
    """
    words = genitive.split()
    head = next((i for i, word in enumerate(words) if word.casefold() in HEADS), None)
    if head is None:
        return genitive[:1].upper() + genitive[1:]
    neuter = not words[head].casefold().startswith("центр")
    turned = [_adjective(word, neuter=neuter) for word in words[:head]]
    text = " ".join([*turned, HEADS[words[head].casefold()], *words[head + 1 :]])
    return text[:1].upper() + text[1:]


def _adjective(word: str, *, neuter: bool) -> str:
    if not word.endswith(("ого", "его")):
        return word
    stem, soft = word[:-3], word.endswith("его")
    if neuter:
        return stem + ("ее" if soft else "ое")
    if word.casefold() in STRESSED:
        return STRESSED[word.casefold()]
    return stem + ("ий" if soft or stem.endswith(("г", "к", "х")) else "ый")


def period_of(title: str, others: list[str], terms: list[str]) -> tuple[PeriodContent, str]:
    """The plan's period, and how it was known: from the title, else stamps, else terms.

    `others` are lines of stamps and of the title page. Where nothing tells it, the period is
    empty and so is the reason.
    """
    for text, reason in ((title, BY_TITLE), (" ".join(others), "грифов")):
        period = _written(text)
        if period is not None:
            return _content(period), reason
    period = _by_terms(terms)
    return (_content(period), "сроков") if period is not None else (PeriodContent(), "")


def _content(period: Period) -> PeriodContent:
    return PeriodContent(period.kind, period.starts.isoformat(), period.ends.isoformat())


def _written(text: str) -> Period | None:
    two = TWO_YEARS.search(text)
    if two is not None:
        first = int(two["from"])
        if int(two["to"]) % 100 == (first + 1) % 100:
            return Period.of_academic_year(first)
    years = YEAR.findall(text)
    if not years:
        return None
    if (part := _part_of_year(text)) is not None:
        return part
    year = int(Counter(years).most_common(1)[0][0])
    if SCHOOL_YEAR.search(text):
        return Period.of_academic_year(year)
    month = re.search(rf"\bна\s+({MONTH})\s+20\d\d", text, re.IGNORECASE)
    if month is not None:
        number = _month(month[1])
        if number:
            return Period.of_month(year, number)
    return Period.of_calendar_year(year)


def _part_of_year(text: str) -> Period | None:
    """The months or the days that a title names as its plan's own."""
    if months := MONTHS_OF_YEAR.search(text):
        year, first, last = int(months["year"]), _month(months["from"]), _month(months["to"])
        if first < last:
            return Period("custom", date(year, first, 1), last_day(year, last))
    if days := DAYS_OF_YEAR.search(text):
        last = _month(days["last"])
        first = _month(days["month"]) if days["month"] else last
        ends = f"{last}.{days['year']}"
        return _between(f"{days['from']}.{first}.{days['year']}", f"{days['to']}.{ends}")
    if figures := FIGURES.search(text):
        return _between(figures["from"], figures["to"])
    return None


def _between(first: str, last: str) -> Period | None:
    """The period from one day to another, both in figures; None where they are no such days."""
    try:
        starts, ends = (date(*map(int, reversed(day.split(".")))) for day in (first, last))
    except ValueError:
        return None
    if not starts < ends:
        return None
    for usual in (Period.of_calendar_year(starts.year), Period.of_academic_year(starts.year)):
        if (usual.starts, usual.ends) == (starts, ends):
            return usual
    is_week = ends - starts < timedelta(days=DAYS_IN_WEEK)
    return Period("week" if is_week else "custom", starts, ends)


def _month(word: str) -> int:
    stem = word.casefold()[:3]
    return next((i for i, name in enumerate(MONTHS, 1) if name[:3] == stem), 0)


def _by_terms(terms: list[str]) -> Period | None:
    years = Counter(int(year) for term in terms for year in YEAR.findall(term))
    if not years:
        return None
    year = years.most_common(1)[0][0]
    for first in (year - 1, year):
        early, late = _months(terms, first), _months(terms, first + 1)
        if early and late and min(early) >= FIRST_AUTUMN_MONTH and max(late) <= LAST_SUMMER_MONTH:
            return Period.of_academic_year(first)
    return Period.of_calendar_year(year)


def _months(terms: list[str], year: int) -> set[int]:
    """The months that terms name together with this year."""
    found: set[int] = set()
    for term in terms:
        if YEAR.findall(term) == [str(year)]:
            found.update(_month(word) for word in re.findall(MONTH, term, re.IGNORECASE))
            found.update(int(m) for m in re.findall(rf"\.(\d\d)\.{year}", term))
    return found - {0}
