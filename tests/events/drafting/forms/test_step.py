"""The form of a step: whose offices it offers, and what it leaves to the rule."""

from events.drafting.forms.step import OfficeChoice, StepForm
from events.models import Step


def form(cast, data=None) -> StepForm:
    return StepForm(data, instance=Step(), association=cast.association, actor=cast.actor("chair"))


def test_it_offers_offices_of_the_association_and_its_institution(cast):
    field = form(cast).fields["office"]
    assert isinstance(field, OfficeChoice)
    offered = set(field.queryset)
    assert {cast.office("curator"), cast.office("approver")} <= offered
    assert cast.office("stranger") not in offered
    assert cast.office("foreigner") not in offered


def test_empty_position_is_left_to_the_rule(cast):
    office = cast.office("curator")
    posted = form(cast, {"verb": "agree", "stage": "1", "mode": "person", "office": office.pk})
    assert posted.is_valid(), posted.errors
    assert (posted.values().office_id, posted.values().position) == (office.pk, "")
