"""Edited cells of a row are read back into its fields."""

from dataclasses import replace

import pytest

from events.plan.content import (
    AgendaItemContent,
    EventContent,
    LayoutContent,
    ResponsibleContent,
)
from events.plan.outline import cells_of_row
from reports.office_files.docx.edited_row import edited_event, split_people
from reports.sources.source_document import Run, SourceCell, SourceParagraph
from tests.reports.office_files.docx.test_row_pieces import COLUMNS, ROW

LAYOUT = LayoutContent(columns=COLUMNS)


def cell_of(*lines):
    return SourceCell(0, 0, blocks=tuple(SourceParagraph((Run(line),)) for line in lines))


def drawn(at, event=ROW):
    cell = cells_of_row(event, COLUMNS, LAYOUT, merged=False)[at]
    return [" ".join(filter(None, (one.mark, one.lead, one.text))) for one in cell.lines]


def read(*lines, at=0, event=ROW):
    return edited_event(event, {at: cell_of(*lines)}, COLUMNS, LAYOUT, merged=False)


@pytest.mark.parametrize(
    ("was", "now", "values"),
    [
        ("Заседание", "Совещание", {"title": "Совещание\n- открытое\n- выездное"}),
        ("Весна", "Зима", {"lead_in": "Зима"}),
        ("– выездное", "– выездное\u00a0летнее",
         {"title": "Заседание\n- открытое\n- выездное летнее"}),
        ("двух", "трёх", {"description": "В трёх частях"}),
        ("О плане", "О смете",
         {"agenda": (AgendaItemContent("О смете", "Ветлугина О. Н."), ROW.agenda[1])}),
        ("Ветлугина", "Светлова",
         {"agenda": (AgendaItemContent("О плане", "Светлова О. Н."), ROW.agenda[1])}),
        ("5 мая", "6 мая", {"events": (replace(ROW.events[0], term="6 мая"), ROW.events[1])}),
        ("Турнир", "Турнир знатоков",
         {"events": (ROW.events[0], replace(ROW.events[1], title="Турнир знатоков"))}),
        ("Отчёт", "Справка", {"result": "Справка"}),
        (", совет", ", кафедра",
         {"responsible": (ROW.responsible[0], ResponsibleContent("кафедра"))}),
        ("совет", "совет, Светлова А. П.",
         {"responsible": (*ROW.responsible, ResponsibleContent("Светлова А. П."))}),
    ],
)  # fmt: skip
def test_one_edit_changes_one_field(was, now, values):
    text = "\n".join(drawn(0))
    assert text.count(was) == 1
    assert read(*text.replace(was, now).split("\n")) == replace(ROW, **values)


def test_lines_are_added_and_taken_away_in_their_fields():
    lines = drawn(0)
    agenda = next(at for at, line in enumerate(lines) if "Разное" in line)
    more = read(*lines[: agenda + 1], "3. О смотре", *lines[agenda + 1 :])
    assert more == replace(ROW, agenda=(*ROW.agenda, AgendaItemContent("О смотре")))
    fewer = read(*(line for line in lines if "Разное" not in line))
    assert fewer == replace(ROW, agenda=ROW.agenda[:1])
    other = read(*lines, "Форма: очно")
    assert other == replace(ROW, form="очно")


def test_term_that_was_changed_has_no_choice_of_meaning_any_more():
    row = replace(ROW, term_choice="1")
    assert read("май", "Школа", at=1, event=row) == replace(row, place="Школа")
    assert read("июнь", "Лицей", at=1, event=row) == replace(ROW, term="июнь")


def test_name_of_a_field_that_was_changed_is_a_word_like_others():
    lines = [line.replace("Результат:", "Итоги:") for line in drawn(0)]
    now = read(*lines)
    assert now.result == ""
    assert "Итоги: Отчёт" in str(now)


def test_new_row_is_read_from_its_cells():
    cells = {0: cell_of("Смотр", "Ответственные: Сомов П. И., Светлова А. П."), 1: cell_of("май")}
    assert edited_event(EventContent(), cells, COLUMNS, LAYOUT, merged=False) == EventContent(
        title="Смотр",
        term="май",
        responsible=(ResponsibleContent("Сомов П. И."), ResponsibleContent("Светлова А. П.")),
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Лапина В. Г., методист, Крутов О. Л.", ["Лапина В. Г., методист", "Крутов О. Л."]),
        ("Лапина В. Г., завуч, Крутов О. Л.", ["Лапина В. Г., завуч", "Крутов О. Л."]),
        ("Лапина В. Г., методист", ["Лапина В. Г., методист"]),
        (
            "Лапина В. Г., методист, Осипова Р. Т., Крутов О. Л.",
            ["Лапина В. Г., методист", "Осипова Р. Т.", "Крутов О. Л."],
        ),
        ("", []),
    ],
)
def test_a_comma_may_be_part_of_a_person(text, found):
    people = (ResponsibleContent("Лапина В. Г., методист"), ResponsibleContent("Крутов О. Л."))
    assert [one.text for one in split_people(text, people)] == found
