"""What is shown under the term field: how the text is understood, its meanings, a chooser.

The chooser turns its fields into official wording and puts it into the field.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms

from events.plan.period import MONTHS, Period, PeriodKind, last_day
from events.terms import (
    Recurrence,
    Span,
    Term,
    code,
    explain,
    fitting,
    meanings,
    read,
    same_meaning,
    say,
    term_of,
)
from events.terms.meaning import TermKind
from events.terms.points import weekday_of_month
from events.terms.returning_words import WEEKDAYS
from events.terms.whole import recurring

INSERT: Final = "term insert"
# Some rows are just before the period, and reports are due after it.
_AROUND: Final = dt.timedelta(days=100)
_KINDS: Final[tuple[tuple[str, str], ...]] = (
    ("day", "День"),
    ("span", "С … по …"),
    ("months", "Месяцы"),
    ("quarter", "Квартал"),
    ("deadline", "До дня"),
    ("recurring", "Повторяется"),
    ("weekday", "По дням недели"),
    ("whole", "Весь период"),
    ("demand", "По необходимости"),
)
_EVERY: Final = (
    ("week", "неделю"),
    ("month", "месяц"),
    ("quarter", "квартал"),
    ("half", "полугодие"),
    ("year", "год"),
)
_WHICH: Final = (
    ("0", "каждую неделю"),
    ("1", "первый в месяце"),
    ("2", "второй в месяце"),
    ("3", "третий в месяце"),
    ("4", "четвёртый в месяце"),
    ("-1", "последний в месяце"),
)


@dataclass(frozen=True, slots=True)
class MeaningChoice:
    """One meaning of an ambiguous term, as a radio button."""

    code: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class TermReading:
    """How the text of a term is understood in a period, and in the month of its section."""

    words: str
    choice: str
    period: Period
    month: int | None = None

    @property
    def term(self) -> Term:
        """The term as read, before a meaning is chosen."""
        return read(self.words, self.period, self.month)

    @property
    def sentence(self) -> str:
        """«1 апреля – 31 мая 2026»; empty for an empty field outside a month."""
        if not self.words.strip() and not self.month:
            return ""
        return explain(term_of(self.words, self.choice, self.period, self.month))

    @property
    def is_read(self) -> bool:
        """Whether the text was understood."""
        return term_of(self.words, self.choice, self.period, self.month).understood

    @property
    def doubt(self) -> str:
        """Why the reading is not certain, as a sentence."""
        term = self.term
        return term.doubt.why if term.doubt else ""

    @property
    def meanings(self) -> tuple[MeaningChoice, ...]:
        """The possible meanings, where there are several."""
        chosen = fitting(self.term, self.choice)
        return tuple(
            MeaningChoice(code(term), explain(term), code(term) == chosen)
            for term in meanings(self.term)
        )

    @property
    def is_settled(self) -> bool:
        """Whether one of the meanings was chosen."""
        return any(meaning.is_chosen for meaning in self.meanings)


class TermChooserForm(forms.Form):
    """The chooser: a kind of term and the fields of that kind. Not saved."""

    kind = forms.ChoiceField(
        label="Какой это срок",
        required=False,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )
    day = forms.DateField(label="День", required=False)
    starts = forms.DateField(label="С какого дня", required=False)
    ends = forms.DateField(label="По какой день", required=False)
    months = forms.MultipleChoiceField(
        label="Месяцы",
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
    )
    quarter = forms.ChoiceField(label="Квартал", required=False)
    until = forms.DateField(label="До какого дня", required=False)
    times = forms.IntegerField(label="Сколько раз", required=False, min_value=1, max_value=12)
    every = forms.ChoiceField(label="За какое время", required=False, choices=_EVERY)
    at_least = forms.BooleanField(label="Не реже", required=False)
    weekday = forms.ChoiceField(
        label="День недели",
        required=False,
        choices=[(str(place), name) for place, name in enumerate(WEEKDAYS)],
    )
    which = forms.ChoiceField(label="Который", required=False, choices=_WHICH)

    prefix = "pick"

    def __init__(self, data: Mapping[str, Any] | None, *, period: Period, is_asked: bool) -> None:
        """`is_asked`: «Вставить» was pressed. Only then a missing day is an error."""
        initial = {"kind": "day", "times": 1, "every": "quarter"}
        known = data if data and f"{self.prefix}-kind" in data else None
        super().__init__(known, initial=initial)
        self.period = period
        self.is_asked = is_asked
        quarters = _quarters(period)
        kinds = [kind for kind in _KINDS if kind[0] != "quarter" or len(quarters) > 1]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["months"].choices = _months(period)  # type: ignore[attr-defined]
        self.fields["quarter"].choices = quarters  # type: ignore[attr-defined]
        limits = {
            "type": "date",
            "min": (period.starts - _AROUND).isoformat(),
            "max": (period.ends + _AROUND).isoformat(),
        }
        for name in ("day", "starts", "ends", "until"):
            self.fields[name].widget = forms.DateInput(limits, format="%Y-%m-%d")

    @property
    def is_open(self) -> bool:
        """Whether it is shown open: it was asked, and something is missing."""
        return self.is_asked and not self.is_valid()

    def clean(self) -> dict[str, Any]:
        """Require the fields of the chosen kind."""
        data = super().clean() or self.cleaned_data
        if not self.is_asked:
            return data
        if not data.get("kind"):
            self.add_error("kind", "Выберите, какой это срок.")
        shown = {"kind", *_NEEDED.get(data.get("kind", ""), {})}
        if data.get("kind") == "recurring":
            shown.add("times")
        # The fields of other kinds are hidden, so their errors do not count.
        for name in set(self.errors) - shown:
            del self.errors[name]
        for name, words in _NEEDED.get(data.get("kind", ""), {}).items():
            if name not in self.errors and not data.get(name):
                self.add_error(name, words)
        starts, ends = data.get("starts"), data.get("ends")
        if data.get("kind") == "span" and starts and ends and starts > ends:
            self.add_error("ends", "Последний день раньше первого.")
        return data

    def term(self) -> Term:
        """The chosen meaning; the form is valid."""
        return _TERMS[self.cleaned_data["kind"]](self.cleaned_data, self.period)

    def words(self, month: int | None = None) -> tuple[str, str]:
        """The official wording, and the code of its meaning where it has several."""
        term = self.term()
        words = say(term, self.period, month)
        if self.cleaned_data["kind"] == "quarter":
            named = f"{_ROMAN[int(self.cleaned_data['quarter'])]} квартал"
            if same_meaning(read(named, self.period, month), term):
                words = named
        return words, fitting(read(words, self.period, month), code(term))


class TermPart:
    """The part of a row's form under the term field."""

    def __init__(
        self, *, period: Period, month: int | None, data: Mapping[str, str] | None, action: str = ""
    ) -> None:
        """Read the chooser from what was posted; `action` is the value of the pressed button."""
        self.period = period
        self.month = month
        self.chooser = TermChooserForm(data, period=period, is_asked=action == INSERT)

    def inserted(self) -> dict[str, str]:
        """The values that the chooser puts into the form; none if not asked or not valid."""
        if not self.chooser.is_asked or not self.chooser.is_valid():
            return {}
        words, choice = self.chooser.words(self.month)
        return {"term": words, "term_choice": choice}

    def reading(self, words: str, choice: str) -> TermReading:
        """How the text in the field is understood."""
        return TermReading(words, choice, self.period, self.month)


def _months(period: Period) -> list[tuple[str, str]]:
    """The months of the period; August too before an academic year, for its conferences."""
    days = [starts for starts, _ends in period.months()]
    if period.kind == PeriodKind.ACADEMIC:
        days.insert(0, (period.starts - dt.timedelta(days=1)).replace(day=1))
    one_year = len(period.years) == 1
    return [
        (f"{day:%Y-%m}", MONTHS[day.month - 1] + ("" if one_year else f" {day.year}"))
        for day in days
    ]


def _quarters(period: Period) -> list[tuple[str, str]]:
    if not period.is_year:
        return []
    return [
        (str(place), f"{MONTHS[starts.month - 1]} – {MONTHS[ends.month - 1]} {ends.year}")
        for place, (starts, ends) in enumerate(period.quarters())
    ]


def _of_months(data: Mapping[str, Any], period: Period) -> Term:
    """Neighbouring months become one span: «апрель – май», but «октябрь, декабрь»."""
    del period
    spans: list[Span] = []
    for iso_month in sorted(data["months"]):
        year, month = int(iso_month[:4]), int(iso_month[5:])
        starts, ends = dt.date(year, month, 1), last_day(year, month)
        last = spans[-1] if spans else None
        if last and last.ends and last.ends + dt.timedelta(days=1) == starts:
            spans[-1] = Span(last.starts, ends)
        else:
            spans.append(Span(starts, ends))
    if len(spans) > 1:
        return Term(TermKind.MONTHS, tuple(spans))
    return Term(TermKind.MONTH if len(data[TermKind.MONTHS]) == 1 else TermKind.RANGE, tuple(spans))


def _of_quarter(data: Mapping[str, Any], period: Period) -> Term:
    return Term(TermKind.RANGE, (Span(*period.quarters()[int(data["quarter"])]),))


def _of_recurring(data: Mapping[str, Any], period: Period) -> Term:
    times = data["times"] or 1
    return recurring(Recurrence(data["every"], times, at_least=data["at_least"]), period, None)


def _of_weekday(data: Mapping[str, Any], period: Period) -> Term:
    weekday, number = int(data["weekday"]), int(data["which"] or 0)
    if number:
        return recurring(
            Recurrence("month", within=(weekday_of_month(weekday, number),)), period, None
        )
    return recurring(Recurrence("week", weekdays=(weekday,)), period, None)


def _of_span(data: Mapping[str, Any], period: Period) -> Term:
    del period
    one_day = data["starts"] == data["ends"]
    return Term(TermKind.DATE if one_day else TermKind.RANGE, (Span(data["starts"], data["ends"]),))


_ROMAN: Final = ("I", "II", "III", "IV")
_NEEDED: Final[dict[str, dict[str, str]]] = {
    "day": {"day": "Укажите день."},
    "span": {"starts": "Укажите первый день.", "ends": "Укажите последний день."},
    "months": {"months": "Отметьте хотя бы один месяц."},
    "quarter": {"quarter": "Выберите квартал."},
    "deadline": {"until": "Укажите день, до которого."},
    "recurring": {"every": "Выберите, за какое время."},
    "weekday": {"weekday": "Выберите день недели."},
}
_TERMS: Final[dict[str, Callable[[Mapping[str, Any], Period], Term]]] = {
    "day": lambda data, _: Term(TermKind.DATE, (Span(data["day"], data["day"]),)),
    "span": _of_span,
    "months": _of_months,
    "quarter": _of_quarter,
    TermKind.DEADLINE: lambda data, _: Term(TermKind.DEADLINE, (Span(None, data["until"]),)),
    "recurring": _of_recurring,
    "weekday": _of_weekday,
    "whole": lambda _, period: Term(TermKind.ALL_PERIOD, (Span(period.starts, period.ends),)),
    "demand": lambda *_: Term(TermKind.ON_DEMAND),
}
