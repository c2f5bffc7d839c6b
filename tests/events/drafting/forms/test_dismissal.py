"""The form that sets a finding aside asks for a word why."""

import pytest

from events.drafting.forms.dismissal import DismissalForm


@pytest.mark.parametrize("reason", ["", "   ", "а" * 301])
def test_reason_is_a_line_and_not_empty(reason):
    form = DismissalForm({"reason": reason})
    assert not form.is_valid()
    assert list(form.errors) == ["reason"]


def test_empty_reason_says_what_to_do():
    assert DismissalForm({}).errors["reason"] == ["Напишите, почему так и надо."]
    assert DismissalForm({"reason": " Так в приказе "}).is_valid()
