"""The form of lifting asks for a reason."""

from reports.issuing.forms import LiftForm


def test_a_reason_is_needed():
    assert not LiftForm({"reason": " "}).is_valid()
    assert LiftForm({"reason": "Сверено."}).is_valid()
