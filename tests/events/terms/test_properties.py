"""What holds for any words: reading never fails, and `say` reads back to the same meaning."""

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from events.plan.period import Period
from events.terms import Span, Term, explain, read, same_meaning, say

PIECES = [
    "январь",
    "февраля",
    "март",
    "апреля",
    "май",
    "июне",
    "июль",
    "августа",
    "сентябрь",
    "октябре",
    "ноября",
    "декабрь",
    "с",
    "по",
    "до",
    "к",
    "в",
    "на",
    "и",
    "или",
    "не",
    "позднее",
    "раз",
    "раза",
    "месяц",
    "месяца",
    "квартал",
    "полугодие",
    "неделя",
    "недели",
    "декада",
    "год",
    "года",
    "учебного",
    "2025",
    "2026",
    "2027",
    "2025-2026",
    "1",
    "2",
    "3",
    "5",
    "7",
    "12",
    "15",
    "28",
    "30",
    "31",
    "40",
    "07.03",
    "29.02",
    "31.04",
    "10.30",
    "12.05.2026",
    "01.09.25",
    "I",
    "II",
    "IV",
    "первая",
    "вторая",
    "последняя",
    "вторник",
    "пятница",
    "каждый",
    "ежемесячно",
    "ежегодно",
    "еженедельно",
    "течение",
    "весь",
    "постоянно",
    "конец",
    "начало",
    "середина",
    "плану",
    "графику",
    "необходимости",
    "согласованию",
    "числа",
    "период",
    "срок",
    "осень",
    "зима",
    "половина",
    "онлайн",
    "школа",
    "класс",
    "урок",
    "час",
    "приказ",
    "№",
    "(",
    ")",
    ",",
    ";",
    "-",
    "–",
    ".",
    ":",
    "/",
    "г.",
    "каникулы",
    "четверть",
    "после",
]
PERIODS = (
    None,
    Period.of_calendar_year(2026),
    Period.of_academic_year(2025),
    Period.of_month(2026, 5),
    Period.recognise(date(2026, 6, 1), date(2026, 6, 19)),
    Period.recognise(date(2024, 1, 1), date(2026, 12, 31)),
)
FAR = timedelta(days=400)

phrases = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map(" ".join)
glued = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
periods = st.sampled_from(PERIODS)
months = st.one_of(st.none(), st.integers(1, 12), st.just(date(2026, 5, 1)))


def sound(span: Span) -> bool:
    """Whether a span has an end and doesn't end before it starts."""
    if span.starts is None or span.ends is None:
        return span.starts is not span.ends
    return span.starts <= span.ends


@given(st.one_of(st.text(), phrases, glued), periods, months)
def test_reading_never_fails(words: str, period: Period | None, month: int | date | None) -> None:
    term = read(words, period, month)
    assert term.words == words
    assert all(sound(span) for span in term.spans + term.instances)
    assert explain(term)
    if term.kind in ("unknown", "on_demand"):
        assert term.spans == ()


@given(phrases, periods, months)
def test_reading_is_stable_under_case_spaces_and_dashes(
    words: str, period: Period | None, month: int | date | None
) -> None:
    term = read(words, period, month)
    other = f"\n {words.upper()}  ".replace(" ", "\u00a0 ").replace("-", "—").replace("–", "−")
    read_as = read(other, period, month)
    assert same_meaning(read_as, term)
    assert (read_as.year, read_as.form) == (term.year, term.form)
    # A doubt may quote the words.
    why, same = (one.doubt.why.casefold() if one.doubt else "" for one in (term, read_as))
    assert why == same


@given(phrases, st.sampled_from(PERIODS[1:]), months)
def test_days_without_a_written_year_lie_in_or_next_to_the_period(
    words: str, period: Period, month: int | date | None
) -> None:
    term = read(words, period, month)
    assume(term.year in ("inferred", "none"))
    for span in term.spans + term.instances:
        for day in (span.starts, span.ends):
            assert day is None or period.starts - FAR <= day <= period.ends + FAR


@given(phrases, periods, months)
def test_what_is_said_reads_back_to_the_same(
    words: str, period: Period | None, month: int | date | None
) -> None:
    term = read(words, period, month)
    assert same_meaning(read(say(term, period, month), period, month), term)


spans = st.tuples(st.dates(date(2025, 9, 1), date(2026, 8, 31)), st.integers(0, 200)).map(
    lambda pair: Span(pair[0], pair[0] + timedelta(days=pair[1]))
)


@given(spans)
def test_a_chosen_range_is_said_so_that_it_reads_back(span: Span) -> None:
    period = Period.of_academic_year(2025)
    assume(span.ends is not None and span.ends <= period.ends)
    term = Term("range", (span,))
    assert same_meaning(read(say(term, period), period), term)


@given(st.dates(date(2025, 6, 1), date(2026, 12, 31)), st.sampled_from(PERIODS[1:3]))
def test_a_chosen_day_and_deadline_are_said_so_that_they_read_back(
    day: date, period: Period
) -> None:
    for term in (Term("date", (Span(day, day),)), Term("deadline", (Span(None, day),))):
        assert same_meaning(read(say(term, period), period), term)


@given(st.lists(st.integers(1, 12), min_size=2, max_size=6, unique=True))
def test_chosen_months_are_said_so_that_they_read_back(chosen: list[int]) -> None:
    period = Period.of_academic_year(2025)
    found = [days for days in period.months() if days[0].month in chosen]
    term = Term("months", tuple(Span(*days) for days in found))
    assert same_meaning(read(say(term, period), period), term)
