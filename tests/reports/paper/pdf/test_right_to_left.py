"""Words of a script that runs from right to left are apart in HTML, and read in their order."""

import pytest

from reports.paper.pdf.right_to_left import in_order, set_apart


def test_a_run_has_an_element_of_its_own():
    assert set_apart("<p>Слово שלום 12 בית и</p>") == (
        '<p>Слово <span dir="rtl" style="direction: rtl">שלום \u206012 בית</span> и</p>'
    )


@pytest.mark.parametrize("source", ['<p title="שלום">да</p>', "<p>Слово 12</p>", ""])
def test_nothing_else_is_touched(source):
    assert set_apart(source) == source


def test_quotes_inside_a_word_do_not_end_a_run():
    assert set_apart("צה&quot;ל").count("<span") == 1


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("םולש", "שלום"),
        ("ב 12.5 א", "א 12.5 ב"),
        ("ב 15 4 א", "א 4 15 ב"),
        ("ב 5% (ג) א", "א (ג) 5% ב"),
        ("(Слово) 12", "(Слово) 12"),
    ],
)
def test_what_is_drawn_is_read_from_the_right(drawn, read):
    assert in_order(drawn) == read
