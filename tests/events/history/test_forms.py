"""The filters of a history."""

import datetime as dt

import pytest

from events.history.forms import HistoryFilterForm, VersionNameForm
from events.history.rules import name_version
from events.models import Change
from tests.plans import make_plan


@pytest.fixture
def changes(cast):
    make_plan(association=cast.association, rows=1)
    return Change.objects.all()


def test_nothing_said_wants_everything(changes):
    assert HistoryFilterForm({}, changes=changes).wanted is None
    assert HistoryFilterForm({"text": " ", "page": "2"}, changes=changes).wanted is None


def test_only_who_has_changed_the_plan_is_offered(changes, cast):
    names = set(changes.values_list("by_name", flat=True))
    shown = str(HistoryFilterForm({}, changes=changes)["who"])
    assert shown.count("<option") == len(names) + 1
    assert all(name in shown for name in names)
    assert str(HistoryFilterForm({}, changes=changes.none())["who"]).count("<option") == 1


def test_days_in_the_wrong_order_are_left_out_both(changes):
    form = HistoryFilterForm({"since": "2027-02-01", "until": "2027-01-01"}, changes=changes)
    assert form.wanted is None
    assert "Поменяйте дни местами" in str(form.errors["until"])
    form = HistoryFilterForm({"since": "2027-01-01", "until": "2027-01-01"}, changes=changes)
    assert form.cleaned_data["since"] == form.cleaned_data["until"] == dt.date(2027, 1, 1)


def test_names_of_versions_are_not_searched_where_they_are_not_told(changes, cast):
    change = changes.order_by("-pk")[0]
    name_version(change=change, name="Щыверсия", by=cast.actor("chair"))
    asked = {"text": "щыверсия", "named": "on"}
    told = HistoryFilterForm(asked, changes=changes).wanted
    assert list(changes.filter(told)) == [change]
    form = HistoryFilterForm(asked, changes=changes, tells_names=False)
    assert not changes.filter(form.wanted).exists()
    assert "Только с названием" not in str(form)


def test_name_may_be_empty_and_not_too_long():
    assert VersionNameForm({"name": ""}).is_valid()
    assert not VersionNameForm({"name": "я" * 121}).is_valid()
