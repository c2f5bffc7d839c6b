"""Paragraphs, cells and tables as plain values."""

from reports.sources.source_document import (
    MAX_CELL_LETTERS,
    Run,
    SourceCell,
    SourceDocument,
    SourceParagraph,
    SourceTable,
    merge_runs,
    objection_to_cells,
    paragraphs_of,
)


def line(text: str, **more) -> SourceParagraph:
    return SourceParagraph((Run(text),), **more)


def test_neighbouring_runs_of_one_boldness_are_merged():
    runs = (Run("Те", bold=True), Run("ма:", bold=True), Run(" обзор"), Run(" книг"))
    assert merge_runs(runs) == (Run("Тема:", bold=True), Run(" обзор книг"))


def test_marker_is_shown_before_the_text():
    assert line("Слёт", marker="1.").full_text == "1. Слёт"
    assert line("Слёт").full_text == "Слёт"


def test_blanks_do_not_make_a_paragraph_unbold():
    assert SourceParagraph((Run("Тема", bold=True), Run(" "))).bold
    assert not SourceParagraph((Run(" "),)).bold
    assert not SourceParagraph((Run("Тема", bold=True), Run("обзор"))).bold


def test_cell_has_the_lines_of_tables_inside_it():
    inner = SourceTable(((SourceCell(0, 0, blocks=(line("сбор"),)),),), 1)
    cell = SourceCell(0, 0, blocks=(line("Слёт"), line(" "), inner))
    assert cell.text == "Слёт\nсбор"
    assert cell.line == "Слёт сбор"
    assert [one.text for one in cell.visible] == ["Слёт", "сбор"]
    assert [one.text for one in paragraphs_of(cell.blocks)] == ["Слёт", " ", "сбор"]


def test_place_of_the_grid_leads_to_the_cell_that_covers_it():
    high, wide, last = SourceCell(0, 0, rowspan=2), SourceCell(0, 1, colspan=2), SourceCell(1, 1)
    table = SourceTable(((high, wide), (last,)), 3)
    assert [table.at(0, column) for column in range(3)] == [high, wide, wide]
    assert [table.at(1, column) for column in range(3)] == [high, last, None]
    assert table.below(0, 1) == [last]


def test_tables_inside_cells_are_no_tables_of_the_document():
    inner = SourceTable(((SourceCell(0, 0),),), 1)
    outer = SourceTable(((SourceCell(0, 0, blocks=(inner,)),),), 1)
    assert SourceDocument((line("План"), outer)).tables == (outer,)


def test_the_first_cell_that_is_too_long_is_named():
    def cell(row, column, text):
        return SourceCell(row, column, blocks=(SourceParagraph((Run(text),)),))

    rows = (
        (cell(0, 0, "Дело"), cell(0, 1, "Срок")),
        (cell(1, 0, "а; " * 7_000), cell(1, 1, "май")),
    )
    short = SourceTable(rows[:1], 2)
    assert objection_to_cells((short,)) is None
    objection = objection_to_cells((short, SourceTable(rows, 2)))
    assert "таблица 2, строка 2, столбец 1, «а; а; " in objection
    assert "20999 знаков" in objection
    fits = ((cell(0, 0, "я" * MAX_CELL_LETTERS),),)
    assert objection_to_cells((SourceTable(fits, 1),)) is None
