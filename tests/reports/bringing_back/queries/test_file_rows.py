"""Rows of a workbook found again, and columns by their headings."""

from events.plan.content import EventContent
from reports.bringing_back.queries.file_rows import rows_of_file
from reports.bringing_back.queries.written_tables import written_table
from reports.office_files.brought_file import BroughtFile, BroughtRow
from tests.drafts import plan, section
from tests.reports.bringing_back.books import STAMP, uid

BASE = plan(
    section(
        EventContent(uid=uid(1), title="Слёт юных краеведов", term="15 мая"),
        EventContent(uid=uid(2), title="Сбор вожатых", term="июнь"),
        uid=uid(9),
    ),
    roles=("number", "event", "term"),
)
HEAD = ("number", "event", "term")


def said(*rows, head=HEAD):
    file = BroughtFile(STAMP, "", head, tuple(BroughtRow(key, cells) for key, cells in rows))
    return rows_of_file(file, written_table(BASE))


FIRST = (uid(1), ("1.", "Слёт юных краеведов", "15 мая"))
SECOND = (uid(2), ("2.", "Сбор вожатых", "июнь"))


def test_columns_may_change_their_places():
    found = said(
        (uid(1), ("20 мая", "Слёт юных краеведов")),
        (uid(2), ("июнь", "Сбор вожатых")),
        head=("term", "event"),
    )
    assert dict(found.changed) == {uid(1): {"term": "20 мая"}}
    assert "number" in found.notes[0]


def test_a_heading_typed_over_is_known_by_its_place():
    head = ("Раздел", "number", "Что", "term", "Начало", "Конец", "Как понят срок")
    row = ("Мероприятия", "1.", "Слёт", "15 мая", "15.05.2026", "15.05.2026", "15 мая 2026")
    assert said((uid(1), row), head=head).changed[uid(1)] == {"title": "Слёт"}


def test_a_row_without_a_key_is_known_by_its_number_and_words():
    found = said(("", ("1.", "Слёт юных туристов", "15 мая")), SECOND)
    assert dict(found.changed) == {uid(1): {"title": "Слёт юных туристов"}}
    assert found.absent == ()


def test_a_strange_row_without_a_key_is_new():
    found = said(("", ("1.", "Покупка книг", "")), SECOND)
    assert found.absent == (uid(1),)
    (row,) = found.added
    assert row.texts == {"title": "Покупка книг"}


def test_of_two_rows_with_one_key_the_likest_is_the_row():
    found = said((uid(1), ("1.", "Другой слёт", "май")), FIRST, SECOND)
    assert dict(found.changed) == {}
    (row,) = found.added
    assert row.texts == {"title": "Другой слёт", "term": "май"}
