"""Reads pieces of HTML for tests, as they are pasted."""

from reports.sources import read_paste
from reports.sources.source_document import SourceTable


def read(markup):
    return read_paste(markup, "")


def texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def only_table(markup):
    (table,) = read(markup).tables
    return texts(table)


def told(markup):
    return [one if isinstance(one, SourceTable) else one.text for one in read(markup).blocks]


def lists(inside):
    return only_table(f"<table><tr><td>{inside}<td>май</table>")[0][0]
