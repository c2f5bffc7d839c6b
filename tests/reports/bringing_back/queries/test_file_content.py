"""What a Word file says against the plan as it was written."""

from dataclasses import replace

from events.plan.content import EventContent, SectionContent
from events.plan.patch import PartKind
from reports.bringing_back.queries.file_content import rows_of_content
from tests.drafts import plan, section
from tests.reports.bringing_back.books import uid

PARTS = (EventContent(uid=uid(5), title="Открытие"), EventContent(uid=uid(6), title="Итоги"))
ROW = EventContent(uid=uid(1), title="Слёт", term="15 мая", events=PARTS)
OTHER = EventContent(uid=uid(2), title="Сбор")
TEXT = SectionContent(uid=uid(8), kind="text", heading="Задачи", paragraphs=("Учить", "Помогать"))
BASE = plan(TEXT, section(ROW, OTHER, uid=uid(9)))


def said(*events, text=TEXT, **values):
    return rows_of_content(BASE, plan(text, section(*events, uid=uid(9)), **values))


def test_the_same_plan_says_nothing_new():
    found = said(ROW, OTHER)
    assert (dict(found.changed), found.absent, found.added, found.notes) == ({}, (), (), ())
    assert dict(found.others) == {}


def test_changed_fields_are_told_by_row():
    found = said(replace(ROW, term="20 мая"), OTHER)
    assert dict(found.changed) == {uid(1): {"term": "20 мая"}}


def test_parts_of_a_row_are_lines_of_it():
    parts = (PARTS[0], replace(PARTS[1], title="Итоги дня"))
    assert dict(said(replace(ROW, events=parts), OTHER).changed) == {
        uid(1): {"events": "Открытие\nИтоги дня"}
    }


def test_rows_that_are_gone_and_new_rows_are_told():
    found = said(ROW, EventContent(title="Поход"))
    assert found.absent == (uid(2),)
    (row,) = found.added
    assert (row.copied.title, row.section, row.after) == ("Поход", uid(9), uid(1))


def test_of_two_rows_with_one_uid_the_second_is_new():
    (row,) = said(ROW, replace(ROW, title="Копия"), OTHER).added
    assert row.copied.title == "Копия"


def test_texts_of_sections_and_the_title_are_told():
    found = said(ROW, OTHER, text=replace(TEXT, paragraphs=("Учить",)), title=("Новый план",))
    assert dict(found.others) == {
        (PartKind.HEADING, ""): {"title": "Новый план"},
        (PartKind.SECTION, uid(8)): {"paragraphs": "Учить"},
    }


def test_whole_sections_are_only_told():
    found = rows_of_content(BASE, plan(section(ROW, OTHER, uid=uid(9)), section(uid=uid(7))))
    assert len(found.notes) == 2
    assert found.absent == ()
