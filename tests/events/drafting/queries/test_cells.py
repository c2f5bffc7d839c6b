"""Cells as texts: what is shown comes back the same, and lines become people and questions."""

import pytest

from events.drafting.queries.cells import CELL_FIELDS, text_of_cell, with_cell
from events.drafting.queries.responsible_names import ResponsibleDirectory
from events.drafting.queries.row_values import AgendaItemValues, EventValues, ResponsibleValues

COUNCIL = ResponsibleValues("Совет", "office", office_id=7)
ROW = EventValues(
    is_meeting=True,
    title="Заседание № 1",
    term="5 мая",
    responsible=(ResponsibleValues("Светлова А. П.", "person", person_id=3), COUNCIL),
    agenda=(AgendaItemValues("Об итогах", "Светлова А. П."), AgendaItemValues("Разное")),
)


def directory() -> ResponsibleDirectory:
    return ResponsibleDirectory({"Методист": ResponsibleValues("Методист", "office", office_id=9)})


def unasked() -> ResponsibleDirectory:
    raise AssertionError("the directory is asked though every line is known")


@pytest.mark.parametrize("field", CELL_FIELDS)
def test_untouched_text_changes_nothing(field):
    assert with_cell(ROW, field, text_of_cell(ROW, field), unasked) == ROW


def test_each_line_is_a_person_and_known_ones_keep_whom_they_name():
    text = "Совет\n\n  Методист \nГость"
    changed = with_cell(ROW, "responsible", text, directory)
    assert changed.responsible == (
        COUNCIL,
        ResponsibleValues("Методист", "office", office_id=9),
        ResponsibleValues("Гость"),
    )


def test_each_line_is_a_question_and_a_name_in_brackets_its_speaker():
    text = "Об итогах (Светлова А. П.)\nО планах (Ветлугин О. Н.)\nО летнем (втором) слёте (кратко)"
    changed = with_cell(ROW, "agenda", text, unasked)
    assert changed.agenda == (
        ROW.agenda[0],
        AgendaItemValues("О планах", "Ветлугин О. Н."),
        AgendaItemValues("О летнем (втором) слёте (кратко)"),
    )


def test_row_with_a_question_is_a_meeting():
    assert with_cell(EventValues(title="Слёт"), "agenda", "Разное", unasked).is_meeting


def test_other_fields_keep_their_lines():
    assert with_cell(ROW, "title", "Слёт\nюных", unasked).title == "Слёт\nюных"
