"""One cell of a file: which field of the row an edit of it belongs to."""

import pytest

from events.plan.content import AgendaItemContent, EventContent, ResponsibleContent
from reports.bringing_back.queries.file_cells import changed_fields, shown
from reports.bringing_back.queries.written_tables import written_table
from tests.drafts import plan, section

ROW = EventContent(
    uid="a" * 32,
    meeting=True,
    lead_in="Круглый стол:",
    title="Чтение вслух",
    description="Для всех\n– и для новичков",
    place="Зал",
    responsible=(ResponsibleContent("Лапина В. Г., методист"), ResponsibleContent("Крутов О. Л.")),
    agenda=(AgendaItemContent("Итоги", "Крутов О. Л."), AgendaItemContent("Планы")),
)


def change(old, new, role="event", row=ROW):
    table = written_table(plan(section(row), roles=("number", "event", "term", "responsible")))
    written = table.rows[row.uid]
    cell = written.cells[role, 1]
    assert old in shown(cell)
    return changed_fields(written, {(role, 1): shown(cell).replace(old, new, 1)})


@pytest.mark.parametrize(
    ("old", "new", "field", "text"),
    [
        ("Чтение вслух", "Чтение про себя", "title", "Чтение про себя"),
        ("Круглый стол:", "Семинар:", "lead_in", "Семинар:"),
        ("Для всех", "Для многих", "description", "Для многих\n– и для новичков"),
        ("– и для новичков", "– и для детей", "description", "Для всех\n– и для детей"),
        ("Зал", "Двор", "place", "Двор"),
        ("\nМесто: Зал", "", "place", ""),
        ("1. Итоги (Крутов О. Л.)", "1. Выводы", "agenda", "Выводы\nПланы"),
        ("2. Планы", "2. Планы\n3. Разное", "agenda", "Итоги (Крутов О. Л.)\nПланы\nРазное"),
    ],
)
def test_an_edited_line_belongs_to_the_field_that_it_showed(old, new, field, text):
    assert change(old, new) == {field: text}


def test_a_new_line_belongs_to_the_field_above_it():
    assert change("– и для новичков", "– и для новичков\nИ для гостей") == {
        "description": "Для всех\n– и для новичков\nИ для гостей"
    }


def test_a_new_line_that_names_a_field_belongs_to_it():
    assert change("Место: Зал", "Место: Зал\nРезультат: сборник") == {"result": "сборник"}


def test_spaces_and_signs_of_typesetters_are_no_edit():
    assert change("Чтение вслух", " Чтение\u00a0вс\u00adлух\u200b ") == {}


def test_the_bullet_of_another_program_is_no_edit():
    assert change("– и для новичков", "• и для новичков") == {}


def test_responsible_are_lines_of_their_column():
    assert change("Крутов О. Л.", "Осипова Р. Т.", "responsible") == {
        "responsible": "Лапина В. Г., методист\nОсипова Р. Т."
    }


def test_a_number_that_the_plan_gives_itself_is_no_edit():
    assert change("1.", "4", "number") == {}


def test_a_number_of_the_authors_own_is_one():
    assert change("1.", "1а", "number") == {"number": "1а"}
