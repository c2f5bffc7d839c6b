"""Repeated lines of a form: reading them, and the commands of their buttons."""

import pytest
from django import forms

from plans_portal.lib.form_lines import MOST, FormLines, rearrange


class LineForm(forms.Form):
    text = forms.CharField(max_length=5)


def posted(*texts):
    data = {f"agenda-{place}-text": text for place, text in enumerate(texts)}
    return FormLines(LineForm, "agenda", data={"agenda-count": str(len(texts)), **data})


def texts(lines):
    return [form["text"].value() or "" for form in lines]


def test_given_values_are_followed_by_an_empty_line():
    given = [{"text": "раз"}]
    assert texts(FormLines(LineForm, "agenda", initial=given)) == ["раз", ""]
    assert texts(FormLines(LineForm, "agenda", initial=given, spare=False)) == ["раз"]


def test_empty_lines_are_left_out_of_the_values():
    lines = posted("раз", "  ", "два")
    assert len(lines) == 3
    assert lines.is_valid()
    assert lines.values == [{"text": "раз"}, {"text": "два"}]


def test_every_wrong_line_has_its_message():
    lines = posted("слишком", "раз", "длинно")
    assert not lines.is_valid()
    assert [bool(form.errors) for form in lines] == [True, False, True]


@pytest.mark.parametrize("count", ["", "-1", "много", "9" * MOST])
def test_wrong_count_gives_no_lines(count):
    assert len(FormLines(LineForm, "agenda", data={"agenda-count": count})) == 0


def test_lines_have_a_limit():
    assert len(FormLines(LineForm, "agenda", data={"agenda-count": "9999"})) == MOST


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("agenda add", ["а", "б", "в", ""]),
        ("agenda remove 1", ["а", "в"]),
        ("agenda up 2", ["а", "в", "б"]),
        ("agenda down 0", ["б", "а", "в"]),
        ("agenda up 0", ["а", "б", "в"]),
        ("agenda down 2", ["а", "б", "в"]),
        ("agenda remove 7", ["а", "б", "в"]),
        ("responsible remove 1", ["а", "б", "в"]),
        ("nonsense", ["а", "б", "в"]),
    ],
)
def test_command_keeps_what_was_typed(command, expected):
    lines = posted("а", "б", "в")
    lines.do(command)
    assert texts(lines) == expected


def test_no_line_is_added_past_the_limit():
    rows = [""] * MOST
    rearrange(rows, "add", blank="")
    assert len(rows) == MOST
