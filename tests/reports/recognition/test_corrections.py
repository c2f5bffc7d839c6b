"""What a person says against the reading, seen in the plan that is read anew."""

from dataclasses import asdict

import pytest

from reports.recognition import Correction, CorrectionError, recognise
from reports.recognition.corrections import (
    apply_corrections,
    corrections_from_json,
    splittable_lines,
)
from reports.sources.docx import read_word
from tests.reports.recognition.recognised import HEAD
from tests.reports.sources.word_samples import plan

ROW = ["1", "Слёт", "май", "Методист"]
NEXT = ["2", "Сбор", "июнь", "Секретарь"]


def read(rows, *corrections):
    found = recognise(read_word(plan([HEAD, *rows])), corrections=corrections)
    assert found.words.is_whole
    return found


def rows_of(found):
    return [
        (event.title, event.term, [one.text for one in event.responsible])
        for section in found.content.all_sections()
        for event in section.events
    ]


def kinds(found):
    return [one.kind for one in found.rows]


def test_rows_say_how_they_were_read_and_what_they_became():
    found = read(["Осень", ROW, ["", "с гостями", "", ""], NEXT])
    assert kinds(found) == ["head", "section", "event", "goes_on", "event"]
    assert [one.event for one in found.rows] == [None, None, 0, 0, 1]
    assert [one.section for one in found.rows] == [None, 0, None, None, None]
    assert found.rows[3].confidence < 0.85 < found.rows[2].confidence
    assert "без номера" in found.rows[3].reason


def test_column_is_what_somebody_says():
    found = read([ROW], Correction("column", 1, 2, "place"))
    (event,) = found.content.all_events()
    assert (event.place, event.term) == ("май", "")
    assert (found.columns[2].confidence, found.columns[2].reason) == (1.0, "указано вами")


def test_column_takes_its_role_from_the_other():
    found = read(
        [ROW], Correction("column", 1, 3, "term"), Correction("column", 1, 2, "responsible")
    )
    assert rows_of(found) == [("Слёт", "Методист", ["май"])]


def test_column_that_is_no_part_of_the_plan_stays_without_a_place():
    found = read([ROW, NEXT], Correction("column", 1, 3, "left"))
    assert rows_of(found) == [("Слёт", "май", []), ("Сбор", "июнь", [])]
    assert {one.text for one in found.unplaced} >= {"Методист", "Секретарь"}


def test_second_column_may_end_the_term():
    found = read([["1", "Слёт", "май", "июнь"]], Correction("column", 1, 3, "until"))
    assert rows_of(found) == [("Слёт", "май – июнь", [])]


@pytest.mark.parametrize("kind", ["section", "subsection"])
def test_row_becomes_a_heading(kind):
    found = read(["Год", ["2", "Осень", "", ""], ROW], Correction("row", 1, 2, kind))
    headings = [one.heading for one in found.content.all_sections()]
    assert headings == ["Год", "Осень"]
    assert len(found.content.sections) == (2 if kind == "section" else 1)
    assert rows_of(found) == [("Слёт", "май", ["Методист"])]


def test_heading_becomes_a_row():
    found = read(["Осень", ROW], Correction("row", 1, 1, "event"))
    assert [row[0] for row in rows_of(found)] == ["Осень", "Слёт"] or found.unplaced


def test_row_is_joined_to_the_one_above():
    found = read([ROW, NEXT], Correction("row", 1, 2, "goes_on"))
    assert rows_of(found) == [("Слёт\nСбор", "май\nиюнь", ["Методист", "Секретарь"])]


def test_row_with_bold_words_is_joined_under_the_one_above():
    tail = ["", "*Тема *о лодках", "", ""]
    found = read([ROW, tail], Correction("row", 1, 2, "goes_on"))
    (event,) = found.content.all_events()
    assert (event.lead_in, event.title) == ("", "Слёт\nТема о лодках")


def test_row_that_is_no_part_of_the_plan_stays_without_a_place():
    found = read([ROW, NEXT], Correction("row", 1, 2, "left"))
    assert rows_of(found) == [("Слёт", "май", ["Методист"])]
    assert {one.text for one in found.unplaced} == {"2", "Сбор", "июнь", "Секретарь"}


def test_head_is_where_somebody_says():
    rows = [["№", "Дело", "Дни", "Люди"], ROW]
    found = read(rows, Correction("row", 1, 1, "head"))
    assert rows_of(found)[-1][0] == "Слёт"
    assert [one.heading for one in found.columns] == rows[0]


def test_row_is_parted_where_its_cells_have_as_many_lines():
    row = ["1", "Слёт\nСбор\nСмотр", "май\nиюнь\nиюль", "Методист"]
    found = read([row, NEXT], Correction("split", 1, 1, lines=(1, 2)))
    assert rows_of(found)[:3] == [
        ("Слёт", "май", ["Методист"]),
        ("Сбор", "июнь", ["Методист"]),
        ("Смотр", "июль", ["Методист"]),
    ]
    assert len(rows_of(found)) == 4


def test_corrections_hold_on_to_their_rows_when_one_above_is_parted():
    row = ["1", "Слёт\nСбор", "май", "Методист"]
    found = read(
        [row, NEXT], Correction("row", 1, 2, "left"), Correction("split", 1, 1, lines=(1,))
    )
    assert [one[0] for one in rows_of(found)] == ["Слёт", "Сбор"]


def test_row_under_a_merged_cell_is_parted():
    rows = [["1", "Слёт\nСбор", "май", "Методист"], ["2", "Смотр", "июнь", "^"]]
    found = read(rows, Correction("split", 1, 1, lines=(1,)))
    assert [one[2] for one in rows_of(found)] == [["Методист"]] * 3


def test_lines_of_a_row_are_those_of_its_fullest_cell():
    word = read_word(plan([HEAD, ["1", "Слёт\nСбор", "май", "Методист"]]))
    assert splittable_lines(word.tables[0], 1) == ("Слёт", "Сбор")


def test_table_may_be_none_of_the_plan():
    data = plan([HEAD, ROW])
    both = read_word(data)
    twice = type(both)((*both.blocks, *both.tables))
    assert len(rows_of(recognise(twice))) == 2
    found = recognise(twice, corrections=[Correction("table", 2, to="other")])
    assert len(rows_of(found)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        Correction("row", 2, 0, "event"),
        Correction("row", 1, 9, "event"),
        Correction("row", 1, 1, "anything"),
        Correction("column", 1, -1, "term"),
        Correction("column", 1, 1, "cell"),
        Correction("split", 1, 1, lines=(7,)),
    ],
)
def test_place_or_meaning_that_is_not_there_is_refused(wrong):
    with pytest.raises(CorrectionError, match=r"[А-Я].*\.$|:"):
        apply_corrections(read_word(plan([HEAD, ROW])), [wrong])


def test_journal_is_kept_as_json():
    journal = (Correction("split", 1, 1, lines=(1, 2)), Correction("row", 1, 2, "left"))
    assert corrections_from_json([asdict(one) for one in journal]) == journal


def test_rows_without_a_head_take_the_columns_of_the_plan_they_go_into():
    usual = recognise(read_word(plan([HEAD, ROW]))).content.layout.columns
    word = read_word(plan([["7", "Сбор", "по звонку", "Все"], ["8", "Смотр", "", "Все"]]))
    found = recognise(word, usual=usual)
    assert rows_of(found) == [("Сбор", "по звонку", ["Все"]), ("Смотр", "", ["Все"])]
    assert all(one.confidence < 0.85 for one in found.columns)
