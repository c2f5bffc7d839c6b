"""Hard phrases in the trials' manner, each with its right meaning; and that no word is silent."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from events.management.commands.read_terms import rows_of
from events.plan.period import Period
from events.terms import Term, read
from tests.events.terms.readings import in_one_line

HARD = Path(__file__).with_name("hard.tsv")
PERIODS = {
    "N": None,
    "2027": Period.of_calendar_year(2027),
    "2026/27": Period.of_academic_year(2026),
    "2022-27": Period.recognise(date(2022, 1, 1), date(2027, 12, 31)),
}


def period_and_month(named: str) -> tuple[Period | None, int | None]:
    """The period that a line names, and the month of its section: «2026/27@10»."""
    period, _, month = named.partition("@")
    return PERIODS[period], int(month) if month else None


def hard_phrases() -> list[tuple[str, Period | None, int | None, str, int]]:
    """Each phrase with its period, month, reading and how many times it happens (0: unsaid)."""
    rows = rows_of(HARD.read_text(encoding="utf-8"))
    return [
        (row["phrase"], *period_and_month(row["period"]), row["reading"], int(row["times"] or 0))
        for row in rows
    ]


@pytest.mark.parametrize(("phrase", "period", "month", "reading", "times"), hard_phrases())
def test_hard_phrase_is_read(
    phrase: str, period: Period | None, month: int | None, reading: str, times: int
) -> None:
    term = read(phrase, period, month)
    whole = f"{period.starts}..{period.ends}" if period else ""
    assert in_one_line(term) == reading.replace("WHOLE", whole)
    if times:
        assert len(term.instances) == times


# They carry no meaning of their own, or only join the others.
FILLERS = frozenset(
    [
        "в",
        "во",
        "на",
        "по",
        "с",
        "за",
        "и",
        "не",
        "г",
        "года",
        "периода",
        "месяца",
        "каждого",
        "каждая",
        "каждое",
        "каждый",
        "всего",
        "течение",
        "числа",
        "число",
        "учебного",
        "отчётным",
        "отчетного",
        "включительно",
    ]
)
# They say what another word of the phrase says too: «ежемесячно, третья среда».
SAID_TWICE = frozenset(
    [
        "ежегодно",
        "еженедельно",
        "ежемесячно",
        "ежеквартально",
        "постоянно",
        "конец",
        "конца",
        "мая",
        "июня",
    ]
)
CORPORA = ("seeds.tsv", "real.tsv")


def meaning(term: Term) -> tuple[object, ...]:
    """All that a term means; equal for words that say the same."""
    days = (term.kind, term.spans, term.recurrence, term.instances)
    return (*days, term.place, term.form, term.basis, term.year)


def is_sure(term: Term) -> bool:
    """Whether a term is read without doubt and may have days."""
    return term.understood and term.kind != "on_demand" and term.doubt is None


def silent_words(phrase: str, period: Period | None, month: int | None) -> Iterator[str]:
    """The words that may be deleted from a phrase without a change of its meaning or a doubt."""
    term = read(phrase, period, month)
    words = phrase.split()
    for place, word in enumerate(words):
        rest = " ".join(words[:place] + words[place + 1 :])
        bare = word.strip(".,;:()–-").casefold()
        # Figures are hours, or repeat a year.
        if not bare.isalpha() or bare in FILLERS | SAID_TWICE or not rest or not is_sure(term):
            continue
        other = read(rest, period, month)
        if meaning(other) == meaning(term) and other.doubt is None:
            yield f"{phrase}: {word}"


def test_a_word_that_changes_nothing_is_not_silent_in_hard_phrases() -> None:
    found = [word for line in hard_phrases() for word in silent_words(*line[:3])]
    assert found == []


@pytest.mark.parametrize("name", CORPORA)
def test_a_word_that_changes_nothing_is_not_silent_in_real_phrases(shared: Path, name: str) -> None:
    rows = rows_of((shared / "terms" / name).read_text(encoding="utf-8"))
    found = [word for row in rows for word in silent_words(row["phrase"], *surroundings(row))]
    assert found == []


def surroundings(row: dict[str, str]) -> tuple[Period | None, int | None]:
    """The period and the month of a line of the shared lists."""
    days = [row.get(name, "").strip() for name in ("period_start", "period_end")]
    period = Period.recognise(*map(date.fromisoformat, days)) if all(days) else None
    month = row.get("month", "").strip()
    return period, int(month) if month else None


@pytest.mark.parametrize(
    "word", ["обязательно", "утром", "педсовет", "примерно", "кроме", "полдня"]
)
def test_a_foreign_word_makes_each_phrase_doubtful_or_unread(word: str) -> None:
    for phrase, period, month, *_ in hard_phrases():
        if not is_sure(read(phrase, period, month)):
            continue
        term = read(f"{phrase} {word}", period, month)
        assert not is_sure(term), phrase


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("31 сентября", "31 сентября не бывает."),
        ("29.02.2027", "29 февраля в 2027 году не бывает."),
        ("32 марта", "32 марта не бывает."),
        ("15.13.2027", "Даты 15.13.2027 не бывает."),
        ("с 27 по 15 апреля", "Начало позже конца."),
        ("март, обязательно", "Слова «обязательно» на срок не повлияли."),
        ("2 раза в неделю по средам", "Сказано по-разному, как часто это бывает."),
        ("ежедневно по средам", "Сказано по-разному, как часто это бывает."),
        ("еженедельно, 15 числа", "Сказано по-разному, как часто это бывает."),
        ("ежемесячно, 4 раза в год, 1 раз в квартал", "Сказано по-разному, как часто это бывает."),
    ],
)
def test_doubt_says_what_is_wrong(words: str, why: str) -> None:
    doubt = read(words, PERIODS["2027"]).doubt
    assert doubt is not None
    assert doubt.why == why


@pytest.mark.parametrize("words", ["до 1 сентября", "август – сентябрь"])
def test_what_may_be_before_or_after_a_school_year_asks(words: str) -> None:
    doubt = read(words, PERIODS["2026/27"]).doubt
    assert doubt is not None
    assert [in_one_line(reading)[-10:] for reading in doubt.readings] in (
        ["2027-09-01"],
        ["2027-09-30"],
    )
