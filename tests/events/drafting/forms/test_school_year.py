"""The form of a part of the school year."""

import datetime as dt

from events.drafting.forms.school_year import SchoolSpanForm


def test_it_offers_the_school_years_around_and_asks_to_choose_a_part():
    form = SchoolSpanForm(None, today=dt.date(2026, 11, 30))
    assert list(form.fields) == ["year", "part", "starts", "ends"]
    years = str(form["year"])
    assert [year in years for year in ("2025/2026", "2026/2027", "2027/2028")] == [True] * 3
    assert '<option value="" selected>Выберите</option>' in str(form["part"])


def test_it_gives_numbers_and_days():
    typed = {"year": "2026", "part": "1", "starts": "2026-09-01", "ends": "2026-10-25"}
    form = SchoolSpanForm(typed, today=dt.date(2026, 11, 30))
    assert form.is_valid()
    assert form.cleaned_data["part"] == 1
    assert form.cleaned_data["ends"] == dt.date(2026, 10, 25)
