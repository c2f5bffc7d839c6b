"""What a phrase begins with, told by the dictionary of Russian."""

import subprocess
import sys

import pytest

from reports.recognition.grammar import declined, goes_on, leading_noun


def cases(text):
    return {(form.case, form.number) for form in leading_noun(text.split()).forms}


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("лекторы", 0, {("nomn", "plur")}),
        ("школьный методический совет", 2, {("nomn", "sing")}),
        ("детского сада", 1, {("gent", "sing")}),
        ("школы", 0, {("gent", "sing"), ("nomn", "plur")}),
        # The adjective tells which of the two.
        ("сельские школы", 1, {("nomn", "plur")}),
        ("сельской школы", 1, {("gent", "sing")}),
        # No noun agrees: the adjective stands for one.
        ("ответственная за сайт", 0, {("nomn", "sing")}),
        ("методсовет", 0, {("nomn", "sing")}),
        ("тьюторы", 0, {("nomn", "plur")}),
        ("при школе", 0, set()),
        ("цдт", 0, set()),
        ("", 0, set()),
    ],
)
def test_head_of_a_phrase(text, at, expected):
    assert cases(text) == expected
    assert leading_noun(text.split()).at == at


def test_forms_of_a_head_make_one():
    noun = leading_noun(["школы"])
    assert noun.share("nomn") + noun.share("gent") == pytest.approx(1)
    assert leading_noun(["цдт"]).share("nomn") == 0


@pytest.mark.parametrize(
    ("word", "expected"),
    [("по", True), ("которые", True), ("где", True), ("все", False), ("школы", False)],
)
def test_word_that_only_goes_on(word, expected):
    assert goes_on(word) is expected


def test_dictionary_is_loaded_by_the_first_word_only():
    code = """if True:
        import sys

        from reports.recognition import people
        assert "pymorphy3" not in sys.modules
        people.split_responsible("Завуч, вожатый", frozenset())
        assert "pymorphy3" in sys.modules
    """
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


@pytest.mark.parametrize(
    ("phrase", "was", "now", "expected"),
    [
        ("областного центра леса", "gent", "nomn", "областной центр леса"),
        ("областной центр леса", "nomn", "gent", "областного центра леса"),
        ("учебно-методической службы", "gent", "nomn", "учебно-методическая служба"),
        ("Школьного МО", "gent", "nomn", "Школьное МО"),
        ("Научно-методического центра", "gent", "nomn", "Научно-методический центр"),
        # Nothing to turn: another case, several, a person, no word of the dictionary.
        ("областной центр", "gent", "nomn", "областной центр"),
        ("центров", "gent", "nomn", "центров"),
        ("методиста", "gent", "nomn", "методиста"),
        ("(ЦДТ) центра", "gent", "nomn", "(ЦДТ) центра"),
        ("", "gent", "nomn", ""),
    ],
)
def test_phrase_in_another_case(phrase, was, now, expected):
    assert declined(phrase, was, now) == expected
