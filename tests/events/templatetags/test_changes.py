"""How changes are drawn: readable without colours, for ears too."""

from dataclasses import replace

import pytest

from events.plan.cell_lines import Line
from events.plan.comparison import CellChange, PartFate, RowChange, SectionChange
from events.plan.content import EventContent, SectionContent
from events.templatetags.changes import (
    change_links,
    marked,
    row_of_changes,
    told_of_part,
    told_of_row,
    told_of_section,
    words_of_change,
)
from plans_portal.lib.word_changes import word_changes

ROW = RowChange(PartFate.CHANGED, EventContent(uid="a"), (), number="2", was_number="5")


def test_words_are_marked_by_elements_and_in_words():
    assert marked(word_changes("Слёт юных", "Слёт <b>")) == (
        '<p class="words">Слёт <del><span class="visually-hidden"> было: </span>юных</del>'
        '<ins><span class="visually-hidden"> стало: </span>&lt;b&gt;</ins></p>'
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Изменена"),
        ({"fate": PartFate.ADDED}, "Добавлена"),
        ({"fate": PartFate.REMOVED}, "Удалена"),
        ({"fate": PartFate.SAME, "is_moved": True}, "Перемещена: 5 → 2"),
        (
            {"is_moved": True, "moved_from": "I. Дела"},
            "Изменена. Перемещена: 5 → 2, из раздела «I. Дела»",
        ),
    ],
)
def test_row_tells_what_became_of_it(values, words):
    assert told_of_row(replace(ROW, **values)).replace("\u00a0", " ") == words


def test_changed_row_stands_under_what_became_of_it():
    cell = CellChange("event", (Line("Слёт"),))
    row = replace(ROW, cells=(cell,), notes=("Теперь это <заседание>.",))
    html = row_of_changes(row, 2, 3)
    assert "id=change-2 data-change=changed" in html
    assert "<p>Теперь это &lt;заседание&gt;.</p>" in html
    assert "Строка 2. </span>Изменена" in html
    assert "<th scope=row data-cell=event>Слёт</th>" in html
    same = row_of_changes(replace(row, fate=PartFate.SAME), None, 3)
    assert same.startswith("<tbody><tr class=paper-row>")


def test_removed_words_are_struck_out():
    cell = CellChange("term", (Line("май"),))
    assert words_of_change(cell, replace(ROW, fate=PartFate.REMOVED)) == "<del>май</del>"
    empty = CellChange("term", ())
    assert words_of_change(empty, replace(ROW, fate=PartFate.REMOVED)) == ""


@pytest.mark.parametrize(
    ("nth", "wanted"), [(1, ["change-2"]), (2, ["change-1", "change-3"]), (3, ["change-2"])]
)
def test_changes_are_linked_with_their_neighbours(nth, wanted):
    html = change_links(nth, 3)
    assert [one for one in ("change-1", "change-2", "change-3") if f"#{one}" in html] == wanted


def test_section_and_step_tell_what_became_of_them():
    section = SectionChange(
        PartFate.CHANGED, SectionContent(), "", 0, (), (), (), (), (), is_moved=True
    )
    assert told_of_section(section) == "Раздел изменён, перемещён"
    moved = replace(section, fate=PartFate.SAME, moved_from="II. Дела")
    assert told_of_section(moved) == "Раздел перемещён из раздела «II. Дела»"
    assert [told_of_part(fate) for fate in PartFate] == [
        "Изменено",
        "Добавлено",
        "Удалено",
        "Изменено",
    ]
