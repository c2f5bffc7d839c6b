"""What a column may hold, told by its cells alone."""

import pytest

from reports.recognition.column_contents import by_contents, has_sentences, is_figure


@pytest.mark.parametrize("text", ["72", "15 %", "ауд. 502", "605а", "2-4", "36 часов"])
def test_figures(text):
    assert is_figure(text)


@pytest.mark.parametrize("text", ["Слёт", "Слёт 2", "5 классы, родители", "до 20 человек из села"])
def test_words_are_no_figures(text):
    assert not is_figure(text)


def test_sentences_are_neither_terms_nor_short():
    assert has_sentences(["Смотр парусов", "Сборка лодки"])
    assert not has_sentences(["май", "июнь"])
    assert not has_sentences(["Слёт", "Сбор"])


def test_use_of_a_column_is_the_first_that_its_cells_may_have():
    assert by_contents(["1", "2"], set())[0] == "number"
    assert by_contents(["май", "июнь"], set())[0] == "term"
    assert by_contents(["май", "июнь"], {"term"})[:2] == ("note", 0.3)
