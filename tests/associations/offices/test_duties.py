"""What waits for an office, as this package sees it."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from associations.offices.queries import Duty, duties_of
from associations.offices.rules import refuse_to_leave


def duties(count: int) -> list[Duty]:
    return [Duty(1, f"План № {number}", "/plans/1/") for number in range(count)]


def test_office_without_duties_may_be_left():
    refuse_to_leave([], "Назначьте кого-нибудь.")
    assert duties_of([]) == []


def test_refusal_lists_what_waits():
    with pytest.raises(ValidationError) as refusal:
        refuse_to_leave(duties(2), "Назначьте кого-нибудь.")
    first, *rest = refusal.value.messages
    assert first.endswith("Назначьте кого-нибудь.")
    assert rest == ["План № 0.", "План № 1."]


def test_long_refusal_counts_the_rest():
    with pytest.raises(ValidationError) as refusal:
        refuse_to_leave(duties(14), "Назначьте кого-нибудь.")
    assert refusal.value.messages[-1] == "И ещё: 4."


def test_many_duties_are_folded_so_that_the_form_is_near():
    page = render_to_string("associations/offices/_duties.html", {"duties": duties(14)})
    assert page.count("<li>") == 14
    assert page.index("<details") > page.index("<li>")
    assert "Остальные: 9" in page
    few = render_to_string("associations/offices/_duties.html", {"duties": duties(5)})
    assert "<details" not in few
