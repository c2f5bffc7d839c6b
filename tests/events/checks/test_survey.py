"""The plan prepared for the rules: rows with their names, columns, months and terms."""

from datetime import date

import pytest

from events.checks import KnownDirectory, Requirements
from events.checks.survey import only_day, parts_of, quoted_start, row_words, survey
from events.plan.content import EventContent, PeriodContent
from events.terms import read
from tests.drafts import ACADEMIC, plan, plan_of, row, section


def surveyed(content):
    return survey(content, KnownDirectory(), Requirements())


def test_rows_know_their_section_columns_and_term():
    content = plan(section(row("Сбор", "15 числа"), heading="Март"), period=ACADEMIC)
    (placed,) = surveyed(content).rows
    assert (placed.section, placed.above, placed.month) == (content.sections[0], (), 3)
    assert placed.roles == {"number", "event", "term", "responsible"}
    assert placed.term.starts == date(2026, 3, 15)


def test_parts_at_any_depth_have_their_terms():
    inner = EventContent(uid="p2", term="май")
    outer = EventContent(uid="p1", term="март", events=(inner,))
    first, _ = surveyed(plan_of(row(events=(outer,)))).rows
    assert [(part.uid, term.kind) for part, term in first.parts] == [
        ("p1", "month"),
        ("p2", "month"),
    ]
    assert [part.uid for part in parts_of(outer)] == ["p1", "p2"]


@pytest.mark.parametrize(
    ("numbering", "label"),
    [("through", "Строка 1"), ("none", "Строка «Сбор „Костёр“»")],
)
def test_row_is_named_by_its_number_or_its_words(numbering, label):
    content = plan(section(row("Сбор «Костёр»"), numbering=numbering))
    (placed,) = surveyed(content).rows
    assert placed.label == label
    assert placed.name_inside.startswith("строка ")


def test_same_number_twice_needs_the_words():
    content = plan(section(row("Сбор", number="1."), row("Слёт", number="1.")))
    assert [placed.label for placed in surveyed(content).rows] == [
        "Строка 1 («Сбор»)",
        "Строка 1 («Слёт»)",
    ]


def test_rows_under_a_text_are_in_no_table():
    assert surveyed(plan(section(row(), kind="text"))).rows == ()


def test_period_without_days_leaves_terms_without_days():
    first, _ = surveyed(plan_of(row(), period=PeriodContent("calendar", "", ""))).rows
    assert first.term.spans == ()


def test_long_words_are_cut_between_words():
    assert quoted_start("Сбор «Костёр».") == "Сбор „Костёр“"
    assert quoted_start("Первое второе третье", 12) == "Первое…"
    assert quoted_start("сентябрь 2027 г.") == "сентябрь 2027 г."
    assert quoted_start("Савин П. П.;") == "Савин П. П."
    assert quoted_start("по плану школы № 5.") == "по плану школы № 5"
    assert row_words(row("Сбор", description="у реки")).split() == ["Сбор", "у", "реки"]


@pytest.mark.parametrize(
    ("words", "day"),
    [("7 марта 2026", date(2026, 3, 7)), ("март 2026", None), ("7 и 9 марта 2026", None)],
)
def test_only_day_of_a_term(words, day):
    assert only_day(read(words)) == day
