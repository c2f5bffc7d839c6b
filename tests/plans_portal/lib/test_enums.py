"""Enumerations with labels: plain strings wherever they leave Python."""

import json

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template

from associations.models import Association
from associations.vocabulary import AssociationKind, OfficeRole
from events.plan.period import PeriodKind
from events.plan.roles import ColumnRole
from events.plan.status import PlanStatus
from events.plan.vocabulary import Verb
from plans_portal.lib.enums import LabelledEnum
from tests.factories import make_association


def enumerations() -> list[type[LabelledEnum]]:
    return LabelledEnum.__subclasses__()


def test_each_member_has_a_label_of_its_own():
    wanted = {AssociationKind, OfficeRole, ColumnRole, PeriodKind, PlanStatus}
    assert wanted <= set(enumerations())
    for one in enumerations():
        labels = [label for _, label in one.choices]
        assert all(labels), one
        assert len(set(labels)) == len(labels), one


def test_member_is_its_value():
    assert Verb("close") is Verb.CLOSE
    text: str = "close"
    assert text == Verb.CLOSE
    assert {Verb.CLOSE: 1}["close"] == 1
    assert f"{Verb.CLOSE} {Verb.CLOSE!s}" == "close close"
    assert json.dumps([Verb.CLOSE]) == '["close"]'
    assert type(Verb.CLOSE.value) is str
    with pytest.raises(ValueError, match="sign"):
        Verb("sign")


def test_blank_is_kept_and_nonsense_is_not():
    assert Verb.or_blank("") == ""
    assert Verb.or_blank("agree") is Verb.AGREE
    with pytest.raises(ValueError, match="sign"):
        Verb.or_blank("sign")


def test_choices_and_values_stand_in_the_order_of_members():
    assert AssociationKind.values == ["rumo", "omo", "moc", "rmc"]
    assert AssociationKind.choices[0] == ("rumo", "РУМО")


@pytest.mark.django_db
def test_database_takes_a_member_and_gives_a_string():
    association = make_association(kind=AssociationKind.MOC)
    kept = Association.objects.get(kind=AssociationKind.MOC)
    assert kept == association
    assert (kept.kind, type(kept.kind)) == ("moc", str)
    assert Association.objects.filter(kind__in=AssociationKind).exists()
    assert not Association.objects.filter(kind=AssociationKind.OMO).exists()


@pytest.mark.django_db
def test_page_shows_labels():
    association = make_association(kind=AssociationKind.MOC)
    page = Template("{{ row.kind }} {{ row.get_kind_display }} {{ kind }} {{ kind.label }}")
    words = page.render(Context({"row": association, "kind": AssociationKind.RMC}))
    assert words == "moc МОЦ rmc РМЦ"


def test_form_takes_values_and_refuses_others():
    field = forms.ChoiceField(choices=AssociationKind.choices)
    assert field.clean("omo") == "omo"
    with pytest.raises(ValidationError):
        field.clean("school")
    assert 'value="rmc" selected' in field.widget.render("kind", AssociationKind.RMC)
