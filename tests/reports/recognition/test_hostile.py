"""Words that no person writes, as long as a file holds them: each plan is read soon."""

import time
from dataclasses import replace
from itertools import islice, product

import pytest

from reports.recognition import recognise
from reports.recognition.phrases import inline_items
from reports.sources.source_document import (
    Run,
    SourceCell,
    SourceDocument,
    SourceError,
    SourceParagraph,
    SourceTable,
)
from tests.reports.recognition.recognised import HEAD

LONGEST = 100_000
# Ten times what it takes at the most.
SECONDS = 10


def paragraph(text, align=""):
    return SourceParagraph((Run(text),), align)


def said(*over, **cells):
    """A plan with these words over its table, or in cells of its first row."""
    row = {"event": "Слёт", "term": "май", "responsible": "Методист"} | cells
    lines = [HEAD, ["1", *row.values()], ["2", "Смотр", "июнь", "Секретарь"]]
    table = SourceTable(
        tuple(
            tuple(
                SourceCell(at, column, blocks=(paragraph(text),))
                for column, text in enumerate(line)
            )
            for at, line in enumerate(lines)
        ),
        len(HEAD),
    )
    title = paragraph("План работы на 2031 год", "center")
    return SourceDocument((*(paragraph(one) for one in over), title, table))


def seconds(word):
    begun = time.process_time()
    recognise(word)
    return time.process_time() - begun


@pytest.mark.parametrize("again", [",", ", ", "- аб; ", "методист, ", "по УВР, ", "Аб А.А. "])
def test_responsible_of_a_books_length_are_taken_apart_soon(again):
    assert seconds(said(responsible=again * (LONGEST // len(again)))) < SECONDS


def test_words_that_no_dictionary_has_are_taken_apart_soon():
    letters = product("бвгджзклмн", repeat=6)
    words = islice(("".join(word) for word in letters), LONGEST // 8)
    assert seconds(said(responsible=", ".join(words))) < SECONDS


@pytest.mark.parametrize("again", ["1. А ", "1) Аб 2) Вг ", "слёт (май); "])
def test_questions_of_a_books_length_are_told_soon(again):
    words = "Заседание № 1. Вопросы: " + again * (LONGEST // len(again))
    assert seconds(said(event=words)) < SECONDS


@pytest.mark.parametrize("again", ["/ ", "_ ", "(а) "])
def test_ruled_line_of_a_books_length_in_a_stamp_is_read_soon(again):
    assert seconds(said("УТВЕРЖДАЮ", again * (LONGEST // len(again)) + "!")) < SECONDS


@pytest.mark.parametrize(
    "again", ["муниципальн", "методическ", "краев", "краев-", "рабоч", "программ"]
)
def test_kind_is_looked_for_in_words_of_a_books_length_soon(again):
    assert seconds(said(again * (3 * LONGEST // len(again)))) < SECONDS


@pytest.mark.parametrize("line", ["от а\n", "(а{0}) "])
def test_stamp_of_a_books_length_keeps_all_its_words_soon(line):
    words = "".join(line.format(at) for at in range(2 * LONGEST // len(line)))
    begun = time.process_time()
    found = recognise(said("УТВЕРЖДАЮ", words))
    assert time.process_time() - begun < SECONDS
    assert found.words.is_whole


# Each more of them would take twice as long if they could be parted in more than one way.
@pytest.mark.parametrize("again", ["январь", "квартал", "22.1"])
def test_periods_that_were_written_as_one_word_are_read_at_once(again):
    many = again * 26
    title = paragraph(f"План работы на 12.1{many}х на 2031 год", "center")
    (_, table) = said(term=f"{many}!").blocks
    assert seconds(SourceDocument((title, table))) < SECONDS


def test_longest_run_of_numbers_is_the_list():
    assert inline_items("Заседание 1. Итоги. 1. Отчёт. 2. План. 4. Разное") == (
        "Заседание 1. Итоги.",
        ["Отчёт.", "План. 4. Разное"],
    )
    # Of two as long the first one is.
    assert inline_items("1. А 2. Б 1. В 2. Г") == ("", ["А", "Б 1. В 2. Г"])
    assert inline_items("1. А 2. Б 1. В 2. Г 3. Д")[1] == ["А", "Б 1. В 2. Г", "Д"]


def shared(letters, rows=1_000):
    """A plan whose rows all have one cell of this long a term."""
    table = said().tables[0]
    first, *_ = table.rows[1]
    term = SourceCell(1, 2, rows, blocks=(paragraph("м" * letters),))
    body = [
        (
            replace(first, row=at),
            SourceCell(at, 1, blocks=(paragraph("Слёт"),)),
            *([term] if at == 1 else []),
        )
        for at in range(1, rows + 1)
    ]
    return SourceDocument((SourceTable((table.rows[0], *body), len(HEAD)),))


def test_long_cell_over_many_rows_is_refused_before_it_is_said_in_each():
    assert len(recognise(shared(100)).content.sections[0].events) == 1_000
    with pytest.raises(SourceError, match="объединённых на много строк"):
        recognise(shared(10_000))
