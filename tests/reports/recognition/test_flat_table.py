"""Tables built row by row, and put in place of tables of unusual shape."""

from reports.recognition import recognise
from reports.recognition.flat_table import FlatTable, TableBuilder, one_line, with_flat_tables
from reports.sources.docx import read_word
from tests.reports.sources.word_samples import plan

HEAD = ["Мероприятие", "Срок"]


def test_rows_and_bands_lie_on_one_grid():
    rows = TableBuilder([("Мероприятие", 3), ("Срок", 1)])
    rows.band(one_line("Осень"))
    rows.row([one_line("Слёт"), ()])
    made = rows.table()
    assert (made.columns, made.header_rows, made.widths) == (2, 1, (3, 1))
    assert [[cell.line for cell in row] for row in made.rows] == [HEAD, ["Осень"], ["Слёт", ""]]
    assert made.at(1, 1) is made.at(1, 0)
    assert made.at(2, 1).row == 2


def test_table_that_no_way_knows_is_left_as_it_is():
    source = read_word(plan([HEAD, ["Слёт", "май"]]))
    assert with_flat_tables(source, lambda _: None) is source


def test_first_way_that_knows_the_table_decides():
    source = read_word(plan([HEAD, ["Слёт", "май"]]))
    made = TableBuilder([("Дело", 1)]).table()
    changed = with_flat_tables(
        source,
        lambda _: None,
        lambda _: FlatTable(made, ("Прочитано иначе.", "Прочитано иначе.")),
        lambda _: FlatTable(made, ("Не сюда.",)),
    )
    assert changed.tables == (made,)
    assert changed.noticed == ("Прочитано иначе.",)
    assert changed.blocks[0] == source.blocks[0]


def test_ordinary_plan_is_read_without_remarks():
    assert recognise(read_word(plan([HEAD, ["Слёт", "май"]]))).findings == ()
