"""How rows of a foreign table fit into a plan: places, numbers, sections."""

import pytest

from events.plan.content import (
    ColumnContent,
    EventContent,
    LayoutContent,
    PlanContent,
    SectionContent,
)
from events.plan.pasted_rows import as_typed, fit_rows
from events.plan.roles import ColumnRole
from events.plan.vocabulary import Numbering, SectionKind, SectionNumbers, ShownAs

COLUMNS = tuple(
    ColumnContent(role, role.label, 30) for role in (ColumnRole.NUMBER, ColumnRole.EVENT)
)
ROWS = (EventContent(uid="r1", title="Совет"), EventContent(uid="r2", title="Семинар"))
PLAN = PlanContent(
    layout=LayoutContent(columns=COLUMNS, section_numbers=SectionNumbers.ROMAN),
    sections=(
        SectionContent(
            uid="s1", heading="Осень", events=ROWS, sections=(SectionContent(uid="s3"),)
        ),
        SectionContent(uid="s2", heading="Зима"),
    ),
)


def rows(*titles, **more):
    return SectionContent(events=tuple(EventContent(title=title, **more) for title in titles))


def fit(*sections, into="s1", after="", plan=PLAN):
    return fit_rows(plan, sections, into, after)


def printed(fitted):
    return [one.printed for one in fitted.numbers]


def test_rows_come_after_their_row_and_are_counted_there():
    fitted = fit(rows("Слёт", "Сбор"), after="r1")
    assert (fitted.after_row, printed(fitted), fitted.count) == ("r1", ["2.", "3."], 2)
    assert [row.title for row in fitted.rows] == ["Слёт", "Сбор"]
    assert {row.uid for row in fitted.rows} == {""}


@pytest.mark.parametrize("after", ["", "r9"])
def test_rows_come_last_without_a_row_or_where_it_is_gone(after):
    fitted = fit(rows("Слёт"), after=after)
    assert (fitted.after_row, printed(fitted)) == ("r2", ["3."])


def test_section_is_made_for_rows_where_there_is_none():
    fitted = fit(rows("Слёт"), SectionContent(heading="Лето", events=ROWS), into="new")
    assert fitted.rows == ()
    assert [(one.uid, one.heading) for one in fitted.sections] == [("new", ""), ("", "Лето")]
    assert (fitted.parent, fitted.after_section, fitted.count) == ("", "s2", 3)
    assert fit(rows("Слёт"), into="new", plan=PlanContent()).after_section == ""


def test_rows_without_a_section_are_added_first_whatever_their_order():
    fitted = fit(SectionContent(heading="Лето", events=ROWS[:1]), rows("Слёт"))
    assert fitted.order == (1, 0)
    assert printed(fitted) == ["4.", "3."]


def test_sections_go_beside_the_section_that_they_were_pasted_into():
    summer = SectionContent(heading="Лето", number="III", shown_as=ShownAs.HEADING, events=ROWS)
    beside, within = fit(summer), fit(summer, into="s3")
    assert (beside.parent, beside.after_section) == ("", "s1")
    assert (within.parent, within.after_section) == ("s1", "s3")
    # Only sections at the top are numbered by the plan.
    assert [one.sections[0].number for one in (beside, within)] == ["", "III"]
    assert beside.sections[0].shown_as == ""


def test_numbers_typed_in_headings_and_paragraphs_stay_where_the_plan_gives_none():
    lines = ("1. Учёба", "3. Наставники", "1.1 Своё")
    text = SectionContent(kind=SectionKind.TEXT, heading="3) Задачи", paragraphs=lines)
    (counted,) = fit(text).sections
    assert (counted.heading, counted.paragraphs) == ("Задачи", ("Учёба", "Наставники", "1.1 Своё"))
    (inner,) = fit(text, into="s3").sections
    assert inner.heading == "3) Задачи"


@pytest.mark.parametrize(
    ("number", "expected"), [("7", ("", "3.")), ("1.2.1", ("1.2.1", "1.2.1")), ("", ("", "3."))]
)
def test_number_of_the_table_stays_only_as_the_authors_own(number, expected):
    (found,) = fit(rows("Слёт", number=number)).numbers
    assert (found.own, found.printed) == expected


def test_plan_without_numbers_keeps_them_where_it_has_their_column():
    bare = PlanContent(layout=LayoutContent(columns=COLUMNS, numbering=Numbering.NONE))
    (found,) = fit(rows("Слёт", number="7"), into="new", plan=bare).numbers
    assert (found.own, found.printed) == ("7", "7")
    events_only = PlanContent(layout=LayoutContent(columns=COLUMNS[1:]))
    (found,) = fit(rows("Слёт", number="7"), into="new", plan=events_only).numbers
    assert (found.own, found.printed) == ("", "")


def test_numbers_of_rows_are_taken_off_their_titles():
    fitted = fit(rows("3. Слёт", "4. Сбор"))
    assert [row.title for row in fitted.rows] == ["Слёт", "Сбор"]
    assert [one.typed for one in fitted.numbers] == ["3.", "4."]
    events_only = PlanContent(layout=LayoutContent(columns=COLUMNS[1:]))
    kept = fit(rows("3. Слёт", "4. Сбор"), into="new", plan=events_only)
    assert [row.title for row in kept.sections[0].events] == ["3. Слёт", "4. Сбор"]


@pytest.mark.parametrize(
    "titles", [("1. Слёт", "Сбор"), ("1. Слёт", "3. Сбор"), ("1. Слёт\n2. Сбор",), ("I. Слёт",)]
)
def test_other_numbers_in_titles_stay(titles):
    assert tuple(row.title for row in fit(rows(*titles)).rows) == titles


def test_typed_numbers_of_headings_that_recognition_left_out_are_given_back():
    sections = tuple(SectionContent(heading=one) for one in ("Осень", "Зима"))
    roman = LayoutContent(section_numbers=SectionNumbers.ROMAN)
    pasted = PlanContent(layout=roman, sections=sections)
    assert [one.number for one in as_typed(pasted)] == ["I", "II"]
    merged = PlanContent(
        layout=LayoutContent(
            columns=(ColumnContent(ColumnRole.DIRECTION, "Направление"),),
            section_numbers=SectionNumbers.ROMAN,
            sections_as=ShownAs.MERGED,
        ),
        sections=sections,
    )
    assert [one.number for one in as_typed(merged)] == ["", ""]
