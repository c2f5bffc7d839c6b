"""The form of a deviation: who may be named instead."""

from events.drafting.forms.deviation import AnyOfficeChoice, StepDeviationForm


def test_those_around_the_plan_come_first_and_no_foreigner(cast):
    form = StepDeviationForm(association=cast.association, actor=cast.actor("chair"))
    field = form.fields["office"]
    assert isinstance(field, AnyOfficeChoice)
    offices = list(field.queryset)
    assert offices[0].association == cast.association
    assert cast.office("stranger") in offices
    assert cast.office("foreigner") not in offices
    assert cast.office("methodist") not in offices
    label = field.label_from_instance(cast.office("stranger"))
    assert label.endswith(str(cast.other_association))


def test_it_needs_a_reason_and_a_choice(cast):
    form = StepDeviationForm({}, association=cast.association, actor=cast.actor("chair"))
    assert set(form.errors) == {"kind", "reason"}
