"""Reading terms: what plain, listed, misprinted and doubtful words mean."""

from datetime import date

import pytest

from events.plan.period import Period
from events.terms import Span, Term, explain, read

YEAR = Period.of_calendar_year(2026)
SCHOOL = Period.of_academic_year(2025)


def seen(term: Term) -> str:
    """A reading in one line: the kind, then each span's two days without the dashes' noise."""
    spans = [
        f"{span.starts or ''}"
        if span.starts == span.ends
        else f"{span.starts or ''}..{span.ends or ''}"
        for span in term.spans
    ]
    return " ".join([term.kind, *spans])


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        # days
        ("7 марта", "date 2026-03-07"),
        ("«7» марта 2026 года", "date 2026-03-07"),
        ("7.03", "date 2026-03-07"),
        ("07.03.26 г.", "date 2026-03-07"),
        ("07/03/2026", "date 2026-03-07"),
        ("2026-03-07", "date 2026-03-07"),
        ("7-го марта", "date 2026-03-07"),
        ("первого сентября", "date 2026-09-01"),
        ("суббота, 7 марта", "date 2026-03-07"),
        ("7 марта в 14.30", "date 2026-03-07"),
        ("7 марта, 10-00", "date 2026-03-07"),
        ("07.03.2026 с 10.00 до 11.10", "date 2026-03-07"),
        ("7 марта, 3 урок", "date 2026-03-07"),
        ("7 марта (9–11 классы)", "date 2026-03-07"),
        ("первый вторник марта", "date 2026-03-03"),
        ("семинар 7 марта", "date 2026-03-07"),
        ("СОШ № 5, 7 марта", "date 2026-03-07"),
        ("каб. 5, 7 марта", "date 2026-03-07"),
        ("ул. Липовая, 5, 7 марта", "date 2026-03-07"),
        ("10.05 ч. 7 марта", "date 2026-03-07"),
        ("последняя пятница мая", "date 2026-05-29"),
        # ranges
        ("с 7 по 9 марта", "range 2026-03-07..2026-03-09"),
        ("7-9 марта", "range 2026-03-07..2026-03-09"),
        ("с 7 до 9 марта", "range 2026-03-07..2026-03-09"),
        ("март – 3 неделя", "range 2026-03-15..2026-03-21"),
        ("5-7 числа марта", "range 2026-03-05..2026-03-07"),
        ("07-09.03", "range 2026-03-07..2026-03-09"),
        ("30 марта — 2 апреля", "range 2026-03-30..2026-04-02"),
        ("28.12.2026–10.01.2027", "range 2026-12-28..2027-01-10"),
        ("с 7.03. по 9.03.2026г", "range 2026-03-07..2026-03-09"),
        ("март—апрель", "range 2026-03-01..2026-04-30"),
        ("с марта по май", "range 2026-03-01..2026-05-31"),
        ("март – апрель – май", "range 2026-03-01..2026-05-31"),
        ("03.2026–05.2026", "range 2026-03-01..2026-05-31"),
        ("II квартал", "range 2026-04-01..2026-06-30"),
        ("2-3 кварталы", "range 2026-04-01..2026-09-30"),
        ("первое полугодие", "range 2026-01-01..2026-06-30"),
        ("вторая декада мая", "range 2026-05-11..2026-05-20"),
        ("3-я неделя ноября", "range 2026-11-15..2026-11-21"),
        ("май, 1-2 недели", "range 2026-05-01..2026-05-14"),
        ("вторая половина мая", "range 2026-05-16..2026-05-31"),
        ("осень", "range 2026-09-01..2026-11-30"),
        ("с 1 сентября 2026 г.", "range 2026-09-01.."),
        # months
        ("март", "month 2026-03-01..2026-03-31"),
        ("в марте месяце", "month 2026-03-01..2026-03-31"),
        ("март, 2026 г.", "month 2026-03-01..2026-03-31"),
        ("в течение марта", "month 2026-03-01..2026-03-31"),
        ("ежегодно, март", "month 2026-03-01..2026-03-31"),
        # lists
        ("7, 14 и 21 марта", "months 2026-03-07 2026-03-14 2026-03-21"),
        ("7.03; 14.03", "months 2026-03-07 2026-03-14"),
        ("март, октябрь", "months 2026-03-01..2026-03-31 2026-10-01..2026-10-31"),
        ("Март Октябрь", "months 2026-03-01..2026-03-31 2026-10-01..2026-10-31"),
        ("5-7, 12-14 мая", "months 2026-05-05..2026-05-07 2026-05-12..2026-05-14"),
        ("1) март; 2) май", "months 2026-03-01..2026-03-31 2026-05-01..2026-05-31"),
        (
            "2 раза в год (март, октябрь)",
            "months 2026-03-01..2026-03-31 2026-10-01..2026-10-31",
        ),
        # the whole period
        ("в течение года", "all_period 2026-01-01..2026-12-31"),
        ("В течении уч. года", "all_period 2026-01-01..2026-12-31"),
        ("весь период", "all_period 2026-01-01..2026-12-31"),
        ("Постоянно", "all_period 2026-01-01..2026-12-31"),
        ("2026 год", "all_period 2026-01-01..2026-12-31"),
        ("по плану в течение года", "all_period 2026-01-01..2026-12-31"),
        # deadlines
        ("до 7 марта", "deadline ..2026-03-07"),
        ("не позднее 7 марта 2026 г.", "deadline ..2026-03-07"),
        ("в срок до 07.03", "deadline ..2026-03-07"),
        ("к 1 сентября", "deadline ..2026-09-01"),
        ("до конца мая", "deadline ..2026-05-31"),
        ("до конца года", "deadline ..2026-12-31"),
        ("до конца I полугодия", "deadline ..2026-06-30"),
        ("до 7 марта, далее по запросам", "deadline ..2026-03-07"),
        # by need
        ("по мере необходимости", "on_demand"),
        ("по запросам школ", "on_demand"),
        ("согласно плану-графику центра", "on_demand"),
        ("в сроки, установленные министерством", "on_demand"),
        ("раз в год, дата по согласованию", "on_demand"),
        ("по итогам I полугодия", "on_demand"),
    ],
)
def test_words_are_read(words: str, reading: str) -> None:
    assert seen(read(words, YEAR)) == reading


@pytest.mark.parametrize(
    ("words", "every", "times", "count"),
    [
        ("ежеквартально", "quarter", 1, 4),
        ("не реже 1 раза в квартал", "quarter", 1, 4),
        ("не реже, чем два раза в год", "year", 2, 2),
        ("ежемесячно", "month", 1, 12),
        ("1 р. в месяц", "month", 1, 12),
        ("раз в два месяца", "month", 1, 6),
        ("один раз в полугодие", "half", 1, 2),
        ("до 25 числа каждого месяца", "month", 1, 12),
        ("1 и 3 вторник месяца", "month", 1, 24),
        ("каждую последнюю среду месяца", "month", 1, 12),
        ("по понедельникам и четвергам", "week", 1, 105),
        ("ежемесячно с марта по май", "month", 1, 3),
        ("еженедельно, по средам", "week", 1, 52),
        ("по кварталам", "quarter", 1, 4),
        ("до 5 числа месяца, следующего за отчётным", "month", 1, 12),
        ("1 раз в четверть", "other", 1, 0),
    ],
)
def test_what_returns_has_its_instances(words: str, every: str, times: int, count: int) -> None:
    term = read(words, YEAR)
    assert term.kind == "recurring"
    assert term.recurrence is not None
    assert (term.recurrence.every, term.recurrence.times) == (every, times)
    assert len(term.instances) == count


def test_named_months_are_the_instances_of_what_returns() -> None:
    term = read("1 раз в квартал (март, июнь, сентябрь, декабрь)", YEAR)
    assert seen(term) == "recurring 2026-01-01..2026-12-31"
    assert [span.starts for span in term.instances] == [
        date(2026, month, 1) for month in (3, 6, 9, 12)
    ]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "—",
        "конец четверти",
        "в ходе аттестации",
        "после 7 марта",
        "через 2 недели",
        "за 3 дня до 7 марта",
        "до начала экзаменов",
        "в течение 2 недель",
        "март (перенос с февраля)",
        "31 июня",
        "29 февраля",
        "30.02.2026",
        "с 9 по 7 марта",
        "7 марта — 9 марта — 11 марта",
        "1.5 мая",
        "8.03 апрель",
        "приказ от 07.03.2026",
        "7 марта, 12",
        "2025 и 2026 годы",
        "март (15 апреля)",
        "7",
        "7 и",
        "осенние каникулы",
        "не в марте",
        "7 марта 9 10",
        "9, 7 марта",
        "с 7 до 9, 12 марта",
        "СОШ 5 марта",
        "заседание 2, 10 марта",
        "за март",
        "отчёт за I полугодие",
        "до 7 марта и 9 мая",
        "к марту – апрелю",
        "до 5 числа следующего месяца",
    ],
)
def test_what_is_not_surely_read_is_unknown_and_keeps_its_words(words: str) -> None:
    term = read(words, YEAR)
    assert (term.kind, term.spans, term.words) == ("unknown", (), words)


@pytest.mark.parametrize(
    ("misprinted", "right"),
    [
        ("янврь", "январь"),
        ("фервраль", "февраль"),
        ("октябрб", "октябрь"),
        ("сен- тябрь", "сентябрь"),
        ("ок тябрь", "октябрь"),
        ("Maй", "май"),
        ("c 7 пo 9 мая", "с 7 по 9 мая"),
        ("07;.05.26г", "07.05.2026"),
        ("втечение года", "в течение года"),
        ("1 раз в квар- тал", "1 раз в квартал"),
        ("1 раз вмесяц", "1 раз в месяц"),
        ("до7.05", "до 7 мая"),
        ("7мая2026", "7 мая 2026"),
        ("ll квартал", "II квартал"),
        ("ІІІ квартал", "3 квартал"),
        ("Ⅳ квартал", "4 квартал"),
        ("постояно", "постоянно"),
        ("7\xa0–\u20099\u202fмая", "7-9 мая"),
        ("апре\xadль", "апрель"),
    ],
)
def test_misprints_are_forgiven(misprinted: str, right: str) -> None:
    assert read(misprinted, YEAR) == read(right, YEAR)
    assert read(right, YEAR).kind != "unknown"


@pytest.mark.parametrize("words", ["карта", "лечение в мастерской", "парта", "маяк", "юность"])
def test_other_words_are_not_taken_for_misprints(words: str) -> None:
    assert read(words, YEAR).kind == "unknown"


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("ноябрь", "month 2025-11-01..2025-11-30"),
        ("май", "month 2026-05-01..2026-05-31"),
        ("сентябрь – май", "range 2025-09-01..2026-05-31"),
        ("28.12–10.01", "range 2025-12-28..2026-01-10"),
        ("ноябрь, январь 2026", "months 2025-11-01..2025-11-30 2026-01-01..2026-01-31"),
        ("2025-2026 учебный год", "all_period 2025-09-01..2026-08-31"),
        ("май 2025–2026 уч. г.", "month 2026-05-01..2026-05-31"),
        ("первое полугодие", "range 2025-09-01..2025-12-31"),
        ("зима", "range 2025-12-01..2026-02-28"),
    ],
)
def test_school_year_puts_months_in_their_years(words: str, reading: str) -> None:
    assert seen(read(words, SCHOOL)) == reading


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("2 неделя", "range 2025-10-08..2025-10-14"),
        ("1-я, 2-я неделя", "range 2025-10-01..2025-10-14"),
        ("III декада", "range 2025-10-21..2025-10-31"),
        ("в течение месяца", "month 2025-10-01..2025-10-31"),
        ("до 20 числа", "deadline ..2025-10-20"),
        ("15", "date 2025-10-15"),
        ("15–20", "range 2025-10-15..2025-10-20"),
        ("последняя пятница", "date 2025-10-31"),
        ("до конца месяца", "deadline ..2025-10-31"),
        ("31", "date 2025-10-31"),
        ("7.11", "date 2025-11-07"),
    ],
)
def test_section_lends_its_month(words: str, reading: str) -> None:
    assert seen(read(words, SCHOOL, 10)) == reading
    assert seen(read(words, SCHOOL, date(2025, 10, 1))) == reading


def test_section_month_that_lacks_the_day_reads_nothing() -> None:
    assert read("31", SCHOOL, 11).kind == "unknown"


def test_august_of_a_school_year_is_doubtful_and_offers_both() -> None:
    term = read("август", SCHOOL)
    assert seen(term) == "month 2026-08-01..2026-08-31"
    assert term.doubt is not None
    assert [seen(one) for one in term.doubt.readings] == ["month 2025-08-01..2025-08-31"]


def test_august_is_clear_where_its_year_or_weekday_is_written() -> None:
    assert read("август 2025", SCHOOL).doubt is None
    assert seen(read("29.08 (пт)", SCHOOL)) == "date 2025-08-29"
    assert read("29.08 (пт)", SCHOOL).doubt is None


def test_august_that_opens_a_list_comes_before_the_school_year() -> None:
    term = read("август, ноябрь, март", SCHOOL)
    assert term.starts == date(2025, 8, 1)
    assert term.doubt is not None


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("до мая", ["deadline ..2026-04-30", "deadline ..2026-05-31"]),
        (
            "сентябрь – май",
            ["range 2026-09-01..2027-05-31", "range 2025-09-01..2026-05-31"],
        ),
        ("7 или 8 мая", ["date 2026-05-07", "date 2026-05-08"]),
    ],
)
def test_doubtful_words_name_no_days_but_offer_readings(words: str, readings: list[str]) -> None:
    term = read(words, YEAR)
    assert term.spans == ()
    assert term.doubt is not None
    assert [seen(one) for one in term.doubt.readings] == readings


def test_a_weekday_that_does_not_fit_casts_doubt() -> None:
    assert read("7 марта (суббота)", YEAR).doubt is None
    assert read("7 марта (пятница)", YEAR).doubt is not None


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("7 марта", "inferred"),
        ("7 марта 2026", "given"),
        ("до 15 января 2027 г.", "given"),
        ("7 марта 2024", "contradicts"),
        ("в течение 2024 года", "contradicts"),
        ("в течение года", "none"),
        ("по необходимости", "none"),
    ],
)
def test_a_year_is_given_inferred_or_contradicts_the_plan(words: str, source: str) -> None:
    assert read(words, YEAR).year == source


def test_without_a_period_the_kind_is_known_and_the_days_are_not() -> None:
    assert seen(read("7 марта")) == "date"
    assert seen(read("март – май")) == "range"
    assert seen(read("март – май 2026")) == "range 2026-03-01..2026-05-31"
    assert seen(read("ежегодно к 7 марта")) == "recurring"
    assert seen(read("в течение года")) == "all_period"


def test_a_period_of_several_years_leaves_the_year_open() -> None:
    several = Period.recognise(date(2024, 1, 1), date(2026, 12, 31))
    assert seen(read("III квартал", several)) == "range"
    assert seen(read("7 марта 2025", several)) == "date 2025-03-07"


def test_a_short_period_keeps_what_lies_close_to_it() -> None:
    camp = Period.recognise(date(2026, 6, 1), date(2026, 6, 19))
    assert seen(read("15.06", camp)) == "date 2026-06-15"
    near = read("25 мая", camp)
    assert seen(near) == "date 2026-05-25"
    assert near.doubt is not None


@pytest.mark.parametrize(
    ("words", "place", "form"),
    [
        ("март, онлайн", "", "онлайн"),
        ("7 марта 2026 г. (дистанционно)", "", "дистанционно"),
        ("март, на базе гимназии № 4", "на базе гимназии № 4", ""),
        ("г. Озёрск, 7 марта", "г. Озёрск", ""),
        ("Озёрск, март", "Озёрск", ""),
        ("март", "", ""),
    ],
)
def test_place_and_form_are_found(words: str, place: str, form: str) -> None:
    term = read(words, YEAR)
    assert (term.place, term.form) == (place, form)
    assert term.kind in ("month", "date")


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("апрель – май", "1 апреля – 31 мая 2026"),
        ("в течение года", "весь период"),
        ("ежеквартально", "4 раза: по кварталам"),
        ("до 15 января 2027 г.", "до 15 января 2027"),
        ("по необходимости", "по необходимости, без дат"),
        ("конец четверти", "не разобрано — на бумаге останется как есть"),
        ("до 25 числа каждого месяца", "12 раз: до 25 числа каждого месяца"),
        ("28.12–10.01.2027", "28 декабря 2026 – 10 января 2027"),
    ],
)
def test_explain_says_what_was_understood(words: str, note: str) -> None:
    assert explain(read(words, YEAR)) == note


def test_calendar_shows_instances_and_leaves_out_the_whole_period() -> None:
    assert read("в течение года", YEAR).occurrences() == ()
    assert len(read("ежемесячно", YEAR).occurrences()) == 12
    assert read("7 марта", YEAR).occurrences() == (Span(date(2026, 3, 7), date(2026, 3, 7)),)
