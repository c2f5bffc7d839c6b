"""How a term is read beside its field, and what its chooser writes."""

import pytest

from events.drafting.forms.term import TermChooserForm, TermReading
from events.plan.period import Period
from events.terms import read

CALENDAR = Period.of_calendar_year(2026)
ACADEMIC = Period.of_academic_year(2026)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("апрель - май", "1 апреля – 31 мая 2026"),
        ("в течение года", "весь период"),
        ("ежеквартально", "4 раза: по кварталам"),
        ("до 15 января 2027 г.", "до 15 января 2027"),
        ("как получится", "не разобрано — на бумаге останется как есть"),
        ("", ""),
    ],
)
def test_reading_is_told_in_words(words, sentence):
    assert TermReading(words, "", CALENDAR).sentence == sentence


def words_of(period: Period, **data: object) -> str:
    given = {f"pick-{name}": value for name, value in data.items()}
    form = TermChooserForm(given, period=period, is_asked=True)
    assert form.is_valid(), form.errors
    return form.words()[0]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"kind": "day", "day": "2026-03-15"}, "15 марта"),
        ({"kind": "day", "day": "2027-01-15"}, "15 января 2027 г."),
        ({"kind": "span", "starts": "2026-04-27", "ends": "2026-04-30"}, "27–30 апреля"),
        ({"kind": "span", "starts": "2026-04-27", "ends": "2026-05-03"}, "27 апреля – 3 мая"),
        ({"kind": "span", "starts": "2026-04-27", "ends": "2026-04-27"}, "27 апреля"),
        ({"kind": "months", "months": ["2026-04"]}, "апрель"),
        ({"kind": "months", "months": ["2026-04", "2026-05"]}, "апрель – май"),
        ({"kind": "months", "months": ["2026-10", "2026-04"]}, "апрель, октябрь"),
        ({"kind": "quarter", "quarter": "0"}, "I квартал"),
        ({"kind": "deadline", "until": "2027-01-15"}, "до 15 января 2027 г."),
        ({"kind": "recurring", "times": "1", "every": "quarter"}, "ежеквартально"),
        (
            {"kind": "recurring", "times": "1", "every": "quarter", "at_least": "on"},
            "не реже 1 раза в квартал",
        ),
        ({"kind": "weekday", "weekday": "1", "which": "0"}, "по вторникам"),
        ({"kind": "whole"}, "в течение года"),
        ({"kind": "demand"}, "по необходимости"),
    ],
)
def test_chooser_writes_official_words(data, words):
    assert words_of(CALENDAR, **data) == words


@pytest.mark.parametrize("period", [CALENDAR, ACADEMIC, Period.of_month(2026, 5)])
def test_every_choice_reads_back_as_what_was_chosen(period):
    day = {"day": period.starts, "starts": period.starts, "ends": period.ends}
    more = {"until": period.ends, "times": "2", "every": "month", "weekday": "3", "which": "-1"}
    blank = TermChooserForm(None, period=period, is_asked=False)
    months = [code for code, _name in blank["months"].field.choices]  # type: ignore[attr-defined]
    for kind, _name in blank["kind"].field.choices:  # type: ignore[attr-defined]
        data = {"kind": kind, **day, **more, "months": months[-1:], "quarter": "1"}
        given = {f"pick-{name}": value for name, value in data.items()}
        form = TermChooserForm(given, period=period, is_asked=True)
        assert form.is_valid(), form.errors
        words, choice = form.words()
        term = form.term()
        again = read(words, period)
        assert (again.kind, again.spans) == (term.kind, term.spans), (words, choice)


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kind": "day"}, "day"),
        ({"kind": "span", "starts": "2026-05-02", "ends": "2026-05-01"}, "ends"),
        ({"kind": "months"}, "months"),
        ({"kind": "months", "months": ["1999-01"]}, "months"),
        ({"kind": "deadline"}, "until"),
        ({"kind": "nonsense"}, "kind"),
        ({"kind": "recurring", "times": "99", "every": "week"}, "times"),
        ({"kind": "day", "times": "99", "starts": "вчера"}, "day"),
    ],
)
def test_chooser_says_what_is_missing(data, field):
    given = {f"pick-{name}": value for name, value in data.items()}
    form = TermChooserForm(given, period=CALENDAR, is_asked=True)
    assert not form.is_valid()
    assert list(form.errors) == [field]
