"""The form of a section."""

import pytest
from django.forms import ChoiceField

from events.drafting.forms.section import SectionForm


def test_paragraphs_lose_their_blank_lines(db):
    form = SectionForm({"kind": "text", "heading": "Задачи", "paragraphs": " первая\r\n\r\nвторая"})
    assert form.is_valid(), form.errors
    assert form.values().paragraphs == "первая\nвторая"


@pytest.mark.parametrize("name", ["shown_as", "numbering"])
def test_look_of_the_layout_is_a_choice(name):
    field = SectionForm().fields[name]
    assert isinstance(field, ChoiceField)
    assert next(iter(field.choices)) == ("", "Как в форме плана")
