"""Forms of imports by themselves."""

import pytest
from django.core.exceptions import ValidationError

from associations.models import Association
from reports.imports.forms import MANY_SUCH, NO_SUCH, SettleForm, WhoseField

KNOWN = {name: Association(name=name) for name in ("ОМО логопедов", "РУМО физиков", "ОМО физиков")}


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("омо  логопедов", "ОМО логопедов"),
        ("логопед", "ОМО логопедов"),
        ("физик румо", "РУМО физиков"),
    ],
)
def test_association_is_found_by_words_of_its_own(words, name):
    assert WhoseField(KNOWN).clean(words) is KNOWN[name]


def test_nothing_written_is_no_association():
    assert WhoseField(KNOWN).clean("  ") is None


@pytest.mark.parametrize(("words", "why"), [("химиков", NO_SUCH), ("физиков", MANY_SUCH)])
def test_words_of_no_association_or_of_several_are_refused(words, why):
    with pytest.raises(ValidationError, match=why):
        WhoseField(KNOWN).clean(words)


@pytest.mark.django_db
def test_period_that_ends_before_it_starts_is_refused(cast):
    days = {"starts": "2031-12-31", "ends": "2031-01-01"}
    form = SettleForm({"association": cast.association.pk, **days}, actor=cast.actor("chair"))
    assert not form.is_valid()
    assert "Период заканчивается раньше, чем начинается." in form.errors["ends"]
